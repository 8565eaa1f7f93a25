"""`lecturegen check --fix`: what loses nothing is mended, in its place, and nothing else of a file changes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.checking.fixes import mended_files
from lecturegen.checking.lint import lint
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import read_texts, read_week
from lecturegen.schema import CheckSettings
from tests.checking.foreign import SCRIPT, SHEET, write_week
from tests.command import run

PREAMBLE = "Certainly! Here's a speaking script for your slide on binary search.\n\n---\n\n"
COMMENT = "\n\nThis script should guide you smoothly through the presentation, with clear transitions."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def wrapped() -> str:
    """The good script with what models put around it."""
    script = SCRIPT.replace("Suppose the box", f"{PREAMBLE}Suppose the box")
    script = script.replace("skip most of them unseen?", f"skip most of them unseen?{COMMENT}")
    return script.replace("[Advance to Frame 2]", "[Advance to Frame 2]  ")


def test_wrapping_comes_off_and_the_good_week_is_left() -> None:
    write_week(Path("w"), wrapped())
    assert run("check", "w").code == 1
    ran = run("check", "w", "--fix")
    assert (ran.code, ran.out) == (0, "")
    assert "mended w/script.md" in ran.err
    assert Path("w/script.md").read_text("utf-8") == SCRIPT
    assert Path("w/assessment.md").read_text("utf-8") == SHEET


def test_fixing_twice_changes_nothing_more_and_a_good_file_is_not_touched() -> None:
    write_week(Path("w"), wrapped())
    run("check", "w", "--fix")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("w").iterdir()}
    assert "mended" not in run("check", "w", "--fix").err
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in Path("w").iterdir()} == before


def test_diff_shows_the_change_and_writes_nothing() -> None:
    write_week(Path("w"), wrapped())
    ran = run("check", "w", "--diff")
    assert ran.code == 0
    assert "-Certainly! Here's a speaking script for your slide on binary search." in ran.out.splitlines()
    added = [line for line in ran.out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert added == ["+[Advance to Frame 2]"]
    assert Path("w/script.md").read_text("utf-8") == wrapped()


def test_line_ends_byte_order_mark_and_permissions_stay() -> None:
    write_week(Path("w"))
    path = Path("w/script.md")
    path.write_bytes(b"\xef\xbb\xbf" + wrapped().replace("\n", "\r\n").encode())
    path.chmod(0o640)
    run("check", "w", "--fix")
    assert path.read_bytes() == b"\xef\xbb\xbf" + SCRIPT.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_file_whose_lines_end_in_two_ways_is_left_alone_and_named() -> None:
    write_week(Path("w"))
    path = Path("w/script.md")
    mixed = wrapped().replace("\n", "\r\n", 3).encode()
    path.write_bytes(mixed)
    ran = run("check", "w", "--fix")
    assert path.read_bytes() == mixed
    assert "w/script.md: some lines end as in Windows and some do not" in ran.err


def test_folder_that_cannot_be_written_is_one_error_and_the_file_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    write_week(Path("w"), wrapped())

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    ran = run("check", "w", "--fix")
    assert ran.code == 3
    assert "w/script.md: the file cannot be written (Read-only file system)" in ran.err
    assert Path("w/script.md").read_text("utf-8") == wrapped()
    assert sorted(path.name for path in Path("w").iterdir()) == ["assessment.md", "script.md"]


def test_file_that_cannot_be_read_is_not_written() -> None:
    write_week(Path("w"), SCRIPT[:600])
    ran = run("check", "w", "--fix")
    assert ran.code == 2
    assert Path("w/script.md").read_text("utf-8") == SCRIPT[:600]


def test_remark_inside_a_text_survives_the_mend_of_that_text() -> None:
    remark = "<!-- lecturegen: ignore LG141 because it is a quotation -->"
    script = wrapped().replace("Now do the same with", f"{remark}\n\nNow do the same with")
    write_week(Path("w"), script)
    run("check", "w", "--fix")
    assert remark in Path("w/script.md").read_text("utf-8")


def test_mojibake_of_a_question_is_mended_in_its_place() -> None:
    sheet = SHEET.replace("A card that is missing", "A card that isnâ€™t there")
    write_week(Path("w"), sheet=sheet)
    run("check", "w", "--fix")
    mended = Path("w/assessment.md").read_text("utf-8")
    assert mended == SHEET.replace("A card that is missing", "A card that isn’t there")


WRAPS = ["Certainly! Here's a speaking script for the slide.", "---", "### Speaking Script for the Slide",
         "[Start of Script]", "**Slide Transition:**"]  # fmt: skip
ENDS = [
    "This script should guide you smoothly through the presentation.", "---", "[End of Script]",
    "Feel free to adjust the script to your own style.",
]  # fmt: skip


@given(
    before=st.lists(st.sampled_from(WRAPS), max_size=3, unique=True),
    after=st.lists(st.sampled_from(ENDS), max_size=3, unique=True),
    spaces=st.sampled_from(["", "  ", "\t"]),
    gap=st.sampled_from(["\n\n", "\n\n\n\n"]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_wraps_a_section_comes_off_and_its_speech_stays(
    before: list[str], after: list[str], spaces: str, gap: str
) -> None:
    first = "Suppose the box is sorted by title."
    script = SCRIPT.replace(first, gap.join([*before, first]))
    at = script.index("## Section 2")
    head, tail = script[:at], script[at:]
    head = head.replace("unseen?", gap.join(["unseen?" + spaces, *after]))
    bundle = Bundle(script=Path("script.md"))
    texts = {Path("script.md"): head + tail}
    week = read_texts(bundle, texts, CheckSettings())
    Path("script.md").write_text(head + tail, "utf-8")
    mended = {one.path: one.after for one in mended_files(bundle, CheckSettings())} or texts
    assert mended[Path("script.md")] == SCRIPT
    assert len(week.week.sections) == 2


def test_what_check_counts_as_mended_is_gone_after_the_fix() -> None:
    write_week(Path("w"), wrapped())
    bundle = Bundle(script=Path("w/script.md"))
    codes = {one.finding.code for one in lint(read_week(bundle, CheckSettings())).found}
    assert codes >= {"LG141", "LG144", "LG156", "LG160"}
    run("check", "w", "--fix")
    assert lint(read_week(bundle, CheckSettings())).found == ()
