r"""LaTeX of a frame as rules need it: what is seen, and what LaTeX finds when it reads the text from end to end.

``bare`` blanks comments and code, ``seen`` also commands, maths and drawings: both are as long as the text. Everything
here is linear in the length of the text, and remembered: many rules ask for the same string.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lecturegen.rules._tex_structure import ARGUMENTS, SILENT, Structure, read_structure
from lecturegen.schema import tex

_HAS_COLUMNS = r"tabular\*?|tabularx|tabulary|longtable|array|minipage|column|multicols|beamercolorbox|thebibliography"
# the sign that everything begins with comes first, because so the search is fast
_UNSEEN = re.compile(
    rf"[\\{{}}~%&](?:(?<!\\)|(?:{SILENT})\*?(?![a-zA-Z]){ARGUMENTS}\s{{0,9}}\{{[^{{}}]{{0,400}}\}}"
    rf"|begin[ \t]*\{{(?:{_HAS_COLUMNS})\}}{ARGUMENTS}(?:\{{(?:[^{{}}]|\{{[^{{}}]{{0,80}}\}}){{0,200}}\}}){{0,2}}"
    rf"|(?:begin|end)[ \t]*\{{[^{{}}\n]{{1,40}}\}}{ARGUMENTS}"
    rf"|item(?![a-zA-Z])(?:[ \t]*<[^<>\n]{{0,80}}>)?"
    rf"|[a-zA-Z@]+\*?(?:<[^<>\n]{{0,80}}>)?(?:\[[^\[\]\n]{{0,300}}\])?"
    r"|\\(?:\[[^\[\]\n]{0,40}\])?"
    r"|[^a-zA-Z&%$#_\\]|(?=[&%$#_]))"
)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """``text`` with comments and code blanked."""
    return tex.bare(text)


@lru_cache(maxsize=1024)
def hidden(text: str) -> tuple[tex.Hidden, ...]:
    return tex.hidden(text)


@lru_cache(maxsize=1024)
def structure(text: str) -> Structure:
    return read_structure(bare(text))


@lru_cache(maxsize=1024)
def seen(text: str) -> str:
    """The words that the audience reads: ``text`` with everything else blanked."""
    plain = tex.blanked(tex.blanked(bare(text), structure(text).maths), structure(text).drawings)
    return _UNSEEN.sub(_spaces, plain)


def words(text: str) -> list[str]:
    """The words that the audience reads; code and maths have none."""
    return _WORD.findall(seen(text))


def _spaces(match: re.Match[str]) -> str:
    return tex.blank(match[0])
