r"""LG465 deck-code-loadable: the preamble loads what shows code, and listings knows the languages that are named.

Why: LaTeX stops at an `lstlisting` without the package listings, and at a language that the package has not heard of.
JSON, JavaScript and YAML are not among its 94. The two were the reason for 14 of the 32 frames in twelve
machine-written decks at which pdflatex stopped.

Not covered: packages of one's own that load listings or define a language; minted, which asks Pygments.

Bad:
    /frames/0/body: |2

        \begin{lstlisting}[language=JavaScript, numbers=left]
        low = mid + 1
        \end{lstlisting}
    ---
    /preamble: "\\documentclass{beamer}\n\\begin{document}\n"
Good:
    /frames/0/body: |2

        \begin{lstlisting}[language=javascript]
        low = mid + 1
        \end{lstlisting}
        \begin{lstlisting}[language={[Sharp]C}]
        low = mid + 1;
        \end{lstlisting}
    /preamble: |
        \documentclass{beamer}
        \usepackage{listings}
        \lstdefinelanguage{JavaScript}{keywords={let, const}}
        \begin{document}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few
from lecturegen.rules._tex import bare, hidden
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck

_LANGUAGES = frozenset(
    "abap acm acmscript acsl ada algol ant assembler awk bash basic c c++ caml cil clean cobol comsol csh delphi "
    "eiffel elan elisp erlang euphoria fortran gap gcl gnuplot go gretl hansl haskell html idl inform java jvmis "
    "ksh lingo lisp llvm logo lua make mathematica matlab mercury metapost miranda mizar ml modula-2 mupad "
    "nastran oberon-2 ocl octave oorexx oz pascal perl php pl/i plasm postscript pov prolog promela pstricks "
    "python r reduce rexx rsl ruby s sas scala scilab sh shelxl simula sparql sql swift tcl tex vbscript verilog "
    "vhdl vrml xml xslt".split()
)
"""Of listings 1.8d (2020); case is of no account."""
_NAMED = re.compile(r"\[[^\]]*?\blanguage[ \t]*=[ \t]*(?:\{(?:\[[^\]]*\])?)?([^\s,\[\]{}]+)")
_DEFINED = re.compile(r"\\lst(?:definelanguage|alias)(?:\[[^\]]*\])?\{([^{}]+)\}")
_LOADS = re.compile(r"listings|lst|showexpl|pythonhighlight|\\input|\\include|\\RequirePackage")
_BEGIN = r"\begin{lstlisting}"


@rule("LG465", "deck-code-loadable", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    plain = bare(deck.preamble)
    loaded = r"\documentclass" not in plain or bool(_LOADS.search(plain))
    defined = {name.strip().lower() for name in _DEFINED.findall(plain)}
    for index, frame in enumerate(deck.frames):
        if r"\begin{lstlisting}" in frame.body or r"\lstinline" in frame.body:
            yield from first_few(_unloaded(f"/frames/{index}/body", frame.body, defined, loaded=loaded))


def _unloaded(where: str, body: str, defined: set[str], *, loaded: bool) -> Iterator[Found]:
    for span in hidden(body):
        if span.name not in ("lstlisting", "lstinline"):
            continue
        named = _NAMED.match(body, span.start + (len(_BEGIN) if span.name == "lstlisting" else len(r"\lstinline")))
        if not loaded:
            fix = r"put \usepackage{listings} into the preamble"
            yield Found(where, "the preamble does not load the package listings", fix, (span.start, span.end))
        elif named and named.end() <= span.end and named[1].lower() not in _LANGUAGES | defined:
            fix = r"leave language=… out, or define it by \lstdefinelanguage in the preamble"
            yield Found(where, f"listings knows no language {quoted(named[1])}", fix, named.span(1))
