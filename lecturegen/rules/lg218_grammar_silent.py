"""LG218 grammar-silent: grammar does not tell the key from the distractors.

Why: a reader who only hears which option fits the sentence has found it: an article before the gap that suits the key
alone, or a key that is built otherwise than all the distractors. Grammatical cues are among those that test-wise
readers use first (Millman, Bishop and Ebel 1965; Sarnacki 1979).

Not covered: singular and plural of nouns, which cannot be told by their ending; options that begin with a number or a
sign.

Bad:
    /assessment/questions/1/stem: "The place where a hash function puts a key is called an:"
    /assessment/questions/1/answer: entry
    /assessment/questions/1/distractors/0/text: chain
    /assessment/questions/1/distractors/1/text: list
    /assessment/questions/1/distractors/2/text: key
    ---
    /assessment/questions/1/answer: They never meet, so the loop runs on
    /assessment/questions/1/distractors/0/text: It ends early with the first entry
    /assessment/questions/1/distractors/1/text: It leaves the list with an error
    /assessment/questions/1/distractors/2/text: It returns the wrong half of it
Good:
    /assessment/questions/1/stem: "The place where a hash function puts a key is called a(n):"
    /assessment/questions/1/answer: entry
    /assessment/questions/1/distractors/0/text: chain
    /assessment/questions/1/distractors/1/text: list
    /assessment/questions/1/distractors/2/text: key
    ---
    /assessment/questions/1/stem: "Where half of the entries is left out, the search is called a:"
    /assessment/questions/1/answer: binary one
    /assessment/questions/1/distractors/0/text: unidirectional one
    /assessment/questions/1/distractors/1/text: linear one
    /assessment/questions/1/distractors/2/text: hashed one
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._maths import without_maths
from lecturegen.rules._words import excerpt
from lecturegen.schema import Section, Severity

_ARTICLE = re.compile(r"\b(an?)[\s_:.…]*$")
_FIRST = re.compile(r"[\"“'*_]*([A-Za-z]+)(?![\w'’])")
_CONSONANT = re.compile(r"(?:uni|us[eua]|eu|one\b|ubi|uti)", re.I)
_VOWEL = re.compile(r"(?:[aeiou]|hour|honest|honou?r|heir)", re.I)
_SPELT_WITH_VOWEL = frozenset("AEFHILMNORSX")
_FORMS = (
    ("to do something", re.compile(r"to [a-z]+\b", re.I)),
    ("by doing something", re.compile(r"by \w+ing\b", re.I)),
    ("'it'", re.compile(r"it\b", re.I)),
    ("'they'", re.compile(r"they\b", re.I)),
)


@rule("LG218", "grammar-silent", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        if article := _ARTICLE.search(without_maths(choice.question.stem)):
            right, wrong = map(_article, choice.keys), list(map(_article, choice.others))
            if None not in wrong and set(right) == {article[1]} and (odd := sum(a != article[1] for a in wrong)):
                message = f"{article[1]!r} fits the key and not {odd} of the distractors"
                yield Found(f"{choice.where}/stem", message, "write 'a(n)', or ask a question", at=article.span(1))
        shared, keyed = set(map(_form, choice.others)), set(map(_form, choice.keys))
        if len(shared) == len(keyed) == 1 and (form := shared.pop()) and (own := keyed.pop()) and own != form:
            where, key = next(choice.key_places())
            message = f"all distractors begin with {form}, the key alone with {own}: {excerpt(key)}"
            yield Found(where, message, "build all options in the same way")


def _article(option: str) -> str | None:
    """The indefinite article that the option takes; None if it cannot be told, or it has one."""
    first = _FIRST.match(option)
    if first is None or first[1].lower() in ("a", "an", "the"):
        return None
    word = first[1]
    if word.isupper() and len(word) < 5:  # an abbreviation is spelt out
        return "an" if word[0] in _SPELT_WITH_VOWEL else "a"
    return "an" if _VOWEL.match(word) and not _CONSONANT.match(word) else "a"


def _form(option: str) -> str:
    return next((name for name, pattern in _FORMS if pattern.match(option)), "")
