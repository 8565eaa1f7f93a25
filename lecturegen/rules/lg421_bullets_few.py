"""LG421 bullets-few: a slide has at most five bullets.

Why: two to four are what is taken in while somebody speaks (Alley); what is more is read, and the speaker is not heard.

Bad:
    /frames/0/bullets: [one, two, three, four, five, six]
Good:
    /frames/0/bullets: [one, two, three, four, five]
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules.lg422_slide_readable import ITEMS
from lecturegen.schema import Section, Severity

MOST = Limit("LG421", "bullets", 5, "bullets of a slide")


@rule("LG421", "bullets-few", Severity.WARNING, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        if MOST.of(context) < len(frame.bullets) < ITEMS.of(context):
            fix = "keep the two to four that the script cannot say by itself"
            yield Found(f"/frames/{index}/bullets", f"the slide has {len(frame.bullets)} bullets", fix)
