"""Frames as files mark them: which begin, and which their words name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lecturegen.schema import WeekFiles
from lecturegen.schema.body import Body, read_body, wrapper
from lecturegen.schema.frame_marks import FrameMark, Kind
from lecturegen.schema.grammar import Line, lines
from lecturegen.schema.markdown import ScriptSection

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+\S")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MENTION = re.compile(rf"\bframe (?P<number>\d{{1,4}})\b|\b(?P<word>{'|'.join(_ORDINALS)}|final|last) frame\b", re.I)


@lru_cache(maxsize=256)
def mentioned(body: str, declared: int) -> frozenset[int]:
    """Numbers of the frames that the words of ``body`` name, be it in marks or in speech."""
    found: set[int] = set()
    for match in _MENTION.finditer(body):
        if match["number"]:
            found.add(int(match["number"]))
        elif (word := match["word"].lower()) in _ORDINALS:
            found.add(_ORDINALS.index(word) + 1)
        else:
            found.add(declared)
    return frozenset(found)


class Marked(NamedTuple):
    """A section of script.md, where it stands in the files, and its body as it is divided into frames."""

    where: str
    section: ScriptSection
    body: Body


def bodies(files: WeekFiles) -> Iterator[Marked]:
    for index, section in enumerate(files.script.sections if files.script else ()):
        yield Marked(f"/script/sections/{index}", section, read_body(section.body, section.frames))


def with_bodies(files: WeekFiles, change: Callable[[ScriptSection], str]) -> WeekFiles:
    """The files with what ``change`` makes of each body."""
    if files.script is None:
        return files
    sections = tuple(
        section if (body := change(section)) == section.body else section.model_copy(update={"body": body})
        for section in files.script.sections
    )
    return files.model_copy(update={"script": files.script.model_copy(update={"sections": sections})})


def numbered(body: Body) -> tuple[FrameMark, ...]:
    """The headings of frames and the cues to them that have a number."""
    return tuple(mark for mark in body.marks if mark.kind in (Kind.HEADING, Kind.CUE))


def headed(body: Body) -> tuple[FrameMark, ...]:
    return tuple(mark for mark in body.marks if mark.kind is Kind.HEADING)


def only_next(section: ScriptSection, body: Body) -> tuple[FrameMark, ...]:
    """The cues without numbers of a section that has no others."""
    if section.frames < 2 or numbered(body) or called_slides(section, body):
        return ()
    return tuple(mark for mark in body.marks if mark.kind is Kind.NEXT)


def called_slides(section: ScriptSection, body: Body) -> tuple[FrameMark, ...]:
    """The headings of frames that are called slides: their numbers go up to the number of frames."""
    slides = tuple(mark for mark in body.marks if mark.kind is Kind.SLIDE)
    if section.frames < 2 or numbered(body) or max((mark.number for mark in slides), default=0) != section.frames:
        return ()
    return slides


class Heading(NamedTuple):
    level: int
    text: str
    at: tuple[int, int]


@lru_cache(maxsize=256)
def headings(body: str) -> tuple[Heading, ...]:
    """The lines of a body that markdown sets as headings, those of frames among them; code has none."""
    if "#" not in body:
        return ()
    return tuple(
        Heading(len(match[1]), line.text.strip("# \t"), (line.start, line.start + len(line.text.rstrip())))
        for line in _open_lines(body)
        if "#" in line.text and (match := _HEADING.match(line.text))
    )


def _open_lines(body: str) -> Iterator[Line]:
    """The lines outside code; a fence that wraps the whole body makes no code of it."""
    fence = wrapper(body)
    start, end = (fence.opens.end, fence.closes.start) if fence else (0, len(body))
    for line in lines(body[start:end]):
        if not line.code:
            yield line._replace(start=line.start + start)
