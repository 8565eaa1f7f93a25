r"""What LaTeX finds in a frame when it reads it from end to end: what is opened and closed, and what stands where.

One pass, with a stack of what is open. A fault is what stops LaTeX; each kind was seen to stop pdflatex (TeX Live 2022)
in a frame of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import NamedTuple

LISTS = frozenset({"itemize", "enumerate", "description"})
_ONE_COLUMN = frozenset("equation equation* gather gather* multline multline* displaymath math".split())
_DISPLAYS = _ONE_COLUMN | frozenset("align align* alignat alignat* flalign flalign* eqnarray eqnarray*".split())
_IN_FORMULAS = frozenset(
    "aligned alignedat split gathered cases dcases rcases array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix"
    " smallmatrix".split()
)
DRAWINGS = frozenset("tikzpicture pgfpicture picture forest axis circuitikz tikzcd".split())
# environments that leave & and \item what they are; of one that is in no list nothing is known
_TEXTUAL = frozenset(
    "block alertblock exampleblock center flushleft flushright columns column figure table quote quotation minipage"
    " theorem lemma corollary definition definitions example examples proof overprint beamercolorbox small footnotesize"
    " scriptsize tiny large".split()
)
_NUMBERED = frozenset({"itemize", "enumerate"})
_OF_FORMULAS = _DISPLAYS | _IN_FORMULAS
_KNOWN = _TEXTUAL | LISTS | _ONE_COLUMN
_NO_FORMULAS = _TEXTUAL | LISTS | _DISPLAYS  # a formula ends where one of them begins
MOST_FAULTS = 50
"""In one text; a text of which nothing is LaTeX would have one a sign."""
DEEPEST = 3
"""Beamer has no fourth level of itemize and enumerate, mixed or not; description does not count."""

SILENT = (
    r"label|(?:eq|page|auto|name|[cC])?ref|[a-z]{0,12}cite[a-z]{0,12}|url|nolinkurl|path|href|hyperlink|hypertarget|input|include"
    r"|includegraphics|includemedia|lstinputlisting|inputminted|verbatiminput|detokenize|bibliography|bibliographystyle"
    r"|usepackage|usetikzlibrary|graphicspath|color|textcolor|colorbox|pagecolor|definecolor|[vh]space|[vh]skip"
    r"|setcounter|addtocounter|setlength|addtolength|setbeamertemplate|setbeamercolor|setbeamerfont|usebeamerfont"
    r"|usebeamercolor|pgfimage|movie"
)
"""Commands whose first argument in braces is not typeset."""
ARGUMENTS = r"(?:[ \t]*<[^<>\n]{0,80}>)?(?:[ \t]*\[[^\[\]]{0,300}\]){0,2}"
"""What may stand between a command and its first brace: slides it is seen on, options."""

# the sign that every token begins with comes first, because so the search is fast
_TOKEN = re.compile(
    r"[\\{}$&_^#\n](?:"
    r"(?<=\\)(?:(?P<which>begin|end)[ \t]*\{(?P<name>[^{}\n\\]{1,40})\}"
    r"|(?P<item>item)(?![a-zA-Z])|(?P<bracket>[()\[\]])"
    rf"|(?:{SILENT}|ensuremath)\*?(?![a-zA-Z]){ARGUMENTS}\s{{0,9}}\{{[^{{}}]{{0,400}}\}}|[^a-zA-Z])"
    r"|(?P<brace>(?<=[{}]))|(?P<dollar>(?<=\$)\$?)|(?P<sign>(?<=[&_^#]))|(?P<empty>(?<=\n)[ \t]*\n))"
)
_COMMAND = re.compile(r"\\[a-zA-Z]")
_CLOSES = {r"\)": r"\(", r"\]": r"\["}
_FORMULAS = frozenset({"$", "$$", *_CLOSES.values()})


class Kind(StrEnum):
    NESTING = "nesting"  # environments and braces
    FORMULA = "formula"
    LIST = "list"


class Fault(NamedTuple):
    """What stops LaTeX, and where in the text."""

    kind: Kind
    start: int
    end: int
    message: str
    fix: str


class Sign(NamedTuple):
    """One of ``& _ ^ #``. ``formula``: it stands in maths; ``known``: no environment is open that might allow it."""

    sign: str
    start: int
    formula: bool
    known: bool


class Structure(NamedTuple):
    r"""``maths``, ``drawings``: where formulas and pictures stand, delimiters included, in order.

    ``items``: how many ``\item`` there are.
    """

    faults: tuple[Fault, ...]
    signs: tuple[Sign, ...]
    maths: tuple[tuple[int, int], ...]
    drawings: tuple[tuple[int, int], ...]
    items: int


class _Open(NamedTuple):
    """What is open: an environment by its name, a brace, or a formula by its sign. ``items``: as many came before."""

    name: str
    start: int
    end: int
    environment: bool
    items: int

    @property
    def formula(self) -> bool:
        return self.name in (_OF_FORMULAS if self.environment else _FORMULAS)

    @property
    def shown(self) -> str:
        return rf"\begin{{{self.name}}}" if self.environment else self.name


def read_structure(bare: str) -> Structure:
    """The structure of a text whose comments and code are blanked."""
    reading = _Reading(bare)
    for token in _TOKEN.finditer(bare):
        reading.take(token)
    while reading.stack:
        reading.leave_open()
    return Structure(
        tuple(reading.faults), tuple(reading.signs), tuple(reading.maths), tuple(reading.drawings), reading.items
    )


