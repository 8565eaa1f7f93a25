"""How long a section speaks, against what it was given."""

from __future__ import annotations

from lecturegen.rules._base import Context
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Section


def wanted_words(section: Section, context: Context) -> int:
    assert section.minutes is not None  # the rules that ask this need them
    return max(round(section.minutes * context.words_per_minute), 1)


def length(section: Section, context: Context) -> float:
    """Spoken words as a part of those that fill the section's minutes."""
    return spoken_words(section) / wanted_words(section, context)


def off_length(section: Section, context: Context) -> tuple[str, str]:
    """Message and fix for a section that is too short or too long."""
    said, wanted = spoken_words(section), wanted_words(section, context)
    message = f"{said} spoken words where {section.minutes:g} minutes take about {wanted}"
    if said > wanted:
        return message, f"cut about {said - wanted} words: keep the worked example, drop what is said twice"
    return message, f"add about {wanted - said} words: work the example through in smaller steps, give more reasons"
