"""Numeric: the way to the number first, then the number, how far off an answer may be, and the unit.

Numbers travel as text, so that 0.10 stays 0.10. They are read as people write them, and never guessed: 0,75 may be
three quarters or seventy-five thousandths, so it is asked for again.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, TypeAdapter, model_validator

from lecturegen.questions import Numeric
from lecturegen.questions.numeric import Exact
from lecturegen.schema.replies._base import Known, QuestionReply, without_gaps

_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,2})?")
_EXACT: TypeAdapter[Decimal] = TypeAdapter(Exact)


def _decimal_text(given: Any) -> str:
    """``1,200`` or a JSON number as decimal text. Raises ValueError, which says what to write."""
    text = str(given).strip().replace("−", "-")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        if not _PLAIN.fullmatch(text):
            raise ValueError
        _EXACT.validate_python(text)
    except ValueError:  # Pydantic's is one too: too many digits to keep
        remedy = "write digits with a point, and the unit in `unit`"
        raise ValueError(f"{given!r} is no decimal number; {remedy}") from None
    return text


DecimalText = Annotated[str, BeforeValidator(_decimal_text)]


class NumericReply(QuestionReply):
    kind: ClassVar[str] = "numeric"
    place: ClassVar[int] = 5
    usual_points: ClassVar[int] = 2
    picky: ClassVar[bool] = True
    apt: ClassVar[int] = 3
    tokens: ClassVar[int] = 110

    explanation: str
    answer: DecimalText
    tolerance: DecimalText
    unit: str

    @model_validator(mode="before")
    @classmethod
    def _left_out_is_exact(cls, given: Any) -> Any:
        filled = without_gaps(given, tolerance="0", unit="")
        return {**filled, "tolerance": "0"} if isinstance(filled, dict) and filled["tolerance"] == "" else filled

    def document(self, known: Known) -> Numeric:
        return Numeric(
            **self.common(known), answer=Decimal(self.answer), tolerance=abs(Decimal(self.tolerance)),
            unit=self.unit.strip(), explanation=self.explanation.strip(),
        )  # fmt: skip
