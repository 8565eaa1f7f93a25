"""LG140 speech-unwrapped: spoken text is not wrapped in a code fence or in quotation marks.

Why: a script inside a fence is set as code, and one in quotes reads as somebody else's. 0.1% of 13,959 sections were
fenced as a whole, 11.7% set each paragraph in quotes. Mended: fence or quotes are taken off.

Also known as: S18, S31, S31b

Not covered: a text that only begins or only ends with a quotation.

With: LG132

Bad:
    /closing: |-
        ```markdown
        There's a second bill, and it comes with every new card. Can we add new ones anywhere?
        ```
    ---
    /closing: "“There's a second bill, and it comes with every new card. Can we add new ones anywhere?”"
    ---
    /frames/0/script: |-
        "So I keep the front half and ask its middle card the same question, and so on, because it works."

        "After ten looks nothing is left, but going card by card took up to nine hundred of them."
    context: {words_per_minute: 100}
Good:
    /closing: '"Moby-Dick" has to go somewhere, but where? Between "Emma" and "Ulysses"'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import Piece, blocks
from lecturegen.rules._texts import Role, Text
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_CLOSES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'"}
_PROSE_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*(?:markdown|md|text|txt|plaintext|)[ \t]*$", re.I)
_FEWEST_WORDS = 8
"""A shorter text in quotes may be a quotation."""
_MOST_OF_IT = 0.5
"""Of a text, beside labels and cues, what is in quotes when all that is spoken is."""


@text_rule("LG140", "speech-unwrapped", Severity.ERROR, frozenset({Role.SPOKEN}))
def check(text: Text, context: Context) -> Iterator[Found]:
    if unfenced(text.value) != text.value:
        yield Found(text.where, "the whole text stands in a code fence", "leave the fence out: the text is spoken")
    elif unquoted(text.value) != text.value:
        yield Found(text.where, "what is spoken stands in quotation marks", "leave them out: the lecturer is speaking")


@check.mend
def unwrap(text: Text, context: Context) -> str:
    value = text.value
    while (bare := unquoted(unfenced(value))) != value:
        value = bare
    return value


def unfenced(value: str) -> str:
    """``value`` without the fence that holds all of it, unless it is code of a named language."""
    inside = value.strip().split("\n")
    if len(inside) < 3 or not _PROSE_FENCE.match(inside[0]):
        return value
    fenced = lines(value.strip())
    # the fence that is opened first has to be the one that is closed last
    one_fence = all(line.code for line in fenced) and len(blocks(value)) == 1
    prose = "\n".join(inside[1:-1]).strip()
    return prose if one_fence and len(prose.split()) >= _FEWEST_WORDS and re.search(r"[.!?]", prose) else value


def unquoted(value: str) -> str:
    """``value`` without the quotation marks that most of it stands in, over one paragraph or several."""
    parts = blocks(value)
    runs = list(_runs(parts))
    quoted = sum(len(part.text.split()) for first, last in runs for part in parts[first : last + 1])
    if quoted < max(_FEWEST_WORDS, _MOST_OF_IT * len(value.split())):
        return value
    marks = {parts[first].at[0] for first, _ in runs} | {parts[last].at[1] - 1 for _, last in runs}
    return "".join(sign for at, sign in enumerate(value) if at not in marks).strip()


def _runs(parts: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """First and last of the paragraphs in one pair of quotation marks, which stands at their edges."""
    index = 0
    while index < len(parts):
        text = parts[index].text.strip()
        closing = "" if parts[index].code else _CLOSES.get(text[:1], "")
        last = _end_of_run(parts, index, text[:1], closing) if closing else None
        if last is not None:
            yield index, last
        index = index + 1 if last is None else last + 1


def _end_of_run(parts: Sequence[Piece], first: int, opening: str, closing: str) -> int | None:
    """The paragraph that ends with the mark that closes the one before ``parts[first]``, if no other mark does."""
    for index, part in enumerate(parts[first:], start=first):
        if part.code:
            continue
        text = part.text.strip()
        inside = text[1 if index == first else 0 :]
        if inside.endswith(closing):
            return None if {opening, closing} & set(inside[:-1]) else index
        if {opening, closing} & set(inside):
            return None
    return None
