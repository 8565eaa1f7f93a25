"""Request for an assessment -> questions, activities and discussion questions of one section.

Which section asks what is settled for the whole week, so that nothing is asked twice. Only what the frames, as they
were taught, still say is asked about: a person may have changed them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen.llm.offline import links
from lecturegen.llm.offline.about import is_thing
from lecturegen.llm.offline.distractors import Asked, three_of
from lecturegen.llm.offline.item import Item, Kind
from lecturegen.llm.offline.language import ended, length, normal, stems
from lecturegen.llm.offline.options import Pool
from lecturegen.llm.offline.telling import STAGE
from lecturegen.llm.offline.terms import with_article
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section, spoken_name
from lecturegen.questions import Difficulty
from lecturegen.schema import AssessAsk
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.wire import AssessReply, DistractorReply, SingleChoiceReply, assess_reply

_EASY = frozenset({Kind.TERM, Kind.THING, Kind.MEMBER})
_MOST_OF_A_KIND = {Kind.CHOICE: 1, Kind.MISTAKE: 1}
_SPARE = (Kind.HOLDS, Kind.MEMBER, Kind.SAID)  # asked where there is nothing else
_RESERVED = 5
"""Questions that a section may have at most, and keeps for itself."""
_OTHER_GOALS = ("Compute ", "Diagnose ", "Explain ", "Choose ", "State ", "Recognise ", "Sort ", "Name ", "Tell ")
FEWEST = 3
"""Questions that a section has to have."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An item with its question and three distractors."""

    item: Item
    asked: Asked
    distractors: tuple[DistractorReply, ...]


class Paper:
    """What every section of a week can ask."""

    def __init__(
        self, sections: Sequence[Section], items: Sequence[Sequence[Item]], pool: Pool, tongue: Tongue
    ) -> None:
        self._tongue = tongue
        self.ready: list[list[Ready]] = [[] for _ in sections]
        self._stems: set[str] = set()
        self._tasks: set[str] = set()
        # sections that look back ask what the others have left
        for number in sorted(range(len(sections)), key=lambda n: (sections[n].recalls, n)):
            self._settle(number, items[number], pool)

    def _settle(self, number: int, items: Sequence[Item], pool: Pool) -> None:
        kept = self.ready[number]
        inturn = _in_turn(items)
        for item in inturn:
            if item.turned and item.kind is not Kind.THING:
                continue
            if len(kept) < _RESERVED and not _repeats(item, [r.item for r in kept]):
                self._reserve(item, number, pool)
        # in a section of a few sentences a thing may be asked for both ways round
        for item in inturn:
            if len(kept) < FEWEST and item not in [r.item for r in kept]:
                self._reserve(item, number, pool)

    def _reserve(self, item: Item, number: int, pool: Pool) -> None:
        """Keep an item for a section, if it makes a question that no other asks."""
        kept = self.ready[number]
        enough = sum(r.item.kind is item.kind for r in kept) >= _MOST_OF_A_KIND.get(item.kind, _RESERVED)
        if enough or normal(item.task) in self._tasks or (item.kind is Kind.HOLDS and _is_about(item, kept)):
            return
        turn = 2 * number + len(kept)
        asked = pool.ask(item, number, turn)
        distractors = tuple(three_of(asked, turn)) if asked else ()
        told = asked and any(_tells(asked, r.asked) or _tells(r.asked, asked) for r in kept)
        if asked and not told and len(distractors) == 3 and normal(asked.stem) not in self._stems:
            kept.append(Ready(item, asked, distractors))
            self._stems.add(normal(asked.stem))
            self._tasks.add(normal(item.task))


def _tells(one: Asked, other: Asked) -> bool:
    """Whether the stem of one question says the answer to another, which has more words than one."""
    answer = stems(other.answer)
    return len(answer) > 1 and answer <= stems(one.stem)


def _is_about(item: Item, kept: Sequence[Ready]) -> bool:
    return any(r.item.kind is item.kind and stems(r.item.given) & stems(item.given) for r in kept)


def _in_turn(items: Sequence[Item]) -> list[Item]:
    """Items in the order of asking: a sum, a mistake, then two of one plain kind, which share an objective."""
    reasons = sum(item.kind is Kind.REASON for item in items)
    plain = [Kind.REASON, Kind.TERM] if reasons > 1 else [Kind.TERM, Kind.REASON]
    order = [Kind.SUM, Kind.MISTAKE, *plain, Kind.CHOICE, Kind.THING, Kind.EFFECT, Kind.PURPOSE]
    by_kind = {kind: [item for item in items if item.kind is kind] for kind in (*order, *_SPARE)}
    hard = [own[0] for kind in (Kind.SUM, Kind.MISTAKE, Kind.CHOICE) if (own := by_kind[kind])][:2]
    pair = next((by_kind[kind][:2] for kind in plain if by_kind[kind]), [])
    rest = [*_by_turns([by_kind[kind] for kind in order]), *_by_turns([by_kind[kind] for kind in _SPARE])]
    return list(dict.fromkeys([*hard, *pair, *rest]))


def _by_turns(groups: Sequence[Sequence[Item]]) -> list[Item]:
    """The first of each group, then the second of each."""
    deepest = max(map(len, groups), default=0)
    return [own[depth] for depth in range(deepest) for own in groups if depth < len(own)]


