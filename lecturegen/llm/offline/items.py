"""What the notes say of a section -> questions that could be asked about it, each with its answer and its evidence.

Every kind of question rests on one form of statement: a term with its meaning, a reason, a mistake, a sum, a row of a
table, a thing and what is said of it. Options and wording come later; which frame answers is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from lecturegen.llm.offline.arithmetic import SUM, Slip, worked
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.frames import states as states_something
from lecturegen.llm.offline.grammar import Form, form, is_order
from lecturegen.llm.offline.language import capitalised, ended, length, normal, sentences, stems
from lecturegen.llm.offline.lexicon import BASE
from lecturegen.llm.offline.material import ASPECTS, Term
from lecturegen.llm.offline.predications import FRONTED, Names, Predication, predications
from lecturegen.llm.offline.telling import Role
from lecturegen.questions import Bloom
from lecturegen.schema import Table


class Kind(StrEnum):
    SUM = "sum"
    MISTAKE = "mistake"
    CHOICE = "choice"  # a row of a table, found by two of its cells
    REASON = "reason"
    TERM = "term"
    THING = "thing"  # what is said of something
    EFFECT = "effect"  # what comes of something
    PURPOSE = "purpose"  # what something is done for
    SAID = "said"  # of what something is said
    MEMBER = "member"  # what belongs under a heading


@dataclass(frozen=True, slots=True)
class Item:
    """``frame``: index of the frame that answers it. ``given``: what the stem tells; ``key``: the answer.

    ``task``: the objective it serves, ``bloom`` its level. ``evidence``: words that must have been taught.
    """

    kind: Kind
    frame: int
    key: str
    given: str
    evidence: str
    explanation: str
    task: str
    bloom: Bloom
    asked: str = ""
    slips: tuple[Slip, ...] = ()
    term: Term | None = None
    found: Predication | None = None
    turned: bool = False


_BECAUSE = re.compile(r"^(?P<claim>[^;:?]{15,140}?),? because (?P<cause>[^;:?]{12,160})$")
_SO = re.compile(r"^(?P<cause>[^;:?]{15,140}?), so (?P<claim>[^;:?]{12,140})$")
_LEANS = re.compile(r"\b(?:it|its|them|they|their|this|these|those|here|there|he|she|his|her|same|so|such|both|all (?:two|three|four|of)|nothing has)\b|^that\b", re.I)
_PRIVATE = re.compile(r"\bI\b|\b(?i:i['’]\w+|my|mine|me|we|our|us)\b")
_JOINED = re.compile(r", (?:and|but|so|although|though|whereas|while|which|who|where)\s")
_ASKS_FOR = re.compile(
    r"(?:^|[,;:.\d] |\bso |\band |\bthen |\balarm,? |\bmiss,? )"
    r"(?P<what>(?i:the|a|an|overall)\s[a-zA-Z][\w '’-]{1,40}?|(?<=^)[A-Z][\w-]+(?: \w+)?|(?<=, )[a-z]+)\s"
    r"(?P<verb>is|are|would be|costs?)\s$"
)
_COMES_TO = re.compile(r"^(?P<what>[A-Z][^.;:,]{5,70}?) (?:then )?(?P<verb>comes? to|amounts? to|adds? up to)\s$")
_PHRASE = re.compile(r"(?:with|for|at|in|by|after|of|on|where|when|if)\b", re.I)
_EFFECT = re.compile(
    r"^(?P<claim>.{20,140}?), (?P<end>(?:enabling|allowing|making|ensuring|enhancing|improving|capturing|raising|leading|setting"
    r"|reducing|increasing|helping|streamlining|bolstering|revolutionizing|giving|causing|preventing)\b.{12,110})$"
)
_PURPOSE = re.compile(rf"^(?P<claim>[^,;:]{{20,120}}?) (?:in order )?to (?P<end>(?:{'|'.join(sorted(BASE))}) [^;:]{{12,100}})$")
_CONNECTED = re.compile(r"(?:and|but|so|then|for example|for instance|it['’]s like|its|here|normal|this involves|key steps|examples)\b", re.I)
_NO_THING = re.compile(r"road ?map|overview|summary|introduction|notes|implementation|^[\w-]+(?:ed|ive)$", re.I)
_UNIT = re.compile(r"^\s?(euros?|dollars?|nats|bits|hours|points|seconds|minutes|calls|words|tokens|%|percent|per cent)\b")
_GIVEN_WORDS = 70


def items_of(
    topic: str, frames: Sequence[Frame], names: Names, heads: Sequence[str], english: bool = True
) -> list[Item]:
    """Everything that could be asked about the frames of a section. ``heads``: heading of each piece by number.

    In other languages than English only terms: all else needs grammar.
    """
    found: list[Item] = []
    for index, frame in enumerate(frames):
        if not english:
            found += _terms(index, frame)
            continue
        found += _sums(index, frame, names)
        found += _mistakes(index, frame, names)
        found += _choices(index, frame)
        found += _reasons(index, frame, names)
        found += _terms(index, frame)
        found += _things(index, frame, names)
        found += _ends(index, frame, names)
        found += _said(index, frame, ["" if normal(head) == normal(topic) else head for head in heads])
        found += _members(index, frame)
    return found


def _sums(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    for said in frame.said:
        told: list[str] = []
        for sentence in sentences(said.text.removeprefix(said.lead)):
            for match in SUM.finditer(sentence):
                made = _sum(index, frame, sentence, match, told, names)
                if made:
                    yield made
            told.append(sentence)


def _sum(
    index: int, frame: Frame, sentence: str, match: re.Match[str], told: Sequence[str], names: Names
) -> Item | None:
    lead = sentence[: match.start()]
    asks = _ASKS_FOR.search(lead) or _COMES_TO.match(lead)
    result = worked(match)
    if not asks or not result:
        return None
    what, verb = asks["what"].strip(), asks["verb"]
    before = re.sub(r"[,;:]?(?: (?:so|and))?$", "", lead[: asks.start("what")].strip(" ,;:"))
    states = len(before.split()) > 2 and bool(re.search(r"\d", before))
    phrase = before if states and _PHRASE.match(before) else ""
    given = _givens([*told, *([f"{before}."] if states and not phrase else [])], result.numbers, phrase)
    if given is None or _LEANS.match(what):
        return None
    what = names.clause(what)
    unit = _UNIT.match(sentence[match.end() :])
    do = "do" if verb[:4] in ("come", "amou") and not verb.split()[0].endswith("s") else "does"
    question = f"what is {what}" if verb in ("is", "are", "would be") else f"what {do} {what} {verb.removesuffix('s').replace('s to', ' to')}"
    question = f"{phrase}, {question}" if phrase else question
    asked = f"{capitalised(question)}{f', in {unit[1]}' if unit and unit[1] != '%' else ''}?"
    task = f"Compute {_quantity(what, verb)} by hand{f' where {names.clause(frame.title)}' if states_something(frame.title) else ''}"
    return Item(Kind.SUM, index, result.shown, given, sentence, sentence, task, Bloom.APPLY, asked, result.slips)


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
        if not _LEANS.match(told[start]) and all(_told(number, f"{text} {phrase}") for number in numbers):
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


@dataclass(frozen=True, slots=True)
class Mistake:
    """``habit``: what people do; ``cost``: what comes of it; ``advice``: what to do instead; either may be missing."""

    habit: str
    why: str
    cost: str
    advice: str


def mistake_of(text: str) -> Mistake | None:
    """The parts of a paragraph about a mistake."""
    parts = sentences(text)
    if len(parts) < 2 or not 5 <= length(parts[0]) <= 26 or _PRIVATE.search(parts[0]):
        return None
    habit, *rest = parts
    habit = re.split(r", (?:but then|because|and then)\b", habit)[0]
    advice = ""
    last = rest[-1]
    if is_order(last) and not _PRIVATE.search(last):
        advice, rest = last, rest[:-1]
    elif "; " in last and is_order(last.rpartition("; ")[2]):
        rest[-1], _, advice = last.rpartition("; ")
        advice = capitalised(advice)
    costs = [s for s in rest if length(s) >= 7 and not _PRIVATE.search(s)]
    return Mistake(habit.rstrip("."), " ".join(rest), costs[-1].rstrip(".") if costs else "", advice.rstrip("."))


def _mistakes(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    for said in frame.said:
        if said.role is Role.MISTAKE and (made := mistake_of(said.text.removeprefix(said.lead))):
            told = made.advice or made.cost
            if told:
                task = _task_of(made.habit, names)
                given = f"advice|{told}" if made.advice else f"cost|{told}"
                why = " ".join([s for s in sentences(made.why) if not _PRIVATE.search(s)][:2]) or ended(told)
                yield Item(Kind.MISTAKE, index, made.habit, given, made.habit, why, task, Bloom.ANALYSE)


def _task_of(habit: str, names: Names) -> str:
    if re.match(r"(?:most |many |some )?(?:people|teams|students|beginners|users|universities|developers)\b|the team\b", habit, re.I):
        return f"Diagnose what goes wrong when {names.clause(habit)}"
    return f"Diagnose the mistake: {names.clause(habit)}"


def _choices(index: int, frame: Frame) -> Iterator[Item]:
    for table in frame.tables:
        header = table.header
        if len(header) < 3 or len(table.rows) < 4 or not all(row and re.search(r"[^\W\d]", row[0]) for row in table.rows):
            continue
        for row in table.rows:
            for a in range(1, len(header) - 1):
                pair = (a, a + 1)
                alike = [other for other in table.rows if all(other[i] == row[i] for i in pair)]
                texts = all(re.search(r"[^\W\d]{3}", row[i]) for i in pair)
                if len(alike) == 1 and texts:
                    given = " and ".join(f"{header[i].lower()} “{row[i]}”" for i in pair)
                    task = f"Choose the {header[0].lower()} that fits given demands on {header[a].lower()} and {header[a + 1].lower()}"
                    why = f"Of all of them only this one has both: {row[0]} has {given}."
                    yield Item(Kind.CHOICE, index, row[0], given, row[0], why, task, Bloom.APPLY, header[0].lower())


def rows_beside(table: Table, key: str) -> Iterator[tuple[str, str]]:
    """The other rows of a table, each with what it has: ``GAN`` and ``likelihood “none”, sampling “one pass”``."""
    for row in table.rows:
        if row[0] != key:
            yield row[0], ", ".join(f"{h.lower()} “{cell}”" for h, cell in zip(table.header[1:], row[1:], strict=False))


def _reasons(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    # a short claim has to name its matter; a long one carries enough of it
    matter = stems(" ".join([frame.title, *frame.heads, *(term.name for term in frame.terms)]))
    for said in frame.said:
        if said.role not in (Role.CLAIM, Role.LIST):
            continue
        for sentence in sentences(said.text):
            bare = sentence.rstrip(". ")
            match = _BECAUSE.match(bare) or _SO.match(bare)
            if not match or bare.count("because") > 1:
                continue
            cut = match.re is _BECAUSE
            claim, cause = match["claim"].strip(), (_JOINED.split(match["cause"])[0] if cut else match["cause"]).strip(" ,")
            cause = re.sub(r"^(?:but|and|so|yet|though|however|still),? ", "", cause, flags=re.I)
            claim = re.sub(r"^(?:but|and|so|yet|though|however|still),? ", "", claim, flags=re.I)
            if _fit_reason(claim, cause) and (length(claim) >= 8 or stems(claim) & matter):
                task = f"Explain why {names.clause(claim)}"
                yield Item(Kind.REASON, index, capitalised(cause), claim, sentence, sentence, task, Bloom.UNDERSTAND)


def _fit_reason(claim: str, cause: str) -> bool:
    """Both sides can be read alone: no pronoun that points elsewhere, nothing private, both of a speakable length."""
    if not 4 <= length(claim) <= 18 or not 4 <= length(cause) <= 16:
        return False
    if _PRIVATE.search(f"{claim} {cause}") or re.search("[$\"“”]", f"{claim}{cause}"):
        return False
    if _LEANS.search(claim) or _LEANS.match(cause) or re.match(r"(?:if|when|while|take|suppose|you have|once|say)\b", claim, re.I):
        return False
    if is_order(claim) or is_order(cause) or re.search(r"\b(?:it|them|they|this|these|those)\b", cause, re.I):
        return False
    return form(cause) is Form.SENTENCE and form(claim) is Form.SENTENCE


def _terms(index: int, frame: Frame) -> Iterator[Item]:
    for term in frame.terms:
        taught = next((said.text for said in frame.said if term.meaning[:40] in said.text), "")
        if not taught:
            continue
        used = [s for said in frame.said if said.role is Role.CLAIM for s in sentences(said.text)]
        shows = [s for s in used if term.name.lower() in s.lower() and not re.search(r"\$|the slide", s) and 7 <= length(s) <= 34]
        why = " ".join([next(s for s in sentences(taught) if term.meaning[:40] in s), *shows[:1]])
        task = f"Define {term.name[0].lower() + term.name[1:] if term.name[1:2].islower() else term.name}"
        yield Item(Kind.TERM, index, term.name, term.meaning, term.meaning, why, task, Bloom.REMEMBER, "", (), term)


def _things(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    said = [p.text for p in frame.said if p.role in (Role.CLAIM, Role.LIST)]
    for found in (*(one for text in said for one in predications(text, names)), *frame.recalls):
        fewest = 5 if found.kind == "is" else 3
        if found.leads and fewest <= length(found.answer) <= 20 and not stems(found.subject) & stems(found.answer):
            bloom = Bloom.REMEMBER if found.kind == "is" else Bloom.UNDERSTAND
            key = capitalised(found.subject)
            made = Item(Kind.THING, index, key, found.answer, found.answer, found.sentence, found.task, bloom, found.question)
            yield replace(made, found=found)
            yield replace(made, found=found, turned=True, task=found.recognised)


def _ends(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    """Sentences that end in an effect (``…, enabling them to learn``) or in a purpose (``… to predict the next word``)."""
    for sentence in (s for p in frame.said if p.role in (Role.CLAIM, Role.LIST) for s in sentences(p.text)):
        bare = sentence.rstrip(".")
        match, kind = _EFFECT.match(bare), Kind.EFFECT
        if not match:
            match, kind = _PURPOSE.match(bare), Kind.PURPOSE
        if not match or _LEANS.search(match["claim"]) or _PRIVATE.search(bare) or re.search("[$\"“”?]", bare):
            continue
        claim, end = capitalised(FRONTED.sub("", match["claim"].strip())), match["end"].strip()
        whole = not re.search(r"(?:ed|to|is|are|was|were|able)$", claim)
        if whole and 5 <= length(claim) <= 20 and 4 <= length(end) <= 16 and form(claim) is Form.SENTENCE:
            verb = "Explain what comes of this" if kind is Kind.EFFECT else "State what this is for"
            key = capitalised(end if kind is Kind.EFFECT else f"to {end}")
            task = f"{verb}: {names.clause(claim)}"
            made = Item(kind, index, key, claim, sentence, sentence, task, Bloom.UNDERSTAND)
            yield made
            task = f"Tell what goes with this: {key[0].lower()}{key[1:]}"
            yield replace(made, key=claim, given=key, task=task, turned=True)


def _said(index: int, frame: Frame, heads: Sequence[str]) -> Iterator[Item]:
    """Sentences that do not name what they are about, under a label or a heading that does."""
    for label, text in frame.pairs:
        bare = text.rstrip(".")
        known = {s[:5] for s in stems(label)}
        if _is_thing(label) and len(label) <= 60 and not ASPECTS.match(label) and 5 <= length(bare) <= 28 and not known & {s[:5] for s in stems(bare)}:
            task = f"Recognise {label} by what is said of it"
            given = bare if bare[:1].isupper() else capitalised(bare)
            yield Item(Kind.SAID, index, label, given, bare, f"{label}: {text}", task, Bloom.UNDERSTAND)
    for said in frame.said:
        head = heads[said.piece]
        if said.role not in (Role.CLAIM, Role.LIST) or not _is_thing(head):
            continue
        known = {s[:5] for s in stems(head)}
        for sentence in sentences(said.text):
            bare = re.sub("[\"“”]", "'", sentence.rstrip("."))
            plain = not _PRIVATE.search(bare) and not _CONNECTED.match(bare) and not re.search("[?$]|\\byou\\b", bare)
            if plain and 8 <= length(bare) <= 28 and not known & {s[:5] for s in stems(bare)}:
                task = f"Recognise {head} by what is said of it"
                yield Item(Kind.SAID, index, head, bare, sentence, sentence, task, Bloom.UNDERSTAND)


def _is_thing(head: str) -> bool:
    plain = len(head.split()) <= 12 and not head.endswith("?") and not states_something(head) and not _NO_THING.search(head)
    return plain and bool(stems(head)) and form(f"{head}.") in (Form.NOUN, Form.BASE, Form.GERUND)


def _members(index: int, frame: Frame) -> Iterator[Item]:
    for head, listed in frame.items:
        for item in listed if _is_thing(head) else ():
            taught = item.split(": ", 1)[0]
            if form(taught) is Form.NOUN and length(taught) <= 7 and not stems(taught) & stems(head):
                why = next((s for said in frame.said for s in sentences(said.text) if taught.lower() in s.lower()), "")
                task = f"Sort cases under {head}"
                yield Item(Kind.MEMBER, index, taught, head, taught, why or f"{head}: {', '.join(listed)}.", task, Bloom.UNDERSTAND)
