"""`lecturegen batch` over paths as people have them: links, pipes, barred folders, the same course twice."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from lecturegen.errors import FolderError
from lecturegen.faculty.lines import RunEnded, Writer, now, read
from tests.assessing.weeks import tides
from tests.courses import batch, course, statuses, summary
from tests.openai_server import running


def test_the_same_course_by_several_paths_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    course(tmp_path / "a", "Alpha", 2)
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "alpha.yaml").symlink_to("a/alpha.yaml")
    with running() as server:
        ran = batch(server, tmp_path, "a", "a/../a", "link", "alpha.yaml", "a/alpha.yaml", "--format", "json")
    assert statuses(ran) == {"Alpha 1": "done", "Alpha 2": "done"}
    assert len(summary(ran)["weeks"]) == 2
    assert summary(ran)["total"]["weeks"] == 2
    assert ran.code == 0


def test_folders_behind_links_are_found_and_circles_end(tmp_path: Path) -> None:
    course(tmp_path / "elsewhere", "Alpha")
    tree = tmp_path / "tree"
    course(tree, "Beta")
    (tree / "linked").symlink_to(tmp_path / "elsewhere")
    (tree / "circle").symlink_to(tree)
    with running() as server:
        ran = batch(server, tmp_path, tree, "--format", "json")
    assert statuses(ran) == {"Alpha 1": "done", "Beta 1": "done"}


@pytest.mark.timeout(60)
def test_a_pipe_that_is_called_like_a_course_file_is_not_waited_for(tmp_path: Path) -> None:
    course(tmp_path / "tree", "Alpha")
    os.mkfifo(tmp_path / "tree" / "pipe.yaml")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path / "tree", "--format", "json")
    assert statuses(ran) == {"Alpha 1": "done"}


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    course(tmp_path / "tree", "Alpha")
    barred = tmp_path / "tree" / "barred"
    course(barred, "Beta")
    scan, look = os.scandir, os.listdir

    def denied(path: str) -> None:
        if Path(path) == barred:
            raise PermissionError(13, "Permission denied", str(barred))

    def scandir(path: str) -> os._ScandirIterator[str]:
        denied(path)
        return scan(path)

    def listdir(path: str) -> list[str]:
        denied(path)
        return look(path)

    # permissions themselves bar nothing from root, as whom tests may run
    with running() as server, patch("os.scandir", scandir), patch("os.listdir", listdir):
        ran = batch(server, tmp_path, tmp_path / "tree", "--format", "json")
    assert statuses(ran) == {"Alpha 1": "done", f"{barred} 0": "failed"}
    assert f"{barred}: cannot be opened: Permission denied" in ran.err
    assert ran.code == 1


def test_a_path_that_may_not_be_looked_at_is_named_without_a_traceback(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    with running() as server:
        ran = batch(server, tmp_path, long)
    assert (ran.code, f"{long}: cannot be opened: File name too long" in ran.err) == (2, True)


def test_course_files_below_a_folder_are_not_denied_when_weeks_are_not_made(tmp_path: Path) -> None:
    course(tmp_path / "tree", "Alpha")
    with running() as server:
        ran = batch(server, tmp_path, tmp_path / "tree", "--do", "assess")
    assert "no script or assessment below this folder; course files are taken if they are named" in ran.err


def test_a_file_that_is_no_script_is_told_beside_weeks_that_are_done(tmp_path: Path) -> None:
    tides(tmp_path / "old" / "week-01")
    broken = tmp_path / "old" / "week-02" / "script.md"
    broken.parent.mkdir()
    broken.write_text("nothing of ours\n")
    with running() as server:
        flags = ("--do", "export", "--to", "gift", "--format", "json")
        ran = batch(server, tmp_path, tmp_path / "old", *flags)
        again = batch(server, tmp_path, tmp_path / "old", *flags, "--only-failed")
        broken.unlink()
        mended = batch(server, tmp_path, tmp_path / "old", *flags, "--only-failed")
    assert statuses(ran) == {f"{tmp_path / 'old'} 1": "done", f"{tmp_path / 'old'} 0": "failed"}
    assert f"{broken}:1: this is neither a script nor an assessment" in ran.err
    assert [one.code for one in (ran, again, mended)] == [1, 1, 0]


def test_only_failed_leaves_a_week_alone_that_another_course_has_made(tmp_path: Path) -> None:
    course(tmp_path / "a", "Alpha")
    second = course(tmp_path / "b", "Alpha")
    second.write_text(second.read_text().replace("Odds", "Primes"))
    with running() as server:
        batch(server, tmp_path, tmp_path / "a", tmp_path / "b")
        before = (tmp_path / "out" / "alpha" / "week-01" / "script.md").read_bytes()
        ran = batch(server, tmp_path, tmp_path / "a", tmp_path / "b", "--only-failed", "--format", "json")
    assert [week["source"] for week in summary(ran)["weeks"]] == [str(second)]
    assert [week["status"] for week in summary(ran)["weeks"]] == ["failed"]
    assert (tmp_path / "out" / "alpha" / "week-01" / "script.md").read_bytes() == before


def test_a_file_that_cannot_be_written_fails_its_week_and_no_other(tmp_path: Path) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        course(tmp_path, name)
    with running() as server:
        batch(server, tmp_path, tmp_path)
        (tmp_path / "out" / "beta" / "week-01" / "assessments").write_text("mine\n")
        ran = batch(server, tmp_path, tmp_path / "out", "--do", "assess", "--seed", "9", "--format", "json")
    found = {Path(week["course"]).name: week["status"] for week in summary(ran)["weeks"]}
    assert found.pop("beta") == "failed"
    assert set(found) == {"alpha", "gamma"}
    assert "failed" not in found.values()
    assert "Not a directory" in ran.err


def test_a_line_that_a_full_disk_cuts_leaves_a_state_that_can_be_read_and_added_to(tmp_path: Path) -> None:
    path, line = tmp_path / "weeks.jsonl", RunEnded(at=now(), exit_code=0)
    writer = Writer(path)
    writer.add(line)
    whole = writer._file.write
    with patch.object(writer, "_file", wraps=writer._file) as file:
        file.write.side_effect = lambda text: whole(text[:9])
        with pytest.raises(FolderError, match="cannot be written: the disk is full"):
            writer.add(line)
    writer.add(line)
    writer.close()
    assert list(read(path)) == [line, line]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_a_course_file_in_another_encoding_below_a_folder_is_not_passed_over(encoding: str, tmp_path: Path) -> None:
    path = course(tmp_path / "courses", "Alpha")
    title, *rest = path.read_text().splitlines()
    path.write_text("\n".join([*rest[1:], title, rest[0]]), encoding)
    course(tmp_path / "courses", "Beta")
    with running() as server:
        told = statuses(batch(server, tmp_path, tmp_path / "courses", "--format", "json"))
    assert told.pop("Beta 1") == "done"
    assert list(told.values()) == ["done" if encoding == "utf-8-sig" else "failed"]


def test_notes_and_templates_that_are_not_there_are_named_with_the_folder_of_their_course(tmp_path: Path) -> None:
    wrong = {"alpha": "notes: [gone.md]", "beta": "exports: [pptx]\ntemplate: gone.pptx"}
    for name, line in wrong.items():
        path = course(tmp_path / name, name.title())
        path.write_text(f"{path.read_text()}{line}\n")
    course(tmp_path / "gamma", "Gamma")
    with running() as server:
        ran = batch(server, tmp_path, *(tmp_path / name for name in (*wrong, "gamma")), "--format", "json")
    assert statuses(ran) == {"Alpha 1": "failed", "Beta 1": "failed", "Gamma 1": "done"}
    assert f"{tmp_path}/alpha/gone.md: there is no such file" in ran.err
    assert f"{tmp_path}/beta/gone.pptx: there is no such file" in ran.err
