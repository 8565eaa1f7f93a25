"""LG307 visual-shown: speech points to no diagram that isn't there.

Why: "look at the diagram on the screen" leaves the room looking at bullets. Our slides show headlines, bullets, code,
formulas and tables, so a diagram, chart or picture on the slide is always missing. 0.9% of 13,959 sections spoke of
one; where nobody knows what the slides show, no more than 60% of such findings were right, so the rule is silent there.

Also known as: S30

Not covered: a table or a formula that is spoken of and isn't there; a drawing that the lecturer makes.

Bad:
    /frames/1/script: >-
        And here's the bill. Look at the diagram on the screen: sorting the box took me three hours, but a search was
        down to twenty seconds.
    context: {words_per_minute: 110}
Good:
    /frames/1/script: >-
        And here's the bill. Draw a diagram of it, not on the slide but on paper: sorting the box took me three hours,
        but a search was down to twenty seconds, and the table on the slide says so.
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt, spoken
from lecturegen.schema import Severity

_VISUAL = r"(?:diagram|figure|graph|chart|plot|image|picture|illustration|photo(?:graph)?|animation|screenshot)s?"
_SHOWN = re.compile(
    rf"\b(?:this|the|that|these|our) (?:\w+ )?{_VISUAL} (?:that (?:is|you see) )?(?:shown |displayed )?"
    r"(?:here )?on (?:the|this|your|our) (?:slide|screen)\b"
    rf"|\bon (?:the|this|your|our) (?:slide|screen),? (?:you(?:['’]ll| can| will)?|we(?:['’]ll| can)?) (?:now )?see "
    rf"(?:an?|the|this) (?:\w+ )?{_VISUAL}\b",
    re.I,
)


@text_rule("LG307", "visual-shown", Severity.WARNING, frozenset({Role.SPOKEN}), english=True, needs=[Known.SLIDES])
def check(text: Text, context: Context) -> Iterator[Found]:
    if ("slide" in text.value or "screen" in text.value) and (found := _SHOWN.search(spoken(text.value))):
        fix = "say in words what it would show"
        yield Found(text.where, f"the slide shows none: {excerpt(found[0])}", fix, found.span())
