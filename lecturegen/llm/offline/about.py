"""Plain sentences of the notes -> items: what is said of a thing, what comes of it, what belongs under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lecturegen.llm.offline.defined import JUDGES
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import Form, form, is_plural
from lecturegen.llm.offline.item import LEANS, PRIVATE, Item, Kind
from lecturegen.llm.offline.language import capitalised, length, normal, sentences, stems
from lecturegen.llm.offline.lexicon import BASE
from lecturegen.llm.offline.pieces import ASPECTS
from lecturegen.llm.offline.predications import FRONTED, Names, predications
from lecturegen.llm.offline.slides import states as states_something
from lecturegen.llm.offline.telling import STAGE, Role
from lecturegen.questions import Bloom

_EFFECT = re.compile(
    r"^(?P<claim>.{20,140}?), (?P<end>(?:enabling|allowing|making|ensuring|enhancing|improving|capturing|raising"
    r"|leading|setting"
    r"|reducing|increasing|helping|streamlining|bolstering|revolutionizing|giving|causing|preventing)\b.{12,110})$"
)

_PURPOSE = re.compile(
    rf"^(?P<claim>[^,;:]{{20,120}}?) (?:in order )?to (?P<end>(?:{'|'.join(sorted(BASE))}) [^;:]{{12,100}})$"
)

# "the ability to see": what follows is no purpose, and a claim that ends so is no claim
_GOVERNS = re.compile(r"(?:ed|to|is|are|was|were|able|ability|capacity|attempt|way|need|chance|tendency|effort|how)$")

_CONNECTED = re.compile(
    r"(?:and|but|so|then|for example|for instance|it['’]s like|its|here|normal|this involves|key steps|examples)\b",
    re.I,
)

_POINTS = re.compile(r"(?:they|it|this|these|those|such|its|their)\b", re.I)
_NO_THING = re.compile(r"road ?map|overview|summary|introduction|notes|implementation|^[\w-]+(?:ed|ive)$", re.I)


def things_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    said = [p.text for p in frame.said if p.role in (Role.CLAIM, Role.LIST)]
    for found in (*(one for text in said for one in predications(text, names)), *frame.recalls):
        if found.kind == "is" and JUDGES.match(found.answer):
            continue
        if found.kind == "is" and any(stems(term.name) == stems(found.subject) for term in frame.terms):
            continue
        fewest = 5 if found.kind == "is" else 3
        if found.leads and fewest <= length(found.answer) <= 20 and not stems(found.subject) & stems(found.answer):
            bloom = Bloom.REMEMBER if found.kind == "is" else Bloom.UNDERSTAND
            key = capitalised(found.subject)
            made = Item(
                Kind.THING, index, key, found.answer, found.answer, found.sentence, found.task, bloom, found.question
            )
            yield replace(made, found=found)
            yield replace(made, found=found, turned=True, task=found.recognised)


def ends_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    """Sentences that end in an effect (``…, enabling them to learn``) or a purpose (``… to predict the next word``)."""
    for sentence in (s for p in frame.said if p.role in (Role.CLAIM, Role.LIST) for s in sentences(p.text)):
        bare = sentence.rstrip(".")
        match, kind = _EFFECT.match(bare), Kind.EFFECT
        if not match:
            match, kind = _PURPOSE.match(bare), Kind.PURPOSE
        if not match or LEANS.search(match["claim"]) or PRIVATE.search(bare) or re.search('[$"“”?]', bare):
            continue
        claim, end = capitalised(FRONTED.sub("", match["claim"].strip())), match["end"].strip()
        if (
            not _GOVERNS.search(claim)
            and 5 <= length(claim) <= 20
            and 4 <= length(end) <= 16
            and form(claim) is Form.SENTENCE
        ):
            verb = "Explain what comes of this" if kind is Kind.EFFECT else "State what this is for"
            key = capitalised(end if kind is Kind.EFFECT else f"to {end}")
            task = f"{verb}: {names.clause(claim)}"
            made = Item(kind, index, key, claim, sentence, sentence, task, Bloom.UNDERSTAND)
            yield made
            task = f"Tell what goes with this: {key[0].lower()}{key[1:]}"
            yield replace(made, key=claim, given=key, task=task, turned=True)


def said_of_heads(index: int, frame: Frame, heads: Sequence[str], names: Names) -> Iterator[Item]:
    """Sentences that do not name what they are about, under a label or a heading that does."""
    for label, text in frame.pairs:
        bare = text.rstrip(".")
        known = {s[:5] for s in stems(label)}
        if (
            is_thing(label)
            and len(label) <= 60
            and 5 <= length(bare) <= 28
            and not known & {s[:5] for s in stems(bare)}
        ):
            task = f"Recognise {names.thing(label)} by what is said of {'them' if is_plural(label) else 'it'}"
            given = bare if bare[:1].isupper() else capitalised(bare)
            yield Item(Kind.SAID, index, label, given, bare, f"{label}: {text}", task, Bloom.UNDERSTAND)
    for said in frame.said:
        head = heads[said.piece]
        if said.role not in (Role.CLAIM, Role.LIST) or not is_thing(head):
            continue
        known = {s[:5] for s in stems(head)}
        for place, sentence in enumerate(sentences(said.text)):
            if place and _POINTS.match(sentence):  # at what was said just before, not at the heading
                continue
            bare = re.sub('["“”]', "'", sentence.rstrip("."))
            plain = not PRIVATE.search(bare) and not _CONNECTED.match(bare) and not re.search("[?$]|\\byou\\b", bare)
            if plain and 8 <= length(bare) <= 28 and not known & {s[:5] for s in stems(bare)}:
                name = STAGE.sub("", head)
                task = f"Recognise {names.thing(name)} by what is said of {'them' if is_plural(name) else 'it'}"
                yield Item(Kind.SAID, index, name, bare, sentence, sentence, task, Bloom.UNDERSTAND)


def is_thing(head: str) -> bool:
    """Whether a heading names something that a sentence could speak of."""
    plain = (
        len(head.split()) <= 12 and not head.endswith("?") and not states_something(head) and not _NO_THING.search(head)
    )
    return (
        plain
        and not ASPECTS.match(head)
        and bool(stems(head))
        and form(f"{head}.") in (Form.NOUN, Form.BASE, Form.GERUND)
    )


def members_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    for head, listed in frame.items:
        for item in listed if is_thing(head) else ():
            taught = item.split(": ", 1)[0]
            if form(taught) is Form.NOUN and length(taught) <= 7 and not stems(taught) & stems(head):
                told = (s for said in frame.said for s in sentences(said.text) if taught.lower() in s.lower())
                why = next((s for s in told if length(s) > length(taught) + 4), "")
                task = f"Sort cases under {names.inside(head)}"
                yield Item(
                    Kind.MEMBER,
                    index,
                    taught,
                    head,
                    taught,
                    why or f"Under {head} stand: {'; '.join(listed)}.",
                    task,
                    Bloom.UNDERSTAND,
                    above=tuple(map(normal, (*frame.path, head))),
                )
