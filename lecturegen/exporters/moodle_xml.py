"""Week -> assessment.moodle.xml: a category for each section, its questions with everything that Moodle keeps of them.

For Moodle 4.4 or later, where ordering is a standard type. Options stay in the order that we deal, responses and
steps are shuffled by Moodle. What is read how is in Moodle's ``question/format/xml/format.php``.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lecturegen.exporters._base import Exported, Wishes, exporter, titled
from lecturegen.exporters._items import NO_LINE, Item, asked, choices, items, one_line, rubric, short_answers
from lecturegen.exporters._losses import Losses
from lecturegen.exporters._texts import bare, fits_a_line, has_maths, html, line
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
from lecturegen.schema import Section, Week

MOST_RIGHT = 10  # Moodle has fractions for tenths, and none below 5% but 0
NAME_LENGTH = 80  # characters of a stem that suffice to find it in the question bank
NO_ALL_OR_NOTHING = "scoring all-or-nothing is written as scoring in parts, the only one that Moodle's own type has"
TOO_MANY_RIGHT = f"Moodle has no fraction for one of more than {MOST_RIGHT} right options"
PLAIN_RESPONSES = "maths of responses is written as LaTeX, since Moodle shows them in a menu"


@exporter("moodle-xml")
def export(week: Week, wishes: Wishes) -> Exported:
    losses = Losses("moodle-xml")
    quiz = Element("quiz")
    section = None
    for item in items(week, losses):
        written = _question(item, losses)
        if written is None:
            continue
        if item.section is not section:
            section = item.section
            quiz.append(_category(category(titled(week, wishes.title), section, item)))
        quiz.append(written)
    if section is None:
        return Exported({}, losses.findings())
    indent(quiz)
    content = tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"
    return Exported({"assessment.moodle.xml": content}, losses.findings())


def category(title: str, section: Section, item: Item) -> str:
    """Path in the question bank. A slash inside a name is doubled."""
    number, _, _ = item.place.label.partition(".")
    names = (one_line(title), f"{number}. {one_line(section.title)}")
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])


def name(item: Item) -> str:
    """Section.question and the beginning of the stem, for teachers' eyes only."""
    words = line(item.question.stem.strip().partition("\n\n")[0], bare)
    begun = words if len(words) <= NAME_LENGTH else words[:NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    return f"{item.place.label} {begun}".strip()


def unsayable(question: Question) -> str:
    """Why neither Moodle XML nor GIFT has a form for ``question``; empty if they have."""
    match question:
        case MultipleChoice(answers=answers) if len(answers) > MOST_RIGHT:
            return TOO_MANY_RIGHT
        case Matching(texts=texts) if not all(map(fits_a_line, texts)):
            return f"responses stand in a menu, and {NO_LINE}"
    return ""


def response(text: str) -> str:
    """What a menu shows; Moodle takes it for HTML."""
    return escape(line(text, bare), quote=False)


def wildcards_escaped(answer: str) -> str:
    """A short answer of Moodle in which a star is a star."""
    return answer.replace("*", "\\*")


class Part(NamedTuple):
    """A question's share of the points, in percent, for each option ticked."""

    right: str
    wrong: str


def part(question: MultipleChoice) -> Part:
    share = percent(Fraction(100, len(question.answers)))
    return Part(share, f"-{share}")


def percent(share: Fraction) -> str:
    """As Moodle writes it: five decimals at most."""
    return f"{float(share):.5f}".rstrip("0").rstrip(".")


def number(value: Decimal) -> str:
    return f"{value:f}"


def _category(path: str) -> Element:
    question = Element("question", type="category")
    _text(SubElement(question, "category"), path)
    return question


def _question(item: Item, losses: Losses) -> Element | None:
    """None if Moodle has no form for it, which is told to ``losses``."""
    if why := unsayable(item.question):
        losses.left_out(item.place, why)
        return None
    question = Element("question")
    _text(SubElement(question, "name"), name(item))
    _html(question, "questiontext", asked(item.question))
    _html(question, "generalfeedback", item.question.explanation)
    _value(question, "defaultgrade", str(item.question.points))
    _value(question, "penalty", "0")
    _value(question, "hidden", "0")
    _value(question, "idnumber", item.question.id)
    question.set("type", _body(item, question, losses))
    tags = SubElement(question, "tags")
    for tag in item.tags:
        _text(SubElement(tags, "tag"), tag)
    return question


def _body(item: Item, to: Element, losses: Losses) -> str:
    """What is of this type alone; returns Moodle's name of the type."""
    match item.question:
        case SingleChoice():
            _choice(to, item, Part("100", "0"), single=True)
            return "multichoice"
        case MultipleChoice() as question:
            if question.scoring is Scoring.ALL_OR_NOTHING:
                losses.otherwise(item.place, NO_ALL_OR_NOTHING)
            _choice(to, item, part(question), single=False)
            return "multichoice"
        case TrueFalse() as question:
            for truth in (True, False):
                _answer(to, "true" if truth else "false", "100" if question.answer is truth else "0")
            return "truefalse"
        case Numeric() as question:
            _numeric(to, question)
            return "numerical"
        case ShortAnswer() as question:
            _value(to, "usecase", "0")
            for answer in short_answers(question.answer, question.variants):
                _answer(to, wildcards_escaped(answer), "100")
            return "shortanswer"
        case Essay() as question:
            _essay(to, question)
            return "essay"
        case Matching() as question:
            _matching(to, item, question, losses)
            return "matching"
        case Ordering() as question:
            _ordering(to, question)
            return "ordering"
        case unknown:
            raise TypeError(f"Moodle XML has no form for {unknown.kind} questions; give {__name__} one")


def _choice(to: Element, item: Item, share: Part, *, single: bool) -> None:
    _value(to, "single", "true" if single else "false")
    _value(to, "shuffleanswers", "false")
    _value(to, "answernumbering", "ABCD")
    for choice in choices(item):
        answer = SubElement(to, "answer", fraction=share.right if choice.right else share.wrong, format="html")
        SubElement(answer, "text").text = html(choice.text)
        _html(answer, "feedback", choice.rationale)


def _numeric(to: Element, question: Numeric) -> None:
    answer = _answer(to, number(question.answer), "100")
    _value(answer, "tolerance", number(question.tolerance))
    if question.unit:
        unit = SubElement(SubElement(to, "units"), "unit")
        _value(unit, "multiplier", "1")
        _value(unit, "unit_name", line(question.unit, bare))
    _value(to, "unitgradingtype", "0")
    # 0: a unit may be typed beside the number; 3: there are no units
    _value(to, "showunits", "0" if question.unit else "3")


def _essay(to: Element, question: Essay) -> None:
    _value(to, "responseformat", "editor")
    _value(to, "responserequired", "1")
    SubElement(SubElement(to, "graderinfo", format="html"), "text").text = rubric(question.rubric)


def _matching(to: Element, item: Item, question: Matching, losses: Losses) -> None:
    if any(map(has_maths, question.texts)):
        losses.otherwise(item.place, PLAIN_RESPONSES)
    _value(to, "shuffleanswers", "true")
    pairs = [(pair.premise, pair.response) for pair in question.pairs]
    for premise, matched in [*pairs, *(("", spare) for spare in question.spare)]:
        asked_of = _html(to, "subquestion", premise)
        _text(SubElement(asked_of, "answer"), response(matched))


def _ordering(to: Element, question: Ordering) -> None:
    _value(to, "layouttype", "VERTICAL")
    _value(to, "selecttype", "ALL")
    _value(to, "selectcount", "0")
    _value(to, "gradingtype", "ABSOLUTE_POSITION")
    for place, step in enumerate(question.steps, start=1):
        answer = SubElement(to, "answer", fraction=str(place), format="html")
        SubElement(answer, "text").text = html(step)


def _answer(to: Element, text: str, fraction: str) -> Element:
    answer = SubElement(to, "answer", fraction=fraction, format="moodle_auto_format")
    SubElement(answer, "text").text = text
    return answer


def _html(to: Element, tag: str, markdown: str) -> Element:
    made = SubElement(to, tag, format="html")
    SubElement(made, "text").text = html(markdown)
    return made


def _text(to: Element, text: str) -> None:
    SubElement(to, "text").text = text


def _value(to: Element, tag: str, value: str) -> None:
    SubElement(to, tag).text = value
