"""LG159 speech-writable: frames and speech can be written so that they are read back as what they are.

Why: script.md is text, and a line of text can look like one of its signs: a fence that never closes takes the next
frame in, a line of dashes ends the section. The writer refuses such a week, so none may come to it.

Not covered: what other rules name more closely, and mend: this one is silent where they have found an error.

Bad:
    /frames/0/code: {language: "python\\nimport", text: "print(1)"}
Good:
    /frames/0/code: {language: python, text: "print(1)  # Section 3: The bill"}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Scope, rule
from lecturegen.schema import Section, Severity
from lecturegen.schema.writable import unwritable


@rule("LG159", "speech-writable", Severity.ERROR, Scope.DRAFT, residual=True, guards=True, needs=[Known.TRANSITIONS])
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, fault in unwritable(section.model_copy(update={"assessment": None})):
        yield Found(where, f"this cannot be written: {fault}", "say the same without that line")
