"""Questions as they are printed in assessment.md, in a form that lets letters and keys be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lecturegen.schema import WeekFiles
from lecturegen.schema.markdown import SheetQuestion


class Printed(NamedTuple):
    """``where``: JSON pointer into the files."""

    where: str
    question: SheetQuestion


def _unsure(question: SheetQuestion) -> bool:
    """Whether letters and key can be wrong: a question that says of which type it is can only be read if they hold."""
    return question.form is None


def printed(files: WeekFiles) -> Iterator[Printed]:
    for index, section in enumerate(files.sheet.sections if files.sheet else ()):
        for number, question in enumerate(section.questions):
            if _unsure(question):
                yield Printed(f"/sheet/sections/{index}/questions/{number}", question)


def reprinted(files: WeekFiles, change: Callable[[SheetQuestion], SheetQuestion]) -> WeekFiles:
    """The files with every printed question as ``change`` gives it."""
    if files.sheet is None:
        return files
    sections = tuple(
        section.model_copy(
            update={"questions": tuple(change(one) if _unsure(one) else one for one in section.questions)}
        )
        for section in files.sheet.sections
    )
    return files.model_copy(update={"sheet": files.sheet.model_copy(update={"sections": sections})})
