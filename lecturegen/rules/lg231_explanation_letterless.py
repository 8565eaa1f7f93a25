"""LG231 explanation-letterless: explanations and rationales speak of options by what they say, not by letter.

Why: letters are dealt later, so a letter in the text is wrong three times out of four. 0.1% of 54,662 explanations had
one, and in one published repair 15% of rewritten quizzes pointed to a wrong key.

Also known as: A26, A26c

Not covered: letters that name things in the question itself (vitamin C, player A), or in the words before (class A).

Bad:
    /assessment/questions/0/explanation: Seven halvings bring 100 down to nothing, so option B is right.
    ---
    /assessment/questions/0/explanation: Seven halvings bring 100 down to nothing, making B the correct answer.
    ---
    /assessment/questions/0/distractors/0/rationale: (C) is what one gets by taking the power of two below a hundred.
    ---
    /assessment/questions/0/explanation: A and C are incorrect because seven halvings are needed for a hundred.
Good:
    /assessment/questions/0/explanation: Seven halvings, as vitamin C has seven letters and class A has six, are enough.
    ---
    /assessment/questions/0/explanation: C is a language in which seven halvings bring 100 down to nothing.
    ---
    /assessment/questions/0/stem: Players A and B search 100 numbers by halves. How many looks does B need?
    /assessment/questions/0/explanation: B is correct to stop after seven looks, since 128 is more than 100.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lecturegen.questions import MultipleChoice, Question, SingleChoice
from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import Choice, items
from lecturegen.rules._maths import without_maths
from lecturegen.schema import Section, Severity
from lecturegen.schema.grammar import LETTERS

# "A" before a word is an article, unless the word is what one says of an option
_L = (
    r"\(?([B-E]|A(?! (?!(?:is|are|was|were|and|or|because|since|would|does|describes|gives|the only)\b)[a-z]))\)?"
    r"(?![\w'’+#])"
)
_BY_NAME = re.compile(
    r"\b(?:options?|answers?|choices?|alternatives?|distractors?)(?: is| are|:)? [\"“'*]*\(?([A-E])\)?(?![\w'’+#])",
    re.I,
)
_JUDGED = re.compile(
    r"(?:^|[.;:!?,(]\s*|\b(?:so|hence|thus|therefore|makes?|making|and|or|while|whereas|that|because"
    rf"|only|\w{{2,20}}ing) )[\"“'*]*{_L}"
    r"[\"”'*]* (?:(?:is|are|was|were|would be) )?(?:the )?(?:only )?(?:correct|incorrect|right answer"
    r"|wrong answer|best answer"
    r"|right option|wrong option|best option|right choice|best choice|right one|wrong one|answer\b"
    r"|only (?:choice|option|answer|one)\b)"
)
_SEVERAL = re.compile(
    rf"\b{_L}(?:, {_L})*,? (?:and|or|&) {_L} (?:are|is|were) (?:both )?(?:the )?(?:in)?(?:correct|wrong|right"
    r"|false|true)\b"
)
_BRACKETED = re.compile(r"(?<!\w)\(([A-E])\)(?!\w)")
_WORD_BEFORE = re.compile(r"(\w{1,40})\W{1,2}$")
_LETTER = re.compile(r"(?<!\w)[A-E](?!\w)")
_FIRST = re.compile(r"\s*\(?([A-E])[):]\s")


@rule("LG231", "explanation-letterless", Severity.ERROR, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for where, question in items(section):
        texts = [(f"{where}/explanation", question.explanation)]
        if isinstance(question, SingleChoice | MultipleChoice):
            texts += _rationales(where, question)
        for place, text in texts:
            found = dict(letters_in(without_maths(text))) if _LETTER.search(text) else {}
            if found and isinstance(question, SingleChoice | MultipleChoice):
                for letter in Choice(where, question).named():
                    found.pop(letter, None)
            if found:
                message = f"the text names an option by the letter {', '.join(sorted(found))}{_beside(question, found)}"
                fix = "letters are dealt later: say what the option says"
                yield Found(place, message, fix, at=min(found.values()))


def _rationales(where: str, question: SingleChoice | MultipleChoice) -> Iterator[tuple[str, str]]:
    for number, rationale in enumerate(distractor.rationale for distractor in question.distractors):
        yield f"{where}/distractors/{number}/rationale", rationale
    for number, answer in enumerate(question.answers if isinstance(question, MultipleChoice) else ()):
        yield f"{where}/answers/{number}/rationale", answer.rationale


def _beside(question: Question, letters: Collection[str]) -> str:
    """The key's letter, where letters are printed already and the text names others."""
    place = question.place if isinstance(question, SingleChoice) else None
    return "" if place is None or LETTERS[place] in letters else f", and the key is {LETTERS[place]}"


def letters_in(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The letters by which ``text`` names options, and where they stand."""
    for pattern in (_BY_NAME, _JUDGED):
        yield from ((m[1], m.span(1)) for m in pattern.finditer(text) if m[1].isupper())
    if first := _FIRST.match(text):
        yield first[1], first.span(1)
    for match in _SEVERAL.finditer(text):
        yield from ((match[group], match.span(group)) for group in range(1, 4) if match[group])
    # "carbon (C)", "the set of actions (A)": the letter abbreviates the word before it
    for match in _BRACKETED.finditer(text):
        before = _WORD_BEFORE.search(text, max(match.start() - 42, 0), match.start())
        if before is None or not before[1].upper().startswith(match[1]):
            yield match[1], match.span(1)
