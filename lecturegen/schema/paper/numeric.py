"""Numeric: the form tells the unit, the key is the number with its tolerance and unit, such as ``12.5 ± 0.1 ms``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from lecturegen.questions import Numeric
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, common, places
from lecturegen.schema.signs import Signs

_NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_KEY = re.compile(rf"(?P<answer>[-+−]?{_NUMBER})(?: *± *(?P<tolerance>{_NUMBER}))?(?: (?P<unit>.*))?")


class NumericForm(PaperForm[Numeric]):
    kind = "numeric"
    needs = frozenset({"key"})

    def printed(self, question: Numeric, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        key, unit = str(question.answer), question.unit.rstrip(" \t")
        # a unit that begins with the sign would be taken for the tolerance
        if str(question.tolerance) != "0" or unit.lstrip().startswith("±"):
            key += f" ± {question.tolerance}"
        return SheetQuestion(
            stem=question.stem, form=self.form(question, _in(unit, signs)),
            key=f"{key} {unit}" if unit else key, explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[Numeric]:
        assert sheet.form is not None
        match = _KEY.fullmatch(sheet.key)
        if match is None:
            raise Misprint("/key", f"the key '{sheet.key}' is no number; write one such as '12.5 ± 0.1 ms'")
        unit = match["unit"] or ""
        if sheet.form.told != _in(unit, signs):
            before, _, after = signs.words.forms.unit.partition("{unit}")
            asked = sheet.form.told.removeprefix(before).removesuffix(after) or "no unit"
            raise Misprint("/form", f"this asks for {asked}, and the key has {unit or 'no unit'}; make them agree")
        number = match["answer"].replace("−", "-")
        try:
            question = Numeric.model_validate(
                common(sheet) | {"answer": number, "tolerance": match["tolerance"] or "0", "unit": unit}
            )
        except ValidationError:
            raise Misprint("/key", f"the key '{sheet.key}' has a number of more than 30 digits; round it") from None
        at = places(answer="/key", tolerance="/key", unit="/key")
        return Understood(question, at, {"/unit": len(sheet.key) - len(unit)})

    def faults(self, question: Numeric) -> Iterator[Fault]:
        if "\n" in question.unit:
            yield "/unit", f"{question.unit!r} has more than one line"


def _in(unit: str, signs: Signs) -> str:
    return signs.words.forms.unit.format(unit=unit) if unit else ""
