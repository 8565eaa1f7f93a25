"""LG432 no-mojibake: no text was decoded with the wrong code page.

Why: "AI canâ€™t" stood in a published assessment. Notes suffer it more often, and models copy it. Mended, where ftfy
finds its way back to a text without it; code is left alone.

Also known as: A08

Not covered: quotations from the notes, which are compared letter for letter.

Bad:
    /closing: We canâ€™t find a card in a look or two, or can we?
    ---
    /assessment/questions/0/explanation: Seven halvings bring 100 down to â€œnothingâ€œ, since 128 is above it.
    ---
    /frames/0/bullets/0: Let‚Äôs compare with the middle
Good:
    /closing: Der Preis von £5 für São Paulo, PÂTÉ und `â€™`, but can we find it in a look or two?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import without_code
from lecturegen.rules._texts import PROSE, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

# first signs only, to spare the search: what UTF-8 looks like as Windows-1252, Latin-1 or Mac Roman
_SUSPECT = re.compile("[\x80-\x84\x86-\x9fÃÂâÐÑðïå‚√¬Œœƒ]")
_CERTAIN = re.compile("â€[™œ\x9d“”˜¦“—–¢]?|â€|Ã[\x80-\xbf©¼¶¤Ÿ±]|Â[\xa0-\xbf]|ï¿½|ï»¿|‚Ä[ôòúùìîû]|ðŸ")


@text_rule("LG432", "no-mojibake", Severity.ERROR, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if text.value.isascii() or not _SUSPECT.search(plain := without_code(text.value)):
        return
    if found := _CERTAIN.search(plain):
        start = max(plain.rfind(" ", 0, found.start()), 0)
        fix = "write the sign that was meant, in UTF-8"
        yield Found(text.where, f"this was decoded wrongly: {excerpt(plain[start:], 4)}", fix, found.span())
    elif (fixed := _fixed(plain)) != plain:
        yield Found(text.where, "the text was decoded with the wrong code page", f"write {excerpt(fixed)}")


@check.mend
def decode(text: Text, context: Context) -> str:
    if not _SUSPECT.search(text.value):
        return text.value
    plain = without_code(text.value)
    if plain == text.value:
        fixed = _fixed(text.value)
        return text.value if _CERTAIN.search(fixed) or "\ufffd" in fixed else fixed
    return "".join(_fixed(part) if not code else part for code, part in _parts(text.value, plain))


def _parts(value: str, plain: str) -> Iterator[tuple[bool, str]]:
    """Runs of ``value`` that are code, and runs that are not: ``plain`` has spaces where code was."""
    start = 0
    for end in range(1, len(value) + 1):
        if end == len(value) or (value[end] == plain[end]) != (value[start] == plain[start]):
            yield value[start] != plain[start], value[start:end]
            start = end


def _fixed(text: str) -> str:
    from ftfy import fix_encoding  # a tenth of a second, which clean texts do not owe

    return fix_encoding(text)
