"""LG422 slide-readable: a slide has fewer than ten bullets and at most 120 words.

Why: at twenty words read a minute beside listening (Alley) it could not be read in its two minutes, and it runs over
the edge of the page. 26% of 13,959 sections had slides of more than ten items, 10.1% of more than 120 words.

Also known as: T12, T13

Not covered: whether it fits, which depends on the theme: the PDF exporter finds out.

Bad:
    /frames/0/bullets: [one, two, three, four, five, six, seven, eight, nine, ten]
    ---
    /frames/1/code/text: |
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
Good:
    /frames/1/code/text: |
        a = 0; b = 1; c = 2; d = 3; e = 4; f = 5; g = 6; h = 7; i = 8; j = 9
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._slides import words_shown
from lecturegen.schema import Section, Severity

ITEMS, WORDS = 10, 120


@rule("LG422", "slide-readable", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        if len(frame.bullets) >= ITEMS:
            fix = "keep the two to four that matter"
            yield Found(f"/frames/{index}/bullets", f"the slide has {len(frame.bullets)} bullets", fix)
        elif (words := words_shown(frame)) > WORDS:
            fix = f"show at most {WORDS}, and say the rest; of code or a table show the part that is spoken about"
            yield Found(f"/frames/{index}", f"the slide shows {words} words", fix)
