"""Matching: premises, each with its response, and responses that match nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import model_validator

from lecturegen.questions import Matching, Pair
from lecturegen.schema.replies._base import Known, QuestionReply, Wire, stripped, without_gaps


class PairReply(Wire):
    premise: str
    response: str


class MatchingReply(QuestionReply):
    kind: ClassVar[str] = "matching"
    place: ClassVar[int] = 6
    usual_points: ClassVar[int] = 2
    picky: ClassVar[bool] = True
    tokens: ClassVar[int] = 165

    pairs: list[PairReply]
    spare: list[str]
    explanation: str

    @model_validator(mode="before")
    @classmethod
    def _left_out_is_empty(cls, given: Any) -> Any:
        return without_gaps(given, spare=[])

    def document(self, known: Known) -> Matching:
        return Matching(
            **self.common(known), explanation=self.explanation.strip(), spare=stripped(self.spare),
            pairs=tuple(Pair(premise=pair.premise.strip(), response=pair.response.strip()) for pair in self.pairs),
        )  # fmt: skip
