"""One reader's answer to one question -> a vote: for the key, or for what else.

Answers are compared as texts, not as letters: two responses that read the same are the same. A number is right within
the tolerance; a short answer, if it is the answer or a variant but for case, articles, hyphens and punctuation.

A near miss is a right answer that a machine would mark wrong: a number rounded differently, a word with another ending.
It says nothing against the key and something about what should be accepted. Words that differ at the beginning
(hypertension, hypotension; supervised, unsupervised) are no near miss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import assert_never

from lecturegen.questions import (
    AnyQuestion,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import AskedQuestion
from lecturegen.schema.wire import Confidence, ItemAnswerReply

KEY, UNTAUGHT, SEVERAL = "the key", "not answerable", "more than one"
"""What a vote may be for, beside another answer."""
ENDING, STEM = 3, 4
"""Letters in which two words may differ at their end, and which they must share before it."""

_LETTER = re.compile(r"\W*([A-Z])(?!\w)")
_PAIR = re.compile(r"\W*(?:\d+\W*)?([A-Z])(?!\w)")  # "2. C" of a reader who repeats the number
_LETTERS_ALONE = re.compile(r"[A-Z](?:\W+[A-Z])+\W*")  # "A, C" in one string
_NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d[\d,]*)?\.?\d+(?:[eE][-+]?\d+)?)(?:\s*/\s*(?P<below>[1-9]\d*))?\s*(?P<percent>%?)"
)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_POWER = re.compile(r"[\^×*]")
_WORD = re.compile(r"(?<!\w)-?\d+(?:\.\d+)?|[^\W_]+[+#]*")
_LEFT_OUT = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader answered, for people (``said``), whether it is the key (``right``), and whether it nearly is."""

    said: str
    right: bool
    near: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """``also``: what else could be right; ``untaught``: what the section does not give, for people, or empty."""

    answer: Answer
    also: tuple[str, ...]
    untaught: str
    sure: bool
    working: str

    @property
    def stance(self) -> str:
        """What the vote is for: KEY, UNTAUGHT, SEVERAL, or the other answer."""
        if self.untaught:
            return UNTAUGHT
        if not self.answer.right:
            return plain(self.answer.said)
        return SEVERAL if self.also else KEY


def vote(question: AnyQuestion, asked: AskedQuestion, given: ItemAnswerReply) -> Vote | None:
    """None if the reply cannot be read: no letter of the question, no number, neither true nor false."""
    answer = _answer(question, asked, given.answer)
    if answer is None:
        return None
    untaught = "" if given.answerable else "the question"
    if isinstance(question, Essay):
        met = set(_texts(asked, given.answer))
        missing = [option.text for option in asked.options if option.text not in met]
        untaught = untaught or "; ".join(missing)
    sure = given.confidence is Confidence.CERTAIN or isinstance(question, Essay)
    return Vote(answer, _also(question, asked, given), untaught, sure, " ".join(given.working.split()))


def _answer(question: AnyQuestion, asked: AskedQuestion, given: Sequence[str]) -> Answer | None:
    match question:
        case SingleChoice(answer=key):
            chosen = _texts(asked, given)
            return Answer(_listed(chosen), chosen == [key]) if chosen else None
        case MultipleChoice(answers=keys):
            chosen = _texts(asked, given)
            return Answer(_listed(sorted(chosen)), set(chosen) == {key.text for key in keys}) if chosen else None
        case TrueFalse(answer=holds):
            return _truth(given, holds)
        case Numeric():
            return _number(question, given)
        case ShortAnswer():
            return _words(question, given)
        case Matching(pairs=pairs):
            chosen = _texts(asked, given)
            wrong = [f"{p.premise} → {text}" for p, text in zip_longest(pairs, chosen) if p and text != p.response]
            return Answer(_listed(wrong), not wrong) if chosen else None
        case Ordering(steps=steps):
            chosen = _texts(asked, given)
            return Answer(" → ".join(chosen), chosen == list(steps)) if chosen else None
        case Essay():
            return Answer("", right=True)
        case unknown:
            assert_never(unknown)


