r"""Week -> assessment.gift: Moodle's text format, one question to a paragraph.

Texts are HTML, in which an arrow is ``-&gt;``; line ends are written as ``\n``. What is read how is in Moodle's
``question/format/gift/format.php``: it takes what is left of an unescaped sign for another type, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, exporter, titled
from lecturegen.exporters._items import ORDERING_MATCHED, Item, asked, choices, items, rubric, short_answers
from lecturegen.exporters._losses import Losses
from lecturegen.exporters._texts import has_maths, html
from lecturegen.exporters.moodle_xml import (
    NO_ALL_OR_NOTHING,
    PLAIN_RESPONSES,
    category,
    name,
    number,
    part,
    response,
    unsayable,
    wildcards_escaped,
)
from lecturegen.questions import (
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Scoring,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Week

_SIGNS = re.compile(r"[\\~=#{}:]")
# in plain text: an arrow makes a matching of it, the placeholders of escaped signs are taken for the signs, and what
# stands in front of it for a format or a weight
_UNSAYABLE = re.compile(
    r"->|&&(?:010|035|058|061|09[2]|12[356]);|^\[(?:html|moodle|plain|markdown)\]|^%-*[0-9]{1,2}\.?[0-9]*%"
)


@exporter("gift")
def export(week: Week, wishes: Wishes) -> Exported:
    losses = Losses("gift")
    parts = []
    section = None
    for item in items(week, losses):
        answers = _answers(item, losses)
        if answers is None:
            continue
        if item.section is not section:
            section = item.section
            # a backslash is doubled here and nothing else is escaped
            path = category(titled(week, wishes.title), section, item).replace("\\", "\\\\")
            parts.append(f"$CATEGORY: {path}\n")
        parts.append(_question(item, answers, losses))
    text = "\n".join(parts)
    return Exported({"assessment.gift": text.encode()} if parts else {}, losses.findings())


def _question(item: Item, answers: list[str], losses: Losses) -> str:
    if item.question.points != 1:
        losses.detail(item.place, "points are left out; every question counts one")
    feedback = html(item.question.explanation)
    if isinstance(item.question, Essay):
        losses.otherwise(item.place, "the rubric is written below the general feedback")
        feedback += rubric(item.question.rubric)
    general = [f"####{_escaped(f'[html]{feedback}')}"] if feedback else []
    tags = "".join(f" [{kind}:{_in_comment(text)}]" for kind, text in _marks(item))
    return f"//{tags}\n::{_escaped(name(item))}::{_html(asked(item.question))}{{\n{_lines([*answers, *general])}}}\n"


def _marks(item: Item) -> Iterator[tuple[str, str]]:
    yield "id", item.question.id
    yield from (("tag", tag) for tag in item.tags)


def _answers(item: Item, losses: Losses) -> list[str] | None:
    """What stands between the braces, line by line; None if GIFT has no form for it, which is told to ``losses``."""
    if why := unsayable(item.question):
        losses.left_out(item.place, why)
        return None
    match item.question:
        case SingleChoice():
            return _choice(item, "=", "~")
        case MultipleChoice() as question:
            return _multiple(item, question, losses)
        case TrueFalse() as question:
            return ["TRUE" if question.answer else "FALSE"]
        case Numeric() as question:
            return [f"#{number(question.answer)}:{number(question.tolerance)}"]
        case ShortAnswer() as question:
            return _short(item, question, losses)
        case Essay():
            return []
        case Matching() as question:
            if any(map(has_maths, question.texts)):
                losses.otherwise(item.place, PLAIN_RESPONSES)
            pairs = [(pair.premise, pair.response) for pair in question.pairs]
            return [_match(*pair) for pair in [*pairs, *(("", spare) for spare in question.spare)]]
        case Ordering() as question:
            losses.otherwise(item.place, ORDERING_MATCHED)
            # as they are dealt: Moodle does not shuffle what stands on the left where a quiz forbids it
            return [_match(step, str(question.steps.index(step) + 1)) for step in item.shown]
        case unknown:
            raise TypeError(f"GIFT has no form for {unknown.kind} questions; give {__name__} one")


def _choice(item: Item, right: str, wrong: str) -> list[str]:
    return [
        (right if choice.right else wrong)
        + _html(choice.text)
        + (f"#{_html(choice.rationale)}" if choice.rationale.strip() else "")
        for choice in choices(item)
    ]


def _multiple(item: Item, question: MultipleChoice, losses: Losses) -> list[str]:
    if len(question.answers) == 1:
        # a weight has two digits: there is no ~%100%
        losses.otherwise(item.place, "multiple choice with one right option is written as single choice")
        return _choice(item, "=", "~")
    if question.scoring is Scoring.ALL_OR_NOTHING:
        losses.otherwise(item.place, NO_ALL_OR_NOTHING)
    share = part(question)
    return _choice(item, f"~%{share.right}%", f"~%{share.wrong}%")


def _short(item: Item, question: ShortAnswer, losses: Losses) -> list[str] | None:
    accepted = short_answers(question.answer, question.variants)
    sayable = [answer for answer in accepted if not _UNSAYABLE.search(answer)]
    if not sayable:
        losses.left_out(item.place, "GIFT would read its answer as something else (an arrow, a format, a weight)")
        return None
    for answer in accepted:
        if answer not in sayable:
            losses.detail(item.place, f"the accepted answer {answer!r} is left out: GIFT would read it otherwise")
    return [f"={_escaped(wildcards_escaped(answer))}" for answer in sayable]


def _match(premise: str, matched: str) -> str:
    return f"={_html(premise)} -> {_escaped(response(matched))}"


def _html(markdown: str) -> str:
    made = html(markdown)
    return _escaped(f"[html]{made}") if made else ""


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _in_comment(text: str) -> str:
    return text.replace("]", ")")


def _lines(lines: list[str]) -> str:
    return "".join(f"\t{line}\n" for line in lines)
