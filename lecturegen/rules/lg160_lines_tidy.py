r"""LG160 lines-tidy: lines end where their words end, and one empty line parts two paragraphs.

Why: 98.8% of 13,959 sections had spaces at line ends; a document that is written and read again should stay the same to
the byte. Mended: trailing space, carriage returns, tabs, invisible characters and runs of empty lines.

Also known as: S35

Not covered: the inside of code, but for its line ends.

Bad:
    /closing: "There's a second bill.   \n\n\n\nCan we find a card at once?"
    ---
    /frames/0/bullets/0: "Compare with the\nmiddle, keep one half"
    ---
    /assessment/questions/0/stem: "A sorted list holds\t100 numbers.\u200b How many looks does it take?"
Good:
    /closing: "There's a second bill.\n\nCan we find a card at once?"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._eaten import eaten
from lecturegen.rules._texts import EVERY, FILED, ONE_LINE, Role, Text
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085]")
_SPACE = ("\n", " ", "\u00a0")
_ODD = frozenset("\ufeff\u200b\u2060\u00ad\u2028\u2029\u0085\u00a0")
_EMPTY_LINES = re.compile(r"\n{3,}")


@text_rule("LG160", "lines-tidy", Severity.WARNING, EVERY | FILED, again=False)
def check(text: Text, context: Context) -> Iterator[Found]:
    if context.filed and text.role is Role.SPOKEN:
        return  # it is a part of a body
    if (tidy := tidied(text)) != text.value:
        fix = "`lecturegen check --fix` removes them"
        yield Found(text.where, "there are spaces or empty lines too many", fix, _first_change(text.value, tidy))


@check.mend
def tidy(text: Text, context: Context) -> str:
    return tidied(text)


def _first_change(before: str, after: str) -> tuple[int, int]:
    """Start and end, in ``before``, of what is first taken away."""
    start = 0
    for old, new in zip(before.split("\n"), after.split("\n"), strict=False):
        if old != new:
            kept = len(new) if old.startswith(new) else 0
            return start + kept, max(start + len(old), start + kept + 1)
        start += len(old) + 1
    return len(after), len(before)


def _may_be_untidy(value: str) -> bool:
    """Whether there is a sign of it; most texts have none."""
    ends = value[:1] in _SPACE or value[-1:] in _SPACE
    inside = "\t" in value or "\r" in value or " \n" in value or "\n\n\n" in value
    return ends or inside or not (value.isascii() or _ODD.isdisjoint(value))


def tidied(text: Text) -> str:
    value = text.value
    if not (_may_be_untidy(value) or (text.role in ONE_LINE and "\n" in value)):
        return value
    if eaten(value):  # a tab or a line end that stands for half a LaTeX command: not ours to remove
        return value
    if "\r" in value or not value.isascii():
        value = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", value))
    if text.role is Role.CODE:
        return "\n".join(line.rstrip(" \t") for line in value.split("\n")).strip("\n")
    if text.role in ONE_LINE:
        return " ".join(value.split()) if "\n" in value or "\t" in value else value.strip(" ")
    if "```" not in value and "~~~" not in value:
        value = "\n".join(line.replace("\t", "    ").rstrip(" \u00a0") for line in value.split("\n"))
        return _EMPTY_LINES.sub("\n\n", value).strip("\n ")
    kept: list[str] = []
    for line in lines(value):
        trimmed = (line.text if line.code else line.text.replace("\t", "    ")).rstrip(" \t\u00a0")
        if trimmed or line.code or not kept or kept[-1]:
            kept.append(trimmed)
    return "\n".join(kept).strip("\n")
