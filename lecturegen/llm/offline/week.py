"""Topics and material -> the whole week as it will be spoken: what plan, draft and questions are read off from.

Everything is settled at once, because a phrase or a sentence that one section uses is not there for another. The
same topics and notes give the same week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lecturegen.llm.offline import links
from lecturegen.llm.offline.frames import Frame, framed, join
from lecturegen.llm.offline.grammar import be, stands_alone
from lecturegen.llm.offline.items import reasons_in
from lecturegen.llm.offline.language import capitalised, length, normal, stems
from lecturegen.llm.offline.pieces import Term
from lecturegen.llm.offline.predications import Names, predications
from lecturegen.llm.offline.review import dealt, recalls, review_frames
from lecturegen.llm.offline.slides import entitle
from lecturegen.llm.offline.telling import Role, Said, Told
from lecturegen.llm.offline.terms import define, with_article
from lecturegen.llm.offline.tongue import Tongue, names_in
from lecturegen.llm.offline.topics import Share, shared_out

_DOES = "do|does|did|is|are|was|were|can|could|will|would|should|must|may|might|has|have|had"
_ASKED = re.compile(
    rf"^(?:(?:what|who|which|{_DOES})\b|(?:when|where|why|how) (?:{_DOES}|much|many|often|long|far|well|good|fast)\b)"
    r".{4,160}\?$",
    re.I,
)
# "Why congestion control" and "Why LLMs matter" are about what they name
_WHY = re.compile(r"^why (?:do |does |is |are )?((?:[\w-]+ ){0,3}?[\w-]+?)(?: matters?| important)?\??$", re.I)
# "Why LLMs matter" is no question yet, with or without its mark
_CLAUSE = re.compile(rf"^(?:why|how|when|where) (?!(?:{_DOES})\b)\w[^?]{{6,140}}\??$", re.I)

_LEADING = re.compile(
    r"^(?:an? )?(?:introduction to|intro to|overview of|basics of|fundamentals of|types of|summary of|case study:?|"
    r"understanding|exploring)\s+(?:the )?",
    re.I,
)


@dataclass(slots=True)
class Section:
    """One topic as it will be taught. ``asks``: the question that it leaves open."""

    topic: str
    share: Share
    opening: list[Said] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    asks: str = ""
    link: str = ""
    closing: str = ""
    activities: list[str] = field(default_factory=list)
    discussion: list[str] = field(default_factory=list)

    @property
    def recalls(self) -> bool:
        """Whether the section looks back: its frames ask for what others have said."""
        return any(frame.recalls for frame in self.frames)

    @property
    def weight(self) -> int:
        """Spoken words, with what formulas, code and tables take to show."""
        ends = length(self.link) + length(self.closing) + length(self.asks)
        return ends + sum(said.words for said in self.opening) + sum(frame.weight for frame in self.frames)


def arranged(topics: Sequence[str], told: Sequence[Told], tongue: Tongue) -> tuple[Section, ...]:
    """The sections of a week, one a topic. A section for which the notes hold nothing has no frames."""
    titles: set[str] = set()
    shares = shared_out(topics, tongue.material, told)
    sections = tuple(_section(share, told, tongue, titles) for share in shares)
    _ask(sections, tongue)
    if tongue.english:
        _review(sections, tongue, titles)
        _lead_in(sections)
    _link(sections, tongue)
    for section in sections:
        for frame in section.frames:
            define(frame, tongue)
    return sections


def _review(sections: Sequence[Section], tongue: Tongue, titles: set[str]) -> None:
    """Topics that look back and have nothing of their own ask for what the others said."""
    empty = [section for section in sections if section.share.review and not section.frames]
    names = Names(tongue.material)
    found = [list(recalls(section.frames, names)) for section in sections]
    leads = iter(links.RECALLS)
    for section, hand in zip(
        empty, dealt(found, len(empty), {normal(s.asks) for s in sections}) if empty else [], strict=True
    ):
        section.frames = review_frames(hand, leads, titles)


def _section(share: Share, told: Sequence[Told], tongue: Tongue, titles: set[str]) -> Section:
    mine = [told[number] for number in share.pieces]
    made = Section(share.topic, share)
    made.opening, made.frames = framed(share.topic, mine, tongue)
    _entitle(made, titles, tongue)
    for aside in (said for t in mine for said in t.aside):
        if aside.role is Role.ACTIVITY:
            made.activities.append(aside.text)
        elif aside.role is Role.DISCUSS:
            made.discussion.append(aside.text)
        elif not made.asks:
            made.asks = aside.text
    return made


def _entitle(section: Section, titles: set[str], tongue: Tongue) -> None:
    """Headlines. Of two frames of which one has none of its own, one is made: nothing would set their slides apart."""
    taken = set(titles)
    entitle(section.frames, section.topic, taken, tongue)
    if len(section.frames) == 2 and not section.frames[1].named and section.frames[0].path == section.frames[1].path:
        first, second = section.frames
        join(first, second)
        section.frames, first.named = [first], True
        taken = set(titles)
        entitle(section.frames, section.topic, taken, tongue)
    titles |= taken


def _ask(sections: Sequence[Section], tongue: Tongue) -> None:
    """Every section leaves a question open: that of its notes, the next topic's, or one that names both."""
    patterns = iter(tongue.speech.questions)
    asked = {normal(section.asks) for section in sections}
    for number, section in enumerate(sections):
        if section.asks:
            continue
        after = sections[number + 1] if number + 1 < len(sections) else None
        here = spoken_name(section, tongue)
        found = next((q for q in _questions(after, tongue, number) if normal(q) not in asked), "") if after else ""
        if not found:
            pattern = next(patterns, tongue.speech.questions[-1]) if after else tongue.speech.farewell
            plain = next((s for s in sections if not s.share.review), section)
            here = here if after else spoken_name(plain, tongue)
            found = pattern.format(here=here, there=spoken_name(after or section, tongue))
        section.asks = found
        asked.add(normal(section.asks))


