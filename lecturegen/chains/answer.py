"""Assessed section -> votes on its questions: each is answered again without its key, from the section alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lecturegen import prompting
from lecturegen.chains._base import Task, request_of, settle
from lecturegen.chains._blind_doubts import finding
from lecturegen.chains._blind_sheet import blind
from lecturegen.chains._blind_vote import Vote, vote
from lecturegen.chains.assess import taught
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.questions import AnyQuestion
from lecturegen.schema import AnswerAsk, AskedQuestion, Finding, Section
from lecturegen.schema.wire import AnswerReply


@dataclass(frozen=True, slots=True)
class Read:
    """One reader's votes, in the order of the questions. ``keys``: the journal's addresses of the answers."""

    votes: tuple[Vote, ...]
    keys: tuple[str, ...]


async def ask_answers(
    section: Section, number: int, questions: Sequence[AnyQuestion], turn: int, model: Model, emit: Emit = silent,
    *, language: str = "en",
) -> Read:  # fmt: skip
    """One request about ``questions`` of section ``number`` (from 1). Raises ModelError.

    ``turn``: 1, or more if some have been answered before: then another reader sees them in another order.
    """
    ask = answer_ask(section, number, questions, turn, language)
    label = f"answers to section {number} {section.title!r}"
    request = request_of(prompt(), ask, AnswerReply, unit=section.id, label=label, surroundings={"number": 1})
    settled = await settle(model, request, Task(lambda reply: _votes(questions, ask.questions, reply), _check), emit)
    return Read(tuple(one for one in settled.document if one is not None), settled.keys)


def answer_ask(section: Section, number: int, questions: Sequence[AnyQuestion], turn: int, language: str) -> AnswerAsk:
    """What is shown of a section and its questions."""
    asked = tuple(blind(question, place, turn) for place, question in enumerate(questions, start=1))
    return AnswerAsk(
        language=language, number=number, section=section.title, frames=taught(section), questions=asked, turn=turn
    )


_Votes = tuple[Vote | None, ...]


def _votes(questions: Sequence[AnyQuestion], asked: Sequence[AskedQuestion], reply: AnswerReply) -> _Votes:
    """None for a question that was left out, or answered in no form that it has."""
    given = {answer.question: answer for answer in reply.answers}
    return tuple(
        vote(question, shown, given[shown.number]) if shown.number in given else None
        for question, shown in zip(questions, asked, strict=True)
    )


def _check(votes: _Votes) -> tuple[_Votes, tuple[Finding, ...]]:
    lost = [number for number, one in enumerate(votes, start=1) if one is None]
    message = "there is no answer to question {} in the form named in its brackets"
    return votes, tuple(finding("LG295", "/answers", message.format(number), "give one") for number in lost)


@cache
def prompt() -> prompting.Prompt[AnswerAsk]:
    return prompting.load("answer", AnswerAsk)
