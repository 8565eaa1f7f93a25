r"""LG422 slide-readable: a slide has fewer than ten bullets, at most 120 words, and at most 25 lines of code.

Why: at twenty words read a minute beside listening (Alley) it could not be read in its two minutes, and it runs over
the edge of the page. 26% of 13,959 sections had slides of more than ten items, 10.1% of more than 120 words.
Twenty-five lines are what a slide holds in twelve-point type; the prompt asks for fifteen.

Also known as: T12, T13

Not covered: whether it fits, in the sizes of our slides: LG427.

Bad:
    /frames/0/bullets: [one, two, three, four, five, six, seven, eight, nine, ten]
    ---
    /frames/0/bullets:
      - &long >-
        compare what you want with the entry in the middle and then keep the half in which it has to be, which is the
        front half here, because the list is sorted
      - *long
      - *long
      - *long
      - *long
    ---
    /frames/1/code/text: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26"
Good:
    /frames/1/code/text: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._slides import words_shown
from lecturegen.schema import Section, Severity

ITEMS = Limit("LG422", "items", 10, "bullets with which a slide is too full")
WORDS = Limit("LG422", "words", 120, "words on a slide")
LINES = Limit("LG422", "lines", 25, "lines of code on a slide")


@rule("LG422", "slide-readable", Severity.ERROR, Scope.DRAFT)
def check(section: Section, context: Context) -> Iterator[Found]:
    for index, frame in enumerate(section.frames):
        lines = frame.code.text.strip().count("\n") + 1 if frame.code else 0
        if len(frame.bullets) >= ITEMS.of(context):
            fix = "keep the two to four that matter"
            yield Found(f"/frames/{index}/bullets", f"the slide has {len(frame.bullets)} bullets", fix)
        elif (words := words_shown(frame)) > (most := WORDS.of(context)):
            fix = f"show at most {most:g}, and say the rest"
            yield Found(f"/frames/{index}", f"the slide shows {words} words", fix)
        if lines > LINES.of(context):
            fix = "show the fifteen that are spoken about"
            yield Found(f"/frames/{index}/code", f"the slide shows {lines} lines of code", fix)
