"""Items of the bank -> a week that exporters can write: one section for each section that they come from.

Questions get ids that depend on the item alone, so that the seed alone decides how their options are shown; a person's
own question keeps its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lecturegen.bank.store import Item
from lecturegen.schema import Assessment, Objective, Section, Week

WITHOUT = "Questions"
"""Title of a section for questions that name none."""


def to_week(items: Sequence[Item], title: str, seed: int = 0) -> Week:
    """``items`` of one section stand side by side, as the bank gives them."""
    groups = groupby(items, key=lambda item: (item.entry.week, item.entry.section))
    sections = tuple(_section(number, name, list(own)) for number, ((_, name), own) in enumerate(groups, start=1))
    language = items[0].entry.language if items else "en"
    return Week(course="", number=0, title=title, language=language, minutes=None, seed=seed, sections=sections)


def _section(number: int, title: str, items: Sequence[Item]) -> Section:
    name = f"section-{number}"
    texts = list(dict.fromkeys(item.entry.objective for item in items if item.entry.objective))
    ids = {text: f"{name}.o{place}" for place, text in enumerate(texts, start=1)}
    questions = tuple(
        item.entry.question.model_copy(update={"id": item.id, "objective": ids.get(item.entry.objective, "")})
        for item in items
    )
    return Section(
        id=name, title=title or WITHOUT, minutes=None, opening="", frames=(), closing="",
        objectives=tuple(Objective(id=identity, text=text, bloom=None) for text, identity in ids.items()),
        assessment=Assessment(questions=questions),
    )  # fmt: skip
