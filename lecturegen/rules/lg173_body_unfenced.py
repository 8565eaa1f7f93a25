"""LG173 body-unfenced: a section's body is not wrapped in a code fence.

Why: what stands between fences is set as code, and no heading in it is one. Models wrap a whole reply like that: 0.1%
of 13,959 sections. Mended: the two lines of the fence are taken out.

Also known as: S18

Not covered: a fence inside of the body, and one that is never closed (LG440).

Bad:
    /script/sections/1/body: |-
        ```markdown
        **Frame 1: Half of it goes**

        Suppose the box is sorted by title.

        **Frame 2: And half of the rest**

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
        ```
Good:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        ```text
        low = 0
        ```

        Suppose the box is sorted by title.

        **Frame 2: And half of the rest**

        The back half is out of the question.

        **Frame 3: The bill**

        But sorting the box took me three hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._frames import bodies, with_bodies
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.body import wrapper
from lecturegen.schema.markdown import ScriptSection


@rule("LG173", "body-unfenced", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, section, _ in bodies(files):
        if fence := wrapper(section.body):
            opens = section.body[fence.opens.start : fence.opens.end]
            at = (fence.opens.start + len(opens) - len(opens.lstrip()), fence.opens.start + len(opens.rstrip()))
            message = f"the body stands between code fences, the first of which is {opens.strip()}"
            yield Found(f"{where}/body", message, "take out both lines: the text is spoken", at)


@check.mend
def unwrap(files: WeekFiles, context: Context) -> WeekFiles:
    return with_bodies(files, _unwrapped)


def _unwrapped(section: ScriptSection) -> str:
    body = section.body
    if (fence := wrapper(body)) is None:
        return body
    inside = body[fence.opens.end : fence.closes.start].strip("\n")
    after = body[fence.closes.end :].strip("\n")
    ending = "\n" if body.endswith("\n") else ""
    return "\n\n".join(part for part in (inside, after) if part) + ending
