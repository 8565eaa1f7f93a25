"""Rules and the types of question: every text of every type is looked at, by rules that the type makes sense for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.questions import TYPES, SingleChoice
from lecturegen.rules import RULES, Scope
from lecturegen.rules._guesser import score as guesser_score
from lecturegen.rules._items import items
from lecturegen.rules._manual import scope_of
from lecturegen.rules._parts import answers, parts
from lecturegen.rules._sample import laid_over, sample_questions
from lecturegen.rules._texts import texts
from lecturegen.schema import Severity

Example = Mapping[str, Any]

NO_TEXT = {"kind", "id", "objective", "bloom", "difficulty", "scoring"}
"""Fields of a question that hold names and levels."""
OTHERS = [kind for kind in TYPES if kind != "single-choice"]


def typed(kind: str, context: Mapping[str, Any] | None = None, **changes: Any) -> Example:
    """The sample's section with a question of this type, changed; ``__`` parts the steps of a pointer."""
    pointers = {f"/assessment/questions/3/{name.replace('__', '/')}": value for name, value in changes.items()}
    return {"asked": [kind], **pointers, "context": context or {}}


def multiple(stem: str = "Which of these hold?", **changes: Any) -> Example:
    return typed("multiple-choice", stem=stem, **changes)


def options(right: list[str], wrong: list[str], stem: str = "Which of these hold?") -> Example:
    answers, distractors = ([{"text": one} for one in those] for those in (right, wrong))
    return typed("multiple-choice", stem=stem, answers=answers, distractors=distractors)


def statement(stem: str, **changes: Any) -> Example:
    return typed("true-false", stem=stem, **changes)


def numeric(stem: str = "How many ms?", **changes: Any) -> Example:
    return typed("numeric", stem=stem, **changes)


def short(stem: str = "Which end moves?", **changes: Any) -> Example:
    return typed("short-answer", stem=stem, **changes)


def pairs(*those: tuple[str, str], spare: tuple[str, ...] = ()) -> Example:
    return typed("matching", pairs=[{"premise": p, "response": r} for p, r in those], spare=list(spare))


def steps(*those: str) -> Example:
    return typed("ordering", steps=list(those))