def _repeats(item: Item, others: Sequence[Item]) -> bool:
    """Whether another question of the section has the same answer or rests on the same words."""
    keys = {normal(other.key) for other in others if item.kind is not Kind.THING or other.kind is not Kind.THING}
    own, taken = normal(item.evidence), [normal(other.evidence) for other in others]
    within = item.kind in _SPARE and any(words in own for words in taken)
    return normal(item.key) in keys or own in taken or within


def assessed(ask: AssessAsk, section: Section, ready: Sequence[Ready], tongue: Tongue) -> AssessReply:
    """The reply for one section, with as many of the questions as what was taught answers: none is invented."""
    taught = [f" {normal(frame.title)} {normal(frame.text)} " for frame in ask.frames]
    fit = [(one, frame) for one in ready if (frame := _where(one.item, taught)) is not None]
    picked: list[tuple[Ready, int]] = []
    for objective in ask.objectives:
        picked += [one for one in fit if one not in picked and _serves(one[0].item, objective.text)][:1]
    # what tests an objective goes before what is only related to one
    rest = [one for one in fit if one not in picked]
    rest.sort(key=lambda one: not any(_serves(one[0].item, objective.text) for objective in ask.objectives))
    questions = [_question(one, frame, ask) for one, frame in (picked + rest)[: min(5, max(FEWEST, len(ask.slots)))]]
    activities, discussion = practice(section, ask.number, [one.item for one, _ in fit], tongue)
    reply = {"questions": {"single_choice": questions}, "activities": activities, "discussion": discussion}
    return assess_reply(kinds_of(ask.slots)).model_validate(reply)


def _where(item: Item, taught: Sequence[str]) -> int | None:
    """Number of the frame that says what the item rests on, the planned one first."""
    evidence = normal(item.evidence)
    order = sorted(range(len(taught)), key=lambda i: (i != item.frame, i))
    return next((i + 1 for i in order if evidence in taught[i]), None)


def _serves(item: Item, objective: str) -> bool:
    """Whether an objective asks for just that: in the item's own words, or as one of several terms to be defined."""
    if item.kind is Kind.TERM and not objective.startswith(_OTHER_GOALS):
        return f" {normal(item.key)} " in f" {normal(objective)} "
    if item.kind is Kind.REASON:
        return normal(item.task.removeprefix("Explain ")) in normal(objective)
    return normal(item.task) == normal(objective)


def _question(ready: Ready, frame: int, ask: AssessAsk) -> SingleChoiceReply:
    explanation = ended(ready.item.explanation)
    if length(explanation) < 6:
        explanation = ended(f"{explanation.rstrip('.')}: {ready.asked.answer}")
    return SingleChoiceReply(
        objective=_objective(ready.item, ask), frame=frame, bloom=ready.asked.bloom,
        difficulty=Difficulty.EASY if ready.item.kind in _EASY else Difficulty.MEDIUM,
        stem=ready.asked.stem, answer=ready.asked.answer, distractors=list(ready.distractors), explanation=explanation,
    )  # fmt: skip


def _objective(item: Item, ask: AssessAsk) -> int:
    """Number of the objective that an item tests: its own, else one of the same verb, else the one nearest in words."""
    for number, objective in enumerate(ask.objectives, start=1):
        if _serves(item, objective.text):
            return number
    words, verb = stems(f"{item.task} {item.key} {item.given}"), item.task.split(" ", 1)[0]
    shared = [len(words & stems(o.text)) + 9 * o.text.startswith(verb) for o in ask.objectives]
    return shared.index(max(shared)) + 1 if shared else 1


def practice(section: Section, number: int, items: Sequence[Item], tongue: Tongue) -> tuple[list[str], list[str]]:
    """Activities and discussion questions: the notes' own, else one of each made of the section's own words."""
    activities, discussion = list(section.activities), list(section.discussion)
    if not tongue.english:
        return activities or [section.asks], discussion or [section.asks]
    named = _names(section, items, tongue)
    here = named[0] if section.recalls and named else spoken_name(section, tongue)
    first, second = (*named, here, "")[:2]
    apart = tongue.material.stems_of(second) - tongue.material.stems_of(first)
    words = {"here": here, "first": first, "second": second if apart else ""}
    fit = [
        [p for p in patterns if words["second"] or "{second}" not in p]
        for patterns in (links.ACTIVITIES, links.DISCUSSIONS)
    ]
    if not activities:
        activities = [fit[0][number % len(fit[0])].format(**words)]
    if not discussion:
        discussion = [fit[1][number % len(fit[1])].format(**words)]
    return activities, discussion


def _names(section: Section, items: Sequence[Item], tongue: Tongue) -> list[str]:
    """Things that a section is about, as they stand inside a sentence: what is asked about, else its headings."""
    found = []
    for item in items:
        if item.term:
            found.append(with_article(item.term, tongue))
        elif item.kind in (Kind.THING, Kind.MEMBER, Kind.SAID) and length(item.key) <= 6:
            found.append(tongue.small(item.found.subject if item.found else item.key))
    heads = [STAGE.sub("", head) for frame in section.frames for head in frame.heads]
    found = found or [tongue.small(head) for head in heads if is_thing(head) and length(head) <= 7]
    apart = {tongue.material.stems_of(name): name for name in reversed(found)}  # a short form is no second name
    return list(dict.fromkeys(reversed(apart.values())))
