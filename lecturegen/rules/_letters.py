"""Key letters of a week, as its options are shown."""

from __future__ import annotations

from collections import Counter

from lecturegen.questions.order import deal
from lecturegen.rules._items import choices, week_choices
from lecturegen.schema import Week

LETTERS = "ABCD"


def key_letters(week: Week) -> dict[str, list[int]]:
    """Letter -> index of the section of each key that it holds, over the questions with four options."""
    orders = deal(week)
    held: dict[str, list[int]] = {letter: [] for letter in LETTERS}
    for index, section in enumerate(week.sections):
        for _, question in choices(section):
            order = orders.get(question.id, ())
            if len(order) == len(LETTERS) and question.answer in order:
                held[LETTERS[order.index(question.answer)]].append(index)
    return held


def chi_square(counts: list[int]) -> float:
    """Distance from an even share; 0 if there is nothing to share."""
    even = sum(counts) / len(counts)
    return sum((number - even) ** 2 / even for number in counts) if even else 0.0


def spelled(held: dict[str, list[int]]) -> str:
    return ", ".join(f"{letter} {len(sections)}" for letter, sections in held.items())


def remedy(week: Week) -> str:
    """What makes letters even: files print an order, ours is dealt, but numbers are shown in order of value."""
    if any(choice.question.place is not None for choice in week_choices(week)):
        return "print the options in another order, so that each letter holds about a quarter of the keys"
    return "numbers are shown in order of value: let some keys be smaller and some larger than their distractors"


def to_blame(held: dict[str, list[int]]) -> int:
    """Index of the section with most keys under the letter that holds most."""
    fullest = max(held.values(), key=len)
    return Counter(fullest).most_common(1)[0][0]
