"""Section without objectives -> section with some: what is taught says what a student can do afterwards."""

from __future__ import annotations

from functools import cache

from lecturegen import prompting, rules
from lecturegen.chains._base import Settled, Task, request_of, settle
from lecturegen.chains.assess import taught
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.schema import Assessment, Brief, Finding, Objective, ObjectivesAsk, Plan, Section
from lecturegen.schema.wire import ObjectivesReply


async def ask_objectives(
    brief: Brief, plan: Plan, index: int, section: Section, model: Model, context: rules.Context, emit: Emit = silent
) -> Settled[Section]:
    """One request for section ``index`` (from 0), of which only the script is there. Raises ModelError."""
    ask = ObjectivesAsk(
        course=brief.course, language=brief.language, number=index + 1, section=section.title,
        frames=taught(section),
        elsewhere=tuple(s.title for s in plan.sections if s.id != section.id),
    )  # fmt: skip
    label = f"objectives of section {index + 1} {section.title!r}"
    request = request_of(_prompt(), ask, ObjectivesReply, unit=section.id, label=label)
    return await settle(model, request, _task(section, context), emit)


def _task(section: Section, context: rules.Context) -> Task[Section]:
    def read(reply: ObjectivesReply) -> Section:
        objectives = tuple(
            Objective(id=f"{section.id}.o{number}", text=" ".join(given.text.split()), bloom=given.bloom)
            for number, given in enumerate(reply.objectives, start=1)
        )
        return section.model_copy(update={"objectives": objectives})

    def check(found: Section) -> tuple[Section, tuple[Finding, ...]]:
        alone = found.model_copy(update={"assessment": Assessment(questions=())})
        said = rules.check(alone, rules.Scope.ASSESSMENT, context)
        return found, tuple(finding for finding in said if finding.where.startswith("/objectives"))

    return Task(read, check)


@cache
def _prompt() -> prompting.Prompt[ObjectivesAsk]:
    return prompting.load("objectives", ObjectivesAsk)
