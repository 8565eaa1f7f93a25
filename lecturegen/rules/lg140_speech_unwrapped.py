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
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._markdown import blocks
from lecturegen.rules._texts import Role, Text
from lecturegen.schema import Severity
from lecturegen.schema.grammar import lines

_CLOSES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'"}
_PROSE_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*(?:markdown|md|text|txt|plaintext|)[ \t]*$", re.I)
_FEWEST_WORDS = 8
"""A shorter text in quotes may be a quotation."""


@text_rule("LG140", "speech-unwrapped", Severity.ERROR, frozenset({Role.SPOKEN}))
def check(text: Text, context: Context) -> Iterator[Found]:
    if unfenced(text.value) != text.value:
        yield Found(text.where, "the whole text stands in a code fence", "leave the fence out: the text is spoken")
    elif unquoted(text.value) != text.value:
        yield Found(text.where, "the whole text stands in quotation marks", "leave them out: the lecturer is speaking")


@check.mend
def unwrap(text: Text, context: Context) -> str:
    value = text.value
    while (bare := unquoted(unfenced(value))) != value:
        value = bare
    return value


def unfenced(value: str) -> str:
    """``value`` without the fence that holds all of it, unless it is code of a named language."""
    if not value.lstrip().startswith(("```", "~~~")):
        return value
    inside = value.strip().split("\n")
    if len(inside) < 3 or not _PROSE_FENCE.match(inside[0]):
        return value
    fenced = lines(value.strip())
    # the fence that is opened first has to be the one that is closed last
    one_fence = all(line.code for line in fenced) and len(blocks(value)) == 1
    prose = "\n".join(inside[1:-1]).strip()
    return prose if one_fence and len(prose.split()) >= _FEWEST_WORDS and re.search(r"[.!?]", prose) else value


def unquoted(value: str) -> str:
    """``value`` without quotation marks around the whole, or around every paragraph."""
    if not value.lstrip().startswith(tuple(_CLOSES)) or any(block.code for block in blocks(value)):
        return value
    parts = [block.text.strip() for block in blocks(value)]
    if _in_quotes(value.strip()) and len(value.split()) >= _FEWEST_WORDS:
        return value.strip()[1:-1].strip()
    if len(parts) > 1 and all(map(_in_quotes, parts)):
        return "\n\n".join(part[1:-1].strip() for part in parts)
    return value


def _in_quotes(text: str) -> bool:
    closing = _CLOSES.get(text[:1], "")
    inside = text[1:-1]
    return len(text) > 2 and text.endswith(closing) and bool(closing) and not {text[0], closing} & set(inside)
