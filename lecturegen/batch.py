"""Weeks of a course, one after another: notes, journal, folder and model for each, errors kept apart.

All input is read before the first request is made, so a wrong path in week 9 costs nothing in week 1.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lecturegen.errors import InputError, Interrupted, LecturegenError, Stopped
from lecturegen.events import Emit, Stopping
from lecturegen.llm.journal import Journal
from lecturegen.models import open_model, wrapped
from lecturegen.pipeline import Order, Outcome, make_week
from lecturegen.reading.notes import Notes, read_notes
from lecturegen.run_dir import WeekFolder, digest, week_path
from lecturegen.schema import Brief
from lecturegen.settings import Settings

EVERYTHING = 10**9
"""Tokens of notes for the offline model, which pays for none."""


@dataclass(frozen=True, slots=True)
class WeekOrder:
    """One week to make, with its input read."""

    brief: Brief
    notes: Notes
    inputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Failed:
    """A week that could not be made."""

    brief: Brief
    error: LecturegenError


Watch = Callable[[Brief], AbstractContextManager[Emit]]


def read_input(source: Path, briefs: Sequence[Brief]) -> list[WeekOrder]:
    """The notes of every week. Raises InputError with the problems of all weeks."""
    orders, problems = [], []
    course = {source.name: digest(source.read_bytes())}
    for brief in briefs:
        try:
            notes = read_notes(brief.notes, source.parent)
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            kind = type(error)
        else:
            orders.append(WeekOrder(brief, notes, course | dict(notes.digests)))
    if problems:
        raise kind(*problems)
    return orders


def make_weeks(
    orders: Sequence[WeekOrder], out: Path, settings: Settings, watch: Watch, *, offline: bool, review: bool
) -> Iterator[Outcome | Failed]:
    """Make the weeks in turn. What a week's error leaves of the others is still made."""
    for order in orders:
        try:
            with watch(order.brief) as emit:
                yield _make_one(order, out, settings, emit, offline=offline, review=review)
        except Interrupted:
            raise  # the other weeks are not wanted either
        except LecturegenError as error:
            yield Failed(order.brief, error)


@contextmanager
def _interruptible(emit: Emit) -> Iterator[asyncio.Event]:
    """Ctrl-C once sets the event: what is in flight is waited for. Twice cancels the run at once."""
    stop, loop, run = asyncio.Event(), asyncio.get_running_loop(), asyncio.current_task()

    def interrupt() -> None:
        if stop.is_set() and run is not None:
            run.cancel()
        stop.set()
        emit(Stopping())

    try:
        loop.add_signal_handler(signal.SIGINT, interrupt)
    except (NotImplementedError, RuntimeError, ValueError):
        # Windows, or not in the main thread: Ctrl-C then ends the run at once, as Python does
        yield stop
        return
    try:
        yield stop
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def _make_one(order: WeekOrder, out: Path, settings: Settings, emit: Emit, *, offline: bool, review: bool) -> Outcome:
    bare = open_model(settings, order.notes.passages, offline=offline)
    path = week_path(out, order.brief.course, order.brief.number)
    journal = Journal(path)
    try:
        folder = WeekFolder(path, journal, emit)
        tokens = EVERYTHING if bare.name == "offline" else settings.notes_tokens
        wanted = Order(settings.title, tokens, order.inputs, review)

        async def make() -> Outcome:
            with _interruptible(emit) as stop:
                model = wrapped(bare, settings, journal, emit, stop)
                try:
                    return await make_week(order.brief, order.notes, model, folder, journal, wanted, emit)
                except (Stopped, asyncio.CancelledError):
                    raise Interrupted("interrupted") from None
                finally:
                    await model.aclose()

        return asyncio.run(make())
    finally:
        journal.close()
