r"""LG441 maths-whole: maths in a text is whole: delimiters, braces and environments match.

Why: a lost `$` sets half a paragraph in italics, and a lost brace stops LaTeX, typst and MathJax at once. 0.1% of
13,959 sections had one. Money is no maths: "$5 and $1,200" is let pass.

Also known as: S19

With: LG443

Bad:
    /closing: Can we find $x in a look or two?
    ---
    /closing: Can we find \(x in a look or two?
    ---
    /frames/0/bullets/0: "$$2^{10 > 900$$"
    ---
    /frames/0/maths: \left( \frac{1}{2}
    ---
    /assessment/questions/0/explanation: "Since $\\begin{matrix} 1 $ is a matrix, seven halvings are enough for it."
Good:
    /closing: It costs $5, or $1,200 with $n^2$ cards and \(n\) looks. Is it well spent, A$5, from your $HOME?
    ---
    /frames/0/maths: \left( \frac{1}{2} \right]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import Fault, faults_inside, maths
from lecturegen.rules._texts import PROSE, Role, Text
from lecturegen.schema import Severity


@text_rule("LG441", "maths-whole", Severity.ERROR, PROSE | {Role.MATHS})
def check(text: Text, context: Context) -> Iterator[Found]:
    if text.role is Role.MATHS:
        faults = [Fault(message, (0, len(text.value))) for message in faults_inside(text.value)]
    else:
        faults = list(maths(text.value).faults)
    for message, at in faults[:3]:
        yield Found(text.where, message, "write it whole; a dollar sign that is money may be written \\$", at)
