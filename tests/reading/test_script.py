"""script.md is read: foreign files as they stand, ours down to the frame."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import DocumentError
from lecturegen.exporters.script import to_script, write_script
from lecturegen.reading.script import load_script, read_script, read_speech
from lecturegen.schema import Week
from lecturegen.schema.markdown import SpokenFrame
from tests.exporters.weeks import HARMLESS, SIGNS, TITLE, weeks
from tests.reading.foreign import foreign, measured, needs_foreign_weeks

TWO_SECTIONS = """\
# Slides Script: Week 3

## Section 1: Heaps
*(3 frames)*

Said by somebody else.

## Section 2: not a section, nothing parts it from the line above

---
## Section 2: nor this, without an empty line

---

## Section 3: nor this, it is not the next number

---

## Section 2: Tries

Said again.

---

"""

OURS = """\
*(About 5.5 minutes)*

What is on top?

### Frame 1: The largest

Look up.

```markdown
### Frame 2: in code
*(Close)*
```

*(Advance to frame 2)*

### Frame 2: The price

Look down.

*(On the slide)*

$$
\\log n
$$

*(Transition to section 2)*

What is below?"""


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("script.md", seeds="000 001"))
def test_a_foreign_script_is_the_same_when_it_is_written_again(path: Path) -> None:
    assert write_script(load_script(path)).encode() == path.read_bytes()


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("script.md", seeds=""))
def test_sections_and_frames_of_a_foreign_script_are_those_that_others_counted(path: Path) -> None:
    script, counted = load_script(path), measured(path)
    assert counted is not None
    assert script.title == counted["title"]
    assert [section.frames for section in script.sections] == [each["frames"] for each in counted["section_info"]]


@settings(deadline=None, max_examples=40)
@given(weeks())
def test_what_we_write_is_what_we_read(week: Week) -> None:
    script = to_script(week, TITLE)
    text = write_script(script)
    assert read_script(text) == script
    assert write_script(read_script(text)) == text


@settings(deadline=None, max_examples=40)
@given(weeks(signs=True))
def test_what_would_not_be_read_back_is_not_written(week: Week) -> None:
    try:
        script = to_script(week, TITLE)
    except ValueError:
        return
    assert read_script(write_script(script)) == script


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.lists(st.sampled_from([*HARMLESS, *SIGNS]), min_size=1)), min_size=1))
def test_any_bodies_at_all_are_the_same_when_they_are_written_again(sections: list[tuple[int, list[str]]]) -> None:
    text = "# Slides Script: Any\n\n"
    for number, (frames, lines) in enumerate(sections, start=1):
        declared = f"*({frames} frames)*\n" if frames > 1 else ""
        body = "\n".join(lines)
        text += f"## Section {number}: {lines[0]}\n{declared}\n{body}\n\n---\n\n"
    assert write_script(read_script(text)) == text


def test_a_section_begins_only_after_a_dividing_line_and_at_the_next_number() -> None:
    first, second = read_script(TWO_SECTIONS).sections
    assert (first.title, second.title) == ("Heaps", "Tries")
    assert first.body.startswith("Said by somebody else.")
    assert first.body.endswith("## Section 3: nor this, it is not the next number")
    assert second.body == "Said again."


def test_a_section_without_a_frames_line_has_one_frame() -> None:
    assert [section.frames for section in read_script(TWO_SECTIONS).sections] == [3, 1]


@pytest.mark.parametrize(
    "line", ["*(1 frames)*", "*(0 frames)*", "*(03 frames)*", "*(٣ frames)*", "*(3 frames)* ", "(3 frames)"]
)
def test_a_line_that_is_no_frames_line_belongs_to_the_body(line: str) -> None:
    text = TWO_SECTIONS.replace("*(3 frames)*", line)
    script = read_script(text)
    assert script.sections[0].frames == 1
    assert script.sections[0].body.startswith(line)
    assert write_script(script) == text


def test_a_body_right_below_its_heading_stays_there() -> None:
    text = TWO_SECTIONS.replace("*(3 frames)*\n\n", "*(3 frames)*\n").replace("Tries\n\n", "Tries\n")
    assert write_script(read_script(text)) == text


def test_the_older_spelling_is_read_and_not_written() -> None:
    older = TWO_SECTIONS.replace("## Section 1: Heaps", "## Slide 1: Heaps").replace("## Section 2: T", "## Slide 2: T")
    assert read_script(older) == read_script(TWO_SECTIONS)
    assert write_script(read_script(older)) == TWO_SECTIONS


def test_what_an_editor_trims_does_no_harm() -> None:
    script = read_script(TWO_SECTIONS)
    assert read_script(TWO_SECTIONS.rstrip("\n")) == script
    assert read_script(TWO_SECTIONS.replace("Said again.\n\n---", "Said again.\n---")) == script


def test_a_file_with_other_line_ends_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    path.write_bytes(b"\xef\xbb\xbf" + TWO_SECTIONS.replace("\n", "\r\n").encode())
    assert load_script(path) == read_script(TWO_SECTIONS)


def test_the_frames_of_our_own_form_are_read() -> None:
    speech = read_speech(OURS)
    assert speech is not None
    assert (speech.minutes, speech.opening, speech.closing) == (5.5, "What is on top?", "What is below?")
    assert speech.frames == (
        SpokenFrame(title="The largest", text="Look up.\n\n```markdown\n### Frame 2: in code\n*(Close)*\n```"),
        SpokenFrame(title="The price", text="Look down.", shown="$$\n\\log n\n$$"),
    )


def test_empty_lines_that_a_person_added_do_not_hide_the_frames() -> None:
    assert read_speech(OURS.replace("\n\n### Frame", "\n\n\n\n### Frame")) == read_speech(OURS)


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("*(About 5.5 minutes)*\n\n", ""),
        ("*(About 5.5 minutes)*", "*(About 0 minutes)*"),
        ("### Frame 1: The largest\n\n", ""),
        ("*(Advance to frame 2)*\n\n", ""),
        ("*(Advance to frame 2)*", "*(Advance to frame 3)*"),
        ("*(Advance to frame 2)*\n\n", "*(Advance to frame 2)*\n\nSaid between two frames.\n\n"),
        ("### Frame 2: The price", "### Frame 3: The price"),
        ("*(On the slide)*", "*(On the slide)*\n\n*(On the slide)*"),
        ("*(Transition to section 2)*\n\n", ""),
        ("*(Transition to section 2)*", "*(Transition to section 2)*\n\n*(Close)*"),
        ("```\n\n*(Adv", "\n\n*(Adv"),
        ("*(About", "Certainly!\n\n*(About"),
    ],
)
def test_a_body_that_is_not_quite_ours_is_kept_and_not_guessed_at(was: str, is_now: str) -> None:
    body = OURS.replace(was, is_now, 1)
    assert body != OURS
    section = read_script(f"# Slides Script: T\n\n## Section 1: S\n\n{body}\n\n---\n\n").sections[0]
    assert section.speech is None
    assert section.body == body


def fault(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        read_script(text, "week/script.md")
    return str(caught.value)


def test_an_empty_file_is_refused() -> None:
    assert fault("\n \n") == "week/script.md:1: the file is empty; it has to begin with '# Slides Script: …'"


def test_a_file_without_title_is_refused() -> None:
    assert (
        fault("# Heaps\n") == "week/script.md:1: the title is missing; the file has to begin with '# Slides Script: …'"
    )


def test_an_assessment_is_told_from_a_script() -> None:
    assert (
        fault("# Assessment: Heaps\n") == "week/script.md:1: this is an assessment, not a script; give the other file"
    )


def test_a_file_without_sections_is_refused() -> None:
    assert fault("# Slides Script: T\n\nHello.\n") == (
        "week/script.md:3: no section begins here; after the title come one empty line and '## Section 1: …'"
    )


def test_a_first_section_in_the_wrong_place_is_named() -> None:
    assert fault("# Slides Script: T\n\n\n## Section 1: S\n\nHello.\n\n---\n\n") == (
        "week/script.md:4: the first section stands in the wrong place; "
        "after the title come one empty line and '## Section 1: …'"
    )


def test_a_file_that_was_cut_off_is_refused() -> None:
    assert fault("# Slides Script: T\n\n## Section 1: S\n\nHello, and\n") == (
        "week/script.md:6: section 1 never ends; put '---' and an empty line after it"
    )


@pytest.mark.parametrize(
    "content", [b"\x89PNG\x00\x01", b"\xff\xfe#\x00", b"# Slides Script: T\n\n## Section 1: caf\xe9"]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "script.md"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load_script(path)
    assert str(path) in str(caught.value)
    assert "UTF-8" in str(caught.value) or "text" in str(caught.value)


def test_a_missing_file_is_an_error_of_input(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file"):
        load_script(tmp_path / "script.md")
