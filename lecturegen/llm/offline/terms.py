"""A term of the glossary -> a sentence that says what it means, at the place where the frame first uses it."""

from __future__ import annotations

import re
from dataclasses import replace

from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import Form, be, form
from lecturegen.llm.offline.language import capitalised, ended, normal, overlap, sentences, stems
from lecturegen.llm.offline.pieces import Term
from lecturegen.llm.offline.telling import Role, Said
from lecturegen.llm.offline.tongue import Tongue


def define(frame: Frame, tongue: Tongue) -> None:
    """Each term's meaning is said once, right after the paragraph that uses the term first."""
    for term in frame.terms:
        place = next((i for i, said in enumerate(frame.said) if _uses(said, term)), _end_of_claims(frame))
        if term.said or _is_defined(frame, term):
            continue
        sentence = definition(term, tongue)
        for near in (place, place + 1):
            if near < len(frame.said) and frame.said[near].role is Role.DEFINITION:
                frame.said[near] = replace(frame.said[near], text=f"{frame.said[near].text} {sentence}")
                break
        else:
            frame.said.insert(place + 1, Said(sentence, Role.DEFINITION, frame.said[0].piece))


def _is_defined(frame: Frame, term: Term) -> bool:
    """Whether the notes' own sentences say what a term means, so that the glossary need not."""
    name = re.escape(term.name)
    says = re.compile(
        rf"^(?:an? |the )?{name} (?:(?:is|are) (?:an?|the|any|one)|means?)\b|\b(?:called|known as|named) (?:an? "
        rf"|the )?{name}\b"
        rf"|\bcalls? (?:that|this|it)(?: \w+)? (?:an? |the )?{name}\b", re.I
    )  # fmt: skip
    claims = [s for said in frame.said if said.role is Role.CLAIM for s in sentences(said.text)]
    return any(says.search(s) for s in claims) or any(overlap(stems(term.meaning), stems(s)) > 0.8 for s in claims)


def _uses(said: Said, term: Term) -> bool:
    return said.role in (Role.CLAIM, Role.LIST) and f" {normal(term.name)}" in f" {normal(said.text)}"


def _end_of_claims(frame: Frame) -> int:
    claims = [i for i, said in enumerate(frame.said) if said.role in (Role.CLAIM, Role.LIST, Role.DEFINITION)]
    return claims[-1] if claims else len(frame.said) - 1


def definition(term: Term, tongue: Tongue) -> str:
    """``Lift: the factor by which …`` as a sentence, with the article that the notes use before the term."""
    if not tongue.english:
        return ended(f"{term.name}{tongue.words.colon}{term.meaning}")
    name = tongue.small(term.name)
    verb = "means that" if is_clause(term.meaning) else be(name)
    return ended(f"{capitalised(with_article(term, tongue))} {verb} {term.meaning}")


def with_article(term: Term, tongue: Tongue) -> str:
    """A term as it stands inside a sentence: ``the lift``, ``a token``, ``self-attention``."""
    name = tongue.small(term.name)
    if term.article is not None:
        return f"{_indefinite(name)} {name}" if term.article == "a" else f"{term.article} {name}".strip()
    articles, bare = _articles_of(name, tongue)
    begins = term.meaning.split(" ", 1)[0].lower()
    if begins in ("the", "a", "an") and len(articles) > bare:
        known = begins == "the" or articles.count("the") > len(articles) / 2
        definite = known and _directly("the", name, tongue)
        return f"the {name}" if definite else f"{_indefinite(name)} {name}"
    if begins in ("the", "a", "an") and articles and " " not in name and _directly("the", name, tongue):
        return f"the {name}"
    return f"{_indefinite(name)} {name}" if begins in ("a", "an") and not bare else name


_NOUN_FIRST = re.compile(
    r"(?:the|an?|any|one|half)\s(?:[\w'’-]+\s){1,5}?"
    r"(?:of|that|which|who|whose|where|by|in|from|for|on|at|with|to|such|between|used|given|\w+ed|\w+ing)\b"
)


def is_clause(meaning: str) -> bool:
    """Whether a meaning is a sentence of its own (``two samples give different statistics``), not a thing."""
    return not _NOUN_FIRST.match(meaning) and form(meaning) is Form.SENTENCE


def _directly(article: str, name: str, tongue: Tongue) -> bool:
    """Whether the notes have an article right before a name."""
    return any(words[-1:] == [article] for words in tongue.material.words_before(name))


def _indefinite(name: str) -> str:
    return "an" if re.match(r"[aeio]", name, re.I) else "a"


def _articles_of(name: str, tongue: Tongue) -> tuple[list[str], int]:
    """The articles that running text has before a name, right before it or one word earlier; how often it has none."""
    before = tongue.material.words_before(name)
    found = [next((w for w in reversed(words) if w in ("a", "an", "the", "each", "every")), "") for words in before]
    return [article for article in found if article], found.count("")
