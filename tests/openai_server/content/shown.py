"""A frame -> what its slide shows: bullets, a formula, code that runs, a table."""

from __future__ import annotations

from typing import Any

from tests.openai_server.content.figures import Count, decimal, latex
from tests.openai_server.content.paragraphs import Writer
from tests.openai_server.content.phrases import capital, say
from tests.openai_server.content.prompt import FrameAsked
from tests.openai_server.content.wording import without_article


def bullets(frame: FrameAsked, writer: Writer) -> list[str]:
    """Two to four short assertions, each about the thing that one of the points is about."""
    made = []
    about = frame.points or (frame.title,)
    for step, point in enumerate((about if len(about) > 1 else 2 * about)[:4]):
        slots = writer.slots(point)
        slots["W"] = capital(without_article(slots["w"]))
        made.append(capital(say("bullet", writer.written + step, slots)))
    return made


def maths(c: Count, number: int) -> str:
    """One displayed formula, in LaTeX."""
    forms = (
        rf"\theta = {latex(c.a, c.n)}",
        rf"\hat{{p}} = {latex(c.a, c.n)}, \qquad 1 - \hat{{p}} = {latex(c.b, c.n)}",
        rf"\bar{{x}} = \frac{{1}}{{{c.n}}} \sum_{{i=1}}^{{{c.n}}} x_i",
        rf"\beta = {latex(c.a, c.b)}",
    )
    return forms[number % len(forms)]


def code(c: Count, unit: str, number: int) -> dict[str, str]:
    """Python that prints the sum which the script has just done."""
    forms = (
        f"{unit} = {c.n}\nkept = {c.a}\nlost = {unit} - kept\nprint(lost, round(lost / {unit}, 2))",
        f'{unit} = [1] * {c.a} + [0] * {c.b}\nshare = sum({unit}) / len({unit})\nprint(f"{{share:.2f}}")',
        f"minutes = 0\nfor _ in range({c.b}):\n    minutes += {c.k}\nprint(minutes, 'minutes for {unit}')",
    )
    return {"language": "python", "text": forms[number % len(forms)]}


def table(c: Count, unit: str) -> dict[str, Any]:
    """Two counts of the same thing, one under the other."""
    n, a, b, k = c.n, c.a, c.b, c.k
    rows = [("last year", n, a - k, b + k, decimal(a - k, n)), ("this year", n, a, b, decimal(a, n))]
    return {"header": ["when", unit, "kept", "lost", "share"], "rows": [list(map(str, row)) for row in rows]}
