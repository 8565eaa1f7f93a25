"""Frames as files mark them: which begin, and which their words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lecturegen.schema import WeekFiles
from lecturegen.schema.body import Body, read_body
from lecturegen.schema.markdown import ScriptSection

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
