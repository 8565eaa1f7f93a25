"""Week -> assessment.md: objectives, questions with key and explanation, activities, questions to discuss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lecturegen.exporters._base import (
    Exported,
    Piece,
    Wishes,
    as_item,
    exporter,
    guard,
    joined,
    text_file,
    tidy,
    titled,
)
from lecturegen.exporters._questions import question_pieces
from lecturegen.questions import Criterion, Level, Question
from lecturegen.questions.order import deal
from lecturegen.schema import Assessment, Section, Week
from lecturegen.schema.grammar import DIVIDER, ITEM
from lecturegen.schema.markdown import AssessmentSheet, SheetOption, SheetQuestion, SheetSection
from lecturegen.schema.paper import printed
from lecturegen.schema.signs import Signs, signs_of
from lecturegen.schema.writable import unwritable_quiz

Letters = Mapping[str, tuple[str, ...]]
"""Id of a question -> its options as they are shown."""


@exporter("assessment")
def export(week: Week, wishes: Wishes) -> Exported:
    return text_file("assessment.md", write_assessment(to_sheet(week, wishes.title)))


def to_sheet(week: Week, title: str) -> AssessmentSheet:
    """A section that is not assessed has its objectives and nothing else.

    Raises Unwritable, TypeError for a question that nothing here
    can write.
    """
    guard(week, unwritable_quiz)
    letters, signs = deal(week), signs_of(week.language)
    sections = tuple(_section(section, number, letters, signs) for number, section in enumerate(week.sections, start=1))
    return AssessmentSheet(language=signs.language, title=titled(week, title), sections=sections)


def to_sheet_sections(week: Week, wanted: Sequence[int], signs: Signs) -> dict[int, SheetSection]:
    """The sections with these indices alone, among the letters of the whole week. Raises as ``to_sheet`` does.

    What is said in them, and their objectives, may be somebody else's: nobody looks at that here.
    """
    asked = tuple(week.sections[index].model_copy(update={"objectives": ()}) for index in wanted)
    guard(week.model_copy(update={"sections": asked}), unwritable_quiz)
    letters = deal(week)
    return {index: _section(week.sections[index], index + 1, letters, signs) for index in wanted}


def to_question(question: Question, letters: Letters, signs: Signs) -> SheetQuestion:
    """Raises TypeError for a type that has no printed form."""
    return _tidied(printed(question, letters.get(question.id, ()), signs))


def write_assessment(sheet: AssessmentSheet) -> str:
    return joined(sheet_pieces(sheet))


def sheet_pieces(sheet: AssessmentSheet) -> Iterator[Piece]:
    """assessment.md, piece by piece: whoever reads a file can tell from them where each text of it stands."""
    signs = signs_of(sheet.language)
    yield Piece(signs.assessment)
    yield Piece(sheet.title, "/title")
    yield Piece("\n\n")
    for index, section in enumerate(sheet.sections):
        where = f"/sections/{index}"
        yield Piece(signs.section(section.number), where)
        yield Piece(section.title, f"{where}/title")
        yield Piece("\n\n")
        if section.remark:
            yield Piece(section.remark, f"{where}/remark")
            yield Piece("\n\n")
        yield from _list(signs.objectives, section.objectives, f"{where}/objectives")
        if section.questions:
            yield Piece(signs.questions, f"{where}/questions")
            yield Piece("\n\n")
            for number, question in enumerate(section.questions):
                yield from question_pieces(number, question, f"{where}/questions/{number}", signs)
        yield from _list(signs.activities, section.activities, f"{where}/activities")
        yield from _list(signs.discussion, section.discussion, f"{where}/discussion")
        yield Piece(f"{DIVIDER}\n\n")


def _list(heading: str, items: tuple[str, ...], where: str) -> Iterator[Piece]:
    if items:
        yield Piece(heading, where)
        yield Piece("\n")
        for number, item in enumerate(items):
            yield Piece(ITEM)
            yield Piece(item, f"{where}/{number}")
            yield Piece("\n")
        yield Piece("\n")


def _section(section: Section, number: int, letters: Letters, signs: Signs) -> SheetSection:
    assessment = section.assessment or Assessment(questions=())
    return SheetSection(
        number=number,
        title=section.title,
        objectives=tuple(as_item(objective.text) for objective in section.objectives),
        questions=tuple(to_question(question, letters, signs) for question in assessment.questions),
        activities=tuple(map(as_item, assessment.activities)),
        discussion=tuple(map(as_item, assessment.discussion)),
    )


def _tidied(question: SheetQuestion) -> SheetQuestion:
    form = question.form
    return SheetQuestion(
        stem=tidy(question.stem),
        form=form.model_copy(update={"told": tidy(form.told)}) if form else None,
        options=tuple(SheetOption(letter=option.letter, text=tidy(option.text)) for option in question.options),
        targets=tuple(map(tidy, question.targets)),
        key=tidy(question.key),
        accepted=tuple(map(tidy, question.accepted)),
        rubric=tuple(
            Criterion(
                text=tidy(criterion.text),
                levels=tuple(Level(points=level.points, text=tidy(level.text)) for level in criterion.levels),
            )
            for criterion in question.rubric
        ),
        explanation=tidy(question.explanation),
    )
