r"""LG442 maths-bare: the formula of a slide has no delimiters of its own.

Why: whoever shows it adds them, and `$$ $$x$$ $$` is an error in every format. Mended: one pair is taken off.

Also known as: W03

Bad:
    /frames/0/maths: $$\lceil \log_2 n \rceil$$
    ---
    /frames/0/maths: \[ \lceil \log_2 n \rceil \]
    ---
    /frames/0/maths: "```latex\n\\lceil \\log_2 n \\rceil\n```"
    ---
    /frames/0/maths: looks $= \log_2 n$ at most
Good:
    /frames/0/maths: \begin{cases} 1 & \text{if $n = 1$} \\ 2 & \text{else} \end{cases}
    ---
    /frames/0/maths: \text{cost} = \$5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity
from lecturegen.schema.tex import blanked

_WRAPPED = re.compile(
    r"\s*(?:\$\$(?P<a>[^$]+)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>(?:(?!\\\]).)+)\\\]|\\\((?P<d>(?:(?!\\\)).)+)\\\)"
    r"|```(?:latex|tex|math)?[ \t]*\n(?P<e>[^`]+)\n```)[\s.,]*",
    re.S,
)
_TEXT = re.compile(r"\\(?:text|mbox|textrm|textbf|textit|hbox)\s*\{[^{}]*\}")
_DELIMITER = re.compile(r"(?<!\\)\$|(?<!\\)\\[\[\]()]|```")


@text_rule("LG442", "maths-bare", Severity.ERROR, frozenset({Role.MATHS}))
def check(text: Text, context: Context) -> Iterator[Found]:
    if found := _DELIMITER.search(blanked(text.value, (match.span() for match in _TEXT.finditer(text.value)))):
        message = f"the formula brings the delimiter {found[0]}: {excerpt(text.value)}"
        fix = "write the LaTeX alone; words belong into the script or into \\text{}"
        yield Found(text.where, message, fix, found.span())


@check.mend
def bare(text: Text, context: Context) -> str:
    if found := _WRAPPED.fullmatch(text.value):
        return str(next(filter(None, found.groups()))).strip()
    return text.value
