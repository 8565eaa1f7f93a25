"""Request for an assessment -> questions, activities and discussion questions of one section.

Only what the frames, as they were taught, still say is asked about: a person may have changed them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen.llm.offline import links
from lecturegen.llm.offline.items import Item, Kind
from lecturegen.llm.offline.language import ended, length, listed, normal, stems
from lecturegen.llm.offline.lists import Tongue
from lecturegen.llm.offline.options import Asked, Pool, chosen
from lecturegen.llm.offline.week import Section, spoken_name
from lecturegen.questions import Bloom, Difficulty
from lecturegen.schema import AssessAsk, TaughtFrame
from lecturegen.schema.wire import AssessReply, SingleChoiceReply

_ORDER = (Kind.SUM, Kind.MISTAKE, Kind.CHOICE, Kind.REASON, Kind.TERM, Kind.THING, Kind.MEMBER, Kind.SAID)
_MOST_OF_A_KIND = {Kind.CHOICE: 1, Kind.MISTAKE: 1}
_GOALS = 3
_DIFFICULTY = {
    Kind.SUM: Difficulty.MEDIUM, Kind.MISTAKE: Difficulty.MEDIUM, Kind.CHOICE: Difficulty.MEDIUM,
    Kind.REASON: Difficulty.MEDIUM, Kind.TERM: Difficulty.EASY, Kind.THING: Difficulty.EASY,
    Kind.SAID: Difficulty.MEDIUM, Kind.MEMBER: Difficulty.EASY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective to be, with the items that test it."""

    text: str
    bloom: Bloom
    items: tuple[Item, ...]


def goals(items: Sequence[Item], titles: Sequence[str], number: int, tongue: Tongue) -> list[Goal]:
    """Two or three objectives of section ``number``: of different kinds, one of them demanding where there is matter."""
    # what is explained in one section is defined in the next, so that a week asks for both
    plain = (Kind.REASON, Kind.TERM) if number % 2 else (Kind.TERM, Kind.REASON)
    found: list[Goal] = []
    for kind in (Kind.SUM, Kind.MISTAKE, *plain, Kind.CHOICE, Kind.THING, Kind.MEMBER, Kind.SAID):
        own = [item for item in items if item.kind is kind]
        if own and len(found) < _GOALS:
            found.append(_defining(own, tongue) if kind is Kind.TERM else Goal(own[0].task, own[0].bloom, (own[0],)))
    for item in items:
        if len(found) < 2 and item.kind is not Kind.TERM and item.task not in {goal.text for goal in found}:
            found.append(Goal(item.task, item.bloom, (item,)))
    return found or [Goal(f"Summarise in two sentences: {title}", Bloom.UNDERSTAND, ()) for title in titles[:2]]


def _defining(terms: Sequence[Item], tongue: Tongue) -> Goal:
    few = tuple(terms[:3])
    return Goal(f"Define {listed([tongue.small(item.key) for item in few])}", Bloom.REMEMBER, few)


def assessed(ask: AssessAsk, section: Section, items: Sequence[Item], pool: Pool, tongue: Tongue) -> AssessReply:
    """The reply for one section."""
    taught = [_normal_text(frame) for frame in ask.frames]
    number = ask.number - 1
    ready = [(item, frame) for item in items if (frame := _where(item, taught)) is not None]
    questions: list[SingleChoiceReply] = []
    for item, frame in _picked(ready, ask):
        if len(questions) == min(5, max(3, ask.questions)):
            break
        turn = number * 2 + len(questions)
        asked = pool.ask(item, number, turn)
        if asked and (made := _question(item, asked, frame, turn, ask)):
            questions.append(made)
    activities, discussion = practice(section, ask.number, items, tongue)
    return AssessReply(questions=questions, activities=activities, discussion=discussion)


def _normal_text(frame: TaughtFrame) -> str:
    return f" {normal(frame.title)} {normal(frame.text)} "


