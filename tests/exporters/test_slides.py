"""slides.md: one slide a frame, with its script as notes, and nothing that Marp would take for something else."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from markdown_it import MarkdownIt

from lecturegen.exporters.script import to_script
from lecturegen.schema import Origin, Week
from tests.exporters.weeks import TITLE, exported, frame, section, week, weeks


def slides(made: Week) -> str:
    (text,) = exported("slides", made).values()
    return text


def divided(text: str) -> tuple[dict[str, object], list[str]]:
    """Front matter, and the slides as Marp divides them: at every dividing line that stands on the top level."""
    _, front, body = text.split("---\n", 2)
    tokens = MarkdownIt().enable("table").parse(body)
    rules = [token.map[0] for token in tokens if token.type == "hr" and token.level == 0 and token.map]
    lines = body.split("\n")
    ends = [*rules, len(lines)]
    starts = [0, *(rule + 1 for rule in rules)]
    return yaml.safe_load(front), ["\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def test_the_document_is_printed_as_marp_reads_it() -> None:
    code = {"language": "python", "text": "# sift\nx = 1"}
    first = frame(bullets=["Parent over child", "Two\nlines"], code=code, maths="\\log n")
    second = frame("A table", bullets=[], table={"header": ["key"], "rows": [["3"]]})
    assert exported("slides", week(section(frames=[first, second])), 'Week 3: -- "Heaps"') == {
        "slides.md": """\
---
marp: true
theme: default
paginate: true
title: "Week 3: -\\u002d \\"Heaps\\""
lang: en
style: |
  section { align-content: start; padding: 64px 67px; font-size: 32px; line-height: 1.3; }
  h1 { font-size: 43px; }
  table { display: table; width: auto; font-size: 24px; }
  pre { font-size: 19px; }
---

<!-- header: "1 · Heaps" -->

# The largest is on top

- Parent over child
- Two
  lines

```python
# sift
x = 1
```

$$
\\log n
$$

<!--
1.1

What is on top?

Look up.
-->

---

# A table

| key |
| --- |
| 3 |

<!--
1.2

Look up.

And what is below?
-->
"""
    }


def test_front_matter_is_yaml() -> None:
    front, _ = divided(slides(week(section())))
    style = front.pop("style")
    assert front == {"marp": True, "theme": "default", "paginate": True, "title": TITLE, "lang": "en"}
    assert "font-size: 32px" in str(style)


def test_marp_is_a_name_of_the_same_file() -> None:
    assert exported("marp", week(section())) == exported("slides", week(section()))


def test_a_draft_without_a_model_says_so_on_every_slide() -> None:
    front, _ = divided(slides(week(section(), origin=Origin.OFFLINE)))
    assert front["footer"] == "offline draft from the notes"
    assert front["title"] == f"{TITLE} (offline draft from the notes)"


@settings(deadline=None, max_examples=40)
@given(weeks())
def test_there_are_as_many_slides_as_the_script_declares_frames(made: Week) -> None:
    _, parted = divided(slides(made))
    assert len(parted) == sum(section.frames for section in to_script(made, TITLE).sections)
    titles = [frame.title for section in made.sections for frame in section.frames]
    for slide, title in zip(parted, titles, strict=True):
        assert f"# {title}".replace("<!--", r"\<!--") in slide


@settings(deadline=None, max_examples=40)
@given(weeks())
def test_the_notes_are_the_last_thing_on_a_slide_and_end_nowhere_sooner(made: Week) -> None:
    _, parted = divided(slides(made))
    frames = [frame for section in made.sections for frame in section.frames]
    for slide, shown in zip(parted, frames, strict=True):
        notes = slide.rstrip().rsplit("<!--\n", 1)[1]
        assert notes.endswith("\n-->")
        assert "--" not in notes.removesuffix("-->")
        said = re.sub(r"-\\(?=-)", "-", notes)
        assert all(line.rstrip(" \t") in said for line in shown.script.split("\n"))


@pytest.mark.parametrize(
    "bullet", ["---", "--", "-", "- -", "* * *", "```", "~~~", "<!-- class: lead -->", "# x", "x\n---\n\n# y"]
)
def test_no_bullet_makes_a_slide(bullet: str) -> None:
    _, parted = divided(slides(week(section(frames=[frame(bullets=[bullet, "last"]), frame()]))))
    assert len(parted) == 2
    assert "# The largest is on top" in parted[1]


def test_notes_begin_with_a_line_that_keeps_marp_from_obeying_them() -> None:
    made = week(section(opening="", closing="", frames=[frame(script="class: a set of objects")]))
    notes = re.findall(r"<!--\n(.*?)\n-->", slides(made), re.S)
    assert notes == ["1.1\n\nclass: a set of objects"]


def test_a_section_is_named_on_its_first_slide_and_marp_keeps_it_there() -> None:
    made = week(section('C -- a "quoted" <!-- title -->'), section("Tries"))
    headers = re.findall(r"^<!-- header: (.*) -->$", slides(made), re.M)
    assert [json.loads(header) for header in headers] == [
        '1 · C -- a "quoted" \\<!-- title -->',
        "2 · Tries",
    ]
    assert "--" not in "".join(headers)


def test_what_cannot_be_written_is_refused_here_too() -> None:
    with pytest.raises(ValueError, match="/sections/0/opening"):
        slides(week(section(opening="# x")))
