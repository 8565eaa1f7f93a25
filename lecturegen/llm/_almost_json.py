r"""Text that is almost JSON -> the pieces of JSON text, where only one reading is left.

Mended are: a comma too many before a bracket; a comma that is missing, or a semicolon, at the end of a line; Python's
``True``, ``False``, ``None`` and single quotes; a name without quotation marks; and what ``_almost_string`` mends in a
string. Whatever else is wrong is asked for again: a bracket that is missing or too many could stand in several places,
and a comment ("// and so on") may stand for what was left out.

One pass from left to right, each step a method that gives the next; no step looks further than the next string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lecturegen.errors import BadReply, Truncated
from lecturegen.llm import _almost_string

LONGEST = 500_000
"""Characters that are read at most: what the largest hosted models can write (128,000 tokens). Takes a second."""

_SPACE = re.compile(r"\s*+")
_COMMENT = re.compile(r"//|/\*|#")
_NAMES = {"True": "true", "False": "false", "None": "null"}
_SCALAR = re.compile(
    r"(?:true|false|null|True|False|None|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)(?![\w.+-])"
)
_BARE = re.compile(r"[A-Za-z_]\w*+(?=\s*+:)")
_SEMICOLON = re.compile(r";[^\S\n]*+\n")


def read(text: str) -> tuple[list[str], str]:
    """The pieces of the value at the start of ``text`` (see ``_json_text``), and the text behind. Raises BadReply."""
    if len(text) > LONGEST:
        raise BadReply("the reply is not JSON, and too long to be mended")
    reader = _Reader(text)
    reader.read()
    return reader.pieces, text[reader.at :]


def near(text: str) -> str:
    """The beginning of ``text``, quoted for a message."""
    flat = " ".join(text[:60].split())
    return f"'{flat}'" if len(text) <= 60 else f"'{flat} …'"


Step = Callable[[], Any]


class _Reader:
    """``pieces`` of what was read; ``at``: how far."""

    def __init__(self, text: str) -> None:
        self.pieces: list[str] = []
        self.at = 0
        self._text = text
        self._around: list[str] = []
        self._open: list[str] = []
        self._comma = False  # one is due, if there is a next item

    def read(self) -> None:
        step: Step | None = self._value
        while step is not None:
            step = step()
        self.pieces.append("".join(self._around))

    def _value(self) -> Step:
        sign = self._next()
        if sign == "]" and self._open[-1:] == ["["]:
            return self._close
        if sign in "{[":
            self._put(sign)
            self._open.append(sign)
            return self._name if sign == "{" else self._value
        if sign in "\"'":
            self._string(_almost_string.MEMBER if self._open[-1] == "{" else _almost_string.ELEMENT)
            return self._after
        scalar = _SCALAR.match(self._text, self.at)
        if scalar is None:
            raise self._expected("a value")
        self._put(scalar[0], _NAMES.get(scalar[0], scalar[0]))
        return self._after

    def _name(self) -> Step:
        sign = self._next()
        if sign == "}":
            return self._close
        if sign in "\"'":
            self._string(_almost_string.NAME)
        elif bare := _BARE.match(self._text, self.at):
            self._put_string(bare[0], bare.end())
        else:
            raise self._expected("a name in quotation marks")
        return self._colon

    def _colon(self) -> Step:
        if self._next() != ":":
            raise self._expected("a colon")
        self._put(":")
        return self._value

    def _after(self) -> Step | None:
        if not self._open:
            return None
        end = self.at
        sign = self._next()
        if sign in "}]":
            return self._close
        if sign == "," or _SEMICOLON.match(self._text, self.at):
            self.at += 1
        elif "\n" not in self._text[end : self.at]:
            raise self._expected("a comma or a bracket")
        self._comma = True
        return self._name if self._open[-1] == "{" else self._value

    def _close(self) -> Step:
        sign = self._text[self.at]
        if self._open[-1] + sign not in ("{}", "[]"):
            raise self._expected("the other bracket")
        self._open.pop()
        self._comma = False
        self._put(sign)
        return self._after

    def _next(self) -> str:
        """The next sign that is not space. Raises BadReply at the end and at a comment."""
        space = _SPACE.match(self._text, self.at)
        assert space is not None
        self.at = space.end()
        if self.at == len(self._text):
            raise Truncated("the reply ends in the middle")
        if _COMMENT.match(self._text, self.at):
            raise self._refused("there is a comment, which JSON does not know; write out what it stands for")
        return self._text[self.at]

    def _put(self, written: str, meant: str = "") -> None:
        if self._comma:
            self._around.append(",")
            self._comma = False
        self._around.append(meant or written)
        self.at += len(written)

    def _put_string(self, string: str, end: int) -> None:
        self._put("")
        self.pieces += ["".join(self._around), string]
        self._around.clear()
        self.at = end

    def _string(self, place: _almost_string.Place) -> None:
        try:
            string, end = _almost_string.read(self._text, self.at, place)
        except BadReply as error:
            raise self._refused(str(error), type(error)) from None
        self._put_string(string, end)

    def _expected(self, what: str) -> BadReply:
        return self._refused(f"{what} is missing")

    def _refused(self, why: str, kind: type[BadReply] = BadReply) -> BadReply:
        before = " ".join(self._text[max(0, self.at - 40) : self.at].split())
        return kind(f"the reply is not JSON: {why}; behind '{before}', at {near(self._text[self.at :])}")
