"""Week -> assessment.qti.zip: QTI 1.2 in Canvas's dialect, through text2qti.

text2qti reads its own text format, in which every text of ours is one line of HTML with nothing in it that its markdown
would change. It has no matching, and numbers of four decimals at most that are not near 0; `_qti_xml` writes those.

Not covered: groups that Canvas draws questions from.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from lecturegen.exporters._archive import archive
from lecturegen.exporters._base import Exported, Wishes, exporter, titled
from lecturegen.exporters._items import (
    NO_LINE,
    ORDERING_MATCHED,
    Item,
    asked,
    choices,
    items,
    one_line,
    rubric,
    short_answers,
)
from lecturegen.exporters._losses import Losses
from lecturegen.exporters._optional import optional
from lecturegen.exporters._qti_xml import Matched, with_matchings
from lecturegen.exporters._texts import Maths, bare, fits_a_line, has_maths, html, line, tex
from lecturegen.questions import (
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    Scoring,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Week

# what text2qti would take for maths, code or an escape, and what would end the line
_SIGNS = re.compile(r"[$\\`\n]")
_DATE = "2000-01-01"  # of the manifest; nobody reads it


@exporter("qti12")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises ConfigurationError if text2qti is not installed."""
    losses = Losses("qti12")
    asked_for = [item for item in items(week, losses) if _sayable(item, losses)]
    if not asked_for:
        return Exported({}, losses.findings())
    config = optional("text2qti.config", "lms").Config()  # not loaded from the home folder, nor written there
    writer = _Writer(optional("text2qti.markdown", "lms").Markdown(config).latex_to_canvas_img, losses)
    quiz = optional("text2qti.quiz", "lms").Quiz(
        "\n".join(writer.lines(asked_for, titled(week, wishes.title))), config=config
    )
    return Exported({"assessment.qti.zip": _zipped(quiz, asked_for)}, losses.findings())


def _sayable(item: Item, losses: Losses) -> bool:
    """What is matched is one line of plain text in Canvas."""
    matched = _sides(item.question)
    if not all(map(fits_a_line, matched)):
        losses.left_out(item.place, f"what is matched is a line of text, and {NO_LINE}")
        return False
    if any(map(has_maths, matched)):
        losses.otherwise(item.place, "maths of what is matched is written as LaTeX")
    return True


def _sides(question: Question) -> tuple[str, ...]:
    match question:
        case Matching(pairs=pairs, texts=texts):
            return (*(pair.premise for pair in pairs), *texts)
        case Ordering(steps=steps):
            return steps
    return ()


def _zipped(quiz: Any, asked_for: Sequence[Item]) -> bytes:
    from text2qti.qti import QTI
    from text2qti.quiz import Question
    from text2qti.xml_imsmanifest import imsmanifest

    matchings = {}
    read = [one for one in quiz.questions_and_delims if isinstance(one, Question)]
    for item, question in zip(asked_for, read, strict=True):
        match item.question:
            case Numeric(answer=answer, tolerance=tolerance):
                question.numerical_min_html_xml = f"{answer - tolerance:f}"
                question.numerical_exact_html_xml = f"{answer:f}"
                question.numerical_max_html_xml = f"{answer + tolerance:f}"
            case Matching() | Ordering():
                matchings[f"text2qti_question_{question.id}"] = _matched(item)
    qti = QTI(quiz)
    with ZipFile(io.BytesIO(qti.zip_bytes())) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist() if not name.endswith("/")}
    manifest = imsmanifest(
        manifest_identifier=qti.manifest_identifier, assessment_identifier=qti.assessment_identifier,
        dependency_identifier=qti.dependency_identifier, images={}, date=_DATE,
    )  # fmt: skip
    questions = f"{qti.assessment_identifier}/{qti.assessment_identifier}.xml"
    return archive(files | {"imsmanifest.xml": manifest.encode(), questions: with_matchings(qti.assessment, matchings)})


