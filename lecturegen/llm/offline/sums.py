"""Sums that the notes work out -> items: what is given, what is asked, the result, and the usual slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from lecturegen.llm.offline.arithmetic import SUM, Slip, worked
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.item import LEANS, Item, Kind
from lecturegen.llm.offline.language import capitalised, length, sentences
from lecturegen.llm.offline.predications import Names
from lecturegen.llm.offline.slides import states as states_something
from lecturegen.questions import Bloom

_ASKS_FOR = re.compile(
    r"(?:^|[,;:.\d] |\bso |\band |\bthen |\balarm,? |\bmiss,? )"
    r"(?P<what>(?i:the|a|an|overall)\s[a-zA-Z][\w '’-]{1,40}?|(?<=^)[A-Z][\w-]+(?: \w+)?|(?<=, )[a-z]+)\s"
    r"(?P<verb>is|are|would be|costs?)\s$"
)

_COMES_TO = re.compile(r"^(?P<what>[A-Z][^.;:,]{5,70}?) (?:then )?(?P<verb>comes? to|amounts? to|adds? up to)\s$")

_PHRASE = re.compile(r"(?:with|for|at|in|by|after|of|on|where|when|if)\b", re.I)

_UNIT = re.compile(
    r"^\s?(euros?|dollars?|nats|bits|hours|points|seconds|minutes|calls|words|tokens|%|percent|per cent)\b"
)

_SHARE = re.compile(r"precision|recall|accuracy|probability|share|rate|posterior|confidence|cosine|similarity|F1", re.I)

_GIVEN_WORDS = 70


def sums_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    for said in frame.said:
        told: list[str] = []
        for sentence in sentences(said.text.removeprefix(said.lead)):
            for match in SUM.finditer(sentence):
                made = _sum(index, frame, sentence, match, told, names, said.text)
                if made:
                    yield made
            told.append(sentence)


def _sum(
    index: int, frame: Frame, sentence: str, match: re.Match[str], told: Sequence[str], names: Names, case: str
) -> Item | None:
    lead = sentence[: match.start()]
    asks = _ASKS_FOR.search(lead) or _COMES_TO.match(lead)
    share = bool(match["percent"] or (asks and _SHARE.search(asks["what"])))
    result = worked(match, share, _elsewhere(match, case) if share else ())
    if not asks or not result:
        return None
    what, verb = asks["what"].strip(), asks["verb"]
    before = re.sub(r"[,;:]?(?: (?:so|and))?$", "", lead[: asks.start("what")].strip(" ,;:"))
    states = len(before.split()) > 2 and bool(re.search(r"\d", before))
    phrase = before if states and _PHRASE.match(before) else ""
    given = _givens([*told, *([f"{before}."] if states and not phrase else [])], result.numbers, phrase)
    if given is None or LEANS.match(what):
        return None
    what = names.clause(what)
    unit = _UNIT.match(sentence[match.end() :])
    do = "do" if verb[:4] in ("come", "amou") and not verb.split()[0].endswith("s") else "does"
    question = (
        f"what is {what}"
        if verb in ("is", "are", "would be")
        else f"what {do} {what} {verb.removesuffix('s').replace('s to', ' to')}"
    )
    question = f"{phrase}, {question}" if phrase else question
    asked = f"{capitalised(question)}{f', in {unit[1]}' if unit and unit[1] != '%' else ''}?"
    where = f" where {names.clause(frame.title)}" if states_something(frame.title) else ""
    task = f"Compute {_quantity(what, verb)} by hand{where}"
    return Item(
        Kind.SUM,
        index,
        result.shown,
        given,
        sentence,
        sentence,
        task,
        Bloom.APPLY,
        asked,
        result.slips,
        rounded=result.rounded,
    )


def _elsewhere(match: re.Match[str], case: str) -> list[Slip]:
    """Other shares of the same case, written alike, each with what it really is; the later ones are results."""
    written = r"(?<![\d.,/])\d[\d.]*%" if match["percent"] else rf"(?<![\d.,/])0\.\d{{{len(match['right']) - 2}}}(?!\d)"
    found = []
    for sentence in reversed(sentences(case)):
        for number in re.finditer(written, sentence):
            breaks = [m.end() for m in re.finditer(r"[,:;] (?:and )?|^", sentence[: number.start()])]
            ends = [at for sign in (", ", "; ", ": ") if (at := sentence.find(sign, number.end())) > 0]
            clauses = [sentence[start : min(ends, default=len(sentence))].strip(" .") for start in reversed(breaks)]
            clause = next((clause for clause in clauses if len(clause.split()) >= 4), "")
            value = float(number[0].rstrip("%")) / (100 if match["percent"] else 1)
            if 3 <= length(clause) <= 24 and value <= 1:
                found.append(Slip(number[0], value, f"That is another number of the case: “{clause}.”"))
    return found


def _quantity(what: str, verb: str) -> str:
    return f"what {what} {verb}" if verb.startswith(("cost", "come", "amount", "add")) else what


def _givens(told: Sequence[str], numbers: Sequence[str], phrase: str) -> str | None:
    """Sentences before a result that hold its numbers, as they stand, as a percentage, as a sum or a difference.

    As few as will do, then more for the sake of the situation as long as they are not too long.
    """
    found = "" if phrase and all(_told(number, phrase) for number in numbers) else None
    for start in reversed(range(len(told))):
        text = " ".join(told[start:])
        if length(text) > _GIVEN_WORDS:
            break
        if not LEANS.match(told[start]) and all(_told(number, f"{text} {phrase}") for number in numbers):
            found = text
    return found


def _told(number: str, text: str) -> bool:
    if re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|\.\d)", text):
        return True
    value = float(number.strip("%").replace(",", ""))
    if re.search(rf"(?<![\d.,]){re.escape(f'{value * 100:g}')} ?(?:%|per ?cent)", text):
        return True
    there = [float(found.replace(",", "")) for found in re.findall(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?", text)]
    return value in (0.5, 1, 2) or any(value in (a + b, abs(a - b)) for a, b in combinations(there, 2))
