"""Week -> assessment.md: objectives, questions with key and explanation, activities, questions to discuss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from lecturegen.questions import Question, SingleChoice
from lecturegen.questions.order import deal
from lecturegen.schema import Assessment, Section, Week
from lecturegen.schema.grammar import (
    ACTIVITIES,
    ASSESSMENT,
    DISCUSSION,
    DIVIDER,
    EXPLANATION,
    ITEM,
    KEY,
    LETTERS,
    OBJECTIVES,
    QUESTIONS,
    option_sign,
    question_sign,
    section_sign,
)
from lecturegen.schema.markdown import AssessmentSheet, SheetOption, SheetQuestion, SheetSection
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
    letters = deal(week)
    sections = tuple(_section(section, number, letters) for number, section in enumerate(week.sections, start=1))
    return AssessmentSheet(title=titled(week, title), sections=sections)


def to_question(question: Question, letters: Letters) -> SheetQuestion:
    match question:
        case SingleChoice():
            shown = letters[question.id]
            return SheetQuestion(
                stem=tidy(question.stem),
                options=tuple(
                    SheetOption(letter=letter, text=tidy(text)) for letter, text in zip(LETTERS, shown, strict=False)
                ),
                key=LETTERS[shown.index(question.answer)],
                explanation=tidy(question.explanation),
            )
        case unknown:
            raise TypeError(f"assessment.md has no form for {unknown.kind} questions; give {__name__} one")


def write_assessment(sheet: AssessmentSheet) -> str:
    return joined(sheet_pieces(sheet))


def sheet_pieces(sheet: AssessmentSheet) -> Iterator[Piece]:
    """assessment.md, piece by piece: whoever reads a file can tell from them where each text of it stands."""
    yield Piece(ASSESSMENT)
    yield Piece(sheet.title, "/title")
    yield Piece("\n\n")
    for index, section in enumerate(sheet.sections):
        where = f"/sections/{index}"
        yield Piece(section_sign(section.number), where)
        yield Piece(section.title, f"{where}/title")
        yield Piece("\n\n")
        if section.remark:
            yield Piece(section.remark, f"{where}/remark")
            yield Piece("\n\n")
        yield from _list(OBJECTIVES, section.objectives, f"{where}/objectives")
        if section.questions:
            yield Piece(QUESTIONS, f"{where}/questions")
            yield Piece("\n\n")
            for number, question in enumerate(section.questions):
                yield from _question(number, question, f"{where}/questions/{number}")
        yield from _list(ACTIVITIES, section.activities, f"{where}/activities")
        yield from _list(DISCUSSION, section.discussion, f"{where}/discussion")
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


def _question(number: int, question: SheetQuestion, where: str) -> Iterator[Piece]:
    yield Piece(question_sign(number + 1), where)
    yield Piece(question.stem, f"{where}/stem")
    yield Piece("\n\n")
    for place, option in enumerate(question.options):
        yield Piece(option_sign(option.letter) if option.letter else "  ", f"{where}/options/{place}")
        yield Piece(option.text, f"{where}/options/{place}/text")
        yield Piece("\n")
    yield Piece(f"\n{KEY}")
    yield Piece(question.key, f"{where}/key")
    yield Piece(f"\n{EXPLANATION}")
    yield Piece(question.explanation, f"{where}/explanation")
    yield Piece("\n\n")


def _section(section: Section, number: int, letters: Letters) -> SheetSection:
    assessment = section.assessment or Assessment(questions=())
    return SheetSection(
        number=number,
        title=section.title,
        objectives=tuple(as_item(objective.text) for objective in section.objectives),
        questions=tuple(to_question(question, letters) for question in assessment.questions),
        activities=tuple(map(as_item, assessment.activities)),
        discussion=tuple(map(as_item, assessment.discussion)),
    )
