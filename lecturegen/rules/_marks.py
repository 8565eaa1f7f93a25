r"""Words that mark a text as machine-written, and words that give reasons: what voice.md counts.

Both are counted per 1,000 spoken words of texts over 250 words. Marked: people 1.2 to 2.9 on average and 6.0 at the
95th percentile, machines 31.4 and 19.1 at the *fifth*. Reasons: people 5.1 to 8.8, machines 3.5. English.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lecturegen.rules._words import speech, spoken
from lecturegen.schema import Section

FEWEST_WORDS = 250
"""The figures were measured on texts longer than this."""

_STEMS = (
    r"enhanc\w*", r"crucial\w*", r"vital\w*", r"delv\w+", r"ensur\w+", r"comprehensive\w*", r"robust\w*", r"explor\w+",
    r"insight\w*", r"journey\w*", r"realms?", r"key", r"essential\w*", r"significan\w+", r"landscapes?", r"seamless\w*",
    r"exciting\w*", r"fascinat\w+", r"powerful\w*", r"leverag\w+", r"revolutioni\w+", r"game[- ]chang\w+", r"unlock\w*",
    r"cutting[- ]edge",
)  # fmt: skip
_PHRASES = (
    r"div(?:e|es|ing) (?:in|into|deep|deeper)", r"deep dive", r"not only", r"in summary", r"to summari[sz]e",
    r"to wrap up", r"(?:to|in) conclu(?:de|sion)", r"it(?:['’]s| is) (?:important|crucial|essential) to",
    r"i encourage you", r"thank you for your attention",
)  # fmt: skip
_MARKED = re.compile(rf"\b({'|'.join(_PHRASES)}|{'|'.join(_STEMS)})\b|(?<=[a-z]{{2}})(!)|(?<=[a-z][\"”’*_])(!)", re.I)
_STEM_OF_TERM = re.compile("|".join(f"({stem})" for stem in _STEMS), re.I)
_REASONS = re.compile(r"\b(because|why|but|however)\b", re.I)


def marked_words(section: Section, terms: frozenset[str]) -> Counter[str]:
    """Marked words said in a section, without those whose stem the subject uses itself."""
    exempt = _exempt(terms)
    found: Counter[str] = Counter()
    for _, text in speech(section):
        for match in _MARKED.finditer(spoken(text)):
            word = (match[1] or "!").lower()
            stem = _STEM_OF_TERM.fullmatch(word)
            if stem is None or stem.lastindex not in exempt:
                found[word] += 1
    return found


def reasons(section: Section) -> int:
    """How often a section says because, why, but or however."""
    return sum(len(_REASONS.findall(spoken(text))) for _, text in speech(section))


def per_thousand(number: int, words: int) -> float:
    return 1000 * number / max(words, 1)


@lru_cache(maxsize=64)
def _exempt(terms: frozenset[str]) -> frozenset[int]:
    """The stems, by number, that are words of the subject: "keys" in the notes exempts "key" as well."""
    candidates = (
        match for term in terms for form in (term, term.removesuffix("s")) if (match := _STEM_OF_TERM.fullmatch(form))
    )
    return frozenset(match.lastindex or 0 for match in candidates)
