"""Code -> LaTeX: verbatim in a frame, line by line where no verbatim may stand, as in notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.exporters._latex._texts import escaped, shown

_TAB = 4


def verbatim(text: str) -> str:
    r"""As it is, in a frame that is fragile; escaped where it holds what would end it, such as ``\end{frame}``."""
    code = "\n".join(_lines(text))
    if "\\end" not in code:
        return f"\\begin{{code}}\n{code}\n\\end{{code}}"
    safe = re.sub(r"[\\{}]", lambda sign: r"\textbackslash{}" if sign[0] == "\\" else f"\\{sign[0]}", code)
    return f"\\begin{{code}}[commandchars=\\\\\\{{\\}}]\n{safe}\n\\end{{code}}"


def code_lines(text: str) -> str:
    """A paragraph each; spaces stay, and a line may end at them."""
    return "\n".join(f"\\codeline{{{escaped(line).replace(' ', chr(92) + ' ') or '~'}}}" for line in _lines(text))


def _lines(text: str) -> Iterator[str]:
    for line in text.strip("\n").expandtabs(_TAB).split("\n"):
        yield shown(line).rstrip()
