"""LG303 questions-last: the room is asked for its questions at the end of the week, not between sections.

Why: 27.1% of 13,959 sections before the last opened the floor, in 95.2% of the weeks, and went on without an answer.
Mended: a sentence that only calls for questions is dropped.

Also known as: S27b

Not covered: a question about the matter itself, which is what a lecture is made of.

Bad:
    /closing: Can we find a card in a look or two? Are there any questions before we move on?
    ---
    /closing: Can we find a card in a look or two? If you have any questions, feel free to ask.
Good:
    /closing: Can we find a card in a look or two? Any question about order comes down to that.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import is_call_for_questions, last_sentences, matching
from lecturegen.rules._endings import endings, with_endings
from lecturegen.rules._words import excerpt, without_sentences
from lecturegen.schema import Section, Severity


@rule("LG303", "questions-last", Severity.WARNING, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, text in endings(section, context):
        for sentence in matching(last_sentences(text), is_call_for_questions):
            message = f"the lecture goes on after this: {excerpt(sentence.text)}"
            yield Found(where, message, "leave it out", sentence.at)


@check.mend
def drop(section: Section, context: Context) -> Section:
    def going_on(text: str) -> str:
        late = {sentence.text for sentence in last_sentences(text)}
        return without_sentences(text, lambda sentence: sentence in late and is_call_for_questions(sentence))

    return with_endings(section, context, going_on)
