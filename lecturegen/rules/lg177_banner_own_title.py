"""LG177 banner-own-title: a line that says whose script follows names this section.

Why: where "Speaking script for: Decision trees" stands over a section on clustering, a reply was put into the wrong
place. 0.2% of 13,959 sections. The line itself goes (LG142); what it says is looked at before.

Also known as: S36

With: LG142, LG155

Bad:
    /opening: |-
        ### Speaking Script for "Decision Trees" Slide

        Suppose the shoebox is sorted by title. What has one look told me?
Good:
    /opening: Suppose the shoebox is sorted by title. What has one look told me?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._labels import labelled
from lecturegen.rules._words import content_words, excerpt, quoted, speech
from lecturegen.rules.lg142_no_script_banner import is_banner
from lecturegen.schema import Section, Severity

_FOR = re.compile(r"\b(?:for|on|of)\b|:", re.I)
_FORM = frozenset(
    "slide frame script note speaker speaking presentation title section lecture comprehensive detailed full complete "
    "transition previous introduction conclusion overview summary previous next start end main content topic".split()
)


@rule("LG177", "banner-own-title", Severity.WARNING, Scope.DRAFT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    own = content_words(section.title)
    for where, text in speech(section)[:2]:
        for line in labelled(text, is_banner):
            start = _FOR.search(line.text)
            named = content_words(line.text[start.end() :]) - _FORM if start else frozenset()
            if named and own - _FORM and not named & own:
                message = f"this belongs to another section than {quoted(section.title)}: {excerpt(line.text)}"
                yield Found(where, message, "see whether the text below is about this section's title", line.at)
