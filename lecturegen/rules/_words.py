"""Words, sentences and paragraphs of a text, and how alike two texts are.

A word is a run of letters and digits, with its apostrophes and hyphens; two characters of a script that writes no
spaces (Chinese, Japanese, Thai) count as one word. Code and maths are not words: nobody speaks them as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

from lecturegen.rules._markdown import Piece, blocks
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section
from lecturegen.schema.tex import blanked

_SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*+")
_PARTING = {sign: " " for sign in range(128) if not (chr(sign).isalnum() or chr(sign) in "'-")}
_ANY_WORD = re.compile(rf"[{_SPACELESS}]{{1,2}}|(?:(?![{_SPACELESS}])[^\W_])+(?:['’\-][a-zA-Z]+)*")
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
# a cue alone on its line, such as *(Pause)*, is not spoken
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CUE_LINE = re.compile(r"^[ \t]*[*_]{0,3}[(\[][^()\[\]\n]{1,120}[)\]][.:]?[*_]{0,3}[ \t]*$", re.M)
# the sign after the stop may close a quotation, a bracket or an emphasis; a label on its own line ends with one. What
# follows begins like a sentence
# also behind a heading, and behind a label on a line of its own
_SENTENCE_END = re.compile(
    r"(?:(?<=[.!?…])[\"”’)\]*_]{0,4}\s+|(?<=[*\])_:])[ \t]*\n\s*|^#{1,6}[ \t][^\n]*\n\s*"
    r"|(?<=[。！？])[”’）」』*_]{0,4}\s*)"  # Chinese stops have no space behind them
    r"(?=[\"“‘(\[*_]{0,4}[^\W_a-z])",
    re.M,
)
# a mark of quotation or emphasis whose partner stands in another sentence
_OPENED = re.compile(r"\s*([*_]{0,3}[\"“„«]|[*_]{1,3})[^*_\"“”„«»]*$")
_CLOSED = re.compile(r"^[^*_\"“”„«»]*([\"”»][*_]{0,3}|[*_]{1,3})\s*$")
_FUNCTION_WORDS = frozenset(
    _WORD.findall(
        "a an and are as at be been but by can could did do does for from had has have how i if in into is it its may "
        "more most must no not of on one or our out shall should so some such than that the their them then"
        " there these "
        "they this those through to two up was we were what when where which while who why will with would you your"
    )
)


@lru_cache(maxsize=1024)
def spoken(text: str) -> str:
    """``text`` as it is spoken: code, maths, comments and cues on lines of their own blanked, words in place."""
    plain = without_maths(text)
    if "<!--" in plain:
        plain = blanked(plain, (comment.span() for comment in _COMMENT.finditer(plain, 0, plain.rfind("-->") + 3)))
    return blanked(plain, (cue.span() for cue in _CUE_LINE.finditer(plain))) if "(" in plain or "[" in plain else plain


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """Spoken words, lower case."""
    if "\n" in text:
        return tuple(chain.from_iterable(said for _, said in words_by_block(text)))
    return _split(spoken(text))


@lru_cache(maxsize=1024)
def words_by_block(text: str) -> tuple[tuple[Piece, tuple[str, ...]], ...]:
    """The blocks of ``text``, each with its spoken words."""
    plain = spoken(text)
    return tuple((block, _split(plain[block.start : block.start + len(block.text)])) for block in blocks(text))


def _split(plain: str) -> tuple[str, ...]:
    lowered = plain.lower()
    if lowered.isascii():
        return tuple(_parted(lowered))
    return tuple((_ANY_WORD if _HAS_SPACELESS.search(plain) else _WORD).findall(lowered))


def _parted(ascii_text: str) -> list[str]:
    """What ``_WORD`` finds, in half the time: only words with apostrophes and hyphens are searched."""
    found: list[str] = []
    for piece in ascii_text.translate(_PARTING).split():
        if piece.isalnum():
            found.append(piece)
        else:
            found += _WORD.findall(piece)
    return found


def shown_words(text: str) -> int:
    """Of a text that is read, formulas and all: what stands between spaces, or as ``words`` counts."""
    if text.isascii() or not _HAS_SPACELESS.search(text):
        return len(text.split())
    return sum(len(_ANY_WORD.findall(part)) if _HAS_SPACELESS.search(part) else 1 for part in text.split())


def count(text: str) -> int:
    return len(words(text))


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, the plural's s removed."""
    return frozenset(_singular(word) for word in words(text) if word not in _FUNCTION_WORDS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


_INFLECTION = re.compile(r"(?<=[^\W\d_]{4})(?:ations?|ings?|e?d|e?s|e|ly)$")
_ROOT = 7


@lru_cache(maxsize=1024)
def roots(text: str) -> frozenset[str]:
    """Content words, cut so that most forms of one word are the same: improve, improving; classify, classifier."""
    return frozenset(filter(None, map(_root, words(text))))


def with_roots(text: str, wanted: frozenset[str]) -> list[re.Match[str]]:
    """The words of ``text`` that have one of the roots, each once, and where they stand."""
    found: dict[str, re.Match[str]] = {}
    for match in _WORD.finditer(spoken(text)):
        for root in roots(match[0]) & wanted:
            found.setdefault(root, match)
    return list(found.values())


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """Empty for a word that carries no meaning."""
    return "" if word in _FUNCTION_WORDS else _INFLECTION.sub("", _singular(word))[:_ROOT]


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a block, each with the space that follows it: joined they are the block again."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text)]
    return tuple(text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True) if start < end)


