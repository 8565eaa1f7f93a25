"""What a question of each type consists of beside its stem, explanation and rationales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lecturegen.questions import Essay, Matching, MultipleChoice, Ordering, Question, ShortAnswer, SingleChoice
from lecturegen.rules._words import count, normal


class Part(NamedTuple):
    """``where``: JSON pointer to the text."""

    where: str
    text: str


def answers(where: str, question: Question) -> Iterator[Part]:
    """Every text that is right, word for word or as a choice. Numbers, verdicts and essays have none."""
    match question:
        case SingleChoice():
            yield Part(f"{where}/answer", question.answer)
        case MultipleChoice():
            for number, option in enumerate(question.answers):
                yield Part(f"{where}/answers/{number}/text", option.text)
        case ShortAnswer():
            yield Part(f"{where}/answer", question.answer)
            for number, variant in enumerate(question.variants):
                yield Part(f"{where}/variants/{number}", variant)
        case Matching():
            for number, pair in enumerate(question.pairs):
                yield Part(f"{where}/pairs/{number}/response", pair.response)
        case Ordering():
            for number, step in enumerate(question.steps):
                yield Part(f"{where}/steps/{number}", step)


def parts(where: str, question: Question) -> Iterator[Part]:
    """Every text that the question cannot do without, the right ones first."""
    yield from answers(where, question)
    match question:
        case SingleChoice() | MultipleChoice():
            for number, text in enumerate(distractor.text for distractor in question.distractors):
                yield Part(f"{where}/distractors/{number}/text", text)
        case Matching():
            yield from _spare(where, question)
            yield from premises(where, question)
        case Essay():
            for number, criterion in enumerate(question.rubric):
                yield Part(f"{where}/rubric/{number}/text", criterion.text)
                for place, level in enumerate(criterion.levels):
                    yield Part(f"{where}/rubric/{number}/levels/{place}/text", level.text)


def responses(where: str, question: Matching) -> Iterator[Part]:
    """Those of the pairs first."""
    yield from answers(where, question)
    yield from _spare(where, question)


def _spare(where: str, question: Matching) -> Iterator[Part]:
    for number, response in enumerate(question.spare):
        yield Part(f"{where}/spare/{number}", response)


def premises(where: str, question: Matching) -> Iterator[Part]:
    for number, pair in enumerate(question.pairs):
        yield Part(f"{where}/pairs/{number}/premise", pair.premise)


def size(text: str) -> int:
    """Words, with formulas and code as they are written; two characters of Chinese make one."""
    return max(len(text.split()), count(text))


def repeated(those: Iterable[Part]) -> Iterator[Part]:
    """Those that say what one before them says: but for the case of letters, spaces and the final stop."""
    seen: set[str] = set()
    for part in those:
        # in code and in maths capitals are other letters
        letters = part.text if set(part.text) & {"`", "$"} else part.text.casefold()
        said = " ".join(letters.split()).removesuffix(".").rstrip()
        if said and said in seen:
            yield part
        seen.add(said)


def task(question: Question) -> str:
    """What is asked, for comparing questions: "Match each term to its meaning" asks something else of other terms."""
    stem = normal(question.stem)
    match question:
        case Matching():
            return " | ".join([stem, *sorted(normal(pair.premise) for pair in question.pairs)]) if stem else ""
        case Ordering():
            return " | ".join([stem, *sorted(map(normal, question.steps))]) if stem else ""
    return stem
