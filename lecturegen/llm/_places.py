r"""A string of a JSON reply as it was written -> where in it maths stands, and where LaTeX sets rows.

Backslashes may be single or doubled here. ``$…$`` is no maths where a digit follows ("$5 to $10") or a blank line is
inside; what is not closed is none. Environments with rows are known by their names: a matrix, cases, an alignment.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_DELIMITER = re.compile(
    r"(?<!\\)\\++(?:(?P<bracket>[()\[\]])|(?P<which>begin|end)\s*+\{(?P<name>[A-Za-z]++)\*?+\}|\$)|(?P<dollar>\$\$?+)"
)
_ROWS = re.compile("matrix|cases|array|align|split|gather|tabular")
_BLANK_LINE = re.compile(r"(?:\n|\\n)[ \t]*+(?:\n|\\n)")
_OPENS = {")": "(", "]": "[", "$": "$", "$$": "$$"}


class Places:
    """``inline`` is ``$…$`` or ``\\(…\\)``, ``display`` is ``$$…$$``, ``\\[…\\]`` or anything with ``rows``."""

    def __init__(self, string: str) -> None:
        self._string = string
        self._spans: dict[str, list[tuple[int, int]]] = {"inline": [], "display": [], "rows": []}
        self._sign, self._start = "", 0
        self._depth, self._outermost = 0, 0
        for found in _DELIMITER.finditer(string):
            if found["name"]:
                self._environment(found)
            elif sign := found["bracket"] or found["dollar"]:
                self._delimiter(sign, found)

    def inline(self, at: int) -> bool:
        return self._within("inline", at) and not self.rows(at)

    def display(self, at: int) -> bool:
        return self._within("display", at) or self.rows(at)

    def rows(self, at: int) -> bool:
        return self._within("rows", at)

    def _environment(self, found: re.Match[str]) -> None:
        if not _ROWS.search(found["name"]):
            return
        if found["which"] == "begin":
            self._outermost = self._outermost if self._depth else found.start()
            self._depth += 1
        elif self._depth:
            self._depth -= 1
            if not self._depth:
                self._spans["rows"].append((self._outermost, found.end()))

    def _delimiter(self, sign: str, found: re.Match[str]) -> None:
        if self._depth and sign in "[]":
            return  # \\[2pt], the end of a row with a gap
        if self._sign and self._sign == _OPENS.get(sign) and self._is_maths(sign, found.end()):
            kind = "inline" if sign in ("$", ")") else "display"
            self._spans[kind].append((self._start, found.end()))
            self._sign = ""
        elif sign in ("(", "[", "$", "$$"):
            self._sign, self._start = sign, found.start()

    def _is_maths(self, sign: str, end: int) -> bool:
        if sign != "$":
            return True
        return not self._string[end : end + 1].isdigit() and not _BLANK_LINE.search(self._string, self._start, end)

    def _within(self, kind: str, at: int) -> bool:
        spans = self._spans[kind]
        last = bisect_right(spans, (at, len(self._string))) - 1
        return last >= 0 and at < spans[last][1]
