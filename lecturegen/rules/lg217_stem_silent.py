"""LG217 stem-silent: a stem does not share with the key alone what it says.

Why: a word that stands in the stem and in one option only points to that option; it is among the cues of
test-wiseness (Millman, Bishop and Ebel 1965). Heard where of the words that only the key has half stand in the stem,
or two and a quarter of them, and no distractor shares any word with it: 2.3% of 54,662 questions. About half of those
were real gifts, so it is reported and not asked for again.

Also known as: A28, A28b

Not covered: numbers, which a key may have by chance; the same word in another part of speech, beyond its ending.

Bad:
    /assessment/questions/1/stem: What is done by a search that halves the range?
    /assessment/questions/1/answer: It halves the range with every look
    /assessment/questions/1/distractors/0/text: It starts from the first entry
    /assessment/questions/1/distractors/1/text: It sorts the list while walking
    /assessment/questions/1/distractors/2/text: It draws an entry with a die
Good:
    /assessment/questions/1/stem: What is done by a search that halves the range?
    /assessment/questions/1/answer: It halves the range with every look
    /assessment/questions/1/distractors/0/text: It halves the number of entries only once
    /assessment/questions/1/distractors/1/text: It sorts the list while walking
    /assessment/questions/1/distractors/2/text: It draws an entry with a die
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._words import listed, roots, with_roots
from lecturegen.schema import Section, Severity

SHARE = Limit("LG217", "share", 0.5, "part of the words that only the key has and that the stem may not say")
WORDS = Limit("LG217", "words", 2, "such words that are enough where they are a quarter")
_QUARTER = 0.25


@rule("LG217", "stem-silent", Severity.WARNING, Scope.ASSESSMENT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        # a number may be asked for and given
        stem = frozenset(root for root in roots(choice.question.stem) if not root.isdigit())
        others = frozenset[str]().union(*map(roots, choice.others))
        if others & stem:
            continue
        for key in choice.keys:
            own = roots(key) - others
            given = own & stem
            part = len(given) / len(own) if given else 0
            if part < SHARE.of(context) and (part < _QUARTER or len(given) < WORDS.of(context)):
                continue
            words = with_roots(choice.question.stem, given)
            message = f"the stem shares {listed(w[0] for w in words)} with the key and nothing with a distractor"
            fix = "let a distractor say these words too, or ask in other words"
            yield Found(f"{choice.where}/stem", message, fix, at=words[0].span() if words else None)
