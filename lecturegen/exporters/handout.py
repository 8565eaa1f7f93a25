"""Week -> handout.pdf: the slides with what is said to them, and the questions, with answers if they are wanted."""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, exporter, guard, titled
from lecturegen.exporters._pdf import compiled, head
from lecturegen.exporters._typst import inline, literal, template, to_typst
from lecturegen.exporters.assessment import to_question
from lecturegen.exporters.pdf import content, shrunk_parts
from lecturegen.questions import Criterion
from lecturegen.questions.order import deal
from lecturegen.schema import Section, Week
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.signs import Signs, signs_of
from lecturegen.schema.writable import unwritable


@exporter("handout")
def export(week: Week, wishes: Wishes) -> Exported:
    guard(week, unwritable)
    title = titled(week, wishes.title)
    letters, signs = deal(week), signs_of(week.language)
    parts = [head(week, title), f"#let doc-title = {literal(title)}", template("common"), template("handout")]
    parts.append(f"#heading(level: 1, {literal(title)})")
    for number, section in enumerate(week.sections, start=1):
        questions = section.assessment.questions if section.assessment else ()
        asked = [to_question(question, letters, signs) for question in questions]
        parts += _section(number, section, asked, signs, answers=wishes.answers)
    found = tuple(shrunk_parts(week, "handout.pdf", _TEXT, _WIDTH))
    return Exported({"handout.pdf": compiled("\n".join(parts), week)}, found)


_TEXT, _WIDTH = 10.5, 451.0
"""Points: letters, and the frames around slides in handout.typ."""


def _section(
    number: int, section: Section, asked: list[SheetQuestion], signs: Signs, *, answers: bool
) -> Iterator[str]:
    yield f"#heading(level: 2, {literal(f'{number}. ' + ' '.join(section.title.split()))})"
    yield from _listed(signs.objectives, tuple(objective.text for objective in section.objectives))
    yield f"#{to_typst(section.opening)}"
    for place, frame in enumerate(section.frames, start=1):
        said = to_typst(frame.script)
        yield f"#frame({literal(f'{number}.{place}')}, {inline(frame.title)}, {content(frame)}, {said})"
    yield f"#{to_typst(section.closing)}"
    if asked:
        yield _heading(signs.questions)
    for place, question in enumerate(asked, start=1):
        label, answer = literal(_label(place, question, signs)), _answer(question, signs) if answers else "[]"
        yield f"#question({label}, {to_typst(question.stem)}, {_shown(question)}, {answer})"
    if section.assessment:
        yield from _listed(signs.activities, section.assessment.activities)
        yield from _listed(signs.discussion, section.assessment.discussion)


def _heading(sign: str) -> str:
    return f"#heading(level: 3, {literal(sign.lstrip('# '))})"


def _listed(sign: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield _heading(sign)
        yield f"#list({', '.join(map(to_typst, texts))})"


def _label(number: int, question: SheetQuestion, signs: Signs) -> str:
    return f"{number}. {signs.named(question.form)}" if question.form else f"{number}."


def _shown(question: SheetQuestion) -> str:
    parts = [f"par({{ {literal(_lead(option.letter))}; {inline(option.text)} }})" for option in question.options]
    if question.targets:
        parts.append(f"enum({', '.join(map(inline, question.targets))})")
    return "{\n" + "\n".join(parts) + "\n}"


def _lead(letter: str) -> str:
    return f"{letter}) " if letter else "– "


def _answer(question: SheetQuestion, signs: Signs) -> str:
    parts = []
    if question.key:
        parts.append(_told(signs.key, inline(question.key)))
    if question.accepted:
        parts += [_told(signs.accepted, '""'), f"list({', '.join(map(inline, question.accepted))})"]
    if question.rubric:
        parts += [_told(signs.rubric, '""'), f"list({', '.join(map(_criterion, question.rubric))})"]
    parts.append(_told(signs.explanation, to_typst(question.explanation)))
    return "{\n" + "\n".join(parts) + "\n}"


def _told(sign: str, text: str) -> str:
    return f"par({{ strong({literal(sign.strip().strip('*') + ' ')}); {text} }})"


def _criterion(criterion: Criterion) -> str:
    levels = ", ".join(_level(level.points, level.text) for level in criterion.levels)
    return f"{{ {inline(criterion.text)}; list({levels}) }}"


def _level(points: int, text: str) -> str:
    return f"{{ {literal(f'{points}: ')}; {inline(text)} }}"
