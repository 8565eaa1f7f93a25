"""What a section can be asked -> its questions, of the types that its slots want where the notes allow it.

A slot for which they hold nothing gets a single choice, as far as the section wants any. Every objective that can be
tested is tested, whatever types that takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lecturegen.llm.offline.aims import objective_of
from lecturegen.llm.offline.forms import FROM_ALL, FROM_ONE, Desk
from lecturegen.llm.offline.item import Kind
from lecturegen.llm.offline.language import ended, length
from lecturegen.llm.offline.paper import Ready
from lecturegen.questions import Difficulty
from lecturegen.schema import Slot
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.replies import QuestionReply
from lecturegen.schema.wire import SingleChoiceReply

_CHOICE = "single-choice"
_EASY = frozenset({Kind.TERM, Kind.THING, Kind.MEMBER})


def asked_as_wanted(desk: Desk, number: int) -> list[QuestionReply]:
    """At most ``number`` questions."""
    wanted = [slot for slot in desk.ask.slots if slot.kind in _kinds(desk)]
    tested = {objective_of(one.item, desk.ask) for one, _ in desk.ready[:number]}
    for tried in range(len(wanted), -1, -1):
        made = _asked(desk, wanted[:tried], number)
        if tried == 0 or {question.objective for question in made} >= tested:
            return made
    raise AssertionError("without any slot the first questions are asked")


def _kinds(desk: Desk) -> frozenset[str]:
    """Types besides the single choice: all of them take English grammar, but for a term that is asked for by name."""
    return frozenset({*FROM_ONE, *FROM_ALL}) if desk.tongue.english else frozenset({"short-answer"})


def _asked(desk: Desk, slots: Sequence[Slot], number: int) -> list[QuestionReply]:
    """Questions for ``slots`` first, then single choices, those of objectives that nothing tests yet before others."""
    used: list[Ready] = []
    made: list[QuestionReply] = []
    for slot in slots:
        for one, frame in (*desk.ready, *desk.open):
            found = FROM_ONE[slot.kind](desk, one, frame, slot.points) if slot.kind in FROM_ONE else None
            if found and one not in used:
                made.append(found)
                used.append(one)
                break
    of_all = [slot for slot in slots if slot.kind in FROM_ALL]
    choices = list(_choices(desk, made, used)) if _CHOICE in kinds_of(desk.ask.slots) else []
    asked = [one for one, _ in choices[: number - len(made) - len(of_all)]]
    terms = [(item, frame) for item, frame in desk.terms if item not in [one.item for one in (*used, *asked)]]
    made += filter(None, (FROM_ALL[slot.kind](desk, terms, slot.points) for slot in of_all))
    return [*made, *(question for _, question in choices[: number - len(made)])]


def _choices(
    desk: Desk, made: Sequence[QuestionReply], used: Sequence[Ready]
) -> Iterator[tuple[Ready, SingleChoiceReply]]:
    tested = {question.objective for question in made}
    left = [(one, frame) for one, frame in desk.ready if one not in used]
    while left:
        new = next((pair for pair in left if objective_of(pair[0].item, desk.ask) not in tested), left[0])
        left.remove(new)
        question = _choice(*new, desk)
        tested.add(question.objective)
        yield new[0], question


def _choice(ready: Ready, frame: int, desk: Desk) -> SingleChoiceReply:
    explanation = ended(ready.item.explanation)
    if length(explanation) < (6 if desk.tongue.english else 8):
        explanation = ended(f"{explanation.rstrip('.。')}{desk.tongue.words.colon}{ready.asked.answer}")
    return SingleChoiceReply(
        objective=objective_of(ready.item, desk.ask), frame=frame, bloom=ready.asked.bloom,
        difficulty=Difficulty.EASY if ready.item.kind in _EASY else Difficulty.MEDIUM,
        stem=ready.asked.stem, answer=ready.asked.answer, distractors=list(ready.distractors), explanation=explanation,
    )  # fmt: skip
