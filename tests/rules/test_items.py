"""Questions and objectives: what tells a fault from what only looks like one, and the words that findings point at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.rules import RULES, Scope
from lecturegen.rules._manual import page, scope_of
from lecturegen.rules._sample import laid_over
from lecturegen.schema import Severity

Example = Mapping[str, Any]

OURS = [code for code in RULES if code.startswith("LG2") or code in ("LG104", "LG105", "LG106", "LG107", "LG108")]
FOREIGN = {"planned": None, "unknown": ["links"]}
OPTION = "/sheet/sections/0/questions/0/options"


def choice(stem: str, answer: str, *others: str, **context: Any) -> Example:
    distractors = [{"text": text, "rationale": "r"} for text in others]
    return {
        "/assessment/questions/1/stem": stem,
        "/assessment/questions/1/answer": answer,
        "/assessment/questions/1/distractors": distractors,
        "context": context,
    }


def options(answer: str, *others: str) -> Example:
    return choice("Which one?", answer, *others)


def asked(*stems: str) -> Example:
    return {f"/assessment/questions/{i}/stem": stem for i, stem in enumerate(stems)}


def explained(text: str) -> Example:
    return {"/assessment/questions/1/explanation": text}


def objective(text: str) -> Example:
    return {"/objectives/0/text": text, "context": FOREIGN}


def key(text: str) -> Example:
    return {"/sheet/sections/0/questions/0/key": text}


FAULTS: list[tuple[str, Example]] = [
    ("LG104", objective(" ")),
    ("LG105", {"/objectives/1": None, "context": FOREIGN}),
    ("LG106", objective("Gain an overview of searching")),
    ("LG106", objective("The student will be able to fully understand halving")),
    ("LG212", asked("What is the main takeaway of Chapter 4?")),
    ("LG212", asked("Which search is mentioned as the faster one?")),
    ("LG213", asked("A list is sorted. Which search isn't helped by that?")),
    ("LG216", asked("Which is **not** sorted?", "Which is NOT sorted?")),
    ("LG217", choice("What does lower perplexity mean for performance?", "Better performance", "More", "Less", "None")),
    ("LG218", choice("A place in a table is an ___.", "entry", "slot", "row", "key")),
    ("LG218", choice("The protocol of the web is an", "HTTP server", "UDP one", "TCP one", "IP one")),
    ("LG218", choice("Why sort?", "By sorting one is faster", "To be fast", "To be small", "To be safe")),
    ("LG221", options("A list.", "a  list", "b", "c")),
    ("LG222", options("both", "All of the above options", "x", "y")),
    ("LG226", options("so", "It cannot fail", "It does not need any memory", "x")),
    ("LG227", options("so", "It doesn't matter", "x", "y")),
    ("LG229", options("so", "It fails from time to time", "x", "y")),
    ("LG229", options("Frequently", "x", "y", "z")),
    ("LG232", {**choice("What does recall measure?", "The share of positives found", "a", "b", "c"),
               **explained("Recall measures the share of the positives that are found.")}),
    ("LG233", options("ox", "a", "b", "c")),  # a box is no ox
    ("LG234", options("Speed and size", "size", "speed", "colour")),
    ("LG235", choice("In which year was it written?", "1946", "By Mauchly", "In Philadelphia", "For the army")),
    ("LG260", key("")),
    ("LG260", key("A, B")),
    ("LG262", {f"{OPTION}/0/letter": "B", f"{OPTION}/1/letter": "A"}),
]  # fmt: skip
NONE: list[tuple[str, Example]] = [
    ("LG104", {"/objectives": []}),  # planned objectives are looked at in the plan
    ("LG105", {"/objectives/1": None}),
    ("LG106", {"/objectives/0/text": "Understand halving"}),
    ("LG106", objective("Learn to check whether a list is sorted")),
    ("LG106", objective("Knowledgeably trace a binary search")),
    ("LG106", objective("Seek an entry by halving")),
    ("LG212", asked("A firm files under Chapter 11 of the code. Who is paid first?")),
    ("LG213", asked("Which of these describes Missing Not at Random (MNAR)?")),
    ("LG213", asked("What follows from not handling missing values?")),
    ("LG216", asked("Which column is NOT NULL?", "What does a NOT gate do?", "Which is NOT sorted?")),
    ("LG217", choice("What does lower perplexity mean for performance?", "Better performance", "A lower one")),
    ("LG217", choice("A box holds 40 cards. How many looks?", "40", "20", "10", "30")),
    ("LG217", choice("What do linearly growing lists cost?", "They are nearly free", "a", "b", "c")),
    ("LG218", choice("A place in a table is a(n)", "entry", "slot", "row", "key")),
    ("LG218", choice("A place in a table is an", "entry", "the row", "item", "area")),
    ("LG218", choice("Half of 16 is an", "8", "7", "6", "5")),
    ("LG218", choice("Why sort?", "To be faster", "To be small", "It saves time", "To be safe")),
    ("LG226", options("so", "It grows overall", "It is allocated once", "x")),
    ("LG226", options("so", "before any learning takes place", "before any test", "x")),
    ("LG226", options("only so", "It is always so", "never", "x")),
    ("LG228", options("9", "8", "7", "60")),  # our own order is dealt later
    ("LG229", options("so", "frequently bought together", "the most often seen", "x")),
    ("LG229", options("so", "softened", "x", "y")),
    ("LG232", {**choice("What is the share of 0.0120 in 0.0124?", "96.8%", "a", "b", "c"),
               **explained("The share of 0.0120 in 0.0124 is 0.0120/0.0124 = 96.8%.")}),
    ("LG232", explained("Low is 3, so the middle is (3 + 4) / 2 = 3, and low stays 3.")),
    ("LG232", {**choice("What does recall measure?", "The share of positives found", "a", "b", "c"),
               **explained("Recall measures the share of the positives that are found."),
               "context": {"offline": True}}),
    ("LG233", choice("Which is NOT a search?", "A garbage collector", "a", "b", "c")),
    ("LG233", options("a gain of 361 cents", "a", "b", "c")),
    ("LG233", options("1946", "1947", "1948", "1949")),
    ("LG234", options("Speed and size of lists", "size", "speed", "colour")),
    ("LG234", options("Ice and fire", "ice cream", "fire wall", "sand")),
    ("LG235", choice("How many looks does it take?", "7", "As many as there are", "none", "half of them")),
    ("LG260", key("A")),
    ("LG262", {OPTION: [{"letter": "A", "text": "x"}, {"letter": "B", "text": "y"}]}),
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


POINTED = [
    ("LG106", objective("Students will gain an insight"), "gain"),
    ("LG212", asked("According to the lecture, how many?"), "According to the lecture"),
    ("LG213", asked("A list is sorted. Which search is not helped?"), "not"),
    ("LG214", asked("It takes ____ looks, or more?"), "____"),
    ("LG216", asked("Which is NOT sorted?", "Which is NOT it?"), "NOT"),
    ("LG217", choice("`mean` of a lower perplexity?", "Lower perplexity", "a", "b", "c"), "lower"),
    ("LG218", choice("`a` place in a table is an:", "entry", "slot", "row", "key"), "an"),
    ("LG222", options("Therefore, all of the above", "x", "y", "z"), "all of the above"),
    ("LG223", options("B) seven", "six", "ten", "fifty"), "B) "),
    ("LG227", options("so", "The list has no effect", "x", "y"), "has no effect"),
    ("LG229", options("so", "It is often so", "x", "y"), "often"),
    ("LG231", explained("Half of `(D)` goes, so option B is right."), "B"),
]


@pytest.mark.parametrize(("code", "example", "words"), POINTED)
def test_finding_points_at_the_words_that_are_wrong(code: str, example: Example, words: str) -> None:
    case = laid_over(scope_of(RULES[code], example), example)
    (finding,) = found(code, example)
    text = node(case.document.model_dump(mode="json"), finding.where)
    assert finding.at is not None
    assert text[slice(*finding.at)] == words


@pytest.mark.parametrize("code", OURS)
def test_words_that_are_pointed_at_stand_in_the_text(code: str) -> None:
    for example in page(RULES[code].doc).bad:
        case = laid_over(scope_of(RULES[code], example), example)
        for finding in RULES[code].find(case.document, case.scope, case.context):
            text = node(case.document.model_dump(mode="json"), finding.where)
            if finding.at is not None:
                start, end = finding.at
                assert isinstance(text, str)
                assert 0 <= start < end <= len(text)


def test_week_whose_questions_name_their_objectives_is_not_judged_by_words() -> None:
    (example,) = page(RULES["LG243"].doc).bad
    assert found("LG243", example)
    assert not found("LG243", {**example, "context": {"planned": None}})


def test_letters_are_evened_by_another_order_where_an_order_is_printed() -> None:
    (ours,), (printed,) = page(RULES["LG246"].doc).bad, page(RULES["LG244"].doc).bad
    assert "in order of value" in found("LG246", ours)[0].fix
    assert "in another order" in found("LG244", printed)[0].fix


GERMAN = [
    choice("Was ist not und an?", "Nur so und nie anders", "Immer only", "Er hat all das", "Es ist usually so"),
    choice("Was bedeutet das Wort Leistung?", "Bessere Leistung", "Mehr Speicher", "Weniger Zeit", "Nichts davon"),
]
CHINESE = [choice("二分查找每次排除多少数？", "一半的数", "所有的数", "没有数", "只有一个数")]


@pytest.mark.parametrize(("example", "language"), [*((one, "de") for one in GERMAN), *((one, "zh") for one in CHINESE)])
def test_rules_that_know_english_only_are_silent_about_other_languages(example: Example, language: str) -> None:
    case = laid_over(Scope.ASSESSMENT, {**example, "context": {"language": language}})
    codes = {finding.code for finding in rules.check(case.document, Scope.ASSESSMENT, case.context)}
    assert not codes & set(OURS), codes


@pytest.mark.parametrize("example", CHINESE)
def test_chinese_in_a_week_that_is_said_to_be_english_makes_no_error(example: Example) -> None:
    case = laid_over(Scope.ASSESSMENT, example)
    found = rules.check(case.document, Scope.ASSESSMENT, case.context)
    assert not [finding for finding in found if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [("9", "C"), ("9.", "C"), ("c", "C"), ("(C)", "C"), ("Option C", "C"), ("C) 9", "C"), ("C) 10", "C) 10"),
     ("x", "x"), ("E", "E")],
)  # fmt: skip
def test_key_becomes_a_letter_only_where_one_option_can_be_meant(printed: str, mended: str) -> None:
    assert key_after_mending({**key(printed)}) == mended


def test_key_that_could_be_two_options_is_left_to_people() -> None:
    assert key_after_mending({**key("9"), f"{OPTION}/3/text": "9"}) == "9"
    assert key_after_mending({**key("c"), f"{OPTION}/3/text": "C"}) == "c"
    assert key_after_mending({**key("9"), f"{OPTION}/3/letter": "C"}) == "9"


def key_after_mending(example: Example) -> str:
    case = laid_over(Scope.FILES, example)
    once = rules.mend(case.document, Scope.FILES, case.context)
    assert rules.mend(once, Scope.FILES, case.context) == once
    return str(once.sheet.sections[0].questions[0].key)


def test_option_gets_its_letter_only_at_its_place() -> None:
    sign = {"letter": "", "text": "D)10"}
    at_its_place = laid_over(Scope.FILES, {f"{OPTION}/3": sign})
    mended = rules.mend(at_its_place.document, Scope.FILES, at_its_place.context)
    option = mended.sheet.sections[0].questions[0].options[3]
    assert (option.letter, option.text) == ("D", "10")
    elsewhere = laid_over(Scope.FILES, {f"{OPTION}/2": sign, **key("A")})
    assert rules.mend(elsewhere.document, Scope.FILES, elsewhere.context) == elsewhere.document


def node(document: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document