def _truth(given: Sequence[str], holds: bool) -> Answer | None:
    said = plain(given[0]) if given else ""
    if said not in ("true", "false"):
        return None
    return Answer(said, (said == "true") is holds)


def _number(question: Numeric, given: Sequence[str]) -> Answer | None:
    read = number_in(given[0], percent=question.unit.strip() == "%") if given else None
    if read is None:
        return None
    near = False
    if abs(read - question.answer) > question.tolerance:
        near = _rounds_to(read, question.answer) or _rounds_to(question.answer, read)
        return Answer(f"{read.normalize():f}", right=near, near=near)
    return Answer(f"{read.normalize():f}", right=True)


def number_in(text: str, *, percent: bool = False) -> Decimal | None:
    """The first number of ``text``; ``43 %`` is 0.43 unless the unit is ``percent``. None if there is none, or a power.

    >>> number_in("about 1,250.5 ms"), number_in("0,43"), number_in("43 %"), number_in("3/4")
    (Decimal('1250.5'), Decimal('0.43'), Decimal('0.43'), Decimal('0.75'))
    """
    found = _NUMBER.search(text.replace("−", "-"))
    if found is None or _POWER.search(text):
        return None
    digits = found["number"]
    digits = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    try:
        value = Decimal(digits) / Decimal(found["below"] or 1)
    except InvalidOperation:  # 1,2,3 is no number
        return None
    return value / 100 if found["percent"] and not percent else value


def _rounds_to(fine: Decimal, coarse: Decimal) -> bool:
    """Whether ``coarse`` is ``fine`` with fewer decimals: at most half a unit of its last place away."""
    places = coarse.as_tuple().exponent
    if not isinstance(places, int) or places > 0:
        return False
    return abs(fine - coarse) <= Decimal(5).scaleb(places - 1)


def _words(question: ShortAnswer, given: Sequence[str]) -> Answer | None:
    said = given[0].strip() if given else ""
    if not plain(said):
        return None
    accepted = [plain(text) for text in (question.answer, *question.variants)]
    if plain(said) in accepted:
        return Answer(said, right=True)
    near = any(_nearly(plain(said), text) for text in accepted)
    return Answer(said, right=near, near=near)


def plain(text: str) -> str:
    """``text`` without what no person would mark: case, articles, markup, hyphens, punctuation, z for s."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("z", "s"))
    return " ".join([word for word in words if word not in _LEFT_OUT] or words)


def _nearly(one: str, other: str) -> bool:
    """Whether two plain texts have the same words, some with another ending."""
    pairs = list(zip_longest(one.split(), other.split(), fillvalue=""))
    return bool(pairs) and all(a == b or _same_stem(a, b) for a, b in pairs)


def _same_stem(one: str, other: str) -> bool:
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(STEM, len(one) - ENDING, len(other) - ENDING)


def _also(question: AnyQuestion, asked: AskedQuestion, given: ItemAnswerReply) -> tuple[str, ...]:
    """What else the reader thinks right, without what is the key or the answer anyway."""
    match question:
        case SingleChoice() | MultipleChoice() | Matching() | Ordering():
            chosen = [] if isinstance(question, Matching | Ordering) else _texts(asked, given.answer)
            return tuple(text for text in _texts(asked, given.also) if text not in chosen)
        case Numeric():
            other = [text for text in given.also if (read := _number(question, [text])) and not read.right]
            return tuple(other)
        case ShortAnswer():
            return tuple(text for text in given.also if (read := _words(question, [text])) and not read.right)
        case TrueFalse() | Essay():
            return ()
        case unknown:
            assert_never(unknown)


def _texts(asked: AskedQuestion, given: Sequence[str]) -> list[str]:
    """The texts under the letters that a reader named, in the reader's order; what is no letter is left out."""
    by_letter = {option.letter: option.text for option in asked.options}
    named: list[str] = []
    for one in given:
        if _LETTERS_ALONE.fullmatch(one.strip()):
            named += re.findall(r"[A-Z]", one)
        elif found := (_PAIR if asked.lines else _LETTER).match(one):
            named.append(found[1])
    return [by_letter[letter] for letter in named if letter in by_letter]


def _listed(texts: Sequence[str]) -> str:
    return " and ".join(f"«{text}»" for text in texts)
