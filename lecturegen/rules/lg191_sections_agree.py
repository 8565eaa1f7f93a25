"""LG191 sections-agree: script and assessment of a week have the same number of sections.

Why: questions belong to the section of their number. Where one file has a section more, each later question is asked
about the wrong one, and no reader can tell.

Bad:
    /sheet/sections/1: null
    ---
    /script/sections/1: null
Good:
    /sheet: null
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import counted, normal, quoted
from lecturegen.schema import Severity, WeekFiles


@rule("LG191", "sections-agree", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    if files.script is None or files.sheet is None:
        return
    spoken, asked = ([s.title for s in one.sections] for one in (files.script, files.sheet))
    if len(spoken) != len(asked):
        more, other = (spoken, asked) if len(spoken) > len(asked) else (asked, spoken)
        known = {normal(title) for title in other}
        alone = next((title for title in more if normal(title) not in known), more[-1])
        message = f"the script has {counted(len(spoken), 'section')}, the assessment {len(asked)}"
        yield Found("/sheet/sections", message, f"see whether {quoted(alone)} belongs into both")
