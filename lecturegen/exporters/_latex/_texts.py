"""Text -> LaTeX that shows it sign by sign."""

from __future__ import annotations

_FIXED_SPACE = "\u00a0"
_ESCAPED = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}$&%#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", _FIXED_SPACE: "~"}
)


def shown(text: str) -> str:
    """``text`` on one line, without signs that no font shows."""
    return "".join(sign if sign.isprintable() or sign == _FIXED_SPACE else " " * sign.isspace() for sign in text)


def escaped(text: str) -> str:
    return shown(text).translate(_ESCAPED)
