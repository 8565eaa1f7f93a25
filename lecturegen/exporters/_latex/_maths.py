r"""LaTeX maths as a document holds it -> LaTeX that stops no lualatex, or what is wrong with it.

Temml judges first: braces, environments, commands. What it knows and LaTeX does not is refused here: the names below
are what lualatex said of all that Temml knows (tests/external asks it again).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from lecturegen.shown.mathml import NotMaths, mathml

_UNDEFINED = frozenset("""
angl angln arcctg arctg ballotx bigcupplus bigdoublevee bigdoublewedge Bot boxslash cent ch chemequilibrium class
coh coloncolon coloncolonapprox coloncolonequals coloncolonminus coloncolonsim colonequals colonminus Coppa coppa
cosec cotg ctg cth data dotsx Earth endtoggle equalscolon equalscoloncolon equilibriumLeft equilibriumRight gt
hdashline id iddots incoh invamp Koppa koppa leftmodels lightning llbracket longdiv longleftharpoondown
longrightharpoonup lt mesomerism minuscolon minuscoloncolon multimapboth Nand Nor notni oc odv overgroup
Overrightarrow parr pdv permil Perp phase plim rrbracket Sampi sampi scoh sfrac sgn sh shift shneg shpos sincoh
sixptsize smiley sout standardstate Stigma stigma strictfi strictif style Temml tg toggle undergroup utilde varcoppa
varvdots wideparen with wn xlongequal Xor xtofrom xtwoheadleftarrow xtwoheadrightarrow yields yieldsLeft
yieldsLeftRight
""".split())  # fmt: skip
_WITHOUT_SIGN = frozenset("""
AA aa AE ae astrosun backepsilon barcap barcup bigstar blackhourglass blacktriangle blacktriangledown boxast boxbox
boxcircle c capbarcup capdot capovercup circledparallel circledvert circlehbar closedvarcap closedvarcup Coloneq
Coloneqq cupovercap DH digamma DJ dj doublebarvee doublebarwedge eqeq eqeqeq female fint Finv fullouterjoin Game H
hourglass intBar intbar intcap intcup interleave intlarhk intx Join L l lBrace leftmoon leftouterjoin llangle
llparenthesis lmoustache male minusdot minusfdots minusrdots NG ng O o obar obslash odiv OE oe ogreaterthan
olessthan operp Otimes otimeshat pitchfork pointint precapprox precnapprox precneqq r rBrace rightmoon
rightouterjoin rmoustache rppolint rrangle rrparenthesis scpolint shuffle smashtimes Sqcap Sqcup sqint ss sslash
subseteqq subsetneqq succapprox succnapprox succneqq sun supseteqq supsetneqq TH th threedotcolon triangledown
triangleminus triangleplus triangletimes twocaps twocups typecolon u upand v vartriangle Vee veedot veedoublebar
veeonvee Wedge wedgebar wedgedot wedgedoublebar wedgeonwedge whitesquaretickleft whitesquaretickright
""".split())  # fmt: skip
"""What Latin Modern Math has no sign for."""
_NOT_MATHS = frozenset("""
above arraycolsep begingroup bgroup bordermatrix char def definecolor edef egroup emph endgroup fcolorbox futurelet gdef
global hbox hskip href htmlClass htmlData htmlId htmlStyle includegraphics kern label LaTeX let long lower mathchoice
matrix mkern mskip newcommand providecommand raise raisebox ref renewcommand rule tag TeX tmspace url vcenter verb xdef
""".split())  # fmt: skip
"""What defines, places or names something, or takes another kind of argument in LaTeX."""
_COLOURS = frozenset("""
black blue brown cyan darkgray gray green lightgray lime magenta olive orange pink purple red teal violet white yellow
""".split())  # fmt: skip
"""Those of xcolor."""
_ENVIRONMENTS = {
    "align": "aligned", "align*": "aligned", "alignat": "alignedat", "alignat*": "alignedat", "gather": "gathered",
    "gather*": "gathered", "equation": "gathered", "equation*": "gathered", "multline": "multlined",
    "multline*": "multlined",
} | {
    name: name for name in (
        "aligned", "alignedat", "array", "Bmatrix", "bmatrix", "cases", "dcases", "drcases", "gathered", "matrix",
        "multlined", "pmatrix", "rcases", "smallmatrix", "split", "subarray", "Vmatrix", "vmatrix",
    )
}  # fmt: skip
"""Name -> the environment that does the same inside a formula."""
_PART = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\]", re.S)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_COLOURED = re.compile(r"\\(?:text)?color(?:box)?\s*(\{\w+\})?")
_WITH_ONE = (
    r"\\(?:operatorname\*?|math[a-z]+|text[a-z]*|boldsymbol|bm|(?:wide)?(?:hat|tilde)|bar|vec|[du]?dot|check|breve|acute"
    r"|grave|overline|underline)(?![A-Za-z])\s*+"
)
_INFIX = r"\\(?:over|choose|atop|brace|brack)(?![A-Za-z])"
_SCRIPT = re.compile(
    rf"([_^])\s*({_WITH_ONE}(?:\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}|\\[A-Za-z]+|[^\\{{}}])|\\[io]*int(?![A-Za-z]))"
)
_FAULTS = (
    (re.compile(r"(?<!\\)(?:\\\\)*[%#]"), "% and # need a backslash before them"),
    (re.compile(_WITH_ONE + r"(?![\\{A-Za-z0-9])|" + _WITH_ONE + r"\\[^A-Za-z]"), "a command without what it is for"),
    (re.compile(r"\\(?:text[a-z]*|operatorname\*?)(?![A-Za-z])\s*\\"), "a text that is a command"),
    (re.compile(r"\\not(?![A-Za-z])(?!\s*(?:[=<>]|\\(?:[a-z]*sim|[gl]eq?|in|ni|mid|to|equiv|approx|cong|parallel|exists"
                r"|models|prec|succ|vdash|perp|propto|[a-z]*arrow|Rightarrow|su[bp]set(?:eq)?)(?![A-Za-z])))"),
     "\\not before what is no relation"),
    (re.compile(r"\\(?:no)?limits(?![A-Za-z])(?!\s*[_^])"), "\\limits without limits"),
    (re.compile(rf"{_INFIX}.*(?:{_INFIX}|\\\w*(?:frac|binom))|\\\w*(?:frac|binom).*{_INFIX}"),
     "\\over or \\choose beside another fraction"),
)  # fmt: skip
"""What Temml lets pass and LaTeX does not."""
_MATHS_BLOCKS = ((0x370, 0x3FF), (0x2100, 0x214F), (0x2190, 0x22FF), (0x27C0, 0x2AFF), (0x1D400, 0x1D7FF))
_TEXT = {"~": "{~}", "`": r"\text{`}"}
_COLUMNS = {
    "cases": 2,
    "dcases": 2,
    "rcases": 2,
    "drcases": 2,
    "split": 2,
    "gathered": 1,
    "multlined": 1,
    "subarray": 1,
}
"""The most that an environment has; others have as many as are written."""
_ROWS = re.compile(r"\\begin\{([A-Za-z]+)\}(?:\{([^{}]*)\})?|\\end\{[A-Za-z]+\}|\\.|[{}&]")


@lru_cache(maxsize=4096)
def latex_maths(latex: str, *, display: bool) -> str:
    """Without delimiters, on one line. Raises NotMaths."""
    mathml(latex, display=display)
    shown = " ".join(latex.split())
    parts = _PART.findall(shown)
    for part in parts:
        if part[0] == "\\" and part[1:] in _UNDEFINED | _WITHOUT_SIGN | _NOT_MATHS:
            raise NotMaths(f"LaTeX cannot set {part} here")
    for pattern, fault in _FAULTS:
        if pattern.search(shown):
            raise NotMaths(fault)
    for match in _COLOURED.finditer(shown):
        if not match[1] or match[1][1:-1] not in _COLOURS:
            raise NotMaths("a colour that LaTeX does not know by name")
    made = _SCRIPT.sub(r"\1{\2}", _ENVIRONMENT.sub(_environment, "".join(_signs(parts))))
    return rf"\begin{{gathered}} {made} \end{{gathered}}" if _has_lines(made) else made


def _environment(match: re.Match[str]) -> str:
    if match[2] not in _ENVIRONMENTS:
        raise NotMaths(f"LaTeX has no environment {match[2]!r} inside a formula")
    return rf"\{match[1]}{{{_ENVIRONMENTS[match[2]]}}}"


def _signs(parts: list[str]) -> Iterator[str]:
    """Signs that are no maths, such as é, go in as text; what cannot be seen is left out."""
    for part in parts:
        sign = part[-1]
        if sign.isascii() or (part[0] != "\\" and _is_maths(sign)):
            yield _TEXT.get(part, part)
        elif category(sign)[0] not in "CZ":
            yield rf"\text{{{sign}}}"


def _is_maths(sign: str) -> bool:
    return category(sign) == "Sm" or any(first <= ord(sign) <= last for first, last in _MATHS_BLOCKS)


def _has_lines(latex: str) -> bool:
    """Whether a line ends outside of all environments. Raises NotMaths for lines and columns where LaTeX has none."""
    lines = False
    inside = [_Group(0)]
    for part in _ROWS.finditer(latex):
        sign, group = part[0], inside[-1]
        if part[1]:
            inside.append(_Group(_columns(part[1], part[2] or "")))
        elif sign == "{":
            inside.append(_Group(-1))
        elif sign == "}" or sign.startswith("\\end{"):
            inside.pop()
        elif sign == "&":
            group.used += 1
            if group.used > group.columns:
                raise NotMaths("a row has more columns than its environment")
        elif sign == "\\\\":
            if group.columns < 0:
                raise NotMaths("a line ends inside braces")
            group.used = 1
            lines |= group.columns == 0
    return lines


@dataclass(slots=True)
class _Group:
    """``columns``: 0 outside of all environments, negative in braces. ``used``: of this row."""

    columns: int
    used: int = 1


def _columns(environment: str, argument: str) -> int:
    if environment == "array":
        return sum(sign in "lcr" for sign in argument)
    return _COLUMNS.get(environment, 20)
