r"""LG176 maths-delimited-alike: the maths of a week stands between one kind of delimiters.

Why: readers of markdown differ in which they know: one sets `$x$` and shows `\(x\)` as it is written, another the other
way round, so a week that has both is wrong in either. 2.1% of 1,138 weeks had both.

Also known as: W03

Bad:
    /script/sections/0/body: The half is $n / 2$.
    /script/sections/0/frames: 1
    /script/sections/1/body: The half is \(n / 2\).
    /script/sections/1/frames: 1
Good:
    /script/sections/0/body: The half is $n / 2$, in a shop for $5.
    /script/sections/0/frames: 1
    /script/sections/1/body: The half is $$n / 2$$
    /script/sections/1/frames: 1
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies
from lecturegen.rules._maths import maths
from lecturegen.schema import Severity, WeekFiles

_NAMES = {"$": "dollar signs", "\\": r"\( \) or \[ \]"}


@rule("LG176", "maths-delimited-alike", Severity.WARNING, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    placed = [
        (where, section.body[span[0]], span)
        for where, section, _ in bodies(files)
        for span in maths(section.body).spans
    ]
    kinds = [kind for kind, _ in groupby(sign for _, sign, _ in placed)]
    if len(kinds) > 1:
        where, sign, span = next(one for one in placed if one[1] != kinds[0])
        message = f"maths stands between {_NAMES[sign]} here, and between {_NAMES[kinds[0]]} before"
        yield Found(f"{where}/body", message, "use one of them; $ is read by most programs", span)
