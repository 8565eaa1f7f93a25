r"""LG440 fences-closed: every code fence is closed.

Why: one open fence turns the rest of the week into code; a reader that trusts it loses 18 sections of one week in the
corpus. Where it should have ended cannot be known, so it is not mended.

Also known as: S17

Bad:
    /frames/1/script: |-
        And here's the bill, because the loop looks like this:

        ```python
        low = mid + 1

        Sorting the box took me three hours, but a search was down to twenty seconds.
    context: {words_per_minute: 100}
    ---
    /assessment/questions/0/stem: "What does this print?\n```python\nprint(1)"
    ---
    /assessment/questions/0/stem: "What does this print?\n```python\nprint(1)\n\nAnd this?\n\n```python\nprint(2)\n```"
Good:
    /frames/1/script: |-
        And here's the bill, because the loop looks like this:

        ```python
        low = mid + 1
        ```

        Sorting the box took me three hours, but a search was down to twenty seconds.
    context: {words_per_minute: 100}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import PROSE, Text
from lecturegen.schema import Severity
from lecturegen.schema.grammar import begun_in, left_open


@text_rule("LG440", "fences-closed", Severity.ERROR, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if fence := left_open(text.value) or begun_in(text.value):
        fix = f"close it with {fence.text} on a line of its own"
        at = (fence.start, fence.start + len(fence.text))
        yield Found(text.where, f"the code fence {fence.text} is not closed", fix, at)
