"""What the command line wants of the weeks, and which sections of a week that means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NUMBERS = re.compile(r"\s*\d+\s*(?:-\s*\d+\s*)?(?:,\s*\d+\s*(?:-\s*\d+\s*)?)*")


@dataclass(frozen=True)
class Wishes:
    """``sections``: numbers, ranges or titles; none: all. ``kind``: only questions of this type are made anew.

    ``out``: a folder instead of the weeks' own. ``language``: of foreign weeks.
    """

    seed: int = 1
    forms: int = 1
    sections: tuple[str, ...] = ()
    kind: str = ""
    language: str | None = None
    questions: int | None = None
    out: Path | None = None

    def chosen(self, titles: Sequence[str]) -> tuple[int, ...]:
        """The indices of the sections that are meant, of a week with these ``titles``."""
        if not self.sections:
            return tuple(range(len(titles)))
        wanted: set[int] = set()
        for wish in self.sections:
            if _NUMBERS.fullmatch(wish):
                wanted |= {number - 1 for number in _numbers(wish)}
            else:
                wanted |= {index for index, title in enumerate(titles) if _plain(title) == _plain(wish)}
        return tuple(sorted(wanted & set(range(len(titles)))))


def _numbers(wish: str) -> set[int]:
    """``1,3-5`` -> 1, 3, 4, 5."""
    found: set[int] = set()
    for part in wish.split(","):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
