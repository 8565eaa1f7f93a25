"""A section -> what in it cannot be written to script.md and assessment.md, because it would be read as a sign.

Rules reject such text before it comes to writing; a writer that meets it all the same raises ValueError. The signs of
all languages are looked for: a text may come into a document in another language than its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.questions import Question, SingleChoice
from lecturegen.schema.grammar import left_open, lines
from lecturegen.schema.paper import texts_in_lists, unprintable
from lecturegen.schema.signs import every_signs, marked
from lecturegen.schema.week import Frame, Section

Fault = tuple[str, str]
"""JSON pointer into the section, and what is wrong there."""

_HEADING = re.compile(r"#{1,2}(?:\s.*)?")
_MAY_SIGN = re.compile(r"[\n\r#`~]")  # most questions are one line without
_OPTION = re.compile(r"  [A-Z]\).*")


def unwritable(section: Section) -> Iterator[Fault]:
    """Every text of ``section`` that cannot be written."""
    yield from dict.fromkeys((*unwritable_speech(section), *unwritable_quiz(section)))


def unwritable_speech(section: Section) -> Iterator[Fault]:
    """What of ``section`` goes into script.md and slides.md."""
    yield from _title("/title", section.title)
    yield from _spoken("/opening", section.opening)
    if not section.frames:
        yield "/frames", "a section without frames"
    for index, frame in enumerate(section.frames):
        yield from _frame(f"/frames/{index}", frame)
    yield from _spoken("/closing", section.closing)


def unwritable_quiz(section: Section) -> Iterator[Fault]:
    """What of ``section`` goes into assessment.md."""
    yield from _title("/title", section.title)
    for index, objective in enumerate(section.objectives):
        yield from _item(f"/objectives/{index}/text", objective.text)
    if section.assessment is not None:
        for index, question in enumerate(section.assessment.questions):
            yield from unwritable_question(f"/assessment/questions/{index}", question)
        for block in ("activities", "discussion"):
            for index, text in enumerate(getattr(section.assessment, block)):
                yield from _item(f"/assessment/{block}/{index}", text)


def unwritable_question(where: str, question: Question) -> Iterator[Fault]:
    faults = tuple(unprintable(question))
    for pointer, fault in faults:
        yield where + pointer, fault
    yield from _asked(f"{where}/stem", question.stem)
    if isinstance(question, SingleChoice) and question.points == 1:
        yield from _form_inside(f"{where}/stem", question.stem)
        yield from _asked(f"{where}/answer", question.answer, option=True)
        for index, distractor in enumerate(question.distractors):
            yield from _asked(f"{where}/distractors/{index}/text", distractor.text, option=True)
    elif not faults:
        for pointer, text in texts_in_lists(question):
            yield from _item(where + pointer, text)
    yield from _asked(f"{where}/explanation", question.explanation)


def _frame(where: str, frame: Frame) -> Iterator[Fault]:
    yield from _title(f"{where}/title", frame.title)
    for index, bullet in enumerate(frame.bullets):
        yield from _item(f"{where}/bullets/{index}", bullet)
    yield from _spoken(f"{where}/script", frame.script)
    if frame.code is not None:
        yield from _title(f"{where}/code/language", frame.code.language)
        yield from _item(f"{where}/code/text", frame.code.text)
        yield from _section_inside(f"{where}/code/text", frame.code.text)
    yield from _spoken(f"{where}/maths", frame.maths)
    if "$$" in frame.maths or "```" in frame.maths:
        yield f"{where}/maths", "delimiters; LaTeX stands here without any"


def _title(where: str, text: str) -> Iterator[Fault]:
    if "\n" in text or "\r" in text:
        yield where, f"{text!r} has more than one line"


def _item(where: str, text: str) -> Iterator[Fault]:
    """Lines after an item's first are written indented, so nothing in them is a sign."""
    if "\r" in text:  # readers of markdown take it for the end of a line, we do not
        yield where, "a carriage return"


def _spoken(where: str, text: str) -> Iterator[Fault]:
    yield from _whole(where, text)
    yield from _parting(where, text)
    for number, line in enumerate(lines(text), start=1):
        if not line.code and marked(line.text.rstrip()):
            yield where, f"line {number} is one of our own marks: {line.text!r}"


def _asked(where: str, text: str, *, option: bool = False) -> Iterator[Fault]:
    """The first line stands after a sign, so it cannot be one itself; nor can it open a fence."""
    text = text.strip("\n")
    if not _MAY_SIGN.search(text):
        return
    yield from _whole(where, text)
    yield from _parting(where, text, after=1)
    for number, (line, code, _) in enumerate(lines(text), start=1):
        bare = line.rstrip()
        if number > 1 and (_is_sign(bare) or (option and _OPTION.match(line))):
            yield where, f"line {number} would be read as a sign: {line!r}"
        if number == 1 and code:
            yield where, f"begins with code, which needs a line of its own: {line!r}"
    if option:
        yield from _form_inside(where, text)


def _is_sign(line: str) -> bool:
    if not line.startswith(("**", "### ")):
        return False
    return any(
        line in (*signs.blocks, signs.accepted, signs.rubric)
        or line.startswith((signs.key.rstrip(), signs.explanation.rstrip()))
        or signs.question_pattern.match(line)
        for signs in every_signs()
    )


def _form_inside(where: str, text: str) -> Iterator[Fault]:
    """Where a question has no form of its own, the form in its text would be taken for one."""
    for number, line in enumerate(text.strip("\n").split("\n"), start=1):
        if number > 1 and any(signs.formed(line) for signs in every_signs()):
            yield where, f"line {number} would be read as the form of the question: {line!r}"


def _whole(where: str, text: str) -> Iterator[Fault]:
    yield from _item(where, text)
    yield from _section_inside(where, text)
    if left_open(text):
        yield where, "a fence that is never closed"


def _parting(where: str, text: str, after: int = 0) -> Iterator[Fault]:
    for number, (line, code, _) in enumerate(lines(text), start=1):
        only_dashes = bool(line.strip()) and not line.strip().strip("-")
        if number > after and not code and (only_dashes or _HEADING.fullmatch(line)):
            yield where, f"line {number} would part the document: {line!r}"


def _section_inside(where: str, text: str) -> Iterator[Fault]:
    """Readers of sections cannot trust fences, since foreign files leave some open."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("## ") and any(signs.section_pattern.match(line) for signs in every_signs()):
            yield where, f"line {number} would begin a section: {line!r}"
