r"""LaTeX inside markdown: where maths begins and ends, and whether it is whole.

``$…$``, ``$$…$$``, ``\(…\)`` and ``\[…\]`` count as maths. A dollar sign is money, not maths, where no closing sign
follows ("$5 and $1,200"): pandoc's rule, that a closing ``$`` has no space before it and no digit after it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from lecturegen.rules._markdown import without_code
from lecturegen.schema.tex import blanked

_SIGN = re.compile(r"\\\\|\\[$()\[\]]|\$\$|\$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSES = {r"\(": r"\)", r"\[": r"\]"}
_BRACE = re.compile(r"\\\\|\\[{}]|[{}]")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}\n]{1,40})\}")
_SIDE = re.compile(r"\\(left|right)(?![A-Za-z])")
# what stands beside a lone $ that was meant as maths: a command, a script, a relation, a single letter. A name of two
# letters or more ($HOME, $user_id) belongs to a program, and a number after it (A$5, R$ 50) makes it money.
_BEGINS_MATHS = re.compile(r"\$(?!\{?[A-Za-z][A-Za-z0-9]\w*\}?(?:[^\w\\^{]|$))(?=[^\s$]{0,80}[\\^_={}]|[a-zA-Z](?!\w))")
_ENDS_MATHS = re.compile(r"(?:[\\^_={}][^\s$]{0,80}|(?<![\w$])[a-zA-Z])$")
_NUMBER = re.compile(r"\s?\d")


class Fault(NamedTuple):
    """``message``: what is not whole, for people. ``at``: start and end of it in the text."""

    message: str
    at: tuple[int, int]


class Maths(NamedTuple):
    """``spans``: where maths stands in the text, delimiters included."""

    spans: tuple[tuple[int, int], ...]
    faults: tuple[Fault, ...]


class _Sign(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def at(self) -> tuple[int, int]:
        return self.start, self.end


@lru_cache(maxsize=1024)
def maths(text: str) -> Maths:
    """The maths of a markdown text; code is no maths."""
    plain = without_code(text)
    if "$" not in plain and "\\" not in plain:
        return Maths((), ())
    signs = [_Sign(m[0], *m.span()) for m in _SIGN.finditer(plain) if m[0] not in ("\\\\", r"\$")]
    spans: list[tuple[int, int]] = []
    faults: list[Fault] = []
    index = 0
    while index < len(signs):
        index = _read(plain, signs, index, spans, faults)
    for start, end in spans:
        faults += [Fault(message, (start, end)) for message in faults_inside(plain[start:end])]
    return Maths(tuple(spans), tuple(faults))


def _read(plain: str, signs: list[_Sign], index: int, spans: list[tuple[int, int]], faults: list[Fault]) -> int:
    """Read from the sign at ``index`` and give the index to go on from."""
    sign = signs[index]
    after = signs[index + 1] if index + 1 < len(signs) else None
    if sign.text == "$":
        if after is not None and after.text == "$" and _pair(plain, sign, after):
            spans.append((sign.start, after.end))
            return index + 2
        if _is_lone_maths(plain, sign):
            faults.append(Fault(f"a $ is not closed: {_near(plain, sign)}", sign.at))
        return index + 1
    closing = "$$" if sign.text == "$$" else _CLOSES.get(sign.text)
    if closing is None:
        faults.append(Fault(f"{sign.text} closes nothing: {_near(plain, sign)}", sign.at))
        return index + 1
    # inside \[ … \] a $ is the start of \text{$…$}; a second opener means that the first is never closed
    for step in range(index + 1, len(signs)):
        if signs[step].text == closing:
            spans.append((sign.start, signs[step].end))
            return step + 1
        if signs[step].text != "$":
            break
    faults.append(Fault(f"{sign.text} is not closed: {_near(plain, sign)}", sign.at))
    return index + 1


def _pair(plain: str, opening: _Sign, closing: _Sign) -> bool:
    inside = plain[opening.end : closing.start]
    if not inside.strip() or _BLANK_LINE.search(inside):
        return False
    if inside[0].isspace() and inside[-1].isspace():  # "$ x + y $", as some write it
        return any(c in "\\^_=+<>" for c in inside) and len(inside) < 200
    return not inside[0].isspace() and not inside[-1].isspace() and not plain[closing.end : closing.end + 1].isdigit()


def _is_lone_maths(plain: str, sign: _Sign) -> bool:
    if _BEGINS_MATHS.match(plain, sign.start):
        return True
    ends = _ENDS_MATHS.search(plain, max(0, sign.start - 80), sign.start)
    return ends is not None and not _NUMBER.match(plain, sign.end)


def _near(plain: str, sign: _Sign) -> str:
    return "'" + " ".join(plain[max(0, sign.start - 20) : sign.end + 30].split()) + "'"


def faults_inside(latex: str) -> list[str]:
    """What is not whole in LaTeX: braces, environments, sides."""
    faults = []
    depth = lowest = 0
    for brace in _BRACE.findall(latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        lowest = min(lowest, depth)
    if depth or lowest:
        faults.append(f"braces do not match in {_short(latex)}")
    opened: Counter[str] = Counter()
    for which, name in _ENVIRONMENT.findall(latex):
        opened[name] += 1 if which == "begin" else -1
    faults += [rf"\begin and \end of {name!r} do not match" for name in sorted(opened) if opened[name]]
    sides = _SIDE.findall(latex)
    if sides.count("left") != sides.count("right"):
        faults.append(rf"\left and \right do not match in {_short(latex)}")
    return faults


def _short(latex: str) -> str:
    flat = " ".join(latex.split())
    return "'" + (flat if len(flat) <= 60 else flat[:57] + "…") + "'"


@lru_cache(maxsize=1024)
def without_maths(text: str) -> str:
    """``text`` with code and maths blanked: the same length, the same line ends."""
    if "$" not in text and "\\" not in text and "`" not in text and "~" not in text:
        return text
    return blanked(without_code(text), maths(text).spans)
