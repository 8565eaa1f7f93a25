"""LaTeX maths -> letters in a line, some of them raised or lowered, for programs whose texts hold no formulas.

``\\frac{a+b}{c}`` becomes (a+b)/c, ``\\sqrt{x}`` √x, ``\\hat\\beta`` β with its hat. What has more than one line or
script upon script, such as a matrix, has no such form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category
from xml.etree.ElementTree import Element, fromstring

from lecturegen.shown.mathml import NotMaths, mathml

_ACCENTS = {
    "ˆ": "\u0302", "^": "\u0302", "‾": "\u0304", "¯": "\u0304", "~": "\u0303", "˜": "\u0303", "˙": "\u0307",
    "¨": "\u0308", "→": "\u20d7", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
"""Sign above a letter -> the one that joins the letter before it."""
_TIGHT = frozenset("∇∂∑∏∐∫∬∭∮√∞∀∃∄¬∅/|")
"""Operators without a space around them; all other signs of mathematics have one."""
_SIGNS = frozenset("-−∓*∗∘⋅·∣∥‖:")
"""What stands between two things like those, though Unicode counts some of it elsewhere."""
_RAISED = {"′": "′", "″": "″", "‴": "‴", "⁗": "⁗", "∘": "°"}
"""Sign in a script -> the one that is raised by itself."""
_LIMITS = frozenset("∑∏∐∫∮⋃⋂⨁⨂⋁⋀")
_SMALL = {
    name: dict(zip("0123456789", digits, strict=True))
    for name, digits in (("msup", "⁰¹²³⁴⁵⁶⁷⁸⁹"), ("msub", "₀₁₂₃₄₅₆₇₈₉"))
}
"""Digits that are raised or lowered by themselves, for scripts in scripts."""
_GAP = 0.16
"""Sizes of a letter, from which on a gap is a space: LaTeX's thin one."""
_PLAIN = 0x2100
"""The first sign of those that are upright, bold or script by themselves."""


class Span(NamedTuple):
    """A stretch of a formula. ``level``: 1 is raised, -1 lowered."""

    text: str
    italic: bool = False
    level: int = 0


@lru_cache(maxsize=4096)
def spelled(latex: str) -> tuple[Span, ...]:
    """Raises NotMaths, also for what has no form in a line."""
    return tuple(_merged(_row(list(fromstring(mathml(latex, display=False))), 0)))


def _row(parts: Sequence[Element], level: int) -> list[Span]:
    made: list[Span] = []
    for part in parts:
        sign = part.text or ""
        if _name(part) == "mo" and not level and _is_between(part, sign):
            before = made and not made[-1].text.endswith((" ", "(", "[", "{", ","))
            made.append(Span(f" {sign} " if before else sign))
        else:
            made += _spans(part, level)
    return made


def _is_between(part: Element, sign: str) -> bool:
    """Whether it stands between two things, with a space on both sides."""
    if part.get("form", "infix") != "infix" or part.get("fence"):
        return False
    known = sign in _SIGNS or (len(sign) == 1 and category(sign) == "Sm")
    return _is_gap(part.get("lspace", "")) or (known and sign not in _TIGHT)


def _is_gap(length: str) -> bool:
    return length.endswith("em") and float(length.removesuffix("em")) > _GAP


def _spans(node: Element, level: int) -> list[Span]:
    parts = list(node)
    match _name(node):
        case "annotation":
            return []
        case "mi":
            text = node.text or ""
            slanted = len(text) == 1 and text.isalpha() and ord(text) < _PLAIN and node.get("mathvariant") != "normal"
            return [Span(text, slanted, level)]
        case "mn" | "mtext" | "ms":
            return [Span((node.text or "").replace("\u00a0", " "), level=level)]
        case "mo":
            sign = (node.text or "").strip("\u2061\u2062\u2063\u2064")
            return [Span(f"{sign} " if node.get("separator") and not level else sign, level=level)]
        case "mspace":
            return [Span(" ", level=level)] if _is_gap(node.get("width", "")) else []
        case "math" | "semantics" | "mrow" | "mstyle" | "mpadded":
            return _row(parts, level)
        case "mfrac" if not node.get("linethickness"):
            over, under = (_grouped([part], level) for part in parts)
            return [*over, Span("/", level=level), *under]
        case "msqrt":
            return [Span("√", level=level), *_grouped(parts, level)]
        case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover" as name:
            return _with_scripts(name, parts, level)
        case other:
            raise NotMaths(f"there is no {other} in a line")


def _with_scripts(name: str, parts: Sequence[Element], level: int) -> list[Span]:
    base, *scripts = parts
    sign = (scripts[-1].text or "").strip()
    if name == "mover" and sign in _ACCENTS:
        letter = _spans(base, level)
        if len(letter) != 1 or len(letter[0].text) != 1:
            raise NotMaths("an accent stands over more than a letter")
        return [letter[0]._replace(text=letter[0].text + _ACCENTS[sign])]
    if name.startswith(("munder", "mover")) and (base.text or "") not in _LIMITS and _name(base) != "mi":
        raise NotMaths("one thing stands above the other")
    if name == "msup" and sign in _RAISED:
        return [*_spans(base, level), Span(_RAISED[sign], level=level)]
    if level and (small := _SMALL.get(name)) and all(one in small for one in sign):
        return [*_spans(base, level), Span("".join(small[one] for one in sign), level=level)]
    if level:
        raise NotMaths("a script has a script")
    levels = {"sub": (-1,), "under": (-1,), "sup": (1,), "over": (1,)}.get(name[1:], (-1, 1))
    made = _spans(base, level)
    for script, at in zip(scripts, levels, strict=True):
        made += _spans(script, at)
    return made


def _grouped(parts: Sequence[Element], level: int) -> list[Span]:
    """In brackets, unless it is one thing."""
    made = _row(parts, level)
    alone = len(parts) == 1 and _name(parts[0]) in ("mi", "mn", "msub", "msup", "msubsup")
    return made if alone else [Span("(", level=level), *made, Span(")", level=level)]


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours that look alike as one; never two spaces beside each other, nor one at an end."""
    text = ""
    look, last = Span(""), ""
    for span in spans:
        given = span.text.lstrip() if last in ("", " ", "(") else span.text
        if not given:
            continue
        last = given[-1]
        if span[1:] == look[1:]:
            text += given
            continue
        if text:
            yield look._replace(text=text)
        look, text = span, given
    if text.rstrip():
        yield look._replace(text=text.rstrip())
