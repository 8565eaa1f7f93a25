"""A fragment of notes -> its form, and the little grammar that makes a sentence of it. English only.

Rough by design: a word list and word endings. Where the form is not clear a fragment counts as a noun phrase, for
which there is always a sentence that is grammatical.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from lecturegen.llm.offline.language import tokens
from lecturegen.llm.offline.lexicon import (
    AUXILIARIES,
    BASE,
    DETERMINERS,
    MOSTLY_NOUNS,
    NOT_GERUND,
    PAST,
    PREPOSITIONS,
    RELATIVES,
    SINGULAR_SUBJECTS,
    SUBJECTS,
    SUBORDINATORS,
)

_IRREGULAR_PARTICIPLES = frozenset("built drawn driven found given known made seen taken written".split())
# "After attention, each position is passed on": the verb that counts comes after the comma
_FRONTED = re.compile(
    rf"^(?:{'|'.join(sorted(PREPOSITIONS | SUBORDINATORS - {'like'}))})\b(?<!like)[^,]{{1,90}},\s+", re.I
)
_SINGULAR_IN_S = re.compile(r"(ss|us|is|ics|as|os)$", re.I)


class Form(StrEnum):
    SENTENCE = "sentence"
    QUESTION = "question"
    MODAL = "modal"  # can create new things
    THIRD = "third"  # writes text
    BASE = "base"  # understand vectors
    GERUND = "gerund"  # creating videos
    PARTICIPLE = "participle"  # used in image synthesis
    LIKENESS = "likeness"  # like hiring a chef
    NOUN = "noun"  # automated article writing


@lru_cache(maxsize=8192)
def form(text: str) -> Form:
    """What kind of fragment ``text`` is, or that it is a sentence."""
    main = _FRONTED.sub("", text) if "," in text else text
    said = [_lowered(word, i) for i, word in enumerate(tokens(main))]
    if not said:
        return Form.NOUN
    if text.rstrip().endswith("?"):
        return Form.QUESTION
    first = said[0]
    start = 1 if first.endswith("ly") and len(said) > 1 else 0
    opening = said[start]
    if opening in ("can", "could", "may", "might", "must", "should", "will"):
        return Form.MODAL
    if first == "like":
        return Form.LIKENESS
    if opening in BASE and not _finite(said[1:]):
        return Form.BASE
    if _is_third(opening) and not _finite(said[start + 1 :]):
        return Form.THIRD
    if _finite(said):
        return Form.SENTENCE
    if opening.endswith("ing") and len(opening) > 4 and opening not in NOT_GERUND and len(said) > start + 2:
        return Form.GERUND
    if _is_participle(opening) and len(said) > start + 1 and said[start + 1] in PREPOSITIONS:
        return Form.PARTICIPLE
    return Form.NOUN


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes a plural verb: by "and", or by the last letter of its head."""
    bare = re.sub(r"\([^()]*\)", "", phrase).strip()
    said = tokens(bare)
    if not said:
        return False
    if "and" in (word.lower() for word in said):
        return True
    cut = next((i for i, word in enumerate(said) if i and word.lower() in (PREPOSITIONS | RELATIVES)), len(said))
    head = said[cut - 1]
    return _is_plural_word(head.lower().replace("’", "'"))


def is_verb_form(word: str) -> bool:
    """Whether a word can be a verb in the present tense, or an auxiliary."""
    small = word.lower().replace("’", "'").strip(",.:;?!")
    return small in AUXILIARIES or small in BASE or _is_third(small) or small in PAST


def is_order(text: str) -> bool:
    """Whether a sentence tells somebody to do something: a base verb first, and no verb right after it."""
    said = [word.lower() for word in tokens(text)[:2]]
    return len(said) == 2 and said[0] in BASE and said[1] not in AUXILIARIES and not is_verb_form(said[1])


def stands_alone(text: str) -> bool:
    """Whether a paragraph can open a frame: it does not begin by pointing back."""
    return not re.match(r"(These|Those|This|That|They|It|Its|Their|Such|However|But|And|So|Also|Another)\b", text)


def be(phrase: str) -> str:
    return "are" if is_plural(phrase) else "is"


def agreeing(verb: str, phrase: str) -> str:
    """``verb`` in the present tense with ``phrase`` as its subject."""
    return verb if is_plural(phrase) else f"{verb}s"


def _lowered(word: str, place: int) -> str:
    """Small letters, unless a word inside the sentence is a name: no name is a verb."""
    plain = word.replace("’", "'")
    return plain if place and plain[:1].isupper() else plain.lower()


def _finite(said: list[str]) -> bool:
    """Whether a main clause has a verb: one inside a relative clause or after "to" does not count."""
    relative = False
    for i, word in enumerate(said):
        before = said[i - 1] if i else ""
        if i and word in RELATIVES:
            relative = True
        elif _is_verb_at(said, i, word, before):
            if not relative and not any(w in SUBORDINATORS for w in said[max(0, i - 4) : i]):
                return True
            relative = False
    return False


def is_verb_at(said: list[str], i: int) -> bool:
    """Whether word ``i`` of a sentence is a finite verb, as far as its neighbours tell."""
    return _is_verb_at(said, i, said[i], said[i - 1] if i else "")


def _is_verb_at(said: list[str], i: int, word: str, before: str) -> bool:
    after = said[i + 1] if i + 1 < len(said) else ""
    if word in AUXILIARIES or word in PAST:
        return i > 0 or "'" in word
    if not i or before in PREPOSITIONS or before in DETERMINERS - SUBJECTS - SINGULAR_SUBJECTS or before == "to":
        return False
    if word in BASE:
        joined = before.endswith("ing") and "and" in said[:i]
        # "two samples from one population give …", "those who answer differ …": the subject's head is further ahead
        head = next((said[k] for k in range(i - 1) if said[k + 1] in PREPOSITIONS), "")
        ahead = word not in MOSTLY_NOUNS and (_is_plural_word(head) or (before in BASE and "who" in said[:i]))
        return joined or ahead or _is_plural_word(before) or before in SUBJECTS or before[:1].isupper()
    if _is_third(word):
        noun = before not in SINGULAR_SUBJECTS and word in MOSTLY_NOUNS and after not in DETERMINERS - RELATIVES
        # "loops in networks enable": a plural right before the verb may belong to a phrase inside the subject
        inside = any(w in PREPOSITIONS for w in said[max(0, i - 4) : i - 1])
        return not noun and before not in ("and", "or") and (inside or not _is_plural_word(before))
    return word.endswith("ed") and len(word) > 4 and after in DETERMINERS


def _is_plural_word(word: str) -> bool:
    return word.endswith("s") and not _SINGULAR_IN_S.search(word) and not word.endswith("'s")


def _is_third(word: str) -> bool:
    if not word.endswith("s"):
        return False
    stems = {
        word[:-1],
        word[:-2] if word.endswith("es") else word[:-1],
        f"{word[:-3]}y" if word.endswith("ies") else word[:-1],
    }
    return bool(stems & BASE)


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in _IRREGULAR_PARTICIPLES
