r"""LaTeX commands whose backslash was eaten by JSON: ``\beta`` arrives as a backspace and ``eta``.

JSON knows the escapes ``\b \f \n \r \t``; a reply that forgets to double its backslashes still parses, and half of the
command is gone. The fragments below are no words, or no words at the start of a line, so ordinary text is not hit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LETTERS = re.compile("[A-Za-z]*")
# a line end is one only before some letters, and almost no line begins with them; what everything begins with comes
# first, because so the search is fast
_SIGN = re.compile("[\x07-\x0d](?:(?<!\n)|(?=[aeou]))")
_EATEN = re.compile(
    "(?P<b>\x08(?=[a-zA-Z]))"
    "|(?P<f>\x0c(?=[a-zA-Z]))"
    r"|(?P<t>\t(?=(?:heta|imes|extbf|extit|ext\{|exttt|au\b|frac|ilde|riangle|anh\b|herefore|op\b[^a-z]"
    r"|o[\s}$_^\\]*\\)))|(?P<r>\r(?=(?:ho\b|ho_|ight\b|ight[\])}|.]|angle|ceil|floor|m\{)))"
    r"|(?P<n>\n(?=(?:abla|eq\b|eq[_\s]|otin\b|eg[_\s\\]|u[_^]|u\}|ewcommand|olimits|onumber)))"
    "|(?P<a>\x07(?=lpha|pprox|ngle|st))"
    "|(?P<v>\x0b(?=ec|ar|dots|ee|Vert))"
)


class Eaten(NamedTuple):
    r"""``command``: as it was meant, such as ``\beta``. ``start``: of the sign that is left of its backslash."""

    command: str
    start: int


@lru_cache(maxsize=1024)
def eaten(text: str) -> tuple[Eaten, ...]:
    return tuple(
        Eaten(f"\\{match.lastgroup}{(letters[0] if (letters := _LETTERS.match(text, match.end())) else '')}", at)
        for sign in _SIGN.finditer(text)
        if (match := _EATEN.match(text, at := sign.start()))
    )
