"""What is found in exported files, and its manual pages."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from lecturegen.schema import Finding, Severity


class Unreadable(ValueError):
    """A file that is not what its name says."""


class Fault(NamedTuple):
    """``place``: slide, page or line, from 1."""

    kind: Kind
    place: int
    message: str
    fix: str


class Kind(Enum):
    """Code and name of the finding."""

    CONTRAST = "LG480", "contrast-enough"
    TITLE = "LG481", "slides-titled"
    LANGUAGE = "LG482", "language-told"
    PICTURE = "LG483", "pictures-told"
    TABLE = "LG484", "tables-headed"
    ORDER = "LG485", "order-kept"
    TAGS = "LG486", "pages-tagged"

    def at(self, place: int, message: str, fix: str) -> Fault:
        return Fault(self, place, message, fix)

    def finding(self, where: str, message: str, fix: str) -> Finding:
        code, rule = self.value
        return Finding(code=code, rule=rule, severity=Severity.WARNING, where=where, message=message, fix=fix)


MANUAL = {
    "LG480": """\
LG480 contrast-enough: letters stand out from what is behind them: 4.5 to 1, large ones 3 to 1.

Why: WCAG 2.2, 1.4.3. Large is what has 18 points, or 14 and is bold. Our own colours are held to it by the tests; a
PowerPoint template brings its own, for headlines, texts and the headers of tables, and these are measured.

Not covered: pictures and gradients behind letters.""",
    "LG481": """\
LG481 slides-titled: a document, and every slide in it, has a title of its own.

Why: WCAG 2.2, 2.4.2. A screen reader lists slides by their titles; one without is not in the list, and two that are
alike cannot be told apart.""",
    "LG482": """\
LG482 language-told: a file says in which language its text is, as a language tag such as de or pt-BR.

Why: WCAG 2.2, 3.1.1. A screen reader picks its voice by it, and reads German with English sounds if it is missing.""",
    "LG483": """\
LG483 pictures-told: every picture and formula has a text that can be read out in its place.

Why: WCAG 2.2, 1.1.1.""",
    "LG484": """\
LG484 tables-headed: a table says which of its cells are headers, and of what.

Why: WCAG 2.2, 1.3.1. A screen reader says the header with each cell.""",
    "LG485": """\
LG485 order-kept: what is read first comes first: the title before the rest of a slide, no level of headings left out.

Why: WCAG 2.2, 1.3.2 and 1.3.1. The order in the file is the order in which it is read out.""",
    "LG486": """\
LG486 pages-tagged: a PDF says what is heading, list, table and formula, and calls itself PDF/UA.

Why: WCAG 2.2, 1.3.1; ISO 14289-1. A PDF without tags is read out as one run of letters. Typst refuses to write what is
no valid PDF/UA-1; this looks at the file as it lies there, which another program may have written.""",
}
"""Manual pages of the findings on exported files."""
