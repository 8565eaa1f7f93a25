"""LG243 objectives-echoed: most objectives of a week share a word with a question of their section.

Why: an objective that nobody asks about is a wish. Files do not say which question tests what, so words have to do:
those of the objective that stand neither in the title nor in every other objective ("identify", "key techniques"),
and the words of stems, options and explanations. In 12.0% of objectives none was shared, in 38.1% of 13,959 sections;
half of those were asked about in other words, so single ones are not named, and only more than a quarter in a week is
heard.

Also known as: A12, A12c

Not covered: weeks whose questions name their objectives (LG202); weeks of fewer than twelve objectives.

Bad:
    /sections/0/objectives:
      - {id: linear-search.o1, text: Describe pointers, bloom: null}
      - {id: linear-search.o2, text: Describe pointers, bloom: null}
      - {id: linear-search.o3, text: Describe pointers, bloom: null}
      - {id: linear-search.o4, text: Describe pointers, bloom: null}
      - {id: linear-search.o5, text: Describe pointers, bloom: null}
      - {id: linear-search.o6, text: Describe pointers, bloom: null}
      - {id: linear-search.o7, text: Describe pointers, bloom: null}
      - {id: linear-search.o8, text: Describe pointers, bloom: null}
    context: {planned: null, unknown: [links]}
Good:
    /sections/0/objectives:
      - {id: linear-search.o1, text: Count comparisons, bloom: null}
      - {id: linear-search.o2, text: Count comparisons, bloom: null}
      - {id: linear-search.o3, text: Count comparisons, bloom: null}
      - {id: linear-search.o4, text: Count comparisons, bloom: null}
      - {id: linear-search.o5, text: Count comparisons, bloom: null}
      - {id: linear-search.o6, text: Count comparisons, bloom: null}
      - {id: linear-search.o7, text: Count comparisons, bloom: null}
      - {id: linear-search.o8, text: Count comparisons, bloom: null}
    context: {planned: null, unknown: [links]}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._items import items
from lecturegen.rules._parts import parts
from lecturegen.rules._words import roots
from lecturegen.schema import Section, Severity, Week

SHARE = Limit("LG243", "share", 0.25, "part of the objectives that share no word with a question")
FEWEST = Limit("LG243", "fewest", 12, "objectives from which on it is heard")
_GENERIC = roots(
    "identify describe explain understand learn explore know discuss apply recognize analyze analyse evaluate compare"
    " differentiate demonstrate summarize outline list implement develop define gain appreciate create familiar"
    " understanding knowledge key main fundamental basic essential various different common relevant related effective"
    " concept technique method approach process component principle type role purpose use application importance"
    " significance impact challenge implication advantage limitation benefit step definition scenario example context"
    " real-world practical practice student section week chapter course within between using based"
)


@rule("LG243", "objectives-echoed", Severity.WARNING, Scope.WEEK, again=False, english=True)
def check(week: Week, context: Context) -> Iterator[Found]:
    if Known.LINKS not in context.unknown:
        return
    total, silent = 0, []
    for number, section in enumerate(week.sections, start=1):
        said = _said(section)
        for objective in section.objectives if said else ():
            own = roots(objective.text) - roots(section.title) - _GENERIC
            total += 1
            if own and not own & said:
                silent.append(number)
    if total >= FEWEST.of(context) and len(silent) > SHARE.of(context) * total:
        where = ", ".join(map(str, sorted(set(silent))))
        message = f"{len(silent)} of {total} objectives share no word with a question; they are in sections {where}"
        yield Found("/sections", message, "ask about each objective, or drop it")


def _said(section: Section) -> frozenset[str]:
    """Words of the section's questions; none if it has no questions, which is for LG200."""
    texts = [(q.stem, *(part.text for part in parts(where, q)), q.explanation) for where, q in items(section)]
    return frozenset[str]().union(*map(roots, chain.from_iterable(texts)))
