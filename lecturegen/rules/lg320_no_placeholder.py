"""LG320 no-placeholder: nothing is left to be filled in.

Why: "[Insert example here]" on a slide is worse than no slide. 12.4% of 13,959 sections had a placeholder, most of them
"Good [morning/afternoon]"; without those 1.5%, and one in seven weeks. Mended: a greeting with a choice of day-parts is
dropped.

Also known as: S23, S23b, A09, T05

Not covered: code, where TODO may be the point; a subject whose own words are these (templates, say).

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
    ---
    /closing: He wrote that "a card [...] is lost", so the code goes here, and x is a placeholder for it. But why?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._labels import Label
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Role, Text, bears
from lecturegen.rules._words import excerpt, without_sentences
from lecturegen.schema import Severity

_DAY = r"(?:morning|afternoon|evening|day)"
_DAY_PARTS = re.compile(
    rf"\[ ?{_DAY}(?:(?: ?/ ?|,? or ){_DAY})+[^\[\]\n]{{0,30}}\]|\bgood {_DAY}(?: ?/ ?{_DAY})+\b", re.I
)
# the sign that everything begins with comes first, because so the search is fast
_BRACKETED = re.compile(
    r"[\[<{](?:(?<=[\[<])(?<![\w\])].)(?:please )?(?:insert|enter|your|provide|mention|describe|fill in|placeholder"
    r"|specific|to be) \w[^\[\]<>\n]{0,120}[\]>](?!\()"
    r"|(?<=\[)(?<![\w\])].)(?:(?:add|state|specify|include) (?:an?|the|your|more|specific)\b[^\[\]\n]{0,120}"
    r"|(?:name|topic|date|time|title|instructor|professor|lecturer|speaker|presenter|university|institution|company"
    r"|course|department|student|school)(?:['’]s)?(?: (?:name|title|here|of [^\[\]\n]{1,60}))?"
    r"|example (?:here|goes here))\](?!\()|(?<=\{)\{ ?\w+(?:\.\w+)* ?\}\})",
    re.I,
)
# "the code goes here" and "acid is to be added later" are speech, but not as a line of their own
_LINE = re.compile(
    r"^[^\w\n]{0,9}(?:(?:your |the |slide )?(?:content|text|script|explanation|answer|example|question|description"
    r"|image|diagram|code) goes here|to be (?:added|inserted|completed|filled in|written|determined)(?: \w+)?"
    r"|placeholder(?: (?:text|content|image|slide))?)[^\w\n]{0,9}$",
    re.I | re.M,
)
_MARK = re.compile(r"\bTBD\b|\b(?:TODO|FIXME)\b(?=\s*[:(\]])|^[^\w\n]{0,9}(?:TODO|FIXME)\b|\b[Ll]orem [Ii]psum\b", re.M)
_ABOUT_TEMPLATES = frozenset(
    {"template", "templates", "jinja", "mustache", "handlebars", "placeholder", "placeholders"}
)
_LONGEST_GREETING = 6
# every match holds one of these; other texts are spared the search
_HINTS = (
    (_BRACKETED, ("[", "<", "{{")),
    (_LINE, ("goes here", "placeholder", "be added", "be inserted", "be completed", "be filled in", "be written",
             "be determined")),
    (_MARK, ("tbd", "todo", "fixme", "lorem")),
)  # fmt: skip
_DAY_HINTS = ("morning", "afternoon", "evening")
_SIGNS = ("/", *_DAY_HINTS, *(hint for _, hints in _HINTS for hint in hints))


@text_rule("LG320", "no-placeholder", Severity.ERROR, PROSE, signs=_SIGNS)
def check(text: Text, context: Context) -> Iterator[Found]:
    if found := placeholder(text.value, context):
        message = f"this is left to be filled in: {excerpt(found[0])}"
        yield Found(text.where, message, "write the thing itself, or leave it out", found.span())


@check.mend
def drop(text: Text, context: Context) -> str:
    if context.foreign or text.role is not Role.SPOKEN or "/" not in text.value:
        return text.value
    return without_sentences(text.value, _is_only_daypart)


def placeholder(value: str, context: Context) -> re.Match[str] | None:
    """The first placeholder in ``value``."""
    lowered = value.lower()
    plain = without_maths(value)
    for pattern, hints in _HINTS:
        for match in pattern.finditer(plain) if bears(lowered, hints) else ():
            # a subject may be about what its words call a placeholder
            first = re.sub(r"[^\w]", "", match[0].split()[0]).lower()
            if first not in context.terms and not _ABOUT_TEMPLATES & context.terms:
                return match
    offered = ("/" in plain or "[" in plain) and bears(lowered, _DAY_HINTS)
    return _DAY_PARTS.search(plain) if offered else None


def is_to_fill_in(label: Label) -> bool:
    """A line such as ``[Insert an example]``: it cannot be dropped, because something is missing here."""
    return bool(_BRACKETED.match(f"[{label.text}]"))


def _is_only_daypart(sentence: str) -> bool:
    """Such as ``Good [morning/afternoon], everyone!``."""
    return bool(_DAY_PARTS.search(sentence)) and len(sentence.split()) <= _LONGEST_GREETING
