"""Questions of the types beside single choice, each with what only its type can get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TypeVar

from lecturegen.questions import (
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    Scoring,
    ShortAnswer,
    TrueFalse,
)
from lecturegen.schema import Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants

Q = TypeVar("Q", bound=Question)
MORE = "three statements more are too many for a section"


def _all(week: Week, kind: type[Q]) -> Iterator[tuple[int, str, Q]]:
    for index, section in enumerate(week.sections):
        for number, question in enumerate(section.assessment.questions if section.assessment else ()):
            if isinstance(question, kind):
                yield index, f"/sections/{index}/assessment/questions/{number}", question


def _one(week: Week, draw: Random, kind: type[Q]) -> tuple[int, str, Q]:
    """Section, place and question, one of those of this type."""
    there = list(_all(week, kind))
    if not there:
        raise UnfitError
    return draw.choice(there)


@plants("LG263", LG230="")
def part_that_is_empty(week: Week, draw: Random) -> Mutant:
    texts: dict[type[Question], list[str]] = {
        MultipleChoice: ["answers/0/text", "distractors/1/text"],
        ShortAnswer: ["answer", "variants/0"],
        Essay: ["rubric/0/text", "rubric/1/levels/0/text"],
        Matching: ["pairs/1/premise", "pairs/0/response", "spare/0"],
        Ordering: ["steps/1"],
    }
    kind, places = draw.choice(list(texts.items()))
    index, where, _ = _one(week, draw, kind)
    return Mutant({f"{where}/{draw.choice(places)}": draw.choice(["", " ", "\u00a0"])}, index)


@plants("LG264", LG209="an option that is gone cannot be written")
def one_right_option_or_none_wrong(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, MultipleChoice)
    answers = [option.model_dump(mode="json") for option in question.answers]
    wrong: dict[str, object] = draw.choice([{f"{where}/distractors": []}, {f"{where}/answers": answers[:1]}])
    return Mutant(wrong, index)


@plants("LG265")
def stem_that_asks_for_another_number(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, MultipleChoice)
    right = len(question.answers)
    words = ["one", "two", "three", "four"]
    wrong = draw.choice([word for number, word in enumerate(words, start=1) if number != right])
    scored = "no partial credit" if question.scoring is Scoring.PARTIAL else "partial credit"
    planted, stem = draw.choice(
        [
            (f"Which {wrong}", f"Which {wrong} of these statements about the list are true?"),
            (f"Choose {wrong}", f"What does the doubled list cost? Choose {wrong}."),
            ("Which of these is", "Which of these is what the doubled list costs?"),
            (scored, f"What does the doubled list cost? There is {scored}."),
        ]
    )
    return Mutant({f"{where}/stem": stem}, index, planted)


@plants("LG266")
def answers_that_say_more(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, MultipleChoice)
    more = draw.choice([", and that is where the halving of it leads", " as long as the numbers are sorted first"])
    return Mutant({f"{where}/answers/{n}/text": one.text + more for n, one in enumerate(question.answers)}, index)


@plants("LG267")
def statement_that_asks(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, TrueFalse)
    stem = draw.choice(
        [
            "Does the search take one look more?",
            f"True or false: {question.stem}",
            f"{question.stem} (true/false)",
            "The search takes ____ more.",
            "**Is that so?**",
        ]
    )
    return Mutant({f"{where}/stem": stem}, index)


@plants("LG268")
def statement_that_denies(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, TrueFalse)
    stem, word = draw.choice(
        [
            ("A search by halves does not look at each card.", "not"),
            ("A search by halves doesn't look at each card.", "doesn't"),
            ("Searching by halves needs no end mark.", "no"),
            ("A heap of cards cannot be searched by halves.", "cannot"),
            ("Neither end of the range moves with a look.", "Neither"),
        ]
    )
    return Mutant({f"{where}/stem": stem}, index, word)


def _with_statements(week: Week, draw: Random, stems: list[str], answer: bool) -> Mutant:
    """The week with three of these in a section that has a statement."""
    index, where, question = _one(week, draw, TrueFalse)
    assessment = week.sections[index].assessment
    assert assessment is not None
    there = [one.model_dump(mode="json") for one in assessment.questions]
    plain = question.model_dump(mode="json") | {"answer": answer}
    more = [{**plain, "id": f"more.{n}", "stem": stem} for n, stem in enumerate(draw.sample(stems, 3))]
    return Mutant({where.rpartition("/")[0]: [*there, *more]})


@plants("LG269", LG200=MORE)
def one_verdict_throughout(week: Week, draw: Random) -> Mutant:
    stems = ["Cards are read in pairs.", "The middle moves by one.", "The range shrinks by a third.", "Marks are kept."]
    return _with_statements(week, draw, stems, draw.choice([True, False]))


@plants("LG270", LG200=MORE)
def absolutes_are_false(week: Week, draw: Random) -> Mutant:
    stems = ["The middle always moves.", "All cards are read.", "The range never shrinks.", "Only the ends are read."]
    return _with_statements(week, draw, stems, False)


@plants("LG271")
def tolerance_beyond_the_answer(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Numeric)
    wide = draw.choice([abs(question.answer), 2 * abs(question.answer), abs(question.answer) + 1])
    return Mutant({f"{where}/tolerance": str(wide)}, index)


@plants("LG272")
def decimals_without_tolerance(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, Numeric)
    return Mutant({f"{where}/answer": draw.choice(["0.3333", "-2.5", "17.01"]), f"{where}/tolerance": "0"}, index)


@plants("LG273")
def unit_that_nobody_named(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, Numeric)
    return Mutant({f"{where}/unit": draw.choice(["kg", "m/s", "€", "°C", "litres", "µm"])}, index)


@plants("LG274")
def answer_in_the_stem(week: Week, draw: Random) -> Mutant:
    if draw.random() < 0.5:
        index, where, question = _one(week, draw, Numeric)
        said = f"{question.answer:f}"
        stem = f"Of {said} cards one is read in {question.unit}. How long is it?"
        return Mutant({f"{where}/stem": stem}, index, said)
    index, where, short = _one(week, draw, ShortAnswer)
    said = draw.choice([short.answer, *short.variants])
    return Mutant({f"{where}/stem": f"Here {said.upper()} moves. What moves?"}, index, said.upper())


@plants("LG275")
def sentence_for_an_answer(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, ShortAnswer)
    said = draw.choice(["the card that stands in the middle", "It throws one half of the cards away."])
    return Mutant({f"{where}/{draw.choice(['answer', 'variants/0'])}": said}, index)


@plants("LG276")
def variant_that_is_no_other(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, ShortAnswer)
    said = draw.choice([question.answer, *question.variants])
    again = draw.choice([said.upper(), f"{said}.", said.replace(" ", "  "), said.title()])
    return Mutant({f"{where}/variants/-": again}, index)


@plants("LG277")
def stem_with_many_answers(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, ShortAnswer)
    planted, stem = draw.choice(
        [
            ("What is important", "What is important about the middle card?"),
            ("Name one", "Name one reason to look at the middle card."),
            ("Give an", "Give an example of a list that can be halved."),
            ("Why", "Why does one half of the cards go?"),
            ("Explain", "One half of the cards goes. Explain."),
            ("What can be said", "What can be said of the middle card?"),
        ]
    )
    return Mutant({f"{where}/stem": stem}, index, planted)


@plants("LG278", LG279="the sum is another one as well")
def rubric_out_of_order(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Essay)
    plain = [criterion.model_dump(mode="json") for criterion in question.rubric]
    first, *others = plain
    wrong: list[list[dict[str, object]]] = [
        [first],
        [*plain, *({**first, "text": f"Reckons in unit {n} throughout"} for n in range(6))],
        [{**first, "levels": first["levels"][:1]}, *others],
        [{**first, "levels": first["levels"][::-1]}, *others],
        [{**first, "levels": [{**level, "points": 3} for level in first["levels"]]}, *others],
        [],
    ]
    return Mutant({f"{where}/rubric": draw.choice(wrong)}, index)


@plants("LG279")
def points_of_their_own(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Essay)
    return Mutant({f"{where}/points": question.points + draw.choice([-1, 1, 5])}, index)


@plants("LG280")
def levels_that_tell_nothing(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Essay)
    number = draw.randrange(len(question.rubric))
    criterion = question.rubric[number]
    last = len(criterion.levels) - 1
    wrong = [
        (f"levels/{draw.randint(0, last)}/text", draw.choice(["Excellent", "Poor.", "Fair", "**Good**"])),
        (f"levels/{last}/text", f" {criterion.levels[0].text.upper()}."),
        ("text", question.rubric[number - 1].text.lower()),
    ]
    place, text = draw.choice(wrong)
    return Mutant({f"{where}/rubric/{number}/{place}": text.strip()}, index)


@plants("LG281")
def answer_that_is_not_told(week: Week, draw: Random) -> Mutant:
    index, where, _ = _one(week, draw, Essay)
    said = ["It depends on how both sides are weighed.", "A good answer makes all points and gives reasons for them."]
    return Mutant({f"{where}/explanation": draw.choice(said)}, index)


@plants("LG282", LG285="")
def too_few_or_too_many_parts(week: Week, draw: Random) -> Mutant:
    if draw.random() < 0.5:
        index, where, question = _one(week, draw, Matching)
        pairs = [pair.model_dump(mode="json") for pair in question.pairs]
        more = [*pairs, *({"premise": f"{n} shelves", "response": f"{n} rows"} for n in range(20, 29))]
        return Mutant({f"{where}/pairs": draw.choice([pairs[:2], pairs[:1], [], more])}, index)
    index, where, ordering = _one(week, draw, Ordering)
    steps = list(ordering.steps)
    long = [*steps, *(f"Turn card number {n} around" for n in range(9))]
    return Mutant({f"{where}/steps": draw.choice([steps[:2], steps[:1], [], long])}, index)


@plants("LG283")
def parts_that_are_the_same(week: Week, draw: Random) -> Mutant:
    if draw.random() < 0.5:
        index, where, ordering = _one(week, draw, Ordering)
        first, other = draw.sample(range(len(ordering.steps)), 2)
        return Mutant({f"{where}/steps/{other}": ordering.steps[first].upper()}, index)
    index, where, question = _one(week, draw, Matching)
    side = draw.choice(["premise", "response"])
    first, other = draw.sample(range(len(question.pairs)), 2)
    said = getattr(question.pairs[first], side)
    twice: dict[str, object] = {f"{where}/pairs/{other}/{side}": f"{said}."}
    return Mutant(draw.choice([twice, {f"{where}/spare": [question.pairs[0].response]}]), index)


@plants("LG284")
def one_of_another_kind(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Matching)
    number, side = draw.randrange(len(question.pairs)), draw.choice(["premise", "response"])
    others = [getattr(pair, side) for pair in question.pairs]
    words = sum(text[:1].isalpha() for text in others) > len(others) / 2
    said = draw.choice(["`low = mid`", "42 rows"] if words else ["it never ends", "whatever is left over"])
    return Mutant({f"{where}/pairs/{number}/{side}": said}, index)


@plants("LG285")
def premise_that_says_its_response(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Matching)
    number = draw.randrange(len(question.pairs))
    word = draw.choice(["drawers", "ledgers", "pulleys"])
    pair = question.pairs[number]
    edits = {f"{where}/pairs/{number}/premise": f"{pair.premise} in {word}"}
    return Mutant({**edits, f"{where}/pairs/{number}/response": f"{pair.response} at the {word}"}, index, word)


@plants("LG286")
def numbered_steps(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Ordering)
    style = draw.choice(["{}. {}", "{}) {}", "({}) {}", "Step {}: {}", "#{} {}", "step {} - {}"])
    return Mutant({f"{where}/steps": [style.format(n, step) for n, step in enumerate(question.steps, 1)]}, index)


@plants("LG287")
def step_that_says_when(week: Week, draw: Random) -> Mutant:
    index, where, question = _one(week, draw, Ordering)
    number = draw.randrange(len(question.steps))
    step = question.steps[number][0].lower() + question.steps[number][1:]
    said = [
        "First, {}",
        "First {}",
        "Then {}",
        "Next, {}",
        "Finally, {}",
        "Lastly, {}",
        "After that, {}",
        "In the end {}",
    ]
    said += ["To begin with, {}", "{} as the last step", "{}, finally", "In the end {}"]
    return Mutant({f"{where}/steps/{number}": draw.choice(said).format(step)}, index)


@plants("LG288", Into.DOCUMENT)
def nothing_but_single_choice(week: Week, draw: Random) -> Mutant:
    kinds = {q.kind for section in week.sections for q in (section.assessment.questions if section.assessment else ())}
    if kinds != {"single-choice"}:
        raise UnfitError
    wanted = draw.sample(["numeric", "essay", "matching", "true-false"], 2)
    return Mutant({}, None, told={"kinds": frozenset({"single-choice", *wanted})})
