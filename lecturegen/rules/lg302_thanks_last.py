"""LG302 thanks-last: the week thanks its audience once, in its very last text.

Why: 61.8% of 13,959 sections before the last thanked for attention and went on, in 99.8% of the weeks. Mended: a
sentence that only thanks is dropped.

Also known as: S27

Not covered: thanks in the middle of a script, where somebody else may be thanked.

Bad:
    /closing: Can we find a card in a look or two? Thank you for your attention, and let's move on!
    ---
    /frames/1/script: >-
        And here's the bill. Sorting took me three hours, but a search was down to twenty seconds. Thank you all!
    context: {words_per_minute: 110}
    ---
    section: 2
    /frames/1/script: >-
        But my rule doesn't spread, so some slots stay empty while the others grow long. Thanks for listening.
    context: {words_per_minute: 110}
Good:
    /closing: I sent a card that said "thank you for the book", and can't find it. Can we do so in a look or two?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import is_thanks, last_sentences, matching, without_thanks
from lecturegen.rules._endings import endings, with_endings
from lecturegen.rules._words import excerpt, without_sentences
from lecturegen.schema import Section, Severity


@rule("LG302", "thanks-last", Severity.ERROR, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, text in endings(section, context):
        for sentence in matching(last_sentences(text), is_thanks):
            message = f"the lecture goes on after this: {excerpt(sentence.text)}"
            yield Found(where, message, "leave the thanks out", sentence.at)


@check.mend
def drop(section: Section, context: Context) -> Section:
    def thankless(text: str) -> str:
        for sentence in reversed(last_sentences(text)):
            end = sentence.start + len(sentence.text)
            text = text[: sentence.start] + without_thanks(sentence.text) + text[end:]
        late = {sentence.text for sentence in last_sentences(text)}
        return without_sentences(text, lambda sentence: sentence in late and is_thanks(sentence))

    return with_endings(section, context, thankless)
