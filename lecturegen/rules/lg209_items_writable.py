"""LG209 items-writable: questions can be written so that they are read back as what they are.

Why: assessment.md is text, and a line of text can look like one of its signs: an explanation whose second line begins
with `**Question 9:**` would be read as two questions. The writer refuses such a week, so none may come to it.

Not covered: what other rules name more closely, and mend: this one is silent where they have found an error.

Bad:
    /assessment/questions/0/explanation: |-
        Seven halvings bring a hundred down to nothing, because 128 is more than 100.

        **Question 9:** Is that so?
Good:
    /assessment/questions/0/explanation: |-
        Seven halvings bring a hundred down to nothing, because 128 is more than 100, and **Question 9** is another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.schema import Section, Severity
from lecturegen.schema.writable import unwritable


@rule("LG209", "items-writable", Severity.ERROR, Scope.ASSESSMENT, residual=True, guards=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    asked = section.model_copy(update={"opening": "", "frames": (), "closing": ""})  # speech is for LG159
    for where, fault in unwritable(asked):
        if where.startswith("/assessment"):
            yield Found(where, f"this cannot be written: {fault}", "say the same without that line")
