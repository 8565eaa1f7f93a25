"""Which questions each section is to have, kept in the journal: one section more deals none of the others anew."""

from __future__ import annotations

import json
from dataclasses import replace

from pydantic import TypeAdapter

from lecturegen.llm.journal import Journal
from lecturegen.schema import Brief, Plan
from lecturegen.schema.slots import Quiz
from lecturegen.stages.job import Job

_QUIZ = TypeAdapter(Quiz)


def with_plan(job: Job, plan: Plan, journal: Journal) -> Job:
    """``job`` with its plan; sections that had questions before are to have such again."""
    dealt = {unit: _QUIZ.validate_json(text) for unit, text in journal.quizzes(_basis(job.brief)).items()}
    return replace(job, plan=plan, dealt=dealt)


def note_quizzes(job: Job, journal: Journal) -> None:
    texts = {unit: _QUIZ.dump_json(quiz).decode() for unit, quiz in job.quizzes.items()}
    journal.note_quizzes(_basis(job.brief), texts)


def _basis(brief: Brief) -> str:
    """What the course file says of questions; where it changes, all are dealt anew."""
    wishes = brief.model_dump(mode="json", include={"blueprint", "questions_per_section", "seed"})
    return json.dumps(wishes, sort_keys=True)
