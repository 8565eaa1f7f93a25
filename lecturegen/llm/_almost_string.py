"""A string in text that is almost JSON -> where it ends, where only one end is left.

A quotation mark closes a string if what follows it can follow a string there. Marks that cannot are part of the text,
if they come in pairs around words. A string that does not end on its line ends there anyway if it has no mark of its
own before the next string begins, and structure follows. No letter comes or goes.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from lecturegen.errors import BadReply, Truncated

_PLAIN = re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+', re.S)
_SINGLE = re.compile(r"'([^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'", re.S)
_MARK = re.compile(r'\\.|"', re.S)
_REQUOTED = {'"': r"\"", r"\'": "'"}

_UNCLEAR = r"a string has no clear end: a quotation mark in it is not \", or a bracket is in the wrong place"

_NAME = r"""(?:"[^"\\\n]*+(?:"|\Z)|'[^'\\\n]*+'|[A-Za-z_]\w*+)\s*+(?::|\Z)"""
_ITEM = r"""(?:["'\[{]|-?[0-9]|(?:true|false|null|True|False|None)\b)"""
_LINE_END = r"[^\S\n]*+;?+[^\S\n]*+\n\s*+"


class Place(NamedTuple):
    """Where a string can stand: what can follow its closing mark, or its line if it has none."""

    after_mark: re.Pattern[str]
    after_line: re.Pattern[str]


NAME = Place(re.compile(r"\s*+:"), re.compile(r"(?!)"))
MEMBER = Place(
    re.compile(rf"\s*+(?:\Z|\}}|,\s*+(?:\Z|\}}|{_NAME}))|{_LINE_END}{_NAME}"), re.compile(rf"\s*+(?:\}}|{_NAME})")
)
ELEMENT = Place(re.compile(rf"\s*+(?:\Z|\]|,\s*+(?:\Z|\]|{_ITEM}))|{_LINE_END}{_ITEM}"), re.compile(r'\s*+[\]"]'))


class Read(NamedTuple):
    """A string as JSON would have it between its marks, and where the text goes on."""

    string: str
    end: int


def read(text: str, at: int, place: Place) -> Read:
    """The string that begins with the quotation mark at ``at``. Raises BadReply if its end is not certain."""
    if text[at] == '"':
        return _double(text, at + 1, place)
    single = _SINGLE.match(text, at)
    if single is None or not place.after_mark.match(text, single.end()):
        raise BadReply("a string in single quotation marks has no clear end; use double ones")
    return Read(_MARK.sub(lambda mark: _REQUOTED.get(mark[0], mark[0]), single[1]), single.end())


def _double(text: str, start: int, place: Place) -> Read:
    inner: list[int] = []  # marks that cannot close the string, because of what follows them
    line_end = 0
    at = start
    while True:
        at = _after_plain(text, at)
        sign = text[at : at + 1]
        if sign == '"' and place.after_mark.match(text, at + 1):
            break
        if sign == "\n":
            line_end = line_end or at
        elif sign != '"':
            raise BadReply(_UNCLEAR) if inner else Truncated("it ends in the middle of a string")
        elif not line_end:
            inner.append(at)
        elif not inner:
            return _torn(text[start:line_end].rstrip(), line_end, place.after_line.match(text, line_end) is not None)
        else:
            raise BadReply(_UNCLEAR)
        at += 1
    if inner and (line_end or not _in_pairs(text, inner)):
        raise BadReply(_UNCLEAR)
    return Read("\\".join(text[a:b] for a, b in pairwise([start, *inner, at])), at + 1)


def _after_plain(text: str, at: int) -> int:
    plain = _PLAIN.match(text, at)
    assert plain is not None, "it fits anywhere, be it with nothing"
    return plain.end()


def _in_pairs(text: str, marks: list[int]) -> bool:
    """Whether quotation marks open and close in turn, each where a word begins or ends."""
    if len(marks) % 2:
        return False
    around = [(text[mark - 1], text[mark + 1]) for mark in marks]
    opens = all(not before.isalnum() and not behind.isspace() for before, behind in around[0::2])
    return opens and all(not before.isspace() and not behind.isalnum() for before, behind in around[1::2])


def _torn(line: str, end: int, structure_follows: bool) -> Read:
    if line.endswith("\u201d") and line.count("\u201d") > line.count("\u201c"):
        line = line[:-1]  # the mark that closes, in its typographic form
    if not structure_follows or not line or line[-1] in "\\,;:]}":
        raise BadReply("a string is not closed")
    return Read(line, end)
