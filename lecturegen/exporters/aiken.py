r"""Week -> assessment.aiken.txt: stem, options and key, each in one line of plain text.

Only questions with one right option. Maths stands between ``\(`` and ``\)``.
"""

from __future__ import annotations

import re

from lecturegen.exporters._base import Exported, Wishes, exporter
from lecturegen.exporters._items import NO_LINE, Item, choices, items
from lecturegen.exporters._losses import Losses
from lecturegen.exporters._texts import fits_a_line, line
from lecturegen.questions import Question, SingleChoice, TrueFalse
from lecturegen.schema import Week
from lecturegen.schema.grammar import LETTERS

# as Moodle reads it: question/format/aiken/format.php
_A_SIGN = re.compile(r"[A-Z][).]|ANSWER:")


@exporter("aiken")
def export(week: Week, wishes: Wishes) -> Exported:
    losses = Losses("aiken")
    written = [text for item in items(week, losses) if (text := _question(item, losses))]
    content = "\n".join(written).encode()
    return Exported({"assessment.aiken.txt": content} if written else {}, losses.findings())


def _question(item: Item, losses: Losses) -> str:
    """Empty if Aiken has no form for it, which is told to ``losses``."""
    texts, key = _texts(item)
    if not texts:
        losses.left_out(item.place, "Aiken has questions with one right option, and no others")
        return ""
    if why := _unwritable(texts):
        losses.left_out(item.place, why)
        return ""
    _tell(item.question, texts, item, losses)
    stem, *options = map(line, texts)
    lettered = [f"{letter}) {text}" for letter, text in zip(LETTERS, options, strict=False)]
    return "\n".join([stem, *lettered, f"ANSWER: {LETTERS[key]}", ""])


def _texts(item: Item) -> tuple[list[str], int]:
    """Stem and options as markdown, and the place of the right one, from 0."""
    match item.question:
        case SingleChoice(stem=stem):
            told = choices(item)
            return [stem, *(choice.text for choice in told)], [choice.right for choice in told].index(True)
        case TrueFalse(stem=stem, answer=truth):
            return [stem, item.words.true, item.words.false], 0 if truth else 1
    return [], 0


def _unwritable(texts: list[str]) -> str:
    """Why these texts cannot stand in an Aiken file; empty if they can."""
    if not all(map(fits_a_line, texts)):
        return NO_LINE
    if len(texts) > len(LETTERS) + 1:
        return f"there are letters for {len(LETTERS)} options"
    stem, *options = map(line, texts)
    if len(stem) < 2 or _A_SIGN.match(stem) or not all(options):
        return "its stem would be read as an option or a key, or a text is empty"
    return ""


def _tell(question: Question, texts: list[str], item: Item, losses: Losses) -> None:
    if isinstance(question, TrueFalse):
        losses.otherwise(item.place, "true/false is written as single choice")
    losses.detail(item.place, "explanations, rationales, objectives and levels are left out")
    if question.points != 1:
        losses.detail(item.place, "points are left out; every question counts one")
    if any("\n\n" in text.strip() for text in texts):
        losses.otherwise(item.place, "paragraphs are written as one line")
