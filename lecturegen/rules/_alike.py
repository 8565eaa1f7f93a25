"""How much of one stem stands in another, in runs of three words."""

from __future__ import annotations

from functools import lru_cache

from lecturegen.rules._words import words

_RUN = 3


@lru_cache(maxsize=256)  # a section's stems; four thousand of them were 20 MiB
def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of three words; a shorter text is one run."""
    said = words(text)
    return (
        frozenset(said[start : start + _RUN] for start in range(max(1, len(said) - _RUN + 1))) if said else frozenset()
    )


def overlap(one: str, other: str) -> float:
    """Shared runs as a part of those of the shorter text, so that a question in a longer one is found; 0 to 1."""
    a, b = runs(one), runs(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
