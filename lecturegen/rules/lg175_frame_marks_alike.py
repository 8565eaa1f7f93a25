"""LG175 frame-marks-alike: the frames of a week are headed in one way.

Why: whoever speaks looks for the next frame with one eye, and a program with one pattern. 62.7% of 1,138 weeks mixed
headings, bold lines, brackets and italics. A finding points to the first that is headed in a rarer way.

Also known as: W02

Bad:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        [Frame 2: And half of the rest]

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        (Advance to Frame 2)

        The back half is out of the question.

        ### Frame 3: The bill

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, headed
from lecturegen.schema import Severity, WeekFiles


@rule("LG175", "frame-marks-alike", Severity.WARNING, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    placed = [(where, mark, _setting(mark.spelling)) for where, _, body in bodies(files) for mark in headed(body)]
    settings = Counter(setting for *_, setting in placed)
    if len(settings) > 1:
        usual = settings.most_common(1)[0][0]
        where, odd, _ = next(one for one in placed if one[2] != usual)
        spelled = ", ".join(f"{number} {setting}" for setting, number in settings.most_common())
        message = f"frames are headed in {len(settings)} ways in the week: {spelled}"
        yield Found(f"{where}/body", message, f"head all of them {usual}", (odd.start, odd.end))


def _setting(spelling: str) -> str:
    if spelling.startswith("#"):
        return f"with {spelling[: len(spelling) - len(spelling.lstrip('#'))]}"
    if "[" in spelling or "(" in spelling:
        return "in brackets"
    if "**" in spelling or "__" in spelling:
        return "in bold"
    return "in italics" if spelling else "plainly"