FAULTS: list[tuple[str, Example]] = [
    ("LG210", typed("essay", stem=" ")),
    ("LG211", multiple("A list holds 1,000 numbers.")),
    ("LG211", typed("essay", stem="The library of a small town.")),
    ("LG211", typed("ordering", stem="The steps of a search")),
    ("LG211", short("A range, halved.")),
    ("LG212", statement("As mentioned in the lecture, halving takes ten looks.")),
    ("LG212", typed("matching", stem="Match the searches of this lecture to their costs.")),
    ("LG213", multiple("Which of these are not sorted?")),
    ("LG214", multiple("A ____ search does what?")),
    ("LG217", options(["It doubles torque", "x"], ["y", "z"], "What does a gear that doubles torque do?")),
    ("LG218", options(["entry", "item"], ["key", "slot"], "A place is called an:")),
    ("LG218", options(["To save time", "to win"], ["It ends", "It waits"], "Why?")),
    ("LG219", {**short(answer="keel ballast"), "/assessment/questions/0/stem": "What does the ballast of a keel do?"}),
    ("LG219", {**statement("A keel holds its ballast in place."), "/assessment/questions/0/answer": "keel ballast"}),
    ("LG221", options(["One look", "two"], ["one  look."])),
    ("LG222", options(["One look", "two"], ["Both of the above"])),
    ("LG223", pairs(("x", "A) one"), ("y", "B) two"), ("z", "C) three"))),
    ("LG224", options(["True", "Always"], ["False", "Never"])),
    ("LG226", options(["so", "thus"], ["It always ends", "It never ends"])),
    ("LG227", options(["so", "thus"], ["It does not matter"])),
    ("LG229", options(["It often ends", "x"], ["y"])),
    ("LG230", typed("ordering", explanation="By definition.")),
    ("LG231", multiple(answers__1__rationale="Option B is right.")),
    ("LG231", statement("It ends.", explanation="Answer C would be false, since seven halvings are enough.")),
    ("LG232", statement("It ends after ten looks.", explanation="It is true that it ends after ten looks.")),
    ("LG232", typed("ordering", steps=["Fold", "Cut", "Glue"], explanation="One has to fold, cut, and then glue it.")),
    ("LG233", options(["Guilds taxed saltpetre", "ten looks"], ["x"])),
    ("LG233", statement("Guilds taxed saltpetre.")),
    ("LG233", short(answer="saltpetre", variants=["potash"])),
    ("LG233", pairs(("guilds", "saltpetre"), ("cards", "looks"), ("box", "middle"))),
    ("LG234", options(["It ends and waits", "x"], ["It ends", "It waits"])),
    ("LG235", options(["12", "x"], ["Long ones", "Brass"], "How many bolts hold it?")),
    ("LG263", pairs(("x", "one"), ("y", "two"), ("z", "three"), spare=("",))),
    ("LG265", multiple("Which one is it?")),
    ("LG265", multiple("Select three.")),
    ("LG265", multiple("Which of the following claims is true?")),
    ("LG265", multiple("All or nothing: which hold?")),
    ("LG267", statement("Is it sorted?)")),
    ("LG267", statement("它排序了吗？")),
    ("LG267", statement("T/F: It is sorted.")),
    ("LG268", statement("It isn’t sorted.")),
    ("LG268", statement("A list is NOT sorted.")),
    ("LG271", numeric(answer="-3", tolerance="3")),
    ("LG272", numeric(answer="1E-3", tolerance="0")),
    ("LG273", numeric("How long?", unit="s")),
    ("LG273", numeric("How fast is it in km?", unit="km/h")),
    ("LG273", numeric("How often is a message missed?", unit="s")),
    ("LG274", numeric("Of 1,800 cards?", answer="1800")),
    ("LG274", numeric("At −2.50 degrees?", answer="-2.5")),
    ("LG274", short("Is it the lower or the upper end?")),
    ("LG275", short(variants=["我们在有序列表中查找这个元素吧"])),
    ("LG277", short("What are some searches?")),
    ("LG277", short("How does it end?")),
    ("LG280", typed("essay", rubric__0__levels__0__text="很好")),
    ("LG283", pairs(("x", "one"), ("y", "two"), ("z", "three"), spare=("Two",))),
    ("LG284", pairs(("x", "7"), ("y", "8"), ("z", "`low`"))),
    ("LG285", pairs(("a heap of cards", "a heap"), ("b", "two"), ("c", "three"))),
    ("LG286", steps("a) Fold", "b) Cut", "Glue")),
    ("LG287", steps("Fold", "Cut", "Next, glue")),
    ("LG287", steps("Fold", "Cut", "Glue what step two gives")),
]  # fmt: skip
NONE: list[tuple[str, Example]] = [
    ("LG211", statement("Ten looks are enough for it.")),
    ("LG211", multiple("Which of these hold? Choose all that apply.")),
    ("LG211", typed("essay", stem="Argue for one of them.")),
    ("LG211", typed("matching", stem="For each search, pick its cost.")),
    ("LG211", numeric("Give the cost in ms.")),
    ("LG211", typed("numeric", {"language": "de"}, stem="Die Kosten eines Blicks in ms.")),
    ("LG213", statement("The question is which list is not sorted.")),
    ("LG214", short("The end called ____ is moved.")),
    ("LG215", {"asked": ["matching", "matching"], "/assessment/questions/4/pairs/0/premise": "31 entries"}),
    ("LG217", options(["It doubles torque", "x"], ["It doubles speed"], "What does a gear that doubles torque do?")),
    ("LG218", options(["entry", "key"], ["item", "slot"], "A place is called an:")),
    ("LG219", {"asked": ["ordering"], "/assessment/questions/0/stem": "Why compute the middle of the range?"}),
    ("LG220", multiple()),
    ("LG221", options(["`a < b`", "x"], ["`a <= b`"])),
    ("LG224", options(["True", "x"], ["TypeError"])),
    ("LG226", options(["It always ends", "thus"], ["It never ends", "It always waits"])),
    ("LG229", statement("The most frequently bought book is the first.")),
    ("LG231", typed("multiple-choice", stem="Players A and B: who wins?", answers__0__rationale="A is right to wait.")),
    ("LG232", typed("essay", explanation="Argue for or against keeping the box sorted.")),
    ("LG233", short(answer="saltpetre", variants=["middle"])),
    ("LG233", numeric(answer="7")),
    ("LG233", typed("essay", stem="Guilds taxed saltpetre: discuss.")),
    ("LG265", multiple("Which two of these hold?")),
    ("LG265", multiple("More than one of the answers is right: which?")),
    ("LG265", multiple("One look is free. Which of these costs are right?")),
    ("LG266", options(["It takes ten looks", "x"], ["It waits", "y"])),
    ("LG267", statement("He asked “why?” and left.")),
    ("LG267", statement("He asked, “why?”")),
    ("LG267", statement("The test `x ? y : z` gives y where x holds.")),
    ("LG268", statement("It is not only sorted.")),
    ("LG268", statement("No. 5 is the middle one.")),
    ("LG268", statement("Knots and notes are sorted.")),
    ("LG271", numeric(answer="0", tolerance="1")),
    ("LG272", numeric(answer="1E+3", tolerance="0")),
    ("LG272", numeric("What does it cost in €?", answer="12.5", unit="€")),
    ("LG273", numeric("How many seconds?", unit="s")),
    ("LG273", numeric("It takes 20ms a look. How long?", unit="ms")),
    ("LG273", numeric("What percentage?", unit="%")),
    ("LG273", numeric("How many kilometres per hour?", unit="km/h")),
    ("LG273", numeric("How many cards?", unit="card")),
    ("LG273", numeric("How long?", unit="")),
    ("LG274", numeric("Of 7,180 cards?")),
    ("LG274", numeric("Of 180.5 cards, or x180?")),
    ("LG275", short(answer="halb geteilte Suche")),
    ("LG276", short(answer="low", variants=["lower"])),
    ("LG277", short("What is a name for the important end?")),
    ("LG277", short("Give the name of the end.")),
    ("LG283", steps("`a < b`", "`A < b`", "`a <= b`")),
    ("LG284", pairs(("x", "7 looks"), ("y", "ten looks"), ("z", "about 3"))),
    ("LG285", pairs(("a heap of cards", "a heap"), ("b", "no heap"), ("c", "three"))),
    ("LG285", pairs(("a heap of cards", "a heap"), ("b", "two cards"), ("c", "three"))),
    ("LG286", steps("2 cards are left", "Fold", "Cut")),
    ("LG287", steps("Fold the first half", "Thence cut", "Glue the last one")),
]  # fmt: skip


