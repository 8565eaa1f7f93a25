"""LG148 speech-own-voice: paragraphs of speech do not stand in quotation marks.

Why: 11.7% of 13,959 sections opened three or more of their long paragraphs with a quotation mark, as if somebody else
were quoted, and closed it some paragraphs later or never. Mended: the marks around a paragraph, or around several, are
taken off; marks inside stay.

Also known as: S31

Not covered: one or two such paragraphs, which may be quotations, and paragraphs of 25 words or fewer. A text that is
quoted as a whole is LG140's.

With: LG140

Bad:
    /opening: |-
        "Suppose the shoebox is sorted by title, and I pull one card from the middle: it says Moby-Dick, and I'm after
        Emma, so that the back half is out of the question because of the alphabet.

        What has that one look told me?"
    /frames/0/script: |-
        "So I keep the front half and ask its middle card the same question, and so on and on, because the front half is
        sorted as well, and that is all that I have to know about it.

        After ten looks nothing is left."
    /frames/1/script: |-
        "But sorting the box took me three hours, and a search went from fifteen minutes down to twenty seconds, so that
        it takes me thirteen searches until the evening has paid for itself.

        And that's the bill."
Good:
    /frames/1/script: |-
        "But sorting the box took me three hours, and a search went from fifteen minutes down to twenty seconds, so that
        it takes me thirteen searches until the evening has paid for itself," he wrote, and I think that he was right.
        I have sorted nothing since, but I lend fewer books as well.
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._markdown import Piece, blocks, without_code
from lecturegen.rules._words import counted, excerpt, speech
from lecturegen.schema import Section, Severity

FEWEST_PARAGRAPHS, FEWEST_WORDS = 3, 26
# a label may stand above the speech, in the same block
_OPENS = re.compile(r"(?:[^\n\"“”]{0,200}[*\])_:][ \t]*\n)*[ \t]*[*_]{0,3}(?P<mark>[\"“])(?=[^\s\"”])")
_CLOSES = re.compile(r"(?P<mark>[\"”])[*_]{0,3}\s*$")


@rule("LG148", "speech-own-voice", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    found = list(_quoted(section))
    if len(found) >= FEWEST_PARAGRAPHS:
        where, block = found[0]
        message = (
            f"{counted(len(found), 'paragraph')} of speech open with a quotation mark, such as {excerpt(block.text)}"
        )
        yield Found(where, message, "leave the marks out: the lecturer is speaking", block.at)


@check.mend
def strip(section: Section, context: Context) -> Section:
    if len(list(_quoted(section))) < FEWEST_PARAGRAPHS:
        return section
    frames = tuple(frame.model_copy(update={"script": bare(frame.script)}) for frame in section.frames)
    changed = {"opening": bare(section.opening), "frames": frames, "closing": bare(section.closing)}
    return section.model_copy(update=changed)


def _quoted(section: Section) -> Iterator[tuple[str, Piece]]:
    """The long paragraphs that open with a mark, and do not close it before they go on in their own words."""
    for where, text in speech(section):
        for block in blocks(text):
            opened = not block.code and block.text.lstrip("*_ ").startswith(('"', "“"))
            if opened and len(block.text.split()) >= FEWEST_WORDS and _marks(block.text).opens is not None:
                yield where, block


def bare(text: str) -> str:
    """``text`` without the marks that open a paragraph and are closed at its end, or at that of a later one."""
    gone: list[int] = []
    open_at: list[int] = []
    for block in blocks(text):
        if block.code:
            continue
        marks = _marks(block.text)
        if marks.opens is not None:
            open_at.append(block.start + marks.opens)
        if marks.closes is not None and open_at:
            gone += [*open_at, block.start + marks.closes]
            open_at = []
    gone += open_at  # never closed: nothing is quoted
    for at in sorted(gone, reverse=True):
        text = text[:at] + text[at + 1 :]
    return text


class _Marks(NamedTuple):
    """Offsets of a mark that opens the paragraph, and of one that ends it, if they have no partner inside."""

    opens: int | None
    closes: int | None


def _marks(paragraph: str) -> _Marks:
    plain = without_code(paragraph)
    opening, closing = _OPENS.match(plain), _CLOSES.search(plain)
    inside = plain[opening.end("mark") if opening else 0 : closing.start("mark") if closing else len(plain)]
    # what stands between has to be whole by itself, so that the outer marks belong to each other
    whole = inside.count('"') % 2 == 0 and _balanced(inside)
    if not whole or (opening and closing and '"' in inside):
        return _Marks(None, None)
    return _Marks(opening.start("mark") if opening else None, closing.start("mark") if closing else None)


def _balanced(text: str) -> bool:
    depth = 0
    for mark in re.findall("[“”]", text):
        depth += 1 if mark == "“" else -1
        if depth < 0:
            return False
    return depth == 0
