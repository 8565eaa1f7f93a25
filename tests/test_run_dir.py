"""A week's folder: atomic, and a person's work is safe in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lecturegen.errors import FolderError
from lecturegen.llm.journal import Journal
from lecturegen.run_dir import MANIFEST, WeekFolder, digest, week_path
from lecturegen.schema import Manifest


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path)
    yield journal
    journal.close()


def manifest(folder: WeekFolder) -> Manifest:
    return Manifest(lecturegen="0", model="m", inputs={}, outputs=folder.outputs)


def test_what_we_wrote_may_be_written_again(tmp_path: Path, journal: Journal) -> None:
    folder = WeekFolder(tmp_path, journal)
    folder.write("script.md", "one")
    folder.write("script.md", "two")
    assert (tmp_path / "script.md").read_text() == "two"
    assert folder.outputs == {"script.md": digest(b"two")}


def test_what_a_person_changed_is_kept_also_in_the_runs_after(tmp_path: Path, journal: Journal) -> None:
    WeekFolder(tmp_path, journal).write("script.md", "ours")
    (tmp_path / "script.md").write_text("theirs")
    for text in ("newer", "newest"):
        folder = WeekFolder(tmp_path, journal)
        assert folder.write("script.md", text) == tmp_path / "script.new.md"
        folder.write_manifest(manifest(folder))
        assert (tmp_path / "script.md").read_text() == "theirs"
        assert (tmp_path / "script.new.md").read_text() == text


def test_a_file_that_was_never_ours_is_a_persons(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / "plan.yaml").write_text("mine")
    assert WeekFolder(tmp_path, journal).edited("plan.yaml")


def test_killed_between_file_and_manifest_the_file_is_still_ours(tmp_path: Path, journal: Journal) -> None:
    WeekFolder(tmp_path, journal).write("plan.yaml", "plan")  # no manifest follows
    assert not WeekFolder(tmp_path, journal).edited("plan.yaml")


def test_a_copied_folder_without_its_journal_is_known_by_its_manifest(tmp_path: Path, journal: Journal) -> None:
    folder = WeekFolder(tmp_path, journal)
    folder.write("plan.yaml", "plan")
    folder.write_manifest(manifest(folder))
    elsewhere = Journal(tmp_path / "elsewhere")
    for name in ("plan.yaml", MANIFEST):
        (tmp_path / "elsewhere" / name).write_bytes((tmp_path / name).read_bytes())
    assert not WeekFolder(tmp_path / "elsewhere", elsewhere).edited("plan.yaml")
    elsewhere.close()


def test_the_same_text_does_not_touch_the_file(tmp_path: Path, journal: Journal) -> None:
    folder = WeekFolder(tmp_path, journal)
    folder.write("script.md", "one")
    before = (tmp_path / "script.md").stat().st_mtime_ns
    folder.write("script.md", "one")
    assert (tmp_path / "script.md").stat().st_mtime_ns == before
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_damaged_manifest_is_named(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / MANIFEST).write_text("{")
    with pytest.raises(FolderError, match=r"manifest\.json: cannot be read"):
        WeekFolder(tmp_path, journal)


def test_a_folder_in_the_place_of_a_file_is_named_and_nothing_is_left_behind(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / "script.md").mkdir()
    with pytest.raises(FolderError, match=r"script\.md: cannot be written"):
        WeekFolder(tmp_path, journal).write("script.md", "text")
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize(
    ("course", "name"), [("Data Mining & more", "data-mining-more"), ("机器学习", "ji-qi-xue-xi"), ("???", "course")]
)
def test_a_course_of_any_name_has_a_folder(course: str, name: str) -> None:
    assert week_path(Path("out"), course, 3) == Path("out") / name / "week-03"
