r"""Words that mark a text as machine-written, and words that give reasons: two sums that tell people from machines.

Both are counted per 1,000 spoken words of texts over 250 words; the figures compare 3.1 M words of machine-written
lectures with 671 k transcribed ones. Marked: people 1.2 to 2.9 on average and 6.0 at the 95th percentile, machines 31.4
and 19.1 at the *fifth*. Reasons: people 5.1 to 8.8, machines 3.5. English.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lecturegen.rules._words import speech, spoken, words
from lecturegen.schema import Section

FEWEST_WORDS = 250
"""The figures were measured on texts longer than this."""

_STEMS = (
    r"enhanc\w*", r"crucial\w*", r"vital\w*", r"delv\w+", r"ensur\w+", r"comprehensive\w*", r"robust\w*", r"explor\w+",
    r"insight\w*", r"journey\w*", r"realms?", r"key", r"essential\w*", r"significan\w+", r"landscapes?", r"seamless\w*",
    r"exciting\w*", r"fascinat\w+", r"powerful\w*", r"leverag\w+", r"revolutioni\w+", r"game[- ]chang\w+", r"unlock\w*",
    r"cutting[- ]edge",
)  # fmt: skip
# what every match holds, to spare the search, and the phrase
_PHRASES = tuple(
    (hint, re.compile(rf"\b(?:{phrase})\b"))
    for hint, phrase in (
        ("div", r"div(?:e|es|ing) (?:in|into|deep|deeper)|deep dive"), ("not only", "not only"),
        ("in summary", "in summary"), ("to summari", r"to summari[sz]e"), ("to wrap up", "to wrap up"),
        ("conclu", r"(?:to|in) conclu(?:de|sion)"), ("important to", r"it(?:['’]s| is) important to"),
        ("i encourage you", "i encourage you"), ("your attention", "thank you for your attention"),
    )
)  # fmt: skip
_EXCLAIMED = re.compile(r"!(?:(?<=[a-z]{2}!)|(?<=[a-z][\"”’*_]!))")
_STEM = re.compile("|".join(f"({stem})" for stem in _STEMS))
_BEGINNINGS = frozenset(stem[:3] for stem in _STEMS)
"""Most words are told from a marked one by three letters."""
_REASONS = frozenset({"because", "why", "but", "however"})


def marked_words(section: Section, terms: frozenset[str]) -> Counter[str]:
    """Marked words said in a section, without those whose stem the subject uses itself."""
    exempt = _exempt(terms)
    found: Counter[str] = Counter()
    for _, text in speech(section):
        counted = _counted(text)
        for word in [word for word in counted if word[:3] in _BEGINNINGS]:
            if (stem := _stem(word)) and stem not in exempt:
                found[word] += counted[word]
        plain = spoken(text).lower()
        for hint, phrase in _PHRASES:
            if hint in plain:
                found.update(phrase.findall(plain))
        if "!" in plain:
            found.update(_EXCLAIMED.findall(plain))
    return found


def is_marked(term: str) -> bool:
    """Whether a word in lower case, or its singular, belongs to a marked stem."""
    return bool(_stem(term) or _stem(term.removesuffix("s")))


def reasons(section: Section) -> int:
    """How often a section says because, why, but or however."""
    return sum(_counted(text)[word] for _, text in speech(section) for word in _REASONS)


# several rules count the same texts
@lru_cache(maxsize=1024)
def _counted(text: str) -> Counter[str]:
    return Counter(words(text))


def per_thousand(number: int, words: int) -> float:
    return 1000 * number / max(words, 1)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> int:
    """The number of the marked stem that a word in lower case belongs to, from 1; 0 for none."""
    match = _STEM.fullmatch(word)
    return (match.lastindex or 0) if match else 0


@lru_cache(maxsize=64)
def _exempt(terms: frozenset[str]) -> frozenset[int]:
    """The stems that are words of the subject: "keys" in the notes exempts "key" as well."""
    return frozenset(stem for term in terms for form in (term, term.removesuffix("s")) if (stem := _stem(form)))
