"""Texts, code and formulas that mean something to LaTeX, and a week of all of them."""

from __future__ import annotations

from lecturegen.schema import Week
from tests.exporters.weeks import frame, section, week

TEXTS = (
    '& % # _ { } ~ ^ \\ $ " < >',
    "λ 中 é 🎲 a\u200bb\u200dc",
    "`code & % \\ { } _ #` and `` ` ``",
    "\\end{frame}",
    "\\end{verbatim} \\end{code} \\end{document}",
    "$\\frac{a}{$",
    "[x] starts",
    "<2-> starts",
    "*starts",
    "-- --- ?\\` !\\` << >> ''",
    "50% of $x$ and 100%",
    "\\input{x} \\write18{ls} \\directlua{os.exit()}",
    "^^41 ^^M",
    "a\tb\u2028c\u00a0d",
    "[link](https://example.org/a_b?x=1&y=2#z%20q) and <https://example.org/~u>",
    "**bold *both*** ~~gone~~",
    "$$\\int_0^1 x$$ in a line",
    "$x_\\text{max} \\le λ$, $\\nosuch$, $\\yields$, $é$",
    "русский текст, ελληνικά, العربية",
)
LONG = (
    "one\n- two\n  - three\n    - four\n      - five\n1. six",
    "W" * 300,
    "中文字符断行测试，" * 20,
    "trailing  \nhard\\\nbreak",
)
CODE = """\
def f(x):
    return "\\end{frame}" # \\end{verbatim} \\end{lstlisting} \\end{code}
\\end{frame}
\\end{code}
`` ` '' " ~ ^ ^^M $ & % # _ { } λ 中 é 🎲

\tx = 1 -- ?`
""" + "y" * 400  # fmt: skip
PLAIN_CODE = "x = {'a': \"λ 中 é\"} # % & _ ^ ~ $ `\n\n    indented\n" + "z + " * 60
FORMULAS = (
    "a = b \\\\\nc = d",
    "\\begin{align} a &= b \\\\ c &= d \\end{align}",
    "\\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
    "\\left\\{ \\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array} \\right.",
    "中 + é = λ",
    "\n\na\n\nb",
    "\\ket{x} \\argmin_x \\bm{\\mu}",
    "x_\\operatorname{max} + x^\\mathbf{T} + x_\\text{eff} + y^\\int",
    "\\sum\\limits_{i=1}^n \\not\\in \\mathbb{R} \\setminus \\{0\\}",
    "\\begin{pmatrix}1 & 2\\\\ \\end{pmatrix}",
    "n \\choose k",
    "\\bar x + \\hat  y + \\mathbb R^\\mathbf T",
    "\\text{a ~ ` < é} \\%",
    "f(x) = \\textcolor{red}{x'} \\cdot \\overline{y} ² ’",
)
NO_FORMULAS = (
    "\\frac{a}{b",
    "\\nosuch",
    "a & b",
    "x^{\\text{a_b}}",
    "50%",
    "x #",
    "\\def\\x{y}\\x",
    "\\tag{1} x",
    "\\begin{tikzcd}\\end{tikzcd}",
    "\\begin{cases} a & b & c \\end{cases}",
    "\\frac{a \\\\ b}{c}",
    "\\frac{a \\over b}{c}",
    "\\color{nosuch} x",
    "\\yields",
    "\\not\\, x",
    "\\sum\\limits x",
    "\\text\\displaystyle",
)
"""What LaTeX would stop at, though Temml takes some of it."""
_SAID = """\
W {}

```python
{}
```

> quoted

1. one
   - two

$$
\\frac{{a}}{{b}}
$$
"""


def hostile() -> Week:
    """One frame for each, and one of them all."""
    frames = [frame(text, bullets=[text] * 2, script=_SAID.format(text, CODE)) for text in TEXTS]
    frames += [frame("Long", bullets=[text] * 2) for text in LONG]
    frames += [
        frame(code={"language": "x", "text": text}) for text in (CODE, PLAIN_CODE, "\\end{frame}", "%", "\\", "}")
    ]
    frames += [frame(maths=latex, bullets=[]) for latex in (*FORMULAS, *NO_FORMULAS)]
    for row in (list(TEXTS[:3]), list(TEXTS[6:9]), ["a|b", "$\\|x\\|$"], ["W" * 150, ""]):
        frames.append(frame(bullets=[], table={"header": row, "rows": [row, row[:1], [*row, "z"]]}))
    table = {"header": TEXTS[:2], "rows": [TEXTS[2:4]]}
    code = {"language": "", "text": CODE}
    frames.append(frame("All & it", bullets=TEXTS[:4], code=code, maths="\\frac{a}{b}", table=table))
    return week(section("A & B % # _ { } ~ ^ \\ $ λ 中", frames=frames))
