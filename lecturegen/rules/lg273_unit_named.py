"""LG273 unit-named: the stem of a numeric question names the unit of its answer.

Why: the answer is typed as a number, so whoever reckons in seconds is a thousand times off in milliseconds and wrong
for no reason that the question is about. Learning platforms check units apart or not at all.

Not covered: units in other languages, or of more than forty characters; a stem that names the unit for something else.

Bad:
    asked: [numeric]
    /assessment/questions/3/stem: A sorted list holds 500 numbers, and looks cost 0.02 s. How long is a search at most?
Good:
    asked: [numeric]
    /assessment/questions/3/stem: A sorted list holds 500 numbers, and each look costs 20 ms. How long is a search?
    ---
    asked: [numeric]
    /assessment/questions/3/unit: m/s
    /assessment/questions/3/stem: How many metres per second does the arm move that looks at 500 sorted cards by halves?
    ---
    asked: [numeric]
    /assessment/questions/3/unit: looks
    /assessment/questions/3/stem: How many looks more does a list take that is twice as long?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lecturegen.questions import Numeric
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import of_type
from lecturegen.rules._words import roots
from lecturegen.schema import Section, Severity

_PREFIXES = {
    "": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "h": "hecto", "d": "deci", "c": "centi", "m": "milli",
    "µ": "micro", "μ": "micro", "u": "micro", "n": "nano", "p": "pico", "Ki": "kibi", "Mi": "mebi", "Gi": "gibi",
}  # fmt: skip
_UNITS = {
    "s": "second", "m": "met(?:re|er)", "g": "gram", "l": "lit(?:re|er)", "L": "lit(?:re|er)", "J": "joule",
    "W": "watt", "V": "volt", "A": "amp", "Hz": "hertz", "Pa": "pascal", "N": "newton", "B": "byte", "bit": "bit",
    "b": "bit", "mol": "mole", "K": "kelvin", "Ω": "ohm", "eV": "electron ?volt", "F": "farad", "C": "coulomb",
    "bps": "bits? per second",
}  # fmt: skip
_NAMES = {p + unit: f"{prefix}{name}" for unit, name in _UNITS.items() for p, prefix in _PREFIXES.items()} | {
    "min": "minute", "h": "hour", "d": "day", "a": "year", "yr": "year", "t": "ton", "°": "degree",
    "°C": "degree|celsius", "°F": "degree|fahrenheit", "%": "per ?cent|share|proportion", "‰": "per ?mille",
    "pp": "percentage point", "€": "euro", "EUR": "euro", "$": "dollar", "USD": "dollar", "£": "pound", "GBP": "pound",
    "dB": "decibel", "px": "pixel",
}  # fmt: skip
_LONGEST = 40
"""Characters of a unit; what is longer is none."""
_PARTING = re.compile(r"[/·*^\s\d⁻¹²³−-]+|\bper\b")


@rule("LG273", "unit-named", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in of_type(section, Numeric):
        if not 0 < len(question.unit.strip()) <= _LONGEST:
            continue
        if not all(_named(unit, question.stem) for unit in _PARTING.split(question.unit) if unit):
            message = f"the stem does not say that the answer is in {question.unit.strip()!r}"
            yield Found(f"{where}/stem", message, "say in the stem which unit the answer is in")


def _named(unit: str, stem: str) -> bool:
    own = roots(unit)
    return _sign(unit).search(stem) is not None or bool(own and own <= roots(stem))


@lru_cache(maxsize=256)
def _sign(unit: str) -> re.Pattern[str]:
    """The unit as it is written, not within a word but behind a number (20ms), or its name."""
    name = f"|(?i:{_NAMES[unit]})" if unit in _NAMES else ""
    return re.compile(rf"(?<![^\W\d_]){re.escape(unit)}(?![^\W_]){name}")