def _where(item: Item, taught: Sequence[str]) -> int | None:
    """Number of the frame that says what the item rests on, the planned one first."""
    evidence = normal(item.evidence)
    order = sorted(range(len(taught)), key=lambda i: (i != item.frame, i))
    return next((i + 1 for i in order if evidence in taught[i]), None)


def _picked(ready: Sequence[tuple[Item, int]], ask: AssessAsk) -> list[tuple[Item, int]]:
    """In the order of asking: one for each objective, then the kinds in turn, then whatever is left."""
    picked: list[tuple[Item, int]] = []
    for objective in ask.objectives:
        fit = [one for one in ready if one not in picked and _serves(one[0], objective.text)]
        picked += fit[:1]
    rest = [one for one in ready if one not in picked]
    rest.sort(key=lambda one: (not any(_serves(one[0], o.text) for o in ask.objectives), _ORDER.index(one[0].kind)))
    for one in rest:
        if sum(p[0].kind is one[0].kind for p in picked) < _MOST_OF_A_KIND.get(one[0].kind, 2) and not _repeats(one[0], picked):
            picked.append(one)
    return picked + [one for one in rest if one not in picked and not _repeats(one[0], picked)]


def _serves(item: Item, objective: str) -> bool:
    """Whether an objective asks for just that: in the item's own words, or as one of several terms to be defined."""
    if item.kind is Kind.TERM and objective.startswith("Define "):
        return f" {normal(item.key)} " in f" {normal(objective)} "
    return normal(item.task) == normal(objective)


def _repeats(item: Item, picked: Sequence[tuple[Item, int]]) -> bool:
    """Whether another question has the same answer or rests on the same words."""
    return any(
        normal(item.key) == normal(other.key) or normal(item.evidence) == normal(other.evidence) for other, _ in picked
    )


def _question(item: Item, asked: Asked, frame: int, turn: int, ask: AssessAsk) -> SingleChoiceReply | None:
    distractors = chosen(asked, turn)
    if len(distractors) < 3:
        return None
    return SingleChoiceReply(
        objective=_objective(item, ask), frame=frame, bloom=asked.bloom, difficulty=_DIFFICULTY[item.kind],
        stem=asked.stem, answer=asked.answer, distractors=distractors, explanation=_explained(item, asked),
    )  # fmt: skip


def _objective(item: Item, ask: AssessAsk) -> int:
    """Number of the objective that an item tests: its own, else the one that shares most words with it."""
    for number, objective in enumerate(ask.objectives, start=1):
        if _serves(item, objective.text):
            return number
    words, verb = stems(f"{item.task} {item.key} {item.given}"), item.task.split(" ", 1)[0]
    shared = [len(words & stems(o.text)) + 9 * o.text.startswith(verb) for o in ask.objectives]
    return shared.index(max(shared)) + 1 if shared else 1


def _explained(item: Item, asked: Asked) -> str:
    text = ended(item.explanation)
    return text if length(text) >= 6 else ended(f"{text.rstrip('.')}: {asked.answer}")


def practice(section: Section, number: int, items: Sequence[Item], tongue: Tongue) -> tuple[list[str], list[str]]:
    """Activities and discussion questions: the notes' own, else one of each made of the section's own words."""
    activities, discussion = list(section.activities), list(section.discussion)
    if not tongue.english:
        return activities or [section.asks], discussion or [section.asks]
    names = [item.key for item in items if item.kind in (Kind.TERM, Kind.THING, Kind.MEMBER)]
    here = spoken_name(section, tongue)
    first = tongue.small(names[0]) if names else here
    second = next((tongue.small(n) for n in names if normal(n) != normal(first)), here)
    if not activities:
        activities = [links.ACTIVITIES[number % len(links.ACTIVITIES)].format(here=here, first=first, second=second)]
    if not discussion:
        discussion = [links.DISCUSSIONS[number % len(links.DISCUSSIONS)].format(here=here, first=first, second=second)]
    return activities, discussion
