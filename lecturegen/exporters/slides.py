"""Week -> slides.md in Marp's dialect of markdown: one slide a frame, its script as the presenter's notes.

Needs no tool to be made; `npx @marp-team/marp-cli slides.md` shows it. There is no title slide, so that the slides
are the frames that script.md counts.

Not covered: whether a slide's content fits on it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, as_item, exporter, guard, text_file, tidy, titled
from lecturegen.exporters._blocks import blocks
from lecturegen.languages import words_of
from lecturegen.schema import Frame, Origin, Section, Week
from lecturegen.schema.writable import unwritable_speech


@exporter("slides")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises Unwritable."""
    guard(week, unwritable_speech)
    slides = [slide for number, section in enumerate(week.sections, start=1) for slide in _slides(section, number)]
    return text_file("slides.md", _front_matter(week, wishes.title) + "\n---\n\n".join(slides))


def _front_matter(week: Week, title: str) -> str:
    settings = {"title": _quoted(titled(week, title)), "lang": week.language}
    if week.origin is Origin.OFFLINE:
        settings["footer"] = _quoted(words_of(week.language).offline)
    listed = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return f"---\nmarp: true\ntheme: default\npaginate: true\n{listed}---\n\n"


def _slides(section: Section, number: int) -> Iterator[str]:
    last = len(section.frames)
    for place, frame in enumerate(section.frames, start=1):
        said = [
            section.opening if place == 1 else "",
            frame.script,
            section.closing if place == last else "",
        ]
        header = f"<!-- header: {_quoted(_visible(f'{number} · {section.title}'))} -->" if place == 1 else ""
        # the first line keeps Marp from taking a note such as "class: a set of objects" for an instruction
        notes = _comment("\n\n".join([f"{number}.{place}", *filter(None, map(tidy, said))]))
        yield "\n\n".join(filter(None, [header, *_content(frame), notes])) + "\n"


def _content(frame: Frame) -> Iterator[str]:
    yield f"# {_visible(frame.title)}"
    yield "\n".join(f"- {as_item(_visible(bullet))}" for bullet in frame.bullets)
    for block in blocks(frame):
        yield block.markdown


def _visible(text: str) -> str:
    """Text in which nothing is a comment: Marp would hide it, or obey it."""
    return text.replace("<!--", r"\<!--")


def _comment(text: str) -> str:
    """An HTML comment ends at the first two hyphens with a bracket; none are left together."""
    parted = re.sub(r"-(?=-)", r"-\\", text)
    return f"<!--\n{parted}\n-->"


def _quoted(text: str) -> str:
    """A YAML string that may stand inside an HTML comment."""
    return json.dumps(text, ensure_ascii=False).replace("--", r"-\u002d")
