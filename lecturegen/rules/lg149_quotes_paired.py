"""LG149 quotes-paired: every quotation mark that is opened is closed.

Why: the listener of a page is told "quote" and never "end quote", and whoever reads aloud wonders whose words these
are. 4.1% of 13,959 sections had more of one mark than of the other. Curly marks only: straight ones do not tell
opening from closing.

Also known as: S31b

Not covered: a quotation over several paragraphs, each of which opens it again.

Bad:
    /closing: There's a “second bill, and it comes with every new card. Can we add new ones anywhere?
    ---
    /closing: There's a second bill”, and it comes with every new card. Can we add new ones anywhere?
Good:
    /closing: |-
        “There's a “second” bill, and it comes with every new card.

        “Can we add new ones anywhere?”
    ---
    /closing: Es gibt eine „zweite Rechnung“. Wohin mit den neuen Karten?
    context: {language: de}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import blocks, without_code
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

_MARK = re.compile("[“”]")
_BEGINS = re.compile(r"[\s*_>-]*“")


@text_rule("LG149", "quotes-paired", Severity.WARNING, frozenset({Role.SPOKEN}), again=False, english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    if "“" not in text.value and "”" not in text.value:
        return
    open_at: list[int] = []
    plain = without_code(text.value)
    begins = {found.end() - 1 for block in blocks(plain) if (found := _BEGINS.match(plain, block.start))}
    for mark in _MARK.finditer(plain):
        if mark[0] == "“":
            if not (open_at and mark.start() in begins):
                open_at.append(mark.start())
        elif open_at:
            open_at.pop()
        else:
            yield _found(text, mark.start(), "closes nothing")
            return
    if open_at:
        yield _found(text, open_at[-1], "is never closed")


def _found(text: Text, at: int, fault: str) -> Found:
    near = text.value[max(0, at - 30) : at + 30]
    fix = "put its partner where the quotation ends or begins, or leave it out"
    return Found(text.where, f"this quotation mark {fault}: {excerpt(near)}", fix, (at, at + 1))
