"""Units -> what they would still ask for. Nothing is asked, and no file is touched."""

from __future__ import annotations

from collections.abc import Iterable

from lecturegen.assessing.forecast import forecast
from lecturegen.assessing.opened import open_week
from lecturegen.assessing.wishes import Wishes
from lecturegen.batch import estimate_one, read_input
from lecturegen.faculty.course import notes_beside
from lecturegen.faculty.do import brief_of, desk_for
from lecturegen.faculty.unit import Step, Unit, Wanted
from lecturegen.llm.journal import Expected
from lecturegen.llm.prices import BATCH_SHARE
from lecturegen.models import Service
from lecturegen.stages.forecast import Forecast


async def estimates(units: Iterable[Unit], wanted: Wanted) -> list[Forecast]:
    """Of each course. Raises LecturegenError."""
    service = Service(wanted.settings, offline=wanted.offline)
    courses: dict[str, Forecast] = {}
    try:
        for unit in units:
            one = await estimate(unit, wanted, service)
            before = courses.get(unit.course, Forecast(unit.course, Expected(), 0.0))
            dollars = None if before.dollars is None or one.dollars is None else before.dollars + one.dollars
            courses[unit.course] = Forecast(unit.course, before.expected + one.expected, dollars)
    finally:
        await service.aclose()
    return list(courses.values())


async def estimate(unit: Unit, wanted: Wanted, service: Service) -> Forecast:
    """Raises LecturegenError."""
    share = BATCH_SHARE if wanted.by_batch else 1.0
    if Step.WEEK in unit.steps:
        assert unit.folder is not None
        with notes_beside(unit.source):
            (order,) = read_input(unit.source, [brief_of(unit, wanted)])
        return await estimate_one(order, unit.folder, service, share)
    if Step.ASSESS in unit.steps:
        wishes = Wishes(seed=wanted.seed)
        return await forecast(open_week(desk_for(unit), wishes), wishes, service, share)
    return Forecast(unit.key, Expected(), 0.0)
