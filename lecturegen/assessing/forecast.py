"""An opened week -> what a run would probably ask for, without asking and without touching a file."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

from lecturegen.assessing.opened import Opened
from lecturegen.assessing.order import renewal
from lecturegen.assessing.wishes import Wishes
from lecturegen.chains.answer import ask_answers
from lecturegen.errors import ModelError
from lecturegen.llm.journal import FILE, copied
from lecturegen.llm.prices import cost
from lecturegen.llm.recorded import Journaled
from lecturegen.models import Service
from lecturegen.questions import Bloom
from lecturegen.schema import Objective, Section
from lecturegen.stages.forecast import Counting, Forecast, likely_assessment
from lecturegen.stages.renew import Renewal, all_said, ask_questions, find_objectives, stems_of
from lecturegen.stages.sections import Lost
from lecturegen.usage import Usage

_OBJECTIVE = "Compute or compare what this section is about in a case of its own"
_OBJECTIVES = 3


async def forecast(opened: Opened, wishes: Wishes, service: Service, share: float = 1.0) -> Forecast:
    """Without rounds for findings: how often replies are sent back is not known before. ``share``: of the price."""
    bare = service.bare(())
    known = (opened.desk.home / FILE).is_file()
    with copied(opened.desk.home) if known else nullcontext() as journal:
        counting = Counting(bare)
        model = Journaled(counting, journal) if journal else counting
        job = renewal(opened, wishes, model, journal, begin=False)
        job = replace(job, blind=service.settings.blind)
        for index in job.chosen:
            await _count(job, index, wishes.forms)
    need = counting.counted
    dollars = cost(bare.name, Usage(need.prompt, need.completion), service.settings.prices, share)
    return Forecast(str(opened.desk.script), need, dollars)


async def _count(job: Renewal, index: int, forms: int) -> None:
    goals = await find_objectives(job, index)
    section = _with_some(job, index) if isinstance(goals, Lost) else goals
    for _ in range(forms):
        made = await ask_questions(job, index, section)
        if isinstance(made, Lost):
            await _count_readers(job, index, section)
        else:
            job = replace(job, earlier={**job.earlier, index: job.earlier[index] + stems_of(made)})


async def _count_readers(job: Renewal, index: int, section: Section) -> None:
    """The request that has the questions answered again, of which nobody knows yet what they are."""
    likely = likely_assessment(section, len(job.context_of(index, section).slots)).assessment
    if job.blind and likely is not None:
        try:
            await ask_answers(section, index + 1, likely.questions, 1, job.model, language=job.brief.language)
        except ModelError:
            return  # counted


def _with_some(job: Renewal, index: int) -> Section:
    """With objectives as long as usual, of which nobody ever sees anything."""
    section = all_said(job.week.sections[index], job.contexts[index])
    goals = (Objective(id=f"{section.id}.o{n}", text=_OBJECTIVE, bloom=Bloom.APPLY) for n in range(1, 1 + _OBJECTIVES))
    return section.model_copy(update={"objectives": tuple(goals)})
