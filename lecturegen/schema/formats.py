"""The formats of exports by name, so that a course file can be checked without importing what writes them.

A test holds the names against the exporters that there are.
"""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal[
    "aiken", "anki", "assessment", "beamer", "csv", "gift", "handout", "html", "marp", "moodle-xml", "pdf", "pptx",
    "qti12", "script", "slides",
]  # fmt: skip
FORMATS: tuple[str, ...] = get_args(Format)