@lru_cache(maxsize=1024)
def placed_sentences(text: str) -> tuple[Piece, ...]:
    """The sentences of a whole text, code left out, each where it stands."""
    found = []
    for block in blocks(text):
        start = block.start
        for sentence in () if block.code else sentences(block.text):
            found.append(Piece(sentence, start))
            start += len(sentence)
    return tuple(found)


def without_sentences(text: str, unwanted: Callable[[str], bool]) -> str:
    """``text`` without its ``unwanted`` sentences; blocks that become empty go. Code is not looked at."""
    kept = []
    changed = False
    for block in blocks(text):
        new = block.text if block.code else _without(sentences(block.text), unwanted)
        changed = changed or new != block.text
        if new.strip():
            kept.append(new if new == block.text else new.strip())
    return "\n\n".join(kept) if changed else text


def _without(parts: tuple[str, ...], unwanted: Callable[[str], bool]) -> str:
    """The other sentences. A mark that opens or closes more than its sentence stays."""
    kept: list[str] = []
    opened = ""
    for part in parts:
        if not unwanted(part):
            kept.append(opened + part)
            opened = ""
        elif loose := _OPENED.match(part):
            opened = opened or loose[1]
        elif (loose := _CLOSED.match(part)) and kept:
            kept[-1] = kept[-1].rstrip() + loose[1]
    return "".join(kept)


def speech(section: Section) -> tuple[tuple[str, str], ...]:
    """Where and what is said in a section, in the order in which it is said."""
    scripts = ((f"/frames/{index}/script", frame.script) for index, frame in enumerate(section.frames))
    return (("/opening", section.opening), *scripts, ("/closing", section.closing))


def spoken_words(section: Section) -> int:
    return sum(count(text) for _, text in speech(section))


_ENDING = ".!?:;,… "


@lru_cache(maxsize=1024)
def normal(text: str) -> str:
    """For comparing texts: lower case, single spaces, no final stop. Operators and signs are kept."""
    return " ".join(text.casefold().split()).rstrip(_ENDING)


def jaccard(a: frozenset[object], b: frozenset[object]) -> float:
    """Shared elements as a part of all elements; 0 if both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def excerpt(text: str, most: int = 12) -> str:
    """The first words of a text, quoted, for a message."""
    flat = text.split()
    return quoted(" ".join(flat[:most])[:160] + (" …" if len(flat) > most else ""))


def quoted(text: str) -> str:
    """In quotes, backslashes as they are: who reads it may copy it. Control characters are spelled out."""
    shown = text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return f'"{shown}"' if "'" in shown else f"'{shown}'"


def listed(names: Iterable[object]) -> str:
    """Names in quotes, in a row: ``'a', 'b' and 'c'``."""
    shown = [quoted(str(name)) for name in names]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def counted(number: int, noun: str) -> str:
    """``1 frame``, ``2 frames``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
