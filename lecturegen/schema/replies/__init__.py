"""What a model fills in for the questions of a section: one module a type, found by name.

A reply holds a list for each type that the section wants and no other, so no shape needs a union. Sections that want
the same types share a shape, so that a provider compiles and keeps few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import create_model, model_validator

from lecturegen.registry import import_all
from lecturegen.schema.replies._base import Known, QuestionReply, Wire
from lecturegen.schema.replies.single_choice import DistractorReply, SingleChoiceReply

import_all(__name__)

REPLIES: dict[str, type[QuestionReply]] = {
    reply.kind: reply for reply in sorted(QuestionReply.__subclasses__(), key=lambda reply: reply.place)
}
"""Kind -> what is filled in for it, in the order in which types stand in a quiz."""


class Lists(Wire):
    """A list for each wanted type, under its name."""

    @model_validator(mode="before")
    @classmethod
    def _left_out_is_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: [] for name in cls.model_fields} | {k: v for k, v in given.items() if v is not None}

    def of(self, kind: str) -> list[QuestionReply]:
        """The questions of a type, which are none where it was not asked for."""
        found: list[QuestionReply] = getattr(self, wire_name(kind), [])
        return found


class AssessReply(Wire):
    """Base of the replies to an assessment request; ``assess_reply`` makes the one with the lists that are wanted."""

    questions: Lists
    activities: list[str]
    discussion: list[str]

    def all(self) -> Iterator[QuestionReply]:
        """Every question, type by type."""
        for kind in REPLIES:
            yield from self.questions.of(kind)


def assess_reply(kinds: Iterable[str]) -> type[AssessReply]:
    """The shape of a reply with questions of these types; the same for the same types, in whatever order."""
    wanted = set(kinds)
    return _shape(tuple(kind for kind in REPLIES if kind in wanted))


@cache
def _shape(kinds: tuple[str, ...]) -> type[AssessReply]:
    lists: dict[str, Any] = {wire_name(kind): (list[REPLIES[kind]], ...) for kind in kinds}  # type: ignore[valid-type]
    questions = create_model("QuestionsReply", __base__=Lists, **lists)
    return create_model("AssessReply", __base__=AssessReply, questions=(questions, ...))


def wire_name(kind: str) -> str:
    """What a type is called where a hyphen may not stand: in a reply, in a prompt, in a course file."""
    return kind.replace("-", "_")


__all__ = [
    "REPLIES",
    "AssessReply",
    "DistractorReply",
    "Known",
    "Lists",
    "QuestionReply",
    "SingleChoiceReply",
    "Wire",
    "assess_reply",
    "wire_name",
]
