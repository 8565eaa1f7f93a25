"""LG320 no-placeholder: nothing is left to be filled in.

Why: "[Insert example here]" on a slide is worse than no slide. 12.4% of 13,959 sections had a placeholder, most of them
"Good [morning/afternoon]"; without those 1.5%, and one in seven weeks. Mended: a greeting with a choice of day-parts is
dropped.

Also known as: S23, S23b, A09, T05

Not covered: code, where TODO may be the point.

Bad:
    /frames/1/bullets/0: "[Insert an example of a loop]"
    ---
    /opening: Good [morning/afternoon/evening], suppose the shoebox is sorted. What has one look told me?
    section: 0
    ---
    /frames/0/script: |-
        Good afternoon/evening, everyone! So I keep the front half and ask its middle card the same question, but how
        long is that?
    context: {words_per_minute: 100}
    ---
    /assessment/questions/0/distractors/0/text: "[Your answer here]"
    ---
    /closing: "TODO: say what is left open. Can we find a card in a look or two?"
    ---
    /frames/0/bullets/0: Lorem ipsum dolor sit amet
    ---
    /assessment/activities/0: Content goes here
Good:
    /closing: Can cards[name] and [your own box](https://example.org/box) be found, and what is still to do?
    ---
    /frames/0/bullets/0: "Write `# TODO` where you stop"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Role, Text
from lecturegen.rules._words import excerpt, without_sentences
from lecturegen.schema import Severity

_DAY = r"(?:morning|afternoon|evening|day)"
_DAY_PARTS = re.compile(
    rf"\[ ?{_DAY}(?:(?: ?/ ?|,? or ){_DAY})+[^\[\]\n]{{0,30}}\]|\bgood {_DAY}(?: ?/ ?{_DAY})+\b", re.I
)
_PLACEHOLDER = re.compile(
    r"(?<![\w\])])[\[<](?:please )?(?:insert|enter|your|provide|mention|describe|fill in|placeholder|specific|to be)\b"
    r"[^\[\]<>\n]{0,120}[\]>](?!\()"
    r"|(?<![\w\])])\[(?:(?:add|state|specify|include) (?:an?|the|your|more|specific)\b[^\[\]\n]{0,120}|"
    r"(?:name|topic|date|time|title|instructor|professor|lecturer|speaker|presenter|university|institution"
    r"|company|course|"
    r"department|student|school)(?:['’]s)?(?: (?:name|title|here|of [^\[\]\n]{1,60}))?|example (?:here|goes here)"
    r"|\.{3}|…)\](?!\()"
    r"|\bTBD\b|\bTBA\b|\bTODO\b|\bFIXME\b|\blorem ipsum\b"
    r"|\b(?:content|text|script|explanation|answer|example|question|description|image|diagram|code) goes here\b"
    r"|\bto be (?:added|inserted|completed|filled in) (?:here|later)\b|\bplaceholder (?:text|content|for)\b"
    r"|\{\{ ?\w+(?:\.\w+)* ?\}\}",
    re.I,
)
_LONGEST_GREETING = 6
# every match holds one of these; clean texts are spared the search
_HINTS = (
    "[", "<", "{{", "tbd", "tba", "todo", "fixme", "lorem", "goes here", "be added", "be inserted", "be completed",
    "be filled in", "placeholder", "/afternoon", "/ afternoon", "/evening", "/ evening", "/morning", "/ morning",
    "/day", "/ day",
)  # fmt: skip
_UPPER = re.compile(r"TBD|TBA|TODO|FIXME")


@text_rule("LG320", "no-placeholder", Severity.ERROR, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if found := placeholder(text.value, context):
        yield Found(
            text.where, f"this is left to be filled in: {excerpt(found)}", "write the thing itself, or leave it out"
        )


@check.mend
def drop(text: Text, context: Context) -> str:
    if text.role is not Role.SPOKEN or "/" not in text.value:
        return text.value
    return without_sentences(text.value, _is_only_daypart)


def placeholder(value: str, context: Context) -> str:
    """The first placeholder in ``value``, or an empty string."""
    lowered = value.lower()
    if not any(hint in lowered for hint in _HINTS):
        return ""
    plain = without_maths(value)
    for match in _PLACEHOLDER.finditer(plain):
        word = match[0].lower()
        # "todo" is Spanish for everything; a subject may be about placeholders
        spelled = not _UPPER.fullmatch(match[0].upper()) or _UPPER.fullmatch(match[0])
        if spelled and word.split()[0].strip("[<{") not in context.terms:
            return match[0]
    daypart = _DAY_PARTS.search(plain)
    return daypart[0] if daypart else ""


def _is_only_daypart(sentence: str) -> bool:
    """Such as ``Good [morning/afternoon], everyone!``."""
    return bool(_DAY_PARTS.search(sentence)) and len(sentence.split()) <= _LONGEST_GREETING
