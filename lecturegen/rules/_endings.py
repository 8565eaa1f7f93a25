"""The texts of a section after which the lecture goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lecturegen.rules._base import Context
from lecturegen.schema import Section


def endings(section: Section, context: Context) -> Iterator[tuple[str, str]]:
    """Place and text of the last script, and of the closing unless the week ends with it.

    In somebody else's file nothing closes a section but its last script.
    """
    if context.foreign and context.last:
        return
    if section.frames:
        yield f"/frames/{len(section.frames) - 1}/script", section.frames[-1].script
    if not context.last:
        yield "/closing", section.closing


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


def final(section: Section, context: Context) -> tuple[str, str]:
    """Place and text of what is said last."""
    if context.foreign and section.frames and not section.closing.strip():
        return f"/frames/{len(section.frames) - 1}/script", section.frames[-1].script
    return "/closing", section.closing
