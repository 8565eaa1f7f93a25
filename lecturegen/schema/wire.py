"""Wire shapes: what a model fills in. Smaller than what we store.

No unions, no defaults, no letters for options, and no id or field that we know already. Empty text or an empty
list stands for "not here", since strict mode demands every field. Numbers refer to what the request has numbered.
The bounds of lists are left to the rules: a finding can be sent back, a schema that a server ignores cannot.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from lecturegen.questions import Bloom
from lecturegen.schema.replies import REPLIES, AssessReply, DistractorReply, SingleChoiceReply, Wire, assess_reply


class ObjectiveReply(Wire):
    text: str
    bloom: Bloom


class ObjectivesReply(Wire):
    objectives: list[ObjectiveReply]


class PlannedFrameReply(Wire):
    title: str
    points: list[str]
    objectives: list[int] = Field(description="numbers of the objectives it serves, from 1")


class PlannedSectionReply(Wire):
    topic: int = Field(description="number of the topic")
    minutes: float
    objectives: list[ObjectiveReply]
    frames: list[PlannedFrameReply]
    leaves_open: str


class PlanReply(Wire):
    starts_from: str = Field(description="the question that the first section takes up")
    sections: list[PlannedSectionReply]


class SourceReply(Wire):
    passage: str
    quote: str


class CodeReply(Wire):
    language: str
    text: str


class TableReply(Wire):
    header: list[str]
    rows: list[list[str]]


class FrameReply(Wire):
    bullets: list[str]
    script: str
    maths: str
    code: CodeReply
    table: TableReply
    sources: list[SourceReply]

    @model_validator(mode="before")
    @classmethod
    def _left_out_is_empty(cls, given: Any) -> Any:
        """Where no schema is enforced, models leave out or null what a frame does not need. It says the same."""
        if not isinstance(given, dict):
            return given
        empty = {"maths": "", "code": {"language": "", "text": ""}, "table": {"header": [], "rows": []}, "sources": []}
        return {**empty, **{name: value for name, value in given.items() if value is not None}}


class DraftReply(Wire):
    opening: str
    frames: list[FrameReply]
    closing: str


class Confidence(StrEnum):
    CERTAIN = "certain"
    UNSURE = "unsure"

    @classmethod
    def _missing_(cls, value: object) -> Confidence | None:
        name = str(value).strip().lower()
        return next((one for one in cls if one.value == name), None)


class ItemAnswerReply(Wire):
    question: int
    working: str
    answer: list[str]
    also: list[str]
    answerable: bool
    confidence: Confidence

    @model_validator(mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, given: Any) -> Any:
        """Where no schema is enforced, models write one answer without its list, or a number as one."""
        if not isinstance(given, dict):
            return given
        lists = {name: given.get(name) for name in ("answer", "also")}
        return given | {name: _listed(value) for name, value in lists.items()}


def _listed(value: Any) -> Any:
    if value is None or value == "":
        return []
    return [str(one) for one in (value if isinstance(value, list) else [value])]


class AnswerReply(Wire):
    answers: list[ItemAnswerReply]


WIRE: dict[str, type[Wire]] = {
    "plan": PlanReply, "draft": DraftReply, "assess": assess_reply(REPLIES), "answer": AnswerReply,
    "objectives": ObjectivesReply,
}  # fmt: skip
"""Shapes by name; ``assess`` with every type, of which a request has those that its section wants."""

__all__ = [
    "WIRE",
    "AnswerReply",
    "AssessReply",
    "CodeReply",
    "Confidence",
    "DistractorReply",
    "DraftReply",
    "FrameReply",
    "ItemAnswerReply",
    "ObjectiveReply",
    "PlanReply",
    "PlannedFrameReply",
    "PlannedSectionReply",
    "SingleChoiceReply",
    "SourceReply",
    "TableReply",
    "Wire",
    "assess_reply",
]