def found(code: str, example: Example) -> list[Any]:
    case = laid_over(scope_of(RULES[code], example), example)
    return list(RULES[code].find(case.document, case.scope, case.context))


@pytest.mark.parametrize(("code", "example"), [pytest.param(*one, id=f"{one[0]}-{n}") for n, one in enumerate(FAULTS)])
def test_fault_is_found(code: str, example: Example) -> None:
    assert found(code, example)


@pytest.mark.parametrize(("code", "example"), [pytest.param(*one, id=f"{one[0]}-{n}") for n, one in enumerate(NONE)])
def test_what_only_looks_like_a_fault_is_let_pass(code: str, example: Example) -> None:
    assert not found(code, example)


def strings(node: Any, where: str = "") -> Iterator[str]:
    """Places of all texts in plain data."""
    if isinstance(node, str):
        yield where
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in NO_TEXT:
                yield from strings(value, f"{where}/{key}")
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from strings(value, f"{where}/{index}")


def test_sample_has_a_question_of_every_type() -> None:
    assert sorted(sample_questions()) == sorted(OTHERS)


@pytest.mark.parametrize("kind", OTHERS)
def test_every_text_of_every_type_is_seen_by_the_rules_about_texts(kind: str) -> None:
    section = laid_over(Scope.ASSESSMENT, {"asked": [kind]}).document
    question = section.assessment.questions[3]
    # numbers are no texts, whatever JSON makes of them
    written = {f"/assessment/questions/3{where}" for where in strings(question.model_dump(), "")}
    assert written == {text.where for text in texts(section) if text.where.startswith("/assessment/questions/3/")}


@pytest.mark.parametrize("kind", OTHERS)
def test_placeholder_is_found_in_every_text_of_every_type(kind: str) -> None:
    section = laid_over(Scope.ASSESSMENT, {"asked": [kind]}).document
    for where in strings(section.assessment.questions[3].model_dump()):
        assert found("LG320", {"asked": [kind], f"/assessment/questions/3{where}": "[Insert Name] of it"}), where


