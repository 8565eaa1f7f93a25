"""LG233 key-taught: what the answer to a question says was said in its section.

Why: a question can be answered from the lecture, with the options covered up, or it does not belong to the lecture.
Heard where less than a third of the key's words stand anywhere in the section: 2.8% of 54,662 keys. A key may say the
same in other words, so it is reported and not asked for again. The same goes for statements that are true or false,
steps, and what is matched; of the wordings that a short answer may have one is enough.

Also known as: A30

Not covered: essays and numbers; keys that hold a number, code or a formula, which are worked out, or speak of other
options (LG222); negative stems, whose key is what the section does not say; a section whose speech is not at hand;
whether the lecture says that the key is right.

Bad:
    /assessment/questions/1/answer: A pointer got lost
    ---
    asked: [ordering]
    /assessment/questions/3/steps/2: Free the pointer
Good:
    asked: [short-answer]
    /assessment/questions/3/answer: the dichotomous one
    ---
    /assessment/questions/1/answer: Nothing moves any more, and the program hangs
    ---
    /assessment/questions/1/answer: "`while True`"
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.questions import Matching, Question, ShortAnswer, TrueFalse
from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._items import Item, items
from lecturegen.rules._negation import is_negative
from lecturegen.rules._parts import Part, answers
from lecturegen.rules._words import excerpt, roots, speech
from lecturegen.rules.lg222_options_independent import speaks_of_others
from lecturegen.schema import Section, Severity

SHARE = Limit("LG233", "share", 1 / 3, "part of the key's words that the section says at least")
_SIGNS = frozenset("=_^{}[]$<>*/\\`|;")
"""What stands in code and in formulas."""


@rule("LG233", "key-taught", Severity.WARNING, Scope.ASSESSMENT, again=False, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    if not any(frame.script.strip() for frame in section.frames):
        return
    said = "\n".join(_said(section)).lower()
    for item in items(section):
        untaught = [part for part in _keys(item) if not _taught(part.text, said, SHARE.of(context))]
        if isinstance(item.question, ShortAnswer) and len(untaught) <= len(item.question.variants):
            continue
        for where, key in untaught[:1] if isinstance(item.question, ShortAnswer) else untaught:
            if not _asks_for_other_things(item.question, key):
                message = f"the section says nothing of {excerpt(key)}"
                yield Found(where, message, "ask about what was said, or say it in the section")


def _keys(item: Item) -> Iterator[Part]:
    """What has to have been said; what is matched is one thing with what it is matched to."""
    if isinstance(item.question, TrueFalse):
        yield Part(f"{item.where}/stem", item.question.stem)
    elif isinstance(item.question, Matching):
        for number, pair in enumerate(item.question.pairs):
            yield Part(f"{item.where}/pairs/{number}/response", f"{pair.premise}: {pair.response}")
    else:
        yield from answers(*item)


def _taught(key: str, said: str, share: float) -> bool:
    own = {root for root in roots(key) if not root.isdigit()}
    return sum(_begins_a_word(root, said) for root in own) >= share * len(own)


def _asks_for_other_things(question: Question, key: str) -> bool:
    """Than words of the lecture: for code, a formula or a result, for what is not the case, for other options."""
    signs = not _SIGNS.isdisjoint(key) or any(map(str.isdigit, key))
    return signs or is_negative(question.stem) or speaks_of_others(key) is not None


def _said(section: Section) -> Iterator[str]:
    """All that is said or shown in words."""
    yield from (text for _, text in speech(section))
    for frame in section.frames:
        yield from (frame.title, *frame.bullets)
        if frame.table:
            yield from (*frame.table.header, *(cell for row in frame.table.rows for cell in row))


def _begins_a_word(root: str, said: str) -> bool:
    at = said.find(root)
    while at > 0 and said[at - 1].isalnum():
        at = said.find(root, at + 1)
    return at >= 0
