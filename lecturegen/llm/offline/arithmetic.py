"""A sum that the notes work out -> its value, and what the usual slips would have made of it.

``0.5 × (1 + 0.25 − 1 + 1.386) = 0.818``: a slip leaves out a factor, turns a sign or a fraction round. The sum is
only used if our own result, rounded as the notes round, is theirs.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+"
SUM = re.compile(
    rf"(?P<left>[−-]?\(*(?:{_NUMBER})%?\)*(?:\s*[×*/+−-]\s*\(*[−-]?(?:{_NUMBER})%?\)*)+)\s*=\s*"
    rf"(?P<right>[−-]?(?:{_NUMBER}))(?P<percent>%?)(?![\d/^×*])"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong result, written as the right one is, and what went wrong."""

    text: str
    value: float
    mistake: str


@dataclass(frozen=True, slots=True)
class Sum:
    """``shown``: the result as the notes write it; ``numbers``: what the sum is made of, as written."""

    left: str
    shown: str
    value: float
    numbers: tuple[str, ...]
    slips: tuple[Slip, ...]
    rounded: bool = False


def worked(match: re.Match[str], share: bool = False, others: Sequence[Slip] = ()) -> Sum | None:
    """The sum behind a match of ``SUM``; None if it does not come out as the notes say, or has too few slips.

    A ``share`` is never above one; ``others`` are further wrong results, for the case that its slips are too few.
    """
    left, right, percent = match["left"], match["right"], match["percent"]
    tree = _tree(left)
    if tree is None:
        return None
    decimals = len(right.partition(".")[2])
    stated = float(right.replace(",", "").replace("−", "-")) / (100 if percent else 1)
    value = _value(tree)
    tolerance = 0.6 * 10 ** -(decimals + (2 if percent else 0))
    if value is None or abs(value - stated) > tolerance:
        return None
    shown = f"{right}{percent}"
    slips: dict[str, Slip] = {}
    for made, mistake in _wrong(tree, value, bool(percent)):
        if made < 0 <= value or not 1e-3 <= abs(made / (value or 1)) <= (20 if percent else 1e3):
            continue
        text = _written(made, decimals, percent, "," in right)
        if text != shown and abs(made - value) > tolerance and re.search("[1-9]", text):
            slips.setdefault(text, Slip(text, made, mistake))
    found = _likely(tuple(slips.values()), share, others, shown)
    numbers = tuple(re.findall(_NUMBER + "%?", left))
    return Sum(left, shown, value, numbers, found, abs(value - stated) > 1e-9) if len(found) >= 3 else None


def _likely(slips: tuple[Slip, ...], share: bool, others: Sequence[Slip], shown: str) -> tuple[Slip, ...]:
    """Slips that nobody can rule out at a glance, if there are three of them."""
    places = len(shown.rstrip("%").partition(".")[2])
    fine = [s for s in slips if len(s.text.rstrip("%").partition(".")[2]) == places and not (share and s.value > 1)]
    if share and len(fine) < 3:
        fine += [s for s in others if s.text not in {shown, *(own.text for own in fine)}]
    return tuple(fine) if len(fine) >= 3 else slips


def _wrong(tree: ast.expr, value: float, share: bool) -> Iterator[tuple[float, str]]:
    """Wrong results, the likeliest first."""
    for wrong, mistake in _slips(tree):
        made = _value(wrong)
        if made is not None:
            yield made, mistake
    if share and 0 < value < 1:
        yield 1 - value, "This is the share of all the others."
    yield value * 10, "This puts the decimal point one place too far to the right."
    yield value / 10, "This puts the decimal point one place too far to the left."


def _tree(left: str) -> ast.expr | None:
    if len(left) > _LONGEST:
        return None
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", left).replace("×", "*").replace("−", "-")
    plain = re.sub(r"(\d*\.?\d+)%", r"(\1/100)", plain)
    try:
        return ast.parse(re.sub(r"(?<![\d.])0+(?=\d)", "", plain), mode="eval").body
    except SyntaxError:
        return None


def _value(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            made = _value(inner)
            return None if made is None else -made
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _value(left), _value(right)
            if a is None or b is None or (isinstance(op, ast.Div) and not b):
                return None
            made = (
                a + b
                if isinstance(op, ast.Add)
                else a - b
                if isinstance(op, ast.Sub)
                else a * b
                if isinstance(op, ast.Mult)
                else a / b
            )
            return made if math.isfinite(made) else None
        case _:
            return None


def _slips(tree: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """Every tree that differs in one operation, outermost first, with the mistake that it stands for."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
    for index, node in enumerate(nodes):
        for change, mistake in _changes(node):
            copied = deepcopy(tree)
            twin = [other for other in ast.walk(copied) if isinstance(other, ast.BinOp)][index]
            changed = change(twin)
            yield (changed if twin is copied else _replaced(copied, twin, changed)), mistake


def _changes(node: ast.BinOp):  # type: ignore[no-untyped-def]
    right, left = ast.unparse(node.right), ast.unparse(node.left)
    if isinstance(node.op, ast.Div):
        yield (lambda n: ast.BinOp(n.right, ast.Div(), n.left)), "This divides the wrong way round."
        yield (
            (lambda n: ast.BinOp(n.left, ast.Mult(), n.right)),
            f"This multiplies by {_said(right)} instead of dividing.",
        )
        yield (lambda n: n.left), f"This forgets to divide by {_said(right)}."
        yield (
            (lambda n: ast.BinOp(n.left, ast.Sub(), n.right)),
            "This takes the difference where the quotient is wanted.",
        )
    elif isinstance(node.op, ast.Mult):
        yield (lambda n: n.left), f"This leaves out the factor {_said(right)}."
        yield (lambda n: n.right), f"This leaves out the factor {_said(left)}."
        yield (lambda n: ast.BinOp(n.left, ast.Add(), n.right)), "This adds where it should multiply."
        yield (
            (lambda n: ast.BinOp(n.left, ast.Div(), n.right)),
            f"This divides by {_said(right)} instead of multiplying.",
        )
    elif isinstance(node.op, ast.Add):
        yield (lambda n: n.left), f"This leaves out {_said(right)}."
        yield (lambda n: n.right), f"This leaves out {_said(left)}."
        yield (lambda n: ast.BinOp(n.left, ast.Sub(), n.right)), f"This subtracts {_said(right)} instead of adding it."
    else:
        yield (lambda n: ast.BinOp(n.left, ast.Add(), n.right)), f"This adds {_said(right)} instead of subtracting it."
        yield (lambda n: n.left), f"This forgets to subtract {_said(right)}."


def _said(expression: str) -> str:
    """A part of a sum as the notes would print it."""
    shown = expression.replace("*", "×").replace(" / ", "/").replace("-", "−")
    return f"({shown})" if " + " in shown or " − " in shown else shown


def _replaced(tree: ast.expr, old: ast.expr, new: ast.expr) -> ast.expr:
    for parent in ast.walk(tree):
        for name, child in ast.iter_fields(parent):
            if child is old:
                setattr(parent, name, new)
    return tree


def _written(value: float, decimals: int, percent: str, grouped: bool) -> str:
    """Like the right result; a small number that would be rounded away keeps three digits."""
    shown = value * 100 if percent else value
    while decimals < 6 and abs(round(shown, decimals) - shown) > 0.02 * abs(shown):
        decimals += 1
    return f"{shown:{',' if grouped else ''}.{decimals}f}{percent}".replace("-", "−")
