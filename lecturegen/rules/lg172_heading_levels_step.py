"""LG172 heading-levels-step: headings in a body go down one level at a time.

Why: who listens to a page moves from heading to heading, and a level that is left out sounds like something missing
(WCAG 2.2, technique G141). 0.4% of 13,959 sections went from `#` to `###`.

Also known as: S15

Not covered: the first heading of a body, which may have any level below the section's.

Bad:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        ### Frame 2: And half of the rest

        ##### A case

        The back half is out of the question.

        ### Frame 3: The bill

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        ### Frame 2: And half of the rest

        #### A case

        The back half is out of the question.

        ### Frame 3: The bill

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, headings
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity, WeekFiles


@rule("LG172", "heading-levels-step", Severity.WARNING, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, _ in bodies(files):
        for before, heading in pairwise(headings(section.body)):
            if heading.level > before.level + 1:
                message = f"level {heading.level} comes after level {before.level}: {excerpt(heading.text)}"
                fix = f"begin the line with {'#' * (before.level + 1)}"
                yield Found(f"{where}/body", message, fix, heading.at)
