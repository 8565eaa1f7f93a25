"""LG300 greeting-first: the week greets once, in the opening of its first section.

Why: sections are written side by side, and each believes that it comes first: 55.5% of 13,959 sections after the first
began with a greeting, in 91.8% of the weeks. Mended: a sentence that only greets is dropped, and "Hello everyone," is
taken from the front of one that goes on.

Also known as: S26, S26c, W05

Bad:
    /opening: Welcome back, everyone! Suppose the shoebox is sorted by title. What has one look told me?
    ---
    /frames/0/script: >-
        Hello class, so I keep the front half and ask its middle card again, because the back half is out of it.
    context: {words_per_minute: 100}
    ---
    /opening: Suppose the shoebox is sorted by title. Welcome to our discussion of binary search.
    ---
    section: 0
    /frames/0/script: >-
        Good morning. I took the first card, compared the title, put it down and took the next, but how long is that?
    context: {words_per_minute: 100}
Good:
    /opening: Hello World is a program that needs no search, but the shoebox does. What has one look told me?
    ---
    /opening: A welcome change is that the shoebox is sorted. What has one look at the middle told me?
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._courtesies import first_sentences, is_greeting, is_only_greeting, matching, without_greeting
from lecturegen.rules._markdown import blocks
from lecturegen.rules._words import excerpt, sentences, without_sentences
from lecturegen.schema import Section, Severity


@rule("LG300", "greeting-first", Severity.ERROR, Scope.DRAFT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, text in _places(section, context):
        for sentence in matching(first_sentences(text), is_greeting):
            fix = "leave it out: the lecture is under way, so go on where the last sentence stopped"
            yield Found(where, f"this greets again: {excerpt(sentence.text)}", fix, sentence.at)


@check.mend
def drop(section: Section, context: Context) -> Section:
    if context.foreign:
        return section
    places = dict(_places(section, context))
    changed = {where: mended for where, text in places.items() if (mended := _ungreeted(text)) != text}
    if not changed:
        return section
    frames = list(section.frames)
    if "/frames/0/script" in changed:
        frames[0] = frames[0].model_copy(update={"script": changed["/frames/0/script"]})
    opening = changed.get("/opening", section.opening)
    return section.model_copy(update={"opening": opening, "frames": tuple(frames)})


def _places(section: Section, context: Context) -> Iterator[tuple[str, str]]:
    """Where a greeting may be looked for and must not be found."""
    if context.number > 1:
        yield "/opening", section.opening
    if section.frames and not (context.foreign and context.number == 1):
        yield "/frames/0/script", section.frames[0].script


def _ungreeted(text: str) -> str:
    early = {sentence.text for sentence in first_sentences(text)}
    text = without_sentences(text, lambda sentence: sentence in early and is_only_greeting(sentence))
    parts = blocks(text)
    if parts and not parts[0].code:
        first, *others = sentences(parts[0].text)
        if is_greeting(first) and (rest := without_greeting(first)) != first:
            return "\n\n".join(["".join([rest, *others]), *(block.text for block in parts[1:])])
    return text
