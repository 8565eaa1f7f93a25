"""Numeric: a number, how far off an answer may be, and its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from lecturegen.questions._base import Question

Exact = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=30)]


class Numeric(Question):
    """``tolerance`` is absolute and in the unit of the answer: answer - tolerance to answer + tolerance is right.

    ``unit`` may be empty. Numbers are decimal, as they were written: 0.10 stays 0.10.
    """

    kind: Literal["numeric"] = "numeric"
    answer: Exact
    tolerance: Annotated[Exact, Field(ge=0)] = Decimal(0)
    unit: str = ""
