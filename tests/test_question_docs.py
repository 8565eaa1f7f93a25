"""docs/questions.md is true: what it shows is read, as what it says, and is written the same."""

from __future__ import annotations

import re
from pathlib import Path

from lecturegen.exporters.assessment import write_assessment
from lecturegen.questions import TYPES, Essay, MultipleChoice, Numeric, Question, ShortAnswer, SingleChoice
from lecturegen.reading.assessment import read_assessment
from lecturegen.schema.paper import understood
from lecturegen.schema.signs import ENGLISH_SIGNS

PAGE = (Path(__file__).parents[1] / "docs/questions.md").read_text("utf-8")
EXAMPLES = re.findall(r"^````markdown\n(.*?)^````$", PAGE, re.S | re.M)
SHEET = "\n".join(
    ["# Assessment: Week 3", "", "## Section 1: Sorting", "", "### Assessment Questions", "", *EXAMPLES, "---", "", ""]
)


def shown_on_the_page() -> list[Question]:
    return [understood(question, ENGLISH_SIGNS).question for question in read_assessment(SHEET).sections[0].questions]


def test_the_page_shows_every_type_under_its_words() -> None:
    assert {type(question) for question in shown_on_the_page()} == set(TYPES.values())
    assert re.findall(r"^## (.*)$", PAGE, re.M) == list(ENGLISH_SIGNS.forms.values())


def test_what_the_page_shows_is_how_we_write_it() -> None:
    assert write_assessment(read_assessment(SHEET)) == SHEET
    assert ENGLISH_SIGNS.words.forms.all_or_nothing in PAGE


def test_what_the_page_says_of_its_examples_holds() -> None:
    by_type = {type(question): question for question in shown_on_the_page()}
    single, multiple, number, short, essay = (
        by_type[kind] for kind in (SingleChoice, MultipleChoice, Numeric, ShortAnswer, Essay)
    )
    assert isinstance(single, SingleChoice)
    assert isinstance(multiple, MultipleChoice)
    assert isinstance(number, Numeric)
    assert isinstance(short, ShortAnswer)
    assert isinstance(essay, Essay)
    assert (single.points, single.answer) == (2, "`[9, 4, 8, 1, 3]`")
    assert multiple.answers[1].text == "Merge sort, as in\n```python\ndef sort(keys):\n    ...\n```"
    assert (str(number.answer - number.tolerance), str(number.answer + number.tolerance)) == ("12.4", "12.6")
    assert (short.answer, short.variants) == ("stable", ("a stable sort", "stable sorting"))
    assert essay.points == sum(criterion.points for criterion in essay.rubric)
