"""Where a section begins and ends to be spoken, and the texts after which the lecture goes on.

Ours begin with their opening and end with their closing. Foreign files do not say which paragraphs lead from section to
section: there the first and the last text are just that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lecturegen.rules._base import Context, Known
from lecturegen.rules._words import speech
from lecturegen.schema import Section

Said = tuple[str, str]
"""Where a text stands in the section, and the text."""


def beginning(section: Section, context: Context) -> Said:
    """What is said first."""
    return next(_said(section, context), ("/opening", ""))


def ending(section: Section, context: Context) -> Said:
    """What is said last."""
    return [("/closing", ""), *_said(section, context)][-1]


def endings(section: Section, context: Context) -> Iterator[Said]:
    """The last script, and the closing: but not what the week ends with."""
    last = ending(section, context)
    if section.frames:
        yield from _unless(last, context.last, (f"/frames/{len(section.frames) - 1}/script", section.frames[-1].script))
    yield from _unless(last, context.last, ("/closing", section.closing))


def with_endings(section: Section, context: Context, change: Callable[[str], str]) -> Section:
    """The section with those texts changed; somebody else's stays as it is."""
    if context.foreign:
        return section
    changed = {where: new for where, text in endings(section, context) if (new := change(text)) != text}
    if not changed:
        return section
    frames = list(section.frames)
    for where, new in changed.items():
        if where != "/closing":
            frames[-1] = frames[-1].model_copy(update={"script": new})
    closing = changed.get("/closing", section.closing)
    return section.model_copy(update={"closing": closing, "frames": tuple(frames)})


def _said(section: Section, context: Context) -> Iterator[Said]:
    for where, text in speech(section):
        if text.strip() or (where in ("/opening", "/closing") and Known.TRANSITIONS not in context.unknown):
            yield where, text


def _unless(last: Said, ends: bool, said: Said) -> Iterator[Said]:
    if not (ends and said == last):
        yield said
