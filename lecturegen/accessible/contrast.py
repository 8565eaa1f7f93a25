"""Contrast of two colours, as WCAG 2.2 defines it."""

from __future__ import annotations

TEXT, LARGE = 4.5, 3.0
"""Least contrast to 1 (1.4.3). Large: from 18 points, or from 14 points if bold."""


def luminance(colour: str) -> float:
    """Relative luminance of ``RRGGBB``, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (alike) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
