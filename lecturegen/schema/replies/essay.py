"""Essay: a task, what a good answer holds, and the rubric. The rubric says how many points it has."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from lecturegen.questions import Criterion, Essay, Level
from lecturegen.schema.replies._base import Known, QuestionReply, Wire


def _none_taken(points: int) -> int:
    """Raises ValueError: no level takes points away."""
    if points < 0:
        raise ValueError("points of a level are 0 or more")
    return points


class LevelReply(Wire):
    points: Annotated[int, AfterValidator(_none_taken)]
    text: str


class CriterionReply(Wire):
    text: str
    levels: list[LevelReply]

    def document(self) -> Criterion:
        levels = (Level(points=level.points, text=level.text.strip()) for level in self.levels)
        return Criterion(text=self.text.strip(), levels=tuple(levels))


class EssayReply(QuestionReply):
    kind: ClassVar[str] = "essay"
    place: ClassVar[int] = 8
    usual_points: ClassVar[int] = 6
    fewest_points: ClassVar[int] = 2  # a rubric has two criteria
    apt: ClassVar[int] = 3
    tokens: ClassVar[int] = 290

    explanation: str
    rubric: list[CriterionReply]

    def document(self, known: Known) -> Essay:
        rubric = tuple(criterion.document() for criterion in self.rubric)
        points = sum(criterion.points for criterion in rubric)
        common = self.common(known) | {"points": max(points, 1)}
        return Essay(**common, explanation=self.explanation.strip(), rubric=rubric)
