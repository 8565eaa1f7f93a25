"""LG174 headings-alike: the headings in the bodies of a week have one level.

Why: headings tell what stands beside what. 47.1% of 1,138 weeks set the frames of one section higher than those of
another, so that neither the page nor a screen reader shows the same thing twice. A finding points to the first of a
rarer level.

Also known as: W01

Bad:
    /script/sections/1/body: |-
        #### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        (Advance to Frame 2)

        The back half is out of the question.

        (Advance to Frame 3)

        But sorting the box took me three hours.
Good:
    /script/sections/1/body: |-
        ### Frame 1: Half of it goes

        Suppose the box is sorted by title.

        (Advance to Frame 2)

        The back half is out of the question.

        (Advance to Frame 3)

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, headings
from lecturegen.schema import Severity, WeekFiles


@rule("LG174", "headings-alike", Severity.WARNING, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    placed = [(where, heading) for where, section, _ in bodies(files) for heading in headings(section.body)]
    levels = Counter(heading.level for _, heading in placed)
    if len(levels) > 1:
        usual = levels.most_common(1)[0][0]
        where, odd = next((where, heading) for where, heading in placed if heading.level != usual)
        spelled = ", ".join(f"{number} x {'#' * level}" for level, number in sorted(levels.items()))
        fix = f"begin all of them with {'#' * usual}"
        yield Found(f"{where}/body", f"headings of {len(levels)} levels in the week: {spelled}", fix, odd.at)
