r"""LG456 deck-signs-known: pdflatex knows every sign on the slides.

Why: a bare β or ≤ stops it ("Unicode character not set up for use with LaTeX"). 5.5% of 65,095 machine-written frames
had signs that are not ASCII, but nearly all are quotation marks and dashes, which LaTeX has read as UTF-8 since 2018.
Known are the 349 signs outside of ASCII that its kernel declares for Latin script, each tried with T1 fonts. Within an
`lstlisting` none is ("Invalid UTF-8 byte"): listings reads bytes. Twelve signs were tried there, in words, alone, in
comments; all stopped it.

Also known as: T08

Not covered: code in other environments. A deck whose preamble brings fonts or signs along (fontspec, CJK, Cyrillic,
newunicodechar), or tells listings of signs (literate, listingsutf8), is left alone.

Bad:
    /frames/0/body: |2

        \begin{lstlisting}
        rate = 0.1  # café
        \end{lstlisting}
    ---
    /frames/1/body: |2

        A slot for every key, with $β$ near 1.
    ---
    /frames/0/title: Cost ≤ n
Good:
    /frames/1/body: |2

        “A slot” – for every café, 3×3 → 9 % β
    ---
    /preamble: "\\usepackage{listings}\n\\usepackage{fontspec}\n\\begin{document}\n"
    /frames/0/title: Cost ≤ n
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare, hidden
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

_UNKNOWN = re.compile(
    "[^\0-\x7f\xa0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u01c4-\u01d4\u01e2\u01e3"
    "\u01e6-\u01eb\u01f0\u01f4\u01f5\u0218-\u021b\u0232\u0233\u0237\u02c6\u02c7\u02d8\u02d9\u02db-\u02dd\u0e3f\u1e02"
    "\u1e03\u1e0d\u1e1e-\u1e21\u1e25\u1e30\u1e31\u1e37\u1e43\u1e45\u1e47\u1e5b\u1e63\u1e6d\u1e8e-\u1e91\u1e9e\u1ef2\u1ef3"
    "\u200c\u2010-\u2016\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2031\u2039-\u203b\u203d\u2044\u204e\u2052"
    "\u20a1\u20a4\u20a6\u20a9\u20ab\u20ac\u20b1\u2103\u2116\u2117\u211e\u2120\u2122\u2126\u2127\u212e\u2190-\u2193\u2329"
    "\u232a\u2422\u2423\u25e6\u25ef\u266a\u27e8\u27e9\u3008\u3009\ufb00-\ufb06\ufeff]"
)
_BRINGS_SIGNS = re.compile(
    r"fontspec|unicode-math|mathspec|polyglossia|luatexja|xeCJK|ctex|CJK|kotex|newunicodechar|DeclareUnicodeCharacter"
    r"|textgreek|textalpha|alphabeta|emoji|T2[ABC]|LGR|russian|ukrainian|bulgarian|greek|hebrew|arabic|utf8x"
)
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_TELLS_LISTINGS = re.compile(r"literate|listingsutf8")
_FIX = r"write the command, such as $\beta$ or $\leq$, or use fontspec and lualatex"
_FIX_IN_CODE = "spell it in ASCII, or use fontspec and lualatex"


@rule("LG456", "deck-signs-known", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    if _BRINGS_SIGNS.search(bare(deck.preamble)):
        return
    told_listings = bool(_TELLS_LISTINGS.search(bare(deck.preamble)))
    for where, text in pieces(deck):
        if not text.isascii():
            yield from first_few(_unknown(where, _UNKNOWN.finditer(bare(text)), _FIX))
            if not told_listings:
                yield from first_few(_unknown(where, _in_listings(text), _FIX_IN_CODE))


def _in_listings(text: str) -> Iterator[re.Match[str]]:
    for span in hidden(text):
        if span.name == "lstlisting" and not _TELLS_LISTINGS.search(text, span.start, span.end):
            yield from _BEYOND_ASCII.finditer(text, span.start, span.end)


def _unknown(where: str, signs: Iterator[re.Match[str]], fix: str) -> Iterator[Found]:
    told: set[str] = set()
    for sign in signs:
        if sign[0] not in told:
            told.add(sign[0])
            called = name(sign[0], f"U+{ord(sign[0]):04X}").lower()
            shown = sign[0] if sign[0].isprintable() else ""
            yield Found(where, f"pdflatex stops at {shown} ({called})".replace("  ", " "), fix, sign.span())
