"""Passages of the notes -> a quote, letter for letter, for a frame to rest on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tests.openai_server.content.prompt import Passage, vocabulary

_FEWEST, _MOST = 5, 18  # words of a quote
_PLAIN = re.compile(
    r"[^*_#|\[\]<>$`&\"“”\\{}~=]+"
)  # no markup, no markdown, nothing that only means something in pairs
_RUN = re.compile(rf"\S+(?: \S+){{{_FEWEST - 1},{_MOST - 1}}}")


def sources(about: str, passages: Sequence[Passage], turn: int) -> list[dict[str, str]]:
    """One quote from the passage that shares most words with ``about``; none if no line can be quoted."""
    wanted = vocabulary(about)
    nearest = sorted(passages, key=lambda passage: -len(wanted & vocabulary(passage.text)))
    for passage in nearest[:3]:
        if quotes := _quotes(passage.text):
            return [{"passage": passage.id, "quote": quotes[turn % len(quotes)]}]
    return []


@lru_cache(maxsize=4096)
def _quotes(text: str) -> tuple[str, ...]:
    """What can be quoted of a passage, a line each. Remembered: the same passages come with every section."""
    return tuple(filter(None, map(_quote, text.splitlines())))


def _quote(line: str) -> str:
    """The first run of plain words of ``line`` that is long enough; empty if there is none."""
    if re.match(r"\s*(?:[-+>]|\d+[.)])\s", line):
        line = re.sub(r"^\s*(?:[-+>]|\d+[.)])\s+", "", line)
    for stretch in _PLAIN.finditer(line):
        words = stretch[0]
        if stretch.start() and not words[0].isspace():  # begins within a word
            words = words.partition(" ")[2]
        if stretch.end() < len(line) and not words[-1:].isspace():  # ends within a word
            words = words.rpartition(" ")[0]
        if found := _RUN.search(words):
            return found[0]
    return ""
