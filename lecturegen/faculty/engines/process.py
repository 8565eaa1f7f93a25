"""All units in this process, side by side on one event loop: one connection, one limit, one budget."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial

from lecturegen.batch import get_ready
from lecturegen.errors import UsageError
from lecturegen.events import Event
from lecturegen.exporters._optional import ready as can_export
from lecturegen.faculty.apart import always_mine, default_journals, do_apart
from lecturegen.faculty.do import do
from lecturegen.faculty.engines import ENGINES, Engine, Hearing
from lecturegen.faculty.unit import Unit, Wanted
from lecturegen.models import Service
from lecturegen.runs import Run


def process(units: Iterator[Unit], wanted: Wanted, hearing: Hearing) -> None:
    asyncio.run(_all(units, wanted, hearing))


async def _all(units: Iterator[Unit], wanted: Wanted, hearing: Hearing) -> None:
    can_export(wanted.needs)
    service = Service(wanted.settings, offline=wanted.offline, by_batch=wanted.by_batch)
    service.limiter.follow(wanted.quiet)
    run = Run(service, lambda _: nullcontext(partial(hearing.happened, None)))
    ready = asyncio.create_task(get_ready(service))
    try:
        await run.each(partial(_one, unit, wanted, run, hearing) for unit in units)
    finally:
        ready.cancel()


async def _one(unit: Unit, wanted: Wanted, run: Run, hearing: Hearing) -> None:
    hearing.begun(unit)

    def emit(event: Event) -> None:
        hearing.happened(unit, event)

    with run.hearing(emit) as hear:
        if wanted.out:
            journals = wanted.settings.journals or default_journals()
            done = await do_apart(unit, wanted, run.service, hear, journals, always_mine)
        else:
            done = await do(unit, wanted, run.service, hear)
    hearing.ended(done)


def make(rest: str) -> Engine:
    if rest:
        raise UsageError(f"--engine process:{rest}: this engine has no options")
    return process


ENGINES.entered["process"] = make
