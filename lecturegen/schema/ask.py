"""The typed variables of our prompts: all that a request tells a model."""

from __future__ import annotations

from lecturegen.frozen import Frozen
from lecturegen.schema.blueprint import Slot
from lecturegen.schema.passage import Passage
from lecturegen.schema.plan import Objective, PlannedSection
from lecturegen.schema.report import Finding


class PlanAsk(Frozen):
    """Variables of prompts/plan.md."""

    course: str
    number: int
    title: str
    audience: str
    level: str
    language: str
    minutes: int
    topics: tuple[str, ...]
    passages: tuple[Passage, ...]


class Neighbour(Frozen):
    """What the section before or after says, so that it is not said twice."""

    title: str
    points: tuple[str, ...]


class DraftAsk(Frozen):
    """Variables of prompts/draft.md. ``number`` counts sections from 1 to ``of``; ``words`` is the spoken length."""

    course: str
    week: int
    title: str
    audience: str
    level: str
    language: str
    outline: tuple[str, ...]
    number: int
    of: int
    section: PlannedSection
    before: Neighbour | None
    after: Neighbour | None
    words: int
    passages: tuple[Passage, ...]


class TaughtFrame(Frozen):
    """A frame as the students met it: headline, and all that was shown and said."""

    number: int
    title: str
    text: str


class AssessAsk(Frozen):
    """Variables of prompts/assess.md. ``slots``: the questions wanted, in the order of the quiz.

    ``earlier``: stems that the section had before, from which new ones differ; none in a new week.
    """

    course: str
    audience: str
    level: str
    language: str
    number: int
    section: str
    objectives: tuple[Objective, ...]
    frames: tuple[TaughtFrame, ...]
    slots: tuple[Slot, ...]
    elsewhere: tuple[str, ...]
    earlier: tuple[str, ...] = ()


class ObjectivesAsk(Frozen):
    """Variables of prompts/objectives.md: a section of which nobody has said what it is for."""

    course: str
    language: str
    number: int
    section: str
    frames: tuple[TaughtFrame, ...]
    elsewhere: tuple[str, ...]


class Lettered(Frozen):
    """An option, a response, a step or a criterion, under the letter that one reader sees."""

    letter: str
    text: str


class AskedQuestion(Frozen):
    """A question without its key. ``form`` says what an answer looks like; ``lines`` are numbered, options lettered."""

    number: int
    form: str
    stem: str
    lines: tuple[str, ...] = ()
    options: tuple[Lettered, ...] = ()


class AnswerAsk(Frozen):
    """Variables of prompts/answer.md. ``turn``: 1, or more where the same questions have been answered before."""

    language: str
    number: int
    section: str
    frames: tuple[TaughtFrame, ...]
    questions: tuple[AskedQuestion, ...]
    turn: int


class ReviseAsk(Frozen):
    """Variables of prompts/revise.md: the findings on the reply before."""

    findings: tuple[Finding, ...]
