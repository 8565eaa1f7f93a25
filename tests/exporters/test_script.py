"""script.md: what is printed, and what is refused."""

from __future__ import annotations

import pytest

from lecturegen.schema import Origin, Week
from lecturegen.schema.writable import unwritable
from tests.exporters.weeks import HARMLESS, TITLE, exported, frame, section, week


def script(made: Week) -> str:
    (text,) = exported("script", made).values()
    return text


def test_the_document_is_printed_in_the_strict_form() -> None:
    shown = frame("A sift costs log n", script="It is cheap.", maths="\\log n")
    assert exported("script", week(section(frames=[frame(), shown]), section("Tries", frames=[frame()])), "Week 3") == {
        "script.md": """\
# Slides Script: Week 3

## Section 1: Heaps
*(2 frames)*

*(About 5.5 minutes)*

What is on top?

### Frame 1: The largest is on top

Look up.

*(Advance to frame 2)*

### Frame 2: A sift costs log n

It is cheap.

*(On the slide)*

$$
\\log n
$$

*(Transition to section 2)*

And what is below?

---

## Section 2: Tries

*(About 5.5 minutes)*

What is on top?

### Frame 1: The largest is on top

Look up.

*(Close)*

And what is below?

---

"""
    }


@pytest.mark.parametrize(
    ("minutes", "printed"),
    [
        (6.0, "6 minutes"),
        (5.6, "5.5 minutes"),
        (5.8, "6 minutes"),
        (1.1, "1 minute"),
        (0.1, "0.5 minutes"),
        (120, "120 minutes"),
    ],
)
def test_minutes_are_printed_to_the_half(minutes: float, printed: str) -> None:
    assert f"*(About {printed})*\n" in script(week(section(minutes=minutes)))


def test_a_draft_without_a_model_says_so_in_its_title() -> None:
    first, *_ = script(week(section(), origin=Origin.OFFLINE)).split("\n")
    assert first == f"# Slides Script: {TITLE} (offline draft from the notes)"


@pytest.mark.parametrize(
    ("shows", "script_quotes"),
    [
        ({"code": {"language": "python", "text": "a = 1\n\nb = 2"}}, "Look:\n\n```py\na = 1\nb = 2\n```"),
        ({"maths": "a = b \\\\\nc = d"}, "So we have $$a  =  b \\\\\n c = d$$ here."),
        ({"table": {"header": ["a", "b"], "rows": [["1", "2"]]}}, "|a|b|\n|-----|-----|\n|1|2|"),
    ],
)
def test_what_the_script_quotes_is_not_printed_again(shows: dict[str, object], script_quotes: str) -> None:
    assert "*(On the slide)*" in script(week(section(frames=[frame(**shows)])))
    assert "*(On the slide)*" not in script(week(section(frames=[frame(script=script_quotes, **shows)])))


def test_a_word_of_the_script_is_no_quotation_of_the_slide() -> None:
    assert "*(On the slide)*" in script(week(section(frames=[frame(script="Let x be a key.", maths="x")])))


def test_code_that_holds_fences_gets_a_longer_one() -> None:
    made = week(section(frames=[frame(code={"language": "markdown `", "text": "```\nx\n```"})]))
    assert "````markdown\n```\nx\n```\n````" in script(made)


def test_a_table_keeps_its_cells_whatever_they_hold() -> None:
    table = {"header": ["norm", "bar"], "rows": [["$\\|x\\|$", "a|b"], ["two\nlines"], ["1", "2", "3"]]}
    assert "\n".join(
        [
            "| norm | bar |  |",
            "| --- | --- | --- |",
            "| $\\\\|x\\\\|$ | a\\|b |  |",
            "| two lines |  |  |",
            "| 1 | 2 | 3 |",
        ]
    ) in script(week(section(frames=[frame(table=table)])))


def test_spaces_at_the_end_of_lines_and_empty_lines_around_texts_are_dropped() -> None:
    made = week(section(opening="\n\nWhat is  \n on top?\t\n", closing=""))
    assert "minutes)*\n\nWhat is\n on top?\n\n### Frame 1" in script(made)
    assert script(made).endswith("*(Close)*\n\n---\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "# A title",
        "## A heading",
        "##",
        "---",
        "-",
        "----  ",
        "*(About 6 minutes)*",
        "*(Advance to frame 2)*",
        "*(On the slide)* ",
        "*(Transition to section 2)*",
        "*(Close)*",
        "### Frame 2: Next",
        "```",
        "a\rb",
        "```\n## Section 2: Next\n```",
    ],
)
@pytest.mark.parametrize("place", ["opening", "closing", "script"])
def test_speech_that_would_be_read_as_a_sign_is_refused(line: str, place: str) -> None:
    text = f"Before.\n{line}\nAfter."
    made = week(section(frames=[frame(script=text)]) if place == "script" else section(**{place: text}))
    where = "/sections/0/frames/0/script" if place == "script" else f"/sections/0/{place}"
    with pytest.raises(ValueError, match=rf"^{where}: ."):
        script(made)


@pytest.mark.parametrize(
    "line",
    ["# A comment", "---", "*(Close)*", "### Frame 2: Next", "*(Advance to frame 2)*", "```python\n# x", "~~~\n# x"],
)
def test_inside_code_the_same_lines_are_welcome(line: str) -> None:
    assert f"```\n{line}\n```" in script(week(section(opening=f"Look:\n```\n{line}\n```")))


@pytest.mark.parametrize("line", HARMLESS)
def test_what_only_looks_like_a_sign_is_printed(line: str) -> None:
    assert f"Before.\n{line.rstrip(' ')}\nAfter." in script(week(section(opening=f"Before.\n{line}\nAfter.")))


def test_a_section_without_frames_is_refused() -> None:
    with pytest.raises(ValueError, match="/sections/0/frames: a section without frames"):
        script(week(section(frames=[])))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": "two\nlines"}, "/title"),
        ({"frames": [frame("two\nlines")]}, "/frames/0/title"),
        ({"frames": [frame(), frame(maths="$$x$$")]}, "/frames/1/maths"),
        ({"frames": [frame(code={"language": "", "text": "## Section 2: x"})]}, "/frames/0/code/text"),
        ({"frames": [frame(bullets=["ok", "a\rb"])]}, "/frames/0/bullets/1"),
    ],
)
def test_every_text_that_cannot_be_printed_is_named(changes: dict[str, object], where: str) -> None:
    assert [pointer for pointer, _ in unwritable(section(**changes))] == [where]
