"""Sentences of courtesy: greetings, thanks, calls for questions. English.

A sentence counts only if it is nothing but courtesy, or begins with it; people thank each other inside notes as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from lecturegen.languages import ENGLISH, languages
from lecturegen.rules._markdown import Piece
from lecturegen.rules._texts import bears
from lecturegen.rules._words import count, placed_sentences

_ROOM = r"(?:all|everyone|everybody|class|folks|students|there|friends|colleagues|again|ladies and gentlemen)"
_HELLO = (
    r"(?:hello|hi|hey(?=,? (?:all|every|folks|there|class))|greetings"
    r"|good (?:morning|afternoon|evening|day|\[[^\]\n]{1,40}\])"
    r"|welcome(?: back)?|(?:it['’]s )?(?:good|nice|great|lovely) to (?:see|have) you(?: here| back)?)"
    rf"(?:,? (?:to you |you )?{_ROOM})*(?!,? world\b)"
)
_OPENS = r"^[\s\"“'*_]*(?:(?:so|and|well|okay|ok|alright|now|once again),? )?"
# "Welcome to today's lecture …" is a greeting; "Hello World is a program" and "welcome news" are none
_GREETING = re.compile(
    rf"{_OPENS}(?:{_HELLO}(?=\s*(?:[.!,:;—–]|-\s|$))|welcome(?: back)?(?:,? {_ROOM})*,? to (?:the|our|my|this|today"
    r"|week|part|"
    rf"another|section|lecture)\b|(?:hello|hi|good (?:morning|afternoon|evening))(?:,? {_ROOM})*(?:,? and)? welcome\b)",
    re.I,
)
_GREETING_ALONE = re.compile(
    rf"{_OPENS}{_HELLO}(?:(?:,| and|!) {_HELLO})*(?:,? (?:and|it['’]s|nice|great|glad|good"
    rf"|thank)\b.{{0,60}})?[\s.!\"”'*_]*$"
    rf"|{_OPENS}(?:{_HELLO},? (?:and )?)?welcome(?: back)?(?:,? {_ROOM})*,? to [^.!?]{{1,200}}[\s.!\"”'*_]*$",
    re.I,
)
_GREETING_AHEAD = re.compile(rf"{_OPENS}{_HELLO}\s*[,!—–]\s*(?=\w)", re.I)
_THANKS = re.compile(
    rf"{_OPENS}(?:(?:finally|again|with that|lastly|and with that),? )?(?:i(?:['’]d| would) like to |let me "
    r"|i want to |i )?"
    r"(?:thank you|thanks|many thanks|thank)(?: you)?(?:,? (?:all|everyone|everybody|so much|very much|again"
    r"|class|folks|"
    r"each of you))*(?:,? for (?:your |being |listening|joining|coming|attending|participating|staying|the attention|"
    r"today|following)[^.!?]{0,300}|,? (?:and|i)\b[^.!?]{0,300}|)[\s.!\"”'*_]*$",
    re.I,
)
_ELSEWHERE = tuple(one for tag, words in languages().items() if tag != ENGLISH for one in words.speech.thanked)
_THANKED_ELSEWHERE = re.compile(rf"[\s,;–—]*(?<!\w)(?:{'|'.join(map(re.escape, _ELSEWHERE))})(?!\w)", re.I)
# what goes on behind the thanks is part of the lecture
_THANKS_AHEAD = re.compile(
    r"(?P<before>[\s\"“'*_]*)(?:thank you|thanks)\b[^,.!?]{0,80}, and "
    r"(?=(?:let['’]s|let us|now|we|i encourage|i invite)\b)",
    re.I,
)
_QUESTIONS = re.compile(
    r"^[\s\"“'*_]*(?:"
    r"(?:[^.!?]{0,60}\b(?:are there|do (?:you|we|any of you)|does any(?:one|body)|has any(?:one|body)) [^.!?]{0,30}"
    r"|(?:any|further|more) (?:other |further |more )?)\bquestions\b[^.!?]{0,240}\?"
    r"|[^.!?]{0,60}\b(?:open(?:ing)? (?:up )?the floor|open it up (?:for|to)"
    r"|(?:i|we) welcome (?:any|your) (?:\w+ )?questions)\b[^.!?]{0,240}[.!?]?"
    r"|[^.!?]{0,60}\b(?:(?:happy|glad) to (?:take|answer)|time for|if (?:you have|you['’]ve got|there are))"
    r"(?: any| some| your| further| more| lingering| remaining){0,2} questions\b[^.!?]{0,240}[.!?]?"
    r"|what questions do you (?:have|all have|still have)\b[^.!?]{0,60}\?"
    r"|[^.!?]{0,60}\bfeel free to (?:ask|reach out|jot down)\b"
    r"(?:(?: me)?(?: at any time| now)?|[^.!?]{0,120}\b(?:questions?|concerns|clarif\w+)\b[^.!?]{0,100})[.!?]?"
    r")[\s\"”'*_]*$",
    re.I,
)
# what every match holds, in lower case; other sentences are spared the search
_ELSEWHERE_SIGNS = tuple({one.lower() for one in _ELSEWHERE})
_QUESTION_SIGNS = ("questions", "the floor", "open it up", "feel free to")
EDGE_WORDS = 120
"""Spoken words at the beginning of a text in which a greeting counts, and at its end for thanks."""


def is_greeting(sentence: str) -> bool:
    return bool(_GREETING.match(_flat(sentence)))


def is_only_greeting(sentence: str) -> bool:
    return is_greeting(sentence) and bool(_GREETING_ALONE.match(_flat(sentence)))


def is_thanks(sentence: str) -> bool:
    """Also ``Thank you, vielen Dank``: thanks beside thanks in another language, or in that alone."""
    flat = _flat(sentence)
    own = _THANKED_ELSEWHERE.sub("", flat) if bears(flat.lower(), _ELSEWHERE_SIGNS) else flat
    return bool(_THANKS.match(own)) or (own != flat and not any(map(str.isalnum, own)))


def without_thanks(sentence: str) -> str:
    """``Thank you for your attention, and let's …`` -> ``Let's …``; any other sentence as it is."""
    ahead = _THANKS_AHEAD.match(sentence)
    rest = sentence[ahead.end() :] if ahead else ""
    return f"{ahead['before']}{rest[:1].upper()}{rest[1:]}" if ahead else sentence


def is_call_for_questions(sentence: str) -> bool:
    return bears((flat := _flat(sentence)).lower(), _QUESTION_SIGNS) and bool(_QUESTIONS.match(flat))


def _flat(sentence: str) -> str:
    """On one line: people break theirs where the window ends."""
    return sentence.replace("\n", " ")


def without_greeting(sentence: str) -> str:
    """``Hello everyone, today we …`` -> ``Today we …``; an empty string if nothing is left."""
    if is_only_greeting(sentence):
        return ""
    rest = _GREETING_AHEAD.sub("", sentence, count=1)
    return rest if rest == sentence else rest[:1].upper() + rest[1:]


# several rules look at the same edges
@lru_cache(maxsize=1024)
def first_sentences(text: str) -> tuple[Piece, ...]:
    """The sentences that begin within the first EDGE_WORDS of a spoken text."""
    return _edge(placed_sentences(text))


@lru_cache(maxsize=1024)
def last_sentences(text: str) -> tuple[Piece, ...]:
    """The sentences that end within the last EDGE_WORDS of a spoken text."""
    return _edge(reversed(placed_sentences(text)))[::-1]


def _edge(all_sentences: Iterable[Piece]) -> tuple[Piece, ...]:
    found = []
    spoken = 0
    for sentence in all_sentences:
        if spoken >= EDGE_WORDS:
            break
        found.append(sentence)
        spoken += count(sentence.text)
    return tuple(found)


def matching(found: Iterable[Piece], test: Callable[[str], bool]) -> list[Piece]:
    return [sentence for sentence in found if test(sentence.text)]
