"""Week -> assessment.md: objectives, questions with key and explanation, activities, questions to discuss."""

from __future__ import annotations

from collections.abc import Mapping

from lecturegen.exporters._base import as_item, exporter, guard, tidy, titled
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

Letters = Mapping[str, tuple[str, ...]]
"""Id of a question -> its options as they are shown."""


@exporter("assessment")
def export(week: Week, title: str) -> dict[str, str]:
    return {"assessment.md": write_assessment(to_sheet(week, title))}


def to_sheet(week: Week, title: str) -> AssessmentSheet:
    """A section that is not assessed has its objectives and nothing else.

    Raises ValueError for a week that no rule should have let through, TypeError for a question that nothing here
    can write.
    """
    guard(week)
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
    return f"{ASSESSMENT}{sheet.title}\n\n" + "".join(map(_write_section, sheet.sections))


def _write_section(section: SheetSection) -> str:
    blocks = [
        _write_list(OBJECTIVES, section.objectives),
        _write_questions(section.questions),
        _write_list(ACTIVITIES, section.activities),
        _write_list(DISCUSSION, section.discussion),
    ]
    return f"{section_sign(section.number)}{section.title}\n\n{''.join(blocks)}{DIVIDER}\n\n"


def _write_list(heading: str, items: tuple[str, ...]) -> str:
    listed = "".join(f"{ITEM}{item}\n" for item in items)
    return f"{heading}\n{listed}\n" if items else ""


def _write_questions(questions: tuple[SheetQuestion, ...]) -> str:
    written = "".join(_write_question(number, question) for number, question in enumerate(questions, start=1))
    return f"{QUESTIONS}\n\n{written}" if questions else ""


def _write_question(number: int, question: SheetQuestion) -> str:
    options = "".join(f"{_write_option(option)}\n" for option in question.options)
    stem = f"{question_sign(number)}{question.stem}\n\n{options}\n"
    return f"{stem}{KEY}{question.key}\n{EXPLANATION}{question.explanation}\n\n"


def _write_option(option: SheetOption) -> str:
    return f"{option_sign(option.letter)}{option.text}" if option.letter else f"  {option.text}"


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
