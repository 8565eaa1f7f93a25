"""LG186 lengths-alike: no section is much longer or shorter than the others of its week.

Why: such a section is a reply that broke off, ran away, or was put in from elsewhere. It stands out if it is further
from the week's median than three median deviations (times 1.4826, which makes them standard deviations of a normal
distribution: Leys et al. 2013); 2.1% of 13,959 sections did. In weeks of five sections and more.

Also known as: S25d

Not covered: sections that say how long they are meant to take (LG135, LG136).

Bad:
    /sections:
      - {id: a, title: Lists, minutes: null, objectives: [], frames: [], opening: All of them., closing: Ten.}
      - {id: b, title: Halves, minutes: null, objectives: [], frames: [], opening: Half of it., closing: Four looks.}
      - {id: c, title: Slots, minutes: null, objectives: [], frames: [], opening: One of it., closing: One look then.}
      - {id: d, title: Trees, minutes: null, objectives: [], frames: [], opening: Down., closing: Some four or five.}
      - {id: e, title: Heaps, minutes: null, objectives: [], frames: [], opening: No.,
         closing: "No, no, no, no, no, no, no, no, no, no, no, no."}
Good:
    /sections/1/frames/1/script: Sorting is a bill.
    ---
    /sections:
      - {id: a, title: Lists, minutes: 1, objectives: [], frames: [], opening: All of them., closing: Ten.}
      - {id: b, title: Halves, minutes: 1, objectives: [], frames: [], opening: Half of it., closing: Four looks.}
      - {id: c, title: Slots, minutes: 1, objectives: [], frames: [], opening: One of it., closing: One look then.}
      - {id: d, title: Trees, minutes: 1, objectives: [], frames: [], opening: Down., closing: Some four or five.}
      - {id: e, title: Heaps, minutes: 3, objectives: [], frames: [], opening: No.,
         closing: "No, no, no, no, no, no, no, no, no, no, no, no."}
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Severity, Week

MOST = Limit("LG186", "deviations", 3, "median deviations from the week's median")
FEWEST_SECTIONS = 5
_NORMAL = 1.4826


@rule("LG186", "lengths-alike", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    if len(week.sections) < FEWEST_SECTIONS or any(section.minutes for section in week.sections):
        return
    lengths = [spoken_words(section) for section in week.sections]
    middle = median(lengths)
    deviation = _NORMAL * median(abs(length - middle) for length in lengths)
    for index, length in enumerate(lengths):
        if deviation and abs(length - middle) > MOST.of(context) * deviation:
            message = f"{length} spoken words, where the week's sections have about {middle:.0f}"
            fix = (
                "see whether something is missing here" if length < middle else "see whether this is one section or two"
            )
            yield Found(f"/sections/{index}/frames", message, fix)
