"""A frame -> what its slide shows: bullets, a formula, code that runs, a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.openai_server.content.figures import decimal, latex
from tests.openai_server.content.paragraphs import Writer
from tests.openai_server.content.phrases import capital, say
from tests.openai_server.content.prompt import FrameAsked
from tests.openai_server.content.wording import without_article


def bullets(frame: FrameAsked, writer: Writer) -> list[str]:
    """Two to four short assertions, each about the thing that one of the points is about."""
    made = []
    about = frame.points or (frame.title,)
    for step, point in enumerate((about if len(about) > 1 else 2 * about)[:4]):
        slots = writer.slots(point, step)
        slots["W"] = capital(without_article(str(slots["w"])))
        made.append(capital(say("bullet", writer.written + step, slots)))
    return made


def maths(f: Mapping[str, Any], number: int) -> str:
    """One displayed formula, in LaTeX."""
    forms = (
        rf"\theta = {latex(f['a'], f['n'])}",
        rf"\hat{{p}} = {latex(f['a'], f['n'])}, \qquad 1 - \hat{{p}} = {latex(f['b'], f['n'])}",
        rf"\bar{{x}} = \frac{{1}}{{{f['n']}}} \sum_{{i=1}}^{{{f['n']}}} x_i",
        rf"\beta = {latex(f['a'], f['b'])}",
    )
    return forms[number % len(forms)]


def code(f: Mapping[str, Any], unit: str, number: int) -> dict[str, str]:
    """Python that prints the sum which the script has just done."""
    forms = (
        f"{unit} = {f['n']}\nkept = {f['a']}\nlost = {unit} - kept\nprint(lost, round(lost / {unit}, 2))",
        f'{unit} = [1] * {f["a"]} + [0] * {f["b"]}\nshare = sum({unit}) / len({unit})\nprint(f"{{share:.2f}}")',
        f"minutes = 0\nfor _ in range({f['b']}):\n    minutes += {f['k']}\nprint(minutes, 'minutes for {unit}')",
    )
    return {"language": "python", "text": forms[number % len(forms)]}


def table(f: Mapping[str, Any], unit: str) -> dict[str, Any]:
    """Two counts of the same thing, one under the other."""
    n, a, b, k = f["n"], f["a"], f["b"], f["k"]
    rows = [("last year", n, a - k, b + k, decimal(a - k, n)), ("this year", n, a, b, decimal(a, n))]
    return {"header": ["when", unit, "kept", "lost", "share"], "rows": [list(map(str, row)) for row in rows]}
