"""Question types: one module each, found by name, no list to edit."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from lecturegen.questions._base import Bloom, Difficulty, Question
from lecturegen.questions.single_choice import Distractor, SingleChoice
from lecturegen.registry import import_all

import_all(__name__)

TYPES: dict[str, type[Question]] = {str(cls.model_fields["kind"].default): cls for cls in Question.__subclasses__()}

if TYPE_CHECKING:
    AnyQuestion = SingleChoice
elif len(TYPES) == 1:
    (AnyQuestion,) = TYPES.values()
else:
    AnyQuestion = Annotated[reduce(or_, TYPES.values()), Field(discriminator="kind")]

__all__ = ["TYPES", "AnyQuestion", "Bloom", "Difficulty", "Distractor", "Question", "SingleChoice"]
