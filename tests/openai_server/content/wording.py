"""Topics, titles and points -> words to talk with."""

from __future__ import annotations

import re
from functools import lru_cache

from tests.openai_server.content.figures import NAMES, UNITS

# things that any topic has; a number of them is prime, so that walking in steps meets them all
ASPECTS = (
    "baseline threshold sample boundary residual budget overlap drift queue margin ratio order default weight sequence "
    "label gap buffer prior estimate limit window index signal filter split rate cost scale path branch target source "
    "depth delay cache slope range ranking interval pattern schedule horizon"
).split()

_LEAD = re.compile(
    r"^(?:(?:what|who|how|why)(?:['’]s|\s+(?:is|are|do|does|can))\s+(?:new in\s+)?|"
    r"(?:(?:an?|the|brief|short|general)\s+)*(?:introduction|intro|overview|basics|fundamentals|foundations|summary|"
    r"recap|review|conclusion|conclusions)(?:\s+(?:to|of|on|in|for|and|&)(?:\s+the)?\s+|\s*[:–—]\s+|\W*$))+",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    "a an and are as at be because been before but by can for from had has have how if in into is it its no not of off "
    "on once one or our out over so than that the their them then there they this to two under up was what when where "
    "which while who why will with without worked mistake mistakes always never only all none every each also does did "
    "nobody somebody would could should must may might about after between through says same first second third "
    "minutes pass share total lost "
    "kept each make made leave leaves costs cost belongs reading leaving dividing doubling rounding moving value many "
    "people hold does other".split()
)
_OURS = frozenset(map(str.lower, (*NAMES, *UNITS)))
_LEFT_OUT = _SMALL | _OURS
_RISKY = re.compile(
    r"\b(?:not|never|no|none|only|all|always|except|least|this|these|lecture|section|slide|chapter|week|course|often|"
    r"usually|sometimes|rarely)\b|[?\[\]{}_\n]|n't\b",
    re.I,
)


def term(title: str, fallback: str = "the matter") -> str:
    """The thing that ``title`` is about, in at most three words: ``Introduction to Data Mining`` -> ``Data Mining``."""
    rest = _LEAD.sub("", title.strip())
    head = next((part for part in re.split(r"[:;(–—,?!/]| - ", rest) if part.strip()), "")
    words = re.sub(r"[*_`$#\"“”<>\[\]{}\\]", "", head).split()[:3]
    while words and words[-1].lower() in _SMALL | {"&", "vs", "vs.", "-"}:
        words.pop()
    return " ".join(words) or fallback


def words(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def content(text: str, but: str = "") -> tuple[str, ...]:
    """Words of ``text`` that carry meaning, lower case but for acronyms, each once, without those in ``but``."""
    left_out = _LEFT_OUT.union(word.lower() for word in words(but))
    kept = (word for word in words(text) if len(word) > 3 and word.lower() not in left_out)
    return tuple(dict.fromkeys(word if word[1:] != word[1:].lower() else word.lower() for word in kept))


def thing(text: str, topic: str) -> str:
    """Something that ``text`` speaks of, with its article; the topic itself where it speaks of nothing else."""
    found = content(text, topic)
    noun = next((word for word in found if word in ASPECTS), found[0] if found else "")
    return f"the {noun}" if noun else topic


def without_article(noun: str) -> str:
    return noun.removeprefix("the ")


def article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def task(objective: str) -> str:
    """An objective as something that somebody has to do: ``Compute the rate.`` -> ``compute the rate``."""
    text = objective.strip().rstrip(".")
    if not text or _RISKY.search(text):
        return "work on " + " ".join(content(text.partition(" ")[2])[:3] or ("the matter",))
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
