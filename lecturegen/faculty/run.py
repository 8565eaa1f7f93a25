"""One run: paths -> units -> an engine -> lines, which go to the state's file and to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lecturegen.errors import DocumentError, FolderError, InputError, Interrupted, LecturegenError, Problem
from lecturegen.events import Event, RequestStarted
from lecturegen.faculty.engines import Engine
from lecturegen.faculty.lines import (
    FILE,
    FOLDER,
    Begun,
    Ended,
    Line,
    Opened,
    RunBegun,
    RunEnded,
    Writer,
    compact,
    now,
    open_work,
)
from lecturegen.faculty.lock import Lock
from lecturegen.faculty.sources import Shelf, Source, fair, sources
from lecturegen.faculty.unit import Done, Unit, Wanted, failed
from lecturegen.llm.meters import FREE


class Listener(Protocol):
    """``take`` is told what the state's file is told, ``happened`` what goes on meanwhile in a week, or (None) in no
    single one."""

    def take(self, line: Line) -> None: ...

    def happened(self, unit: Unit | None, event: Event) -> None: ...


Say = Callable[[str], None]


def _nothing(line: str) -> None:
    """Nobody is there to be told."""


@dataclass(frozen=True)
class Job:
    """What is to be done. ``only_failed``: weeks alone that failed or were cut off when they were last tried here."""

    paths: Sequence[Path]
    shelf: Shelf
    wanted: Wanted
    fail_fast: bool = False
    only_failed: bool = False


class FacultyRun:
    """Doing a job. ``only``: the keys of weeks, and of sources that could not be read, that are meant; None: all.

    ``over``: why nothing more was begun, if that was so. ``asked``: whether any request was made.
    ``say``: told what people may want to know beside.
    """

    def __init__(
        self, job: Job, listeners: Sequence[Listener], lock: Lock | None = None, only: set[str] | None = None,
        say: Say = _nothing,
    ) -> None:  # fmt: skip
        self.job, self.over, self.said, self.asked = job, "", say, False
        self._only = only
        self._listeners, self._lock = listeners, lock
        self._codes: set[int] = set()
        self._places: dict[str, Path] = {}

    @property
    def met(self) -> bool:
        """Whether there was anything to do."""
        return bool(self._codes)

    @property
    def exit_code(self) -> int:
        """0 if all is done; 1 if some is, or if errors were found; else the worst that was."""
        return 1 if self._codes & {0, 1} and any(self._codes) else max(self._codes, default=0)

    def units(self) -> Iterator[Unit]:
        """All that are meant, fairly; what cannot be read is told as failed. Raises FolderError if the lock is lost."""
        for unit in fair(self._opened()):
            if self._lock is not None and self._lock.lost:
                raise FolderError("this run stood still for long, and another one has taken its place; it ends here")
            if self.over:
                return
            yield unit

    def begun(self, unit: Unit) -> None:
        self.tell(Begun(at=now(), key=unit.key, course=unit.course, number=unit.number))

    def happened(self, unit: Unit | None, event: Event) -> None:
        self.asked |= isinstance(event, RequestStarted)
        for listener in self._listeners:
            listener.happened(unit, event)

    def ended(self, done: Done) -> None:
        self._codes.add(done.exit_code)
        if any(fault.hopeless for fault in done.faults):
            self.over = "every other week would fail alike"
        elif self.job.fail_fast and done.failing:
            self.over = "--fail-fast"
        self.tell(Ended(at=now(), done=done))

    def _opened(self) -> Iterator[Iterator[Unit]]:
        for source in sources(self.job.paths, self.job.shelf):
            try:
                found = source.open()
            except InputError as error:
                self.ended(failed(self._of(source), error))
                if self.over:
                    return
            else:
                key = self.job.shelf.key(source.path)
                mine = {(unit.key, unit.source) for unit in found.units() if self._is_wanted(unit, key)}
                if mine:
                    self.tell(Opened(key=key, course=found.course, weeks=len(mine)))
                if found.problems and (self._only is None or key in self._only):
                    self.ended(failed(self._of(source), DocumentError(*found.problems)))
                if mine:
                    yield _those(found.units(), mine)

    def _of(self, source: Source) -> Unit:
        """Stands for all of a source that cannot be read."""
        path, shelf = source.path, self.job.shelf
        return Unit(key=shelf.key(path), steps=shelf.steps, course=str(path), number=0, title="", source=path)

    def _is_wanted(self, unit: Unit, source: str) -> bool:
        """Whether it is meant, and first to be written to its place. Something else that would be is told as failed,
        the same by another path is left alone. Who is not meant may be first as well."""
        meant = self._only is None or not self._only.isdisjoint({unit.key, source})
        if (first := self._places.get(unit.key)) is None:
            self._places[unit.key] = unit.source
            return meant
        if meant and first.resolve() != unit.source.resolve():
            other = "name" if unit.bundle else "title"
            message = f"{first} is written to {unit.key} as well; give one of the two another {other}"
            # under a key of its own: the first may be at work under the other
            twin = unit.model_copy(update={"key": self.job.shelf.key(unit.source)})
            self.ended(failed(twin, InputError(Problem(str(unit.source), message))))
        return False

    def tell(self, line: Line) -> None:
        for listener in self._listeners:
            listener.take(line)


def _those(units: Iterator[Unit], wanted: set[tuple[str, Path]]) -> Iterator[Unit]:
    """Those whose key and source are ``wanted``, each once."""
    for unit in units:
        if (unit.key, unit.source) in wanted:
            wanted.remove((unit.key, unit.source))
            yield unit


class _File:
    """The state's file as a listener."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def take(self, line: Line) -> None:
        self._writer.add(line)

    def happened(self, unit: Unit | None, event: Event) -> None:
        """Only what begins and ends is kept."""


def run_job(job: Job, engine: Engine, listeners: Sequence[Listener], say: Say = _nothing) -> FacultyRun:
    """Do all of it; ``say`` is told what else people may want to know. Raises Taken while another run is at work there,
    Interrupted, FolderError, ConfigurationError, CrewLost.
    """
    folder = job.shelf.out / FOLDER
    path, lock = folder / FILE, Lock(folder)
    lock.take()
    try:
        compact(path)
        only = open_work(path) if job.only_failed else None
        writer = Writer(path)
        try:
            run = FacultyRun(job, [_File(writer), *listeners], lock, only, say)
            _run(run, engine, lock)
        finally:
            writer.close()
    finally:
        lock.release()
    return run


def _run(run: FacultyRun, engine: Engine, lock: Lock) -> None:
    own, code, settings = lock.holder, Interrupted.exit_code, run.job.wanted.settings
    if (settings.requests_per_minute or settings.tokens_per_minute) and lock.quiet < FREE:
        ago, rest = round(lock.quiet), round(FREE - lock.quiet)
        run.said(f"a run was at work here {ago} s ago; its last minute counts, so requests wait for {rest} s at most")
    run.tell(RunBegun(at=now(), run=own.run, host=own.host, pid=own.pid, steps=run.job.shelf.steps))
    try:
        engine(run.units(), replace(run.job.wanted, quiet=lock.quiet), run)
        code = run.exit_code
    except LecturegenError as error:
        code = error.exit_code
        raise
    finally:
        lock.used = run.asked
        run.tell(RunEnded(at=now(), exit_code=code))
