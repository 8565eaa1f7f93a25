r"""LaTeX commands that JSON takes for escapes, and what tells one from the other without looking around.

After a single backslash, the letters b, f, n, r, t and u are escapes to JSON. Nobody means the backspace or the form
feed, so b and f are always LaTeX's (or a regular expression's). The others are told by the name of the command; an
escape that LaTeX does not know, as in ``\nThe``, stays one.
"""

from __future__ import annotations

import re

# What is left of these without the first letter is no word and no name of a variable: abla, heta, ho.
CERTAIN = frozenset(
    "nabla natural ncong nearrow negmedspace negthickspace negthinspace newcommand newline newpage ngeq ngeqq "
    "ngeqslant ngtr nicefrac nleftarrow nLeftarrow nleftrightarrow nLeftrightarrow nleq nleqq nleqslant nobreak "
    "noindent nolimits nonumber norm normalfont normalsize not notag notin npreceq nrightarrow nRightarrow nsimeq "
    "nsubseteq nsubseteqq nsucceq nsupseteq nsupseteqq ntriangleleft ntriangleright nvdash nvDash nVdash nVDash "
    "nwarrow raggedleft raggedright raisebox rangle rbrace rbrack rceil ref relax renewcommand rfloor rhd rho "
    "right rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons "
    "rightrightarrows rightsquigarrow rm rmoustache root rtimes rule rvert rVert "
    "tabularnewline tanh textbackslash textbf textcolor textit textmd textnormal textrm textsc textsf textsl textstyle "
    "textsubscript textsuperscript texttt textup textwidth therefore theta thickapprox thicksim thickspace thinspace "
    "tilde times triangle triangledown triangleleft trianglelefteq triangleq triangleright trianglerighteq "
    "twoheadleftarrow twoheadrightarrow".split()
)
# ... of these only where no brace follows,
_WITH_BRACE = frozenset("tag tbinom text tfrac".split())
# ... and of these it may be one: u, eg, an, o. Relations stand between two things: e, i, mid, subset.
_SYMBOLS = frozenset("neg nexists nu tan tau tiny to top tt".split())
RELATIONS = frozenset("ne neq ni nless nmid nparallel nprec nsim nsubset nsucc nsupset".split())
KNOWN = CERTAIN | _WITH_BRACE | _SYMBOLS | RELATIONS

HEX = re.compile("u[0-9a-fA-F]{4}")
CODE_ENDS = re.compile(r"""\\?["']\s*+(?:[),\]]|\.[a-z]+\()""")
"""Behind a line break or a tab that closes a string of program text: ``print('done\\n')``, ``'\\n'.join(…)``."""


def _rests(letter: str, names: frozenset[str]) -> str:
    return rf"(?:{'|'.join(sorted(name[1:] for name in names if name[0] == letter))})(?![A-Za-z])"


def _clear(letter: str) -> str:
    return rf"{letter}(?!{_rests(letter, KNOWN)}|{CODE_ENDS.pattern})(?<!:\\{letter})"


_CLEAR = re.compile(
    rf'[^\\]*+(?:\\(?:["/]|{_clear("n")}|{_clear("t")}|{HEX.pattern}|\\[A-Za-z(){{}}\[\].,;:!|%&$#_^*+?-])[^\\]*+)*+'
)
EATEN = re.compile(rf"\n{_rests('n', CERTAIN)}|\t{_rests('t', CERTAIN)}")
"""What is left of a command whose backslash was lost before the reply came here."""


def is_clear(string: str) -> bool:
    """Whether JSON and everybody else read ``string`` alike. Most strings are clear, and this is quick."""
    return _CLEAR.fullmatch(string) is not None and "begin{" not in string


def only_backslash(tail: str, string: str, end: int) -> bool:
    """Whether a single backslash before ``tail``, which ends at ``end`` of ``string``, can be no escape of JSON."""
    if not tail:
        return True
    if tail[0] in "nrt":
        return tail in CERTAIN or (tail in _WITH_BRACE and string.startswith("{", end))
    if tail[0] == "u":
        return len(tail) > 1 and not HEX.fullmatch(tail)
    return tail not in ('"', "/", "'")
