"""LG342 paragraphs-own: no paragraph is said twice in a week.

Why: 0.8% of 13,959 sections repeated a paragraph of another almost word for word, in 8% of the weeks. Alike are
paragraphs of at least 25 words that share half of their runs of five words. A finding points to the later one.

Also known as: S42

Bad:
    /sections/2/frames/1/script: >-
        So I keep the front half and ask its middle card the same question. Nine hundred cards become four hundred and
        fifty, then two hundred and twenty-five, and you can go on halving on your fingers: after ten looks nothing is
        left. Ten, where going card by card took up to nine hundred. And if I double the box it costs me a look more.
Good:
    /sections/2/frames/1/script: >-
        Nine hundred cards become four hundred and fifty, but that was the other method. Here I count letters, because a
        slot is cheaper than a look, and whether the box holds ten cards or ten thousand I'm there at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._markdown import Piece
from lecturegen.rules._words import excerpt, speech, words_by_block
from lecturegen.schema import Severity, Week

FEWEST_WORDS = Limit("LG342", "words", 25, "words of a paragraph that is compared")
ALIKE = Limit("LG342", "alike", 0.5, "of the runs of five words that two paragraphs share")
RUN = 5

_Words = tuple[str, ...]
_Runs = frozenset[int]


@rule("LG342", "paragraphs-own", Severity.ERROR, Scope.WEEK)
def check(week: Week, context: Context) -> Iterator[Found]:
    seen: list[tuple[int, int]] = []  # section of each paragraph, and how many runs it has
    holding: dict[int, tuple[int, ...]] = {}
    for index, where, paragraph, said in _paragraphs(week, FEWEST_WORDS.of(context)):
        runs = _runs(said)
        known = runs & holding.keys()
        shared = Counter(number for run in known for number in holding[run]) if known else {}
        alike = (n for n in sorted(shared) if shared[n] / (seen[n][1] + len(runs) - shared[n]) >= ALIKE.of(context))
        if (twin := next(alike, None)) is not None:
            place = "this section" if seen[twin][0] == index else f"section {seen[twin][0] + 1}"
            message = f"{place} has said this already: {excerpt(paragraph.text)}"
            yield Found(where, message, "say what is new here, or nothing", paragraph.at)
        holding.update(dict.fromkeys(runs - known, (len(seen),)))
        holding.update({run: (*holding[run], len(seen)) for run in known})
        seen.append((index, len(runs)))


def _paragraphs(week: Week, fewest_words: float) -> Iterator[tuple[int, str, Piece, _Words]]:
    for index, section in enumerate(week.sections):
        for where, text in speech(section):
            for block, said in words_by_block(text):
                if len(said) >= fewest_words:
                    yield index, f"/sections/{index}{where}", block, said


def _runs(said: _Words) -> _Runs:
    # 64 bits of a run instead of its words: a week has some ten thousand, so no two are taken for each other
    return frozenset(map(hash, zip(*(said[i:] for i in range(RUN)), strict=False)))