def _matched(item: Item) -> Matched:
    match item.question:
        case Matching(pairs=pairs):
            told = tuple((line(pair.premise, tex), line(pair.response, bare)) for pair in pairs)
            return Matched(told, tuple(line(text, bare) for text in item.shown))
        case Ordering(steps=steps):
            places = tuple((line(step, tex), str(steps.index(step) + 1)) for step in item.shown)
            return Matched(places, tuple(str(place) for place in range(1, len(steps) + 1)))
        case other:
            raise TypeError(f"{other.kind} is no matching")


class _Writer:
    """Items -> lines of text2qti's format."""

    def __init__(self, image: Any, losses: Losses) -> None:
        """``image``: LaTeX -> the image of it that Canvas makes."""
        self._maths: Maths = lambda latex, display: str(image(latex))
        self._losses = losses
        self._stems: set[str] = set()

    def lines(self, asked_for: Sequence[Item], title: str) -> Iterator[str]:
        yield f"Quiz title: {one_line(title)}"
        section = None
        for number, item in enumerate(asked_for, start=1):
            if item.section is not section:
                section = item.section
                named = f"{item.place.label.partition('.')[0]}. {one_line(section.title)}"
                yield f"Text title: {named}"
                yield f"Text: {self._html(named)}"
            yield ""
            yield f"Title: {item.place.label} {one_line(item.question.id)}"
            yield f"Points: {item.question.points}"
            yield f"{number}. {self._once(asked(item.question), self._stems)}"
            yield from self._feedback(item)
            yield from self._answers(item)

    def _feedback(self, item: Item) -> Iterator[str]:
        self._losses.detail(item.place, "objectives, levels and difficulty are left out")
        made = html(item.question.explanation, self._maths)
        if isinstance(item.question, Essay):
            self._losses.otherwise(item.place, "the rubric is written below the general feedback")
            made += rubric(item.question.rubric, self._maths)
        if made:
            yield f"... {_in_a_line(made)}"

    def _answers(self, item: Item) -> Iterator[str]:
        match item.question:
            case SingleChoice():
                yield from self._options(item, "*a)", "b)")
            case MultipleChoice(scoring=scoring):
                if scoring is Scoring.ALL_OR_NOTHING:
                    self._losses.otherwise(item.place, "scoring all-or-nothing: Canvas scores in parts")
                yield from self._options(item, "[*]", "[ ]")
            case TrueFalse(answer=truth):
                true, false = item.words.true, item.words.false
                yield from (f"*a) {true}", f"b) {false}") if truth else (f"a) {true}", f"*b) {false}")
            case Numeric():
                yield "= 1"  # the numbers are written over it
            case ShortAnswer(answer=answer, variants=variants):
                yield from (f"* {text}" for text in short_answers(answer, variants))
            case Essay():
                yield "____"
            case Matching():
                yield "____"  # the pairs are written over it
            case Ordering():
                self._losses.otherwise(item.place, ORDERING_MATCHED)
                yield "____"
            case unknown:
                raise TypeError(f"QTI 1.2 has no form for {unknown.kind} questions; give {__name__} one")

    def _options(self, item: Item, right: str, wrong: str) -> Iterator[str]:
        seen: set[str] = set()
        for choice in choices(item):
            yield f"{right if choice.right else wrong} {self._once(choice.text, seen)}"
            if choice.rationale.strip():
                yield f"... {self._html(choice.rationale)}"

    def _html(self, text: str) -> str:
        return _in_a_line(html(text, self._maths))

    def _once(self, text: str, seen: set[str]) -> str:
        """text2qti refuses a stem or an option that it has seen; an empty element tells them apart."""
        made = html(text, self._maths)
        while made in seen:
            made += "<span></span>"
        seen.add(made)
        return _in_a_line(made)


def _in_a_line(made: str) -> str:
    """One block of HTML, which Python's markdown leaves as it is."""
    return f"<div>{_SIGNS.sub(lambda sign: f'&#{ord(sign[0])};', made)}</div>"