class _Reading:
    def __init__(self, bare: str) -> None:
        self.bare = bare
        self.stack: list[_Open] = []
        self.open: Counter[str] = Counter()  # how many of the environments on the stack are what
        self.faults: list[Fault] = []
        self.signs: list[Sign] = []
        self.maths: list[tuple[int, int]] = []
        self.drawings: list[tuple[int, int]] = []
        self.items = 0

    def take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "name" if token["which"] == "begin":
                self.begin(token["name"], *token.span())
            case "name":
                self.end(token["name"], *token.span())
            case "brace" if token[0] == "{":
                self.push("{", *token.span())
            case "brace":
                self.close_brace(*token.span())
            case "dollar" | "bracket":
                self.take_formula(token[0], *token.span())
            case "item":
                self.item(*token.span())
            case "empty":
                self.end_paragraph(*token.span())
            case "sign" if not self.open["drawing"]:
                known = not self.open["loose"]
                self.signs.append(Sign(token[0], token.start(), bool(self.open["formula"]), known))

    def push(self, name: str, start: int, end: int, *, environment: bool = False) -> None:
        self.stack.append(_Open(name, start, end, environment, self.items))
        if name != "{":
            self.count(self.stack[-1], 1)

    def pop(self) -> _Open:
        left = self.stack.pop()
        if left.name != "{":
            self.count(left, -1)
        return left

    def count(self, what: _Open, change: int) -> None:
        self.open["formula"] += change * what.formula
        if what.environment:
            self.open[what.shown] += change
            self.open["list"] += change * (what.name in LISTS)
            self.open["level"] += change * (what.name in _NUMBERED)
            self.open["drawing"] += change * (what.name in DRAWINGS)
            self.open["loose"] += change * (what.name not in _KNOWN)

    def fault(self, kind: Kind, start: int, end: int, message: str, fix: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(kind, start, end, message, fix))

    def leave_open(self) -> None:
        left = self.pop()
        kind = Kind.FORMULA if left.formula and not left.environment else Kind.NESTING
        self.fault(kind, left.start, left.end, f"{left.shown} is not closed", _closed_by(left))

    def leave_formulas_open(self) -> None:
        """Where a formula cannot go on."""
        while self.stack and not self.stack[-1].environment and self.stack[-1].formula:
            self.leave_open()

    def close_formula(self, end: int) -> None:
        """The innermost thing, which is a formula, is closed; the outermost formula counts."""
        left = self.pop()
        if not self.open["formula"]:
            self.maths.append((left.start, end))

    def begin(self, name: str, start: int, end: int) -> None:
        if name in _NO_FORMULAS:
            self.leave_formulas_open()
        self.push(name, start, end, environment=True)
        if name in _NUMBERED and self.open["level"] == DEEPEST + 1:
            message = f"this list is the fourth in one another, and Beamer has {DEEPEST} levels"
            self.fault(Kind.LIST, start, end, message, "make two frames of it, or join the innermost to one item")

    def end(self, name: str, start: int, end: int) -> None:
        if not self.open[rf"\begin{{{name}}}"]:
            message = rf"\end{{{name}}} closes nothing"
            self.fault(Kind.NESTING, start, end, message, rf"put \begin{{{name}}} where it begins, or leave it out")
            return
        while not (self.stack[-1].environment and self.stack[-1].name == name):
            self.leave_open()
        if name in LISTS and self.stack[-1].items == self.items:
            inside = self.stack[-1].end
            if not _COMMAND.search(self.bare, inside, start):
                self.fault(Kind.LIST, self.stack[-1].start, end, "the list has no item", r"begin each with \item")
        if self.stack[-1].formula:
            self.close_formula(end)
        elif (left := self.pop()).name in DRAWINGS and not self.open["drawing"]:
            self.drawings.append((left.start, end))

    def close_brace(self, start: int, end: int) -> None:
        self.leave_formulas_open()
        if self.stack and self.stack[-1].name == "{":
            self.pop()
        else:
            self.fault(Kind.NESTING, start, end, "} closes nothing", r"leave it out; the sign itself is \}")

    def take_formula(self, sign: str, start: int, end: int) -> None:
        innermost = self.stack[-1].name if self.stack else ""
        if sign == "$$" and innermost == "$":  # $a$$b$
            self.close_formula(start + 1)
            self.push("$", start + 1, end)
        elif innermost == _CLOSES.get(sign, sign) and sign not in _CLOSES.values():
            self.close_formula(end)
        elif sign in _CLOSES:
            self.fault(Kind.FORMULA, start, end, f"{sign} closes nothing", f"put {_CLOSES[sign]} where it begins")
        else:
            self.push(sign, start, end)

    def item(self, start: int, end: int) -> None:
        self.leave_formulas_open()
        self.items += 1
        if not self.open["list"] and not self.open["loose"]:
            fix = r"put it between \begin{itemize} and \end{itemize}"
            self.fault(Kind.LIST, start, end, r"\item stands in no list", fix)

    def end_paragraph(self, start: int, end: int) -> None:
        innermost = self.stack[-1] if self.stack else None
        if innermost is None or not innermost.formula:
            return
        if innermost.name in ("$", r"\("):
            self.leave_formulas_open()
        else:
            fix = "leave the empty line out"
            self.fault(Kind.FORMULA, start, end, f"an empty line stands in the formula of {innermost.shown}", fix)


def _closed_by(left: _Open) -> str:
    closing = {**{opening: closing for closing, opening in _CLOSES.items()}, "{": "}"}
    if left.environment:
        return rf"put \end{{{left.name}}} where it ends"
    if left.name == "$":
        return r"close it in the same paragraph; the sign of money is \$"
    return f"put {closing.get(left.name, left.name)} where it ends"
