"""LG413 headlines-own: a frame's title says what only this frame is about.

Why: a headline is a sentence that states what the slide establishes (Alley, assertion-evidence). "Key Takeaways" over
a slide states nothing: 78.2% of 1,138 weeks had the same title twice, as a rule such a label.

Also known as: T15

Not covered: a title that names its subject without saying anything of it; titles of sections.

Bad:
    /frames/0/title: Key Takeaways
    context: {planned: null}
    ---
    /frames/0/title: Introduction
    context: {planned: null}
    ---
    /frames/0/title: Summary and Conclusion
    context: {planned: null}
Good:
    /frames/0/title: Introduction to halving
    context: {planned: null}
    ---
    /frames/0/title: Einleitung
    context: {planned: null, language: de}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity

_THING = (
    r"(?:introduction|overview|background|summary|conclusions?|recap|wrap[- ]?up|outlook|agenda|outline|motivation"
    r"|(?:key |main |important |final )?(?:points?|concepts?|takeaways?|ideas?|aspects|thoughts|features|components)"
    r"|(?:learning )?objectives|examples?|(?:practical |real[- ]world )?(?:examples?|applications?)|definitions?|basics"
    r"|discussion|questions?|q ?& ?a|next steps|details|explanation|content|further reading|references|continued"
    r"|importance|significance|closing|opening|transition|code|formulas?)"
)
_LABEL = re.compile(
    rf"\W*{_THING}(?:(?: and |, | & |/){_THING})*(?: (?:to emphasize|continued|slide|part \d))?\W*", re.I
)


@text_rule("LG413", "headlines-own", Severity.WARNING, frozenset({Role.TITLE}), english=True)
def check(text: Text, context: Context) -> Iterator[Found]:
    settled = context.planned is not None and text.where.startswith("/frames/")  # in the plan, and looked at there
    if "/frames/" in text.where and not settled and _LABEL.fullmatch(text.value):
        message = f"the title {quoted(text.value)} would fit any frame"
        yield Found(text.where, message, "state in a short sentence what the frame establishes")
