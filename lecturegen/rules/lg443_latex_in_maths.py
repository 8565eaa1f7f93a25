r"""LG443 latex-in-maths: LaTeX commands stand in maths, not in the open text.

Why: outside of `$…$` markdown shows `\frac{1}{2}` as it is written, and typography belongs to markdown. 0.1% of 13,959
sections had `\textbf` or `\frac` in speech, 0.3% remains of a slide (`\frametitle`).

Also known as: S20, S21

Not covered: `\&`, `\%` and `\_`, which markdown reads as the sign itself; a lecture on LaTeX (its notes say so).

Bad:
    /closing: So can we find a card in \frac{1}{2} of a look, or two?
    ---
    /frames/0/bullets/0: Compare with the \textbf{middle}
    ---
    /assessment/questions/0/distractors/0/text: \begin{frame} 6 \end{frame}
    ---
    /assessment/questions/0/stem: For \alpha = 1 and 100 numbers, how many looks does a binary search take?
Good:
    /closing: So can we find a card in $\frac{1}{2}$ of a look, in C:\temp\frac, in `\frac`, 5\% or C\&A?
    ---
    /closing: So what does \textbf do to a card?
    context: {terms: [latex]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Text
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity

_COMMAND = re.compile(
    r"(?<![A-Za-z:\\/])\\(?:frac|dfrac|tfrac|sum|prod|int|sqrt|begin|end|textbf|textit|texttt|emph|text|item"
    r"|frametitle|"
    r"framesubtitle|section|subsection|label|ref|cite|includegraphics|mathbb|mathbf|mathcal|mathrm|operatorname"
    r"|left|right|"
    r"lim|log|ln|exp|max|min|cdot|times|leq|geq|neq|approx|equiv|infty|partial|nabla|hat|bar|vec|tilde|overline"
    r"|underline|"
    r"alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi"
    r"|varphi|chi|psi|"
    r"omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|rightarrow|leftarrow|to|mapsto|in|subset|cup|cap|forall"
    r"|exists|ldots|cdots|dots|quad|qquad|displaystyle|mid)(?![A-Za-z\\])"
)
# \to and \in are also what is left of a line end before "o" or of a path; alone they prove nothing
_SHORT = frozenset({r"\to", r"\in", r"\mid", r"\text", r"\label", r"\ref", r"\end", r"\section", r"\item"})


@text_rule("LG443", "latex-in-maths", Severity.ERROR, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if "\\" not in text.value or {"latex", "tex", "beamer"} & context.terms:
        return
    plain = without_maths(text.value)
    for match in _COMMAND.finditer(plain):
        if match[0] not in _SHORT or plain[match.end() : match.end() + 1] == "{":
            near = " ".join(plain[match.start() : match.start() + 40].split())
            fix = "set maths between $ signs, and emphasis as **bold** or *italics*"
            yield Found(text.where, f"LaTeX stands outside of maths: {quoted(near)}", fix, match.span())
            return
