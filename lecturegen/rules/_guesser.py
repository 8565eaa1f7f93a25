"""The blind guesser: how many keys of a week a reader finds who sees options and has learnt nothing.

The reader goes by four steps, the same for each single-choice question with its options as they are shown:

1. all options are equal: chance;
2. *words*: options with an absolute word that the stem does not have (always, never, only …) or with a dismissal
   ("has no effect") are struck out, unless that strikes out all; lists in ``_giveaways``, used for English weeks only;
3. *length*: of those that are left the longest stays, in characters, and whatever is at most a fifth shorter than that:
   the longest is then at most 1.25 times as long;
4. *letter*: of those that are left, the first of B, C, A, D is taken. In 54,662 machine-written questions these letters
   held 58.2%, 30.6%, 7.4% and 3.8% of the keys. Letters from E on, of which nothing is known, share.

After each step the guesser would find the key with the probability 1/(options left), or 0 if the key is gone. What a
step earns is the difference to the step before, summed over the questions: chance and the three cues add up to the
score, exactly. A cue that misleads earns less than nothing.

The cues are those of the literature on test-wiseness: Millman, Bishop and Ebel 1965 (specific determiners, length,
position), Sarnacki 1979 (a review), Haladyna and Downing 1989 (the rules for item writers that follow).
Not covered: grammar, words shared by stem and key, and other questions that give the answer away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import starmap

from lecturegen.questions.order import deal
from lecturegen.rules._giveaways import absolute_words, dismissal
from lecturegen.rules._items import choices
from lecturegen.schema import Guessed, Week

PRIOR = (1, 2, 0, 3)
"""Places of options, the one first that holds most keys: B, C, A, D."""
SHORTER = Fraction(4, 5)
"""An option below this part of the longest looks shorter: the ratio of LG225, seen from the other side."""


class Cue(StrEnum):
    WORDS = "words"
    LENGTH = "length"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class GuesserScore:
    """``right`` of ``of`` keys are found: ``chance``, and what each cue earns beyond it."""

    right: Fraction
    of: int
    chance: Fraction
    by_cue: Mapping[Cue, Fraction]

    @property
    def share(self) -> Fraction:
        return self.right / self.of if self.of else Fraction(0)


def score(week: Week, options: int = 4) -> GuesserScore:
    """What the guesser finds among the single-choice questions of ``week`` that have so many options."""
    english = week.language.split("-")[0] == "en"
    orders = deal(week)
    number = 0
    gained = {cue: Counter[int]() for cue in Cue}  # number of options left -> questions whose key is one of them
    for section in week.sections:
        for _, question in choices(section):
            order = orders.get(question.id, ())
            if len(order) != options or question.answer not in order:  # two questions of one id: for LG180
                continue
            key = order.index(question.answer)
            left = list(range(options))
            number += 1
            for cue in Cue:
                gained[cue][len(left)] -= key in left
                left = _after(cue, left, order, question.stem, english)
                gained[cue][len(left)] += key in left
    by_cue = {cue: sum(starmap(_keys, found.items()), Fraction(0)) for cue, found in gained.items()}
    chance = Fraction(number, options)
    return GuesserScore(chance + sum(by_cue.values()), number, chance, by_cue)


def guessed(week: Week) -> Guessed | None:
    """The score as a report has it; None without a question that it looks at."""
    found = score(week)
    return Guessed(right=float(found.right), of=found.of, chance=float(found.chance)) if found.of else None


def _keys(left: int, questions: int) -> Fraction:
    """What is found in so many questions, each with the key among the options that are left."""
    return Fraction(questions, left)


def _after(cue: Cue, left: Sequence[int], order: Sequence[str], stem: str, english: bool) -> list[int]:
    """The places of options that are left when the guesser has gone by ``cue``."""
    match cue:
        case Cue.WORDS:
            return ([i for i in left if not _given_away(order[i], stem)] if english else []) or list(left)
        case Cue.LENGTH:
            longest = max(len(order[i]) for i in left)
            return [i for i in left if len(order[i]) >= SHORTER * longest]
        case Cue.LETTER:
            return next(([i] for i in PRIOR if i in left), list(left))


def _given_away(option: str, stem: str) -> bool:
    absolute = absolute_words(option)
    return bool(absolute and absolute - absolute_words(stem)) or dismissal(option) is not None
