"""Question types: one module each, found by name, no list to edit."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from lecturegen.questions._base import Bloom, Difficulty, Question, Shuffled
from lecturegen.questions.essay import Criterion, Essay, Level
from lecturegen.questions.matching import Matching, Pair
from lecturegen.questions.multiple_choice import MultipleChoice, Option, Scoring
from lecturegen.questions.numeric import Numeric
from lecturegen.questions.ordering import Ordering
from lecturegen.questions.short_answer import ShortAnswer
from lecturegen.questions.single_choice import Distractor, SingleChoice
from lecturegen.questions.true_false import TrueFalse
from lecturegen.registry import import_all

import_all(__name__)

TYPES: dict[str, type[Question]] = {
    str(cls.model_fields["kind"].default): cls
    for cls in (*Question.__subclasses__(), *Shuffled.__subclasses__())
    if cls is not Shuffled
}
"""Kind -> its class."""

if TYPE_CHECKING:
    AnyQuestion = SingleChoice | MultipleChoice | TrueFalse | Numeric | ShortAnswer | Essay | Matching | Ordering
else:
    AnyQuestion = Annotated[reduce(or_, TYPES.values()), Field(discriminator="kind")]

__all__ = [
    "TYPES",
    "AnyQuestion",
    "Bloom",
    "Criterion",
    "Difficulty",
    "Distractor",
    "Essay",
    "Level",
    "Matching",
    "MultipleChoice",
    "Numeric",
    "Option",
    "Ordering",
    "Pair",
    "Question",
    "Scoring",
    "ShortAnswer",
    "Shuffled",
    "SingleChoice",
    "TrueFalse",
]
