"""LG190 titles-agree: script and assessment of a week have the same titles.

Why: the two documents are put side by side by their titles. Where they differ, one was written for another outline:
0.1% of 13,959 sections.

Also known as: X01

Not covered: files with different numbers of sections (LG191).

Bad:
    /sheet/sections/1/title: Searching what is sorted
    ---
    /sheet/title: "Slides Generation - Week 5: Finding things again"
Good:
    /sheet/sections/1/title: "Binary  search"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import normal, quoted
from lecturegen.schema import Severity, WeekFiles


@rule("LG190", "titles-agree", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    if files.script is None or files.sheet is None:
        return
    pairs = [("/sheet/title", files.script.title, files.sheet.title)]
    if len(files.script.sections) == len(files.sheet.sections):
        both = zip(files.script.sections, files.sheet.sections, strict=True)
        pairs += [(f"/sheet/sections/{i}/title", spoken.title, asked.title) for i, (spoken, asked) in enumerate(both)]
    for where, spoken, asked in pairs:
        if normal(spoken) != normal(asked):
            message = f"the script says {quoted(spoken)}, the assessment {quoted(asked)}"
            yield Found(where, message, "use one title in both, if the text is about the same")
