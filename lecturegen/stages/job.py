"""What every stage of one week needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lecturegen import rules
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.reading.notes import Notes
from lecturegen.reading.search import PassageIndex
from lecturegen.rules import Context
from lecturegen.schema import Brief, Origin, Passage, Plan, Slot
from lecturegen.schema.slots import Quiz, deal_slots, for_objectives

PLAN_SHARE = 4
"""The plan is asked for once and has to see the whole week, so it may carry this many times a section's notes."""


@dataclass(frozen=True)
class Job:
    """One week to make. ``notes_tokens``: what of the notes a section's request may carry, in estimated tokens.

    ``at_once``: sections worked on side by side; more than may be in flight would only wait. ``reread``: whether
    questions are to be answered again without their keys. ``dealt``: by the id of a section, the questions that it is
    to have, of those that have been written before.
    """

    brief: Brief
    notes: Notes
    model: Model
    plan: Plan
    notes_tokens: int
    emit: Emit = field(default=silent)
    at_once: int = 32
    reread: bool = True
    dealt: Mapping[str, Quiz] = field(default_factory=dict)

    @property
    def blind(self) -> bool:
        """Whether they are: a model that arranges notes would find its own words again."""
        return self.reread and self.model.revises

    @property
    def origin(self) -> Origin:
        return Origin.MODEL if self.model.revises else Origin.OFFLINE

    def passages(self, index: int) -> tuple[Passage, ...]:
        """The notes for section ``index``: all if they fit, else those nearest to what it is about."""
        section = self.plan.sections[index]
        points = [text for frame in section.frames for text in (frame.title, *frame.points)]
        objectives = [objective.text for objective in section.objectives]
        return self._index.on(" ".join([section.title, *section.topics, *points, *objectives]), self.notes_tokens)

    def passages_of_week(self) -> tuple[Passage, ...]:
        """The notes for the plan."""
        return self._index.on(" ".join([self.brief.title, *self.brief.topics]), PLAN_SHARE * self.notes_tokens)

    def slots(self, index: int) -> tuple[Slot, ...]:
        """The questions that section ``index`` is to have: the blueprint's, and one for each objective at least."""
        return for_objectives(self._quizzes[index], len(self.plan.sections[index].objectives), self.brief.blueprint)

    @property
    def quizzes(self) -> dict[str, Quiz]:
        """By the id of a section, what the blueprint has for it."""
        return {section.id: quiz for section, quiz in zip(self.plan.sections, self._quizzes, strict=True)}

    def context(self, index: int | None = None) -> Context:
        """What the rules may know: for section ``index`` of the plan, or for the whole week."""
        brief = self.brief
        return Context(
            language=brief.language,
            minutes=brief.minutes,
            words_per_minute=brief.words_per_minute,
            questions=brief.blueprint.number(brief.questions_per_section),
            kinds=frozenset(slot.kind for quiz in self._quizzes for slot in quiz),
            slots=() if index is None else self.slots(index),
            topics=brief.topics,
            number=1 if index is None else index + 1,
            of=max(1, len(self.plan.sections)),
            planned=None if index is None else self.plan.sections[index],
            passages=self._texts,
            terms=self._terms,
            offline=not self.model.revises,
            policy=brief.policy,
        )

    @cached_property
    def _quizzes(self) -> tuple[tuple[Slot, ...], ...]:
        brief, sections = self.brief, self.plan.sections
        dealt = {n: self.dealt[section.id] for n, section in enumerate(sections) if section.id in self.dealt}
        return deal_slots(brief.blueprint, brief.questions_per_section, len(sections), brief.seed, dealt)

    @cached_property
    def _index(self) -> PassageIndex:
        return PassageIndex(self.notes.passages)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {passage.id: passage.text for passage in self.notes.passages}

    @cached_property
    def _terms(self) -> frozenset[str]:
        """Words of the subject: no rule about prose may count what topics, objectives or notes contain."""
        objectives = [o.text for section in self.plan.sections for o in section.objectives]
        texts = [*self.brief.topics, *objectives, *self._texts.values()]
        return rules.subject_words(texts)
