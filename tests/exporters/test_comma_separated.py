"""assessment.csv, read back by the standard library: every cell of every type."""

from __future__ import annotations

import csv
import io

from hypothesis import given

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
from tests.exporters.quizzes import Quiz, everything, exported, patient, quizzes
from tests.exporters.weeks import question, section, week

Row = dict[str, str]


def read(content: bytes) -> list[Row]:
    """As a spreadsheet reads it that knows of the apostrophe."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: text.removeprefix("'") for name, text in row.items()} for row in rows]


def numbered(row: Row, family: str) -> list[str]:
    """The cells of a family up to the last one that is filled."""
    cells = [text for name, text in row.items() if name.startswith(f"{family} ")]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def check_key(row: Row, made: AnyQuestion) -> None:
    options = numbered(row, "option")
    keys = [options[int(number) - 1] for number in row["key"].split()] if options else []
    match made:
        case SingleChoice():
            assert keys == [made.answer]
            told = dict(zip(options, [*numbered(row, "rationale"), ""], strict=False))
            assert {one.text: one.rationale for one in made.distractors} | {made.answer: ""} == told
        case MultipleChoice():
            assert set(keys) == {one.text for one in made.answers}
            assert row["scoring"] == made.scoring
            told = dict(zip(options, numbered(row, "rationale"), strict=True))
            assert {one.text: one.rationale for one in (*made.answers, *made.distractors)} == told
        case TrueFalse():
            assert row["key"] == ("true" if made.answer else "false")
        case Numeric():
            said = (row["key"], row["tolerance"], row["unit"])
            assert said == (f"{made.answer:f}", f"{made.tolerance:f}", made.unit)
        case ShortAnswer():
            assert (row["key"], numbered(row, "variant")) == (made.answer, list(made.variants))
        case Essay():
            rows = ["\n".join([c.text, *(f"{one.points}: {one.text}" for one in c.levels)]) for c in made.rubric]
            assert numbered(row, "criterion") == rows
        case Matching():
            assert sorted(options) == sorted(made.texts)
            assert list(zip(numbered(row, "premise"), keys, strict=True)) == [
                (p.premise, p.response) for p in made.pairs
            ]
        case Ordering():
            assert keys == list(made.steps)
            assert options != keys, "the order that is shown is not the right one"


@patient
@given(quizzes())
def test_every_cell_is_read_back(quiz: Quiz) -> None:
    check_cells(quiz)


def test_every_hostile_text_is_read_back_in_every_place() -> None:
    check_cells(everything())


def check_cells(quiz: Quiz) -> None:
    files, found = exported("csv", quiz.week)
    assert not found
    for row, made in zip(read(files["assessment.csv"]), quiz.questions, strict=True):
        said = (row["id"], row["type"], row["stem"], row["explanation"], row["points"], row["bloom"])
        assert said == (made.id, made.kind, made.stem, made.explanation, str(made.points), made.bloom)
        check_key(row, made)


def test_no_spreadsheet_calculates_what_it_reads() -> None:
    texts = ["=1+1", "@sum", "+1 more", "-2 less", "'quoted", "-3", "plain"]
    asked = question(answer=texts[0], distractors=[{"text": text} for text in texts[1:]])
    files, _ = exported("csv", week(section(assessment={"questions": [asked.model_dump()]})))
    (row,) = csv.DictReader(io.StringIO(files["assessment.csv"].decode("utf-8-sig"), newline=""))
    assert set(numbered(row, "option")) == {"'=1+1", "'@sum", "'+1 more", "'-2 less", "''quoted", "-3", "plain"}
