"""LG500 quotes-verbatim: what a frame quotes stands in the passage that it names.

Why: a source that does not say it is worse than none, and models quote from memory. Spaces, the kind of quotation
marks and dashes, capitals and markdown emphasis may differ. A quote of fewer than three words proves nothing.

Not covered: whether the passage supports what is said. A frame without a source is no finding: not all comes from
notes.

Bad:
    /frames/0/sources/0/quote: Binary search doubles the sorted range with every comparison
    ---
    /frames/0/sources/0/passage: p9
    ---
    /frames/0/sources/0/quote: sorted range
Good:
    /frames/0/sources/0/quote: "binary search *halves*  the sorted range…"
    ---
    /frames/0/sources/0/passage: p9
    context: {passages: null}
    ---
    /frames/0/sources: []
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

FEWEST_WORDS = Limit("LG500", "words", 3, "words that a quote has at least")
_FEWEST_CHARACTERS = 6
"""Of a language that writes no spaces: three words."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″‘’‚‛′`´", "'") | {'"': "'"})
_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−-])+\s*")
_MARKS = re.compile(r"[*_\\]+")


@rule("LG500", "quotes-verbatim", Severity.WARNING, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    if context.passages is None:
        return
    for index, frame in enumerate(section.frames):
        for number, source in enumerate(frame.sources):
            where = f"/frames/{index}/sources/{number}"
            passage = context.passages.get(source.passage)
            quote = _plain(source.quote).strip(" '.,;:…!?")
            if passage is None:
                known = ", ".join(list(context.passages)[:20]) or "none"
                yield Found(
                    f"{where}/passage", f"there is no passage {source.passage!r}", f"name one of these: {known}"
                )
            elif len(quote.split()) < FEWEST_WORDS.of(context) and (quote.isascii() or len(quote) < _FEWEST_CHARACTERS):
                fix = "quote 4 to 25 words, or leave the source out"
                yield Found(f"{where}/quote", f"the quote is too short: {excerpt(source.quote)}", fix)
            elif quote not in _plain(passage):
                fix = "copy 4 to 25 words letter for letter, or leave the source out"
                yield Found(f"{where}/quote", f"passage {source.passage} does not say {excerpt(source.quote)}", fix)


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    """What is compared: letters and words, without what typesetting changes."""
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(_DASHES.sub("-", _MARKS.sub("", text)).casefold().split())
