"""Options -> their order of value, if they are numbers of one kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

# One number, with the same words before and after it in every option: "3 layers", "x = -2", "$10^{-3}$", "5 %".
_QUANTITY = re.compile(
    r"""(?P<head>[^0-9]*?)
        (?P<number>
            (?:(?:(?<=[\s=(${])|^)[-+−])?          # a hyphen inside a word (A-1) is no sign
            (?:10\^\{?(?P<power>[-+−]?[0-9]{1,3})\}?
             | [0-9]{1,30}/[1-9][0-9]{0,29}
             | (?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,9} | [0-9]{1,30})(?:\.[0-9]{1,30})? | \.[0-9]{1,30})
               (?:[eE][-+]?[0-9]{1,3})?))
        (?P<tail>[^0-9]*)""",
    re.VERBOSE,
)


class _Quantity(NamedTuple):
    value: Fraction
    unit: tuple[str, str]


def ascending(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Places of ``texts`` from the smallest value to the largest, or None if they are not numbers of one unit.

    >>> ascending(["12 ms", "3.5 ms", "1,000 ms"])
    (1, 0, 2)
    >>> ascending(["12 ms", "12 s"]) is None
    True
    """
    found = [_quantity(text) for text in texts]
    numbers = [quantity for quantity in found if quantity is not None]
    if len(numbers) < len(texts) or len({quantity.unit for quantity in numbers}) != 1:
        return None
    return tuple(sorted(range(len(texts)), key=lambda i: (numbers[i].value, texts[i])))


def _quantity(text: str) -> _Quantity | None:
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    number = match["number"].replace(",", "").replace("−", "-")
    sign = -1 if number.startswith("-") else 1
    if match["power"] is not None:
        value = Fraction(10) ** int(match["power"].replace("−", "-"))
    else:
        value = Fraction(number.lstrip("+-"))
    # one layer, two layers: the plural is the same unit
    return _Quantity(sign * value, (match["head"].strip(), match["tail"].strip().removesuffix("s")))
