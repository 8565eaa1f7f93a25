r"""LG427 frame-fits: what a frame shows fits on one slide, in letters of 24, 18 and 14 points.

Why: 402 of 3,405 pages of machine-written decks ran over their edge, and programs that shrink letters until all fits
make slides that the last row cannot read. Exporters never shrink: such a frame goes on on a second slide (LG620). It is
measured with the widths of the letters in the sizes of the design: 32 points for headlines, 24 for texts, 18 for
tables, 14 for code, on 860 by 360 points below a headline of two lines. On the frames of the tests it named every one
that took two pages of slides.pdf.

Not covered: templates of one's own that leave less room: the PowerPoint exporter finds out.

Bad:
    /frames/1/code/text: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24"
    ---
    /frames/0/table: {header: [Look, Left], rows: &rows [["1", a], ["2", b], ["3", c], ["4", d], ["5", e], ["6", f]]}
    /frames/0/maths: \frac{a}{b}
    ---
    /frames/0/maths: a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x
Good:
    /frames/1/code/text: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity
from lecturegen.shown.room import Part, needed, parts, room


@rule("LG427", "frame-fits", Severity.WARNING, Scope.DRAFT, needs=[Known.SLIDES])
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        shown, there = list(parts(frame)), room(frame.title)
        where = f"/frames/{index}"
        for part in shown:
            if part.wide:
                yield Found(where, f"the {part.name} of frame {index + 1} is wider than the slide", "break it into two")
        if needed(shown) > there:
            told = f"frame {index + 1} holds {_told(shown)}: {needed(shown):.0f} points high, and {there:.0f} fit"
            yield Found(where, told, _fix(shown, there))


def _told(shown: Sequence[Part]) -> str:
    return ", ".join(
        f"{counted(part.lines, 'line')} of {part.name} at {part.size:.0f} points" if part.lines
        else f"a formula of {part.high:.0f} points"
        for part in shown
    )  # fmt: skip


def _fix(shown: Sequence[Part], there: float) -> str:
    """The part that takes most is to be cut to what the others leave, if that is worth showing."""
    largest = max(shown, key=lambda part: part.high)
    left = there - (needed(shown) - largest.high)
    fit = int(left / largest.high * largest.lines)
    if largest.lines and fit >= 2:
        return f"show at most {fit} lines of {largest.name}, and say the rest"
    return f"show the {largest.name} alone, and say the rest"
