"""phrases.txt -> sentences: one phrase of a pool, its slots filled."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def pools() -> dict[str, tuple[str, ...]]:
    """Every pool by name, in the order of the file."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = pool = []
        elif line and not line.startswith("#"):
            pool.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def say(pool: str, index: int, slots: Mapping[str, object]) -> str:
    """Phrase ``index`` of ``pool``, counted round and round, as it stands in the middle of a line."""
    lines = pools()[pool]
    return lines[index % len(lines)].format_map(slots)


def sentence(pool: str, index: int, slots: Mapping[str, object]) -> str:
    """The same as a sentence."""
    return capital(say(pool, index, slots))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def count(text: str) -> int:
    """Spoken words of ``text``, nearly: a formula of ours is three words between dollars, and not spoken."""
    return len(text.split()) - 3 * (text.count("$") // 2)