@pytest.mark.parametrize("kind", OTHERS)
def test_parts_are_all_texts_but_stem_explanation_and_reasons(kind: str) -> None:
    section = laid_over(Scope.ASSESSMENT, {"asked": [kind]}).document
    item = list(items(section))[3]
    plain = item.question.model_dump()
    beside = {"stem", "explanation", "unit", "rationale"}
    wanted = {f"{item.where}{where}" for where in strings(plain) if where.rpartition("/")[2] not in beside}
    listed = [part.where for part in parts(*item)]
    assert set(listed) == wanted
    assert len(listed) == len(set(listed))
    assert [part.where for part in answers(*item)] == listed[: len(list(answers(*item)))]


def test_parts_of_a_single_choice_are_its_options() -> None:
    (first, *_) = items(laid_over(Scope.ASSESSMENT, {}).document)
    assert isinstance(first.question, SingleChoice)
    assert [part.text for part in parts(*first)] == list(first.question.options)


@pytest.mark.parametrize("kind", OTHERS)
def test_clean_question_of_every_type_is_neither_reported_nor_mended(kind: str) -> None:
    case = laid_over(Scope.ASSESSMENT, {"asked": [kind]})
    assert not rules.check(case.document, Scope.ASSESSMENT, case.context)
    assert rules.mend(case.document, Scope.ASSESSMENT, case.context) == case.document


@pytest.mark.parametrize("unit", ["$", "€", "%", "°C", "m/s²", "µm", "kg·m/s"])
def test_unit_is_no_broken_formula(unit: str) -> None:
    case = laid_over(Scope.ASSESSMENT, numeric("How many is it in this unit?", unit=unit))
    found = rules.check(case.document, Scope.ASSESSMENT, case.context)
    assert not [finding for finding in found if finding.severity is Severity.ERROR], found


MENDED: list[tuple[Example, str, Any]] = [
    (options(["A) one", "B) two"], ["C) three"]), "answers", ["one", "two"]),
    (options(["A. One", "B. Two"], ["C. Three"]), "distractors", ["Three"]),
    (options(["A) one", "two"], ["C) three"]), "answers", ["A) one", "two"]),
    (pairs(("x", "A) 1"), ("y", "B) 2"), ("z", "C) 3"), spare=("D) 4",)), "spare", ["4"]),
    (steps("1. Fold", "2. Cut", "3. Glue"), "steps", ["Fold", "Cut", "Glue"]),
    (steps("Step 1: Fold", "step 2 - Cut", "(3) Glue"), "steps", ["Fold", "Cut", "Glue"]),
    (steps("1. Fold", "2. Cut", "Glue"), "steps", ["1. Fold", "2. Cut", "Glue"]),
    (short(answer="low", variants=["Low", "lower", "LOWER.", "", "low end"]), "variants", ["lower", "", "low end"]),
]


@pytest.mark.parametrize(("example", "field", "left"), MENDED)
def test_only_what_is_certain_is_mended(example: Example, field: str, left: list[str]) -> None:
    case = laid_over(Scope.ASSESSMENT, example)
    mended = rules.mend(case.document, Scope.ASSESSMENT, case.context)
    those = getattr(mended.assessment.questions[3], field)
    assert [one if isinstance(one, str) else one.text for one in those] == left
    assert rules.mend(mended, Scope.ASSESSMENT, case.context) == mended


def test_letters_and_guessing_are_about_single_choice_alone() -> None:
    alone = laid_over(Scope.WEEK, {})
    beside = laid_over(Scope.WEEK, {"asked": OTHERS})
    assert guesser_score(alone.document) == guesser_score(beside.document)


def test_objective_that_only_an_essay_asks_about_is_asked_about() -> None:
    moved = {f"/assessment/questions/{n}/objective": "binary-search.o1" for n in range(3)}
    assert found("LG202", moved)
    assert not found("LG202", {**moved, "asked": ["essay"]})


def test_week_of_one_type_is_reported_only_where_others_were_asked_for() -> None:
    assert not found("LG288", {})
    assert "numeric" in found("LG288", {"context": {"kinds": ["single-choice", "numeric"]}})[0].fix
