r"""LG431 latex-uneaten: no LaTeX command has lost its backslash to JSON.

Why: `\beta`, `\frac`, `\theta`, `\nabla` and `\rho` begin with escapes that JSON knows. A reply that does not double
its backslashes still parses, and what arrives is a backspace and "eta". 210 of 348 replies that did not parse failed
on the other commands; these pass unseen. What is lost cannot be mended.

Also known as: A08b

With: LG441

Bad:
    /frames/0/maths: "e^{\x08eta_0}"
    ---
    /closing: "Can we have $\x0crac{1}{2}$ a look?"
    ---
    /frames/0/bullets/0: "At most $2\times 5$ looks"
    ---
    /assessment/questions/0/explanation: "Since $\nabla f = 0$, seven halvings bring 100 down to nothing."
    ---
    /assessment/questions/0/stem: "For $\rho = 1$, how many looks do 100 numbers take?"
Good:
    /closing: "Can we\nneither look nor\nequal it?"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._eaten import eaten
from lecturegen.rules._texts import EVERY, Text
from lecturegen.schema import Severity


@text_rule("LG431", "latex-uneaten", Severity.ERROR, EVERY)
def check(text: Text, context: Context) -> Iterator[Found]:
    if commands := eaten(text.value):
        command, start = commands[0]
        fix = f"double every LaTeX backslash: \\{command}"
        yield Found(text.where, f"JSON has eaten the backslash of {command}", fix, (start, start + 1))
