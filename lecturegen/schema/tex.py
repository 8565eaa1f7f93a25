r"""LaTeX as the reader of slides and the rules about them need it: which signs are comment or code, and not typeset.

Code is what stands in an environment such as ``lstlisting`` or in ``\verb|…|``. Everything here is linear in the length
of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

CODE = (
    "lstlisting", "verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "SaveVerbatim", "minted",
    "alltt", "semiverbatim", "comment", "filecontents", "filecontents*",
)  # fmt: skip
"""Environments whose text LaTeX does not read as LaTeX; a frame that holds one has to be fragile."""

_CODE_NAMES = "|".join(map(re.escape, CODE))
# the sign that everything begins with comes first, because so the search is fast
_HIDES = re.compile(
    r"[\\%](?:(?<=\\)(?:"
    rf"begin[ \t]*\{{(?P<code>{_CODE_NAMES})\}}"
    r"|(?P<inline>verb\*?|lstinline(?:\[[^\]\n]{0,200}\])?|mintinline(?:\[[^\]\n]{0,200}\])?\{\w{1,40}\})"
    r"(?P<mark>[^\w\s*])"
    r"|[^a-zA-Z])|(?P<comment>(?<=%)[^\n]*))"
)
_NOT_NEWLINE = re.compile(r"[^\n]")
_LONGEST_INLINE = 1_000
_BRACE = re.compile(r"\\.|[{}]|\n[ \t]*\n", re.S)
_FIGURE = re.compile(
    r"\\includegraphics\*?[ \t]*(?:<[^<>\n]{0,40}>[ \t]*)?(?:\[[^\[\]]{0,300}\]\s{0,9})?\{([^{}\n]{1,300})\}"
)


class Hidden(NamedTuple):
    """A span that is not typeset as LaTeX. ``name``: the environment, ``verb`` or ``%``; ``closed``: it has its end."""

    name: str
    start: int
    end: int
    closed: bool = True


class Figure(NamedTuple):
    r"""The name that stands in ``\includegraphics{…}``, and where."""

    name: str
    start: int
    end: int


def hidden(tex: str) -> tuple[Hidden, ...]:
    r"""Comments and code, in their order. Code that is never closed reaches to the ``\end{frame}`` it stands in."""
    found: list[Hidden] = []
    position = 0
    while sign := _HIDES.search(tex, position):
        position = sign.end()
        if sign.lastgroup == "comment":
            found.append(Hidden("%", *sign.span()))
        elif sign["code"]:
            end, closed = _end_of_code(tex, sign["code"], position)
            found.append(Hidden(sign["code"], sign.start(), end, closed))
            position = end
        elif sign["mark"] and (end := _end_of_inline(tex, sign["inline"], sign["mark"], position)):
            found.append(Hidden("verb" if sign["inline"][0] == "v" else "lstinline", sign.start(), end))
            position = end
    return tuple(found)


def _end_of_code(tex: str, name: str, start: int) -> tuple[int, bool]:
    r"""Where the environment ends, and if it is closed. Code may show whole frames; a lone ``\end{frame}`` ends it."""
    depth = 0
    for mark in re.compile(rf"\\(begin|end)[ \t]*\{{(frame|{re.escape(name)})\}}").finditer(tex, start):
        if mark[2] == name and mark[1] == "end":
            return mark.end(), True
        if mark[2] == "frame":
            depth += 1 if mark[1] == "begin" else -1
            if depth < 0:
                return mark.start(), False
    return len(tex), False


def _end_of_inline(tex: str, command: str, mark: str, start: int) -> int:
    r"""Where ``\verb|…|`` ends, on its line; 0 if it does not."""
    closing = "}" if mark == "{" and command[0] != "v" else mark
    line_end = tex.find("\n", start, start + _LONGEST_INLINE)
    end = tex.find(closing, start, line_end if line_end >= 0 else start + _LONGEST_INLINE)
    return end + 1


def bare(tex: str) -> str:
    """``tex`` with comments and code blanked: the same length, the same line ends. A comment leaves its ``%``.

    A line that holds nothing but a comment is no empty line, and does not end a paragraph.
    """
    return blanked(tex, ((span.start + (span.name == "%"), span.end) for span in hidden(tex)))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with spaces in the place of ``spans``, which are in order; its lines stay where they are."""
    parts = []
    last = 0
    for start, end in spans:
        parts += [text[last:start], blank(text[start:end])]
        last = end
    return "".join([*parts, text[last:]])


def blank(text: str) -> str:
    """As many spaces; line ends stay."""
    return _NOT_NEWLINE.sub(" ", text) if "\n" in text else " " * len(text)


def closing_brace(tex: str, start: int, most: int) -> int:
    """Where the brace is closed that stands before ``start``; -1 if not within ``most`` signs and the paragraph."""
    depth = 1
    for sign in _BRACE.finditer(tex, start, start + most):
        match sign[0]:
            case "{":
                depth += 1
            case "}":
                depth -= 1
            case ended if ended[0] == "\n":
                break
        if not depth:
            return sign.start()
    return -1


def figures(tex: str) -> list[Figure]:
    """The figures that ``tex``, as ``bare`` gives it, shows by name. A name that a command makes up is left out."""
    return [Figure(m[1].strip(), *m.span(1)) for m in _FIGURE.finditer(tex) if "\\" not in m[1] and "#" not in m[1]]
