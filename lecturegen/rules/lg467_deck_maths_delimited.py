r"""LG467 deck-maths-delimited: formulas begin and end, in one paragraph, and what belongs in them stands in them.

Why: "Missing $ inserted" stops LaTeX, and sets the rest of the paragraph as a formula. Two of the 32 frames in twelve
machine-written decks at which pdflatex stopped: "$150" that was money, and `\leq` without its dollars.

Also known as: S19, S20

Not covered: commands that are not listed here; what is wrong inside a formula.

Bad:
    /frames/1/body: |2

        The price rises by $150 for every foot.
    ---
    /frames/1/body: |2

        A factor $\gamma$ with 0 \leq \gamma < 1.
    ---
    /frames/1/body: |2

        \begin{equation}
            a = b

        \end{equation}
    ---
    /frames/1/body: |2

        As in \(a = b\] it is.
Good:
    /frames/1/body: |2

        % $
        It is $a =
        % an aside
        b$. The price rises by \$150, with $a$$b$, \(c\), and $$g$$ or 90\textdegree.
        \[ \begin{aligned} d \text{ if $e$} \\[2pt] f \end{aligned} \]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import first_few, pieces
from lecturegen.rules._tex import bare, structure
from lecturegen.rules._tex_structure import Kind
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import blanked

_MATHS = re.compile(
    r"\\(?:frac|dfrac|tfrac|binom|sum|prod|int|oint|sqrt|overline|underbrace|overbrace|lim|log|ln|exp|max|min|sup|inf"
    r"|cdot|cdots|times|div|pm|mp|leq?|geq?|neq?|approx|equiv|sim|propto|ll|gg|infty|partial|nabla|hat|bar|vec|tilde|dot"
    r"|mathbb|mathbf|mathcal|mathrm|mathit|mathsf|boldsymbol|operatorname|left|right|mid|langle|rangle|circ|star|bullet"
    r"|alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau"
    r"|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
    r"|(?:[Ll]ong)?(?:[Rr]ight|[Ll]eft|[Ll]eftright)arrow|to|gets|mapsto|implies|iff|in|notin|ni|subset|subseteq"
    r"|supset|supseteq|cup|cap|setminus|emptyset|forall|exists|neg|land|lor|wedge|vee|oplus|otimes|prime"
    r"|begin\{(?:cases|[pbBvV]?matrix|aligned|split)\})(?![A-Za-z])"
)


@rule("LG467", "deck-maths-delimited", Severity.ERROR, Scope.DECK)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    for where, text in pieces(deck):
        yield from first_few(_undelimited(where, text))


def _undelimited(where: str, text: str) -> Iterator[Found]:
    open_formulas = False
    for fault in structure(text).faults:
        if fault.kind is Kind.FORMULA:
            open_formulas = True
            yield Found(where, fault.message, fault.fix, (fault.start, fault.end))
    # after a formula that is not closed nobody can say what was meant to stand in one
    if open_formulas or "\\" not in text:
        return
    read = structure(text)
    for command in _MATHS.finditer(blanked(blanked(bare(text), read.maths), read.drawings)):
        message = f"{command[0]} stands outside of a formula"
        yield Found(where, message, "set the formula between $ signs", command.span())
