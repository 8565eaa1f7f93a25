"""LG152 no-stage-direction: no instruction to the lecturer stands in the speech, but for a pause on a line of its own.

Why: "(point to the diagram)" is read aloud by whoever reads what is there, and it presumes a diagram nobody drew. 6.4%
of 13,959 sections had directions inside a paragraph. Mended: a direction on its own line or between two sentences is
dropped, and a pause moved to its own line.

Also known as: S28, S28b, S30

Not covered: a diagram that is spoken of without brackets and isn't there (LG307); files of others (LG178).

Bad:
    /frames/1/script: |-
        And here's the bill. Sorting the box took me three hours, but a search was down to twenty seconds.

        [Show the diagram on the board]
    context: {words_per_minute: 110}
    ---
    /frames/1/script: >-
        And here's the bill. What was it? (Pause for responses) Three hours, but a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: >-
        And here's the bill (point to the slide) that sorting left me, but a search was down to twenty seconds.
    context: {words_per_minute: 110}
    ---
    /frames/1/script: |-
        And here's the bill. Sorting the box took me three hours, but a search was down to twenty seconds.

        [Highlight the real costs]
    context: {words_per_minute: 110}
Good:
    /frames/1/script: |-
        And here's the bill (show me one that isn't late), but what was it?

        *(Pause for ten seconds)*

        Three hours, because I'm slow (wait for the next one).
    context: {words_per_minute: 110}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, text_rule
from lecturegen.rules._cues import Cue, Place, cues, is_pause, without_cues
from lecturegen.rules._labels import Kind, Label, labelled, without_labels
from lecturegen.rules._texts import Role, Text
from lecturegen.rules._words import excerpt
from lecturegen.rules.lg142_no_script_banner import is_banner
from lecturegen.rules.lg143_no_slide_banner import is_banner as is_slide_banner
from lecturegen.rules.lg145_no_begin_end_marker import is_marker
from lecturegen.rules.lg147_no_part_label import is_part
from lecturegen.rules.lg150_no_frame_heading import is_frame
from lecturegen.rules.lg151_no_frame_cue import is_cue
from lecturegen.rules.lg320_no_placeholder import is_to_fill_in
from lecturegen.schema import Severity

_ROOM = r"(?:audience|students?|class|participants?|learners?|listeners?|room)"
_SHOWN = (
    r"(?:slide|screen|board|whiteboard|diagram|figure|chart|graph|image|picture|table|animation|visual|formula"
    r"|plot|map)s?"
)
_DIRECTION = re.compile(
    r"(?:(?:pauses?|pausing)(?:$|,| (?:here|briefly|for|to|and|again|a )\b)|brief pause|short pause|wait(?:s"
    rf"|ing)? for (?:an? |any |the |some |their )?(?:responses?|answers?|repl(?:y|ies)|hands|reactions?|{_ROOM})"
    rf"|(?:point|gestur|motion|refer)\w* (?:at|to|towards?) (?:the |this |your )?(?:\w+ )?{_SHOWN}\b"
    r"|(?:presenter|speaker|lecturer|instructor) (?!notes)\w+s\b"
    rf"|(?:show|display|draw|write|reveal|click|bring up|highlight)\w*\b[^.!?]{{0,40}}\b{_SHOWN}\b"
    r"|allow (?:some |a little |a few )?(?:time|moments?|minutes?|seconds?) for\b"
    r"|(?:engage|encourage|invite|allow|ask|address|prompt|look at|scan|survey)\w*\b (?:the |your "
    rf"|with the )?{_ROOM}\b"
    r"|encourage \w+ discussion|(?:take|answer)\w* questions$|make eye contact|smil(?:e|es|ing)(?:$| and\b)"
    r"|nod(?:s|ding)?$"
    r"|chuckl\w+$|laugh(?:s|ter|ing)?$|applause$|deep breath$|engagement (?:point|question)s?\b"
    r"|(?:change|lower|raise)\w* (?:your )?(?:tone|voice)\b|with emphasis$|emphasi[sz]e this)",
    re.I,
)
# words alone: no list such as [None, 2, 3], no reference
_REMARK = re.compile(r"[A-Z][a-z]+(?:[ -][A-Za-z'’/-]+){1,12}\.?")

_NAMED_BY_OTHERS = (is_banner, is_slide_banner, is_marker, is_part, is_frame, is_to_fill_in)


@text_rule(
    "LG152", "no-stage-direction", Severity.ERROR, frozenset({Role.SPOKEN}), english=True, needs=[Known.TRANSITIONS]
)
def check(text: Text, context: Context) -> Iterator[Found]:
    for cue in cues(text.value, is_direction):
        if not is_wanted(cue):
            remedy = "put it on a line of its own" if is_pause(cue.text) else "leave it out"
            message = f"a direction stands {cue.place.value}: {excerpt(cue.text)}"
            yield Found(text.where, message, remedy, (cue.start, cue.end))
    for line in labelled(text.value, is_remark):
        yield Found(text.where, f"this line is not spoken: {excerpt(line.text)}", "leave it out", line.at)


@check.mend
def drop(text: Text, context: Context) -> str:
    return without_labels(without_cues(text.value, is_direction), is_remark)


def is_direction(words: str) -> bool:
    return bool(_DIRECTION.match(words))


def is_remark(label: Label) -> bool:
    """A line that is a remark in square brackets: ``[Highlight the key differences]``."""
    if label.kind is not Kind.SQUARE or label.rest or not _REMARK.fullmatch(label.text) or is_pause(label.text):
        return False
    return not (is_cue(label.text) or any(test(label) for test in _NAMED_BY_OTHERS))


def is_wanted(cue: Cue) -> bool:
    return is_pause(cue.text) and cue.place is Place.LINE
