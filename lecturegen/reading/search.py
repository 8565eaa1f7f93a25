"""A question in words -> the passages of the notes that answer it best, as many as fit.

Full-text search of SQLite (FTS5): any of the words, ranked by bm25, headings weighing more than text. English words are
reduced to stems. Not covered: meaning; a passage that says it in other words is not found.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
import weakref
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from lecturegen.schema.passage import Passage

HEADING_WEIGHT = 4.0  # a word in a title says what the passage is about; one in the text may be by the way
_FRAME = 8  # tokens of the id, file and lines that stand around a passage in a prompt

# Scripts without spaces: each character is a word to the index, each pair of neighbours a phrase of the query.
_DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DENSE_CHAR = re.compile(f"[{_DENSE}]")
_TERM = re.compile(rf"[{_DENSE}]+|[^\s{_DENSE}]+")
_WIDE = re.compile(f"[{_DENSE}\uac00-\ud7af]")
_STOP_WORDS = frozenset(
    "a about after all also an and any are as at be been between both but by can could did do does each for from had "
    "has have he her his how i if in into is it its may more most no not of on one or other our out over she should "
    "so some such than that the their them then there these they this those through to under up us use used using "
    "very was we were what when where which while who why will with would you your".split()
)


def estimate_tokens(text: str) -> int:
    """About how many tokens ``text`` is, counted offline: a quarter of its characters, each Han, kana or hangul one.

    The quarter is OpenAI's rule of thumb for English; other languages in Latin script run a little higher.
    """
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide + 3) // 4


class PassageIndex:
    """An index in memory of some passages. May be asked from several threads.

    ``language`` is a BCP 47 tag; in English ``model`` also finds ``modelling``.
    """

    def __init__(self, passages: Sequence[Passage], language: str = "en") -> None:
        self._passages = tuple(passages)
        self._tokens = tuple(map(tokens_in_prompt, self._passages))
        self._stems = "porter " if language.split("-")[0] == "en" else ""
        self._lock = threading.Lock()

    def on(self, query: str, limit_tokens: int) -> tuple[Passage, ...]:
        """All passages if they fit, else the best."""
        return self._passages if sum(self._tokens) <= limit_tokens else self.best(query, limit_tokens)

    def best(self, query: str, limit_tokens: int) -> tuple[Passage, ...]:
        """The passages that match ``query`` best and together fit ``limit_tokens``, in the order of the notes.

        ``query`` is any text: its words count, nothing in it is syntax. A passage too long for what is left is passed
        over for the next. None is returned that shares no word with the query.
        """
        chosen: list[int] = []
        left = limit_tokens
        for row in self._ranked(query):
            if (cost := self._tokens[row]) <= left:
                chosen.append(row)
                left -= cost
        return tuple(self._passages[row] for row in sorted(chosen))

    def _ranked(self, query: str) -> list[int]:
        terms = list(dict.fromkeys(_terms(query)))
        if not terms:
            return []
        with self._lock:
            found = self._filed.execute(
                "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, ?, 1.0), rowid",
                (" OR ".join(f'"{term}"' for term in terms), HEADING_WEIGHT),
            ).fetchall()
        return [row for (row,) in found]

    @cached_property
    def _filed(self) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, database.close)
        tokenize = f"{self._stems}unicode61 remove_diacritics 2"
        database.execute(f"CREATE VIRTUAL TABLE passage USING fts5(headings, text, tokenize='{tokenize}')")
        database.executemany(
            "INSERT INTO passage (rowid, headings, text) VALUES (?, ?, ?)",
            ((row, _spaced(" ".join(p.headings)), _spaced(p.text)) for row, p in enumerate(self._passages)),
        )
        return database


def _terms(query: str) -> Iterator[str]:
    """The words worth looking for; letters, marks, digits and spaces only, so that they can stand in quotes."""
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFC", query))
    for run in _TERM.findall(words.lower()):
        if not _DENSE_CHAR.match(run):
            if run not in _STOP_WORDS:
                yield run
        elif len(run) == 1:
            yield run
        else:
            yield from (f"{one} {two}" for one, two in pairwise(run))


def _spaced(text: str) -> str:
    # a lone surrogate cannot be stored
    return _DENSE_CHAR.sub(r" \g<0> ", text).encode("utf-8", "replace").decode()


def tokens_in_prompt(passage: Passage) -> int:
    """About how many tokens a passage takes in a prompt, with what stands around it."""
    return estimate_tokens(" ".join(passage.headings)) + estimate_tokens(passage.text) + _FRAME
