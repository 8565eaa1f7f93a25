"""LG199 remarks-understood: a comment that asks us to ignore a rule names rules that there are, and a reason.

Why: whoever reads the file next year has only that reason, and a comment that is not understood would silence nothing
without a word. It reads `<!-- lecturegen: ignore LG205 because the lab is the activity -->`; it holds for the question
that it stands in, else for the section.

Not covered: whether the reason is a good one.

Bad:
    /script/sections/0/body: |-
        <!-- lecturegen: ignore LG165 -->

        I look at every card until mine turns up.
    /script/sections/0/frames: 1
    ---
    /sheet/sections/0/remark: "<!-- lecturegen: ignore LG998 because there is none -->"
    ---
    /sheet/sections/0/questions/0/stem: |-
        How many looks does a search of nine cards take at most?
        <!-- lecturegen ignore LG213 -->
Good:
    /sheet/sections/0/remark: "<!-- lecturegen: ignore LG205, LG206 because the lab is the activity -->"
    ---
    /script/sections/0/body: |-
        <!-- the lecturer's own note -->

        I look at every card until mine turns up.
    /script/sections/0/frames: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import RULES, Context, Found, Scope, rule
from lecturegen.rules._words import listed
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.remarks import remarks

_FORM = "write <!-- lecturegen: ignore LG205 because … -->, with the reason"


@rule("LG199", "remarks-understood", Severity.ERROR, Scope.FILES, guards=True)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, text in _texts(files):
        for remark in remarks(text):
            at = (remark.start, remark.end)
            unknown = [code for code in remark.codes if code not in RULES]
            if not remark.codes:
                yield Found(where, "this comment is for lecturegen and is not understood", _FORM, at)
            elif unknown:
                yield Found(where, f"there is no rule {listed(unknown)}", "`lecturegen rules` lists them", at)


def _texts(files: WeekFiles) -> Iterator[tuple[str, str]]:
    """Every text of the files that a comment can stand in."""
    for index, body in enumerate(files.script.sections if files.script else ()):
        yield f"/script/sections/{index}/body", body.body
    for index, section in enumerate(files.sheet.sections if files.sheet else ()):
        where = f"/sheet/sections/{index}"
        yield f"{where}/remark", section.remark
        for block in ("objectives", "activities", "discussion"):
            for number, text in enumerate(getattr(section, block)):
                yield f"{where}/{block}/{number}", text
        for number, question in enumerate(section.questions):
            yield f"{where}/questions/{number}/stem", question.stem
            yield f"{where}/questions/{number}/explanation", question.explanation
            for place, option in enumerate(question.options):
                yield f"{where}/questions/{number}/options/{place}/text", option.text