def _questions(section: Section, tongue: Tongue, turn: int) -> Iterator[str]:
    """Questions that the next topic answers: its title or a heading, if they ask; what its sentences say, and why."""
    heads = [section.topic, *(frame.path[-1] for frame in section.frames if frame.path)]
    for head in heads:
        if _ASKED.match(head):
            yield capitalised(tongue.small(head))
        elif tongue.english and _CLAUSE.match(head):
            yield _indirect(tongue.small(head).rstrip("?"), turn)
    if not tongue.english:
        return
    lowered = section.topic.lower()
    typed = [
        question
        for word, questions in links.KINDS.items()
        if re.search(rf"\b{word}", lowered)
        for question in questions
    ]
    said = [p.text for frame in section.frames for p in frame.said if p.role in (Role.CLAIM, Role.LIST)]
    names = Names(tongue.material)
    found = [one for text in said for one in predications(text, names) if one.leads]
    near = [one for one in found if tongue.material.stems_of(one.subject) & tongue.material.stems_of(section.topic)]
    terms = [term for frame in section.frames for term in frame.terms]
    near_topic = stems(section.topic)
    own = sorted((t for t in terms if stems(t.name) & near_topic), key=lambda t: -len(stems(t.name) & near_topic))
    yield from (one.question for one in near if not typed)
    yield from (_asking(term, tongue) for term in (own if not typed else ()))
    for index, frame in enumerate(section.frames):
        yield from (_indirect(item.task.removeprefix("Explain "), turn) for item in reasons_in(index, frame, names))
    yield from typed
    yield from (_asking(term, tongue) for term in terms[:3])
    yield from (one.question for one in found)


def _indirect(clause: str, turn: int) -> str:
    """``Could you say why LLMs matter?``."""
    return links.INDIRECT[turn % len(links.INDIRECT)].format(clause=f"{clause[:1].lower()}{clause[1:]}")


def _asking(term: Term, tongue: Tongue) -> str:
    """The question that a term answers: ``What is the standard error?``."""
    return f"What {be(tongue.small(term.name))} {with_article(term, tongue)}?"


def spoken_name(section: Section, tongue: Tongue) -> str:
    """What a section is about, as it stands inside a sentence."""
    bare = re.sub(r"\s*\([^()]*\)", "", section.topic).strip() or section.topic
    bare = _LEADING.sub("", bare).strip() or bare
    bare = bare.split(": ")[0]  # "GANs: theory and practice"
    if tongue.english and (why := _WHY.match(bare)):
        return tongue.named(tongue.small(why[1]))
    return tongue.named(tongue.small((names_in(bare)[0] if bare.endswith("?") else bare).rstrip("?")))


def _lead_in(sections: Sequence[Section]) -> None:
    """A few words before mistakes and worked examples, as long as the stock lasts."""
    stocks = {Role.MISTAKE: iter(links.MISTAKES), Role.EXAMPLE: iter(links.EXAMPLES)}
    for frame in (frame for section in sections for frame in section.frames):
        for place, said in enumerate(frame.said):
            if said.role in stocks and (lead := next(stocks[said.role], "")):
                frame.said[place] = replace(said, text=f"{lead} {said.text}", lead=lead)


def _link(sections: Sequence[Section], tongue: Tongue) -> None:
    """How each section begins and ends. Where the notes have no opening, the first paragraph opens if others remain."""
    speech = tongue.speech
    openings, closings = iter(speech.openings), iter(speech.closings)
    for number, section in enumerate(sections):
        if not section.opening and section.frames:
            section.opening = _first_words(section.frames[0])
        there = spoken_name(section, tongue)
        if number == 0:
            first = "" if section.opening else f" {speech.first.format(there=there)}"
            section.link = speech.greeting + first
        elif not section.opening:
            section.link = capitalised(next(openings, "").format(there=there))
        section.closing = next(closings, "") if number + 1 < len(sections) else ""


def _first_words(frame: Frame) -> list[Said]:
    """A paragraph that can be taken from the first frame, with enough left to say there."""
    if frame.said[0].role is Role.LINK:
        return [frame.said.pop(0)]
    if len(frame.said) > 1 and frame.said[0].role is Role.CLAIM and frame.said[0].words <= 90:
        rest = sum(said.words for said in frame.said[1:])
        shown = "$" in frame.said[0].text or "the slide" in frame.said[0].text
        if rest >= 35 and stands_alone(frame.said[1].text) and not shown:
            return [frame.said.pop(0)]
    return []
