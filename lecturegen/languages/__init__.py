"""The fixed words of our documents: one file of data a language, named by its BCP 47 tag and found by that name.

To add a language is to add a file; docs/languages.md says how. Of a tag the most exact file is taken: ``de-AT`` is
served by ``de.toml``. A language without a file has the words of English, and rule LG184 says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from lecturegen.languages._words import Counted, Speech, Words

ENGLISH = "en"


@cache
def tags() -> tuple[str, ...]:
    """Of every language that has a file; English first, since most documents are."""
    names = (path.name for path in files(__name__).iterdir() if path.name.endswith(".toml"))
    found = sorted(name.removesuffix(".toml") for name in names)
    return ENGLISH, *(tag for tag in found if tag != ENGLISH)


@cache
def _words(tag: str) -> Words:
    return Words.model_validate(tomllib.loads((files(__name__) / f"{tag}.toml").read_text("utf-8")))


def languages() -> Mapping[str, Words]:
    """Tag -> words, of all ``tags``. Most commands need one of them: ``words_of``."""
    return {tag: _words(tag) for tag in tags()}


@cache
def served_by(language: str) -> str | None:
    """The tag of the file that serves a language, by RFC 4647 lookup: subtags are dropped from the right."""
    parts = language.split("-")
    for end in range(len(parts), 0, -1):
        tag = "-".join(parts[:end])
        if tag in tags():
            return None if set(_words(tag).not_for) & set(parts) else tag
    return None


def words_of(language: str) -> Words:
    """Of any BCP 47 tag; those of English where no file serves it."""
    return _words(served_by(language) or ENGLISH)


@cache
def week_number() -> re.Pattern[str]:
    """``Week 10``, in the languages that have a file; the number is the first group."""
    before, after = set[str](), {""}
    for words in languages().values():
        one, _, other = re.escape(words.week).partition(re.escape("{number}"))
        before.add((r"\b" if one[0].isascii() else "") + one.replace(r"\ ", r"\s?" if other else r"\s"))
        after.add(other.replace(r"\ ", r"\s?"))
    longest = sorted(after, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(sorted(before))})(\d{{1,4}})(?!\d)(?:{'|'.join(longest)})", re.I)


def named(language: str) -> str:
    """A language as prompts call it: ``German``, ``German (de-AT)``, or its tag where no file serves it."""
    tag = served_by(language)
    if tag is None:
        return f"the language of the BCP 47 tag {language}"
    words = _words(tag)
    name = words.name if tag == language else f"{words.name} ({language})"
    return f"{name}, {words.note}" if words.note else name


__all__ = [
    "ENGLISH", "Counted", "Speech", "Words", "languages", "named", "served_by", "tags", "week_number", "words_of",
]  # fmt: skip
