"""Frames of every legal kind, many at a time: what a model may write that keeps to the rules that reject.

They are drawn from a seed rather than from single choices, so that a hundred of them are one example of hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lecturegen.schema import Code, Frame, Table, Week
from tests.exporters.weeks import section, week

WORDS = (
    "the of a to and heap key log tree sorted array pivot median costs moves every sift parent child n log2 O(n) "
    "comparison amortised Ausschlussverfahrensgeschwindigkeitsbetrachtungen naïve Straße œuvre façade žlutý łódź "
    'λόγος ἀρχή ταξινόμηση сортировка R&D 50% C# snake_case A&B #1 {x} ~5 ^up back\\slash $5 <tag> "quoted" it\'s — … '
    "http://example.org/a/very/long/path/that/no/line/can/hold/without/breaking/somewhere/in/the/middle/of/it.html"
).split()
CJK = ("堆排序", "时间复杂度", "比較", "ヒープ", "정렬")
INLINE = ("$n \\log n$", "$\\frac{a}{b}$", "`x_1 = y`", "**bold**", "*slanted*", "$x_i$", "`a < b && c`", "[a link](x)")
FORMULAS = (
    "\\frac{a}{b}",
    "\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}",
    "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
    "\\begin{aligned} a &= b + c \\\\ d &= e \\\\ f &= \\sqrt{g} \\end{aligned}",
    "\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}",
    "P(A \\mid B) = \\frac{P(B \\mid A)\\,P(A)}{P(B)} \\quad \\text{if } P(B) > 0",
    "\\nosuchcommand{x}",
    "T(n) = 2\\,T\\left(\\frac{n}{2}\\right) + \\Theta(n)",
    " + ".join(f"x_{{{number}}}" for number in range(40)),
    "\\begin{aligned} " + " \\\\ ".join(f"a_{{{n}}} &= \\frac{{{n}}}{{b}}" for n in range(12)) + " \\end{aligned}",
)
CODE = (
    "def sift(heap, at):",
    "    while 2 * at + 1 < len(heap):  # a child is there",
    "        child = max(range(2 * at + 1, min(2 * at + 3, len(heap))), key=heap.__getitem__)",
    "\tif heap[at] >= heap[child]: return",
    "",
    'print(f"{x!r:>10} & {100 * y:.1f}% \\n")  # $not maths$',
    "x" * 130,
    "// 注释 комментарий λ",
    "<b>&amp;</b> `` ` ```",
)


def words(draw: Random, most: int, cjk: bool) -> str:
    known = [*WORDS, *CJK] if cjk else WORDS
    chosen = [draw.choice(known) for _ in range(draw.randint(1, most))]
    if draw.random() < 0.25:
        chosen.insert(draw.randrange(len(chosen) + 1), draw.choice(INLINE))
    return " ".join(chosen)


def title(draw: Random, number: int, cjk: bool) -> str:
    """Of at most ninety characters and its number, so that no two are alike."""
    return f"{words(draw, 11, cjk)[:80].strip()} {number}"


def frame(draw: Random, number: int, cjk: bool) -> Frame:
    has: Callable[[float], bool] = lambda share: draw.random() < share  # noqa: E731
    bullets = tuple(words(draw, draw.choice([4, 12, 20]), cjk) for _ in range(draw.randint(0, draw.choice([4, 7]))))
    code = table = None
    if has(0.25):
        lines = [draw.choice(CODE) for _ in range(draw.randint(1, draw.choice([6, 25])))]
        code = Code(language=draw.choice(["", "python", "c++", "no such"]), text="\n".join([*lines, "end"]))
    if has(0.25):
        columns = draw.randint(1, 5)
        rows = [
            tuple(words(draw, draw.choice([1, 3, 8]), cjk) for _ in range(columns)) for _ in range(draw.randint(1, 7))
        ]
        table = Table(header=tuple(words(draw, 2, cjk) for _ in range(columns)), rows=tuple(rows))
    maths = draw.choice(FORMULAS) if has(0.25) else ""
    said = "\n\n".join(words(draw, 40, cjk) for _ in range(draw.randint(1, 3)))
    bullets = bullets if bullets or code or table or maths else ("one",)
    return Frame(
        title=title(draw, number, cjk), bullets=bullets, script=f"So {said}", code=code, maths=maths, table=table
    )


def frames(seed: int, count: int, *, cjk: bool = True) -> list[Frame]:
    draw = Random(seed)
    return [frame(draw, number, cjk) for number in range(1, count + 1)]


def week_of(shown: list[Frame], at_once: int = 10) -> Week:
    """Sections of ten frames."""
    groups = [shown[start : start + at_once] for start in range(0, len(shown), at_once)]
    return week(
        *(
            section(f"Part {number}", frames=[one.model_dump() for one in group])
            for number, group in enumerate(groups, start=1)
        )
    )
