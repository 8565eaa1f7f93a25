"""A Dask scheduler and its workers as processes of their own, which a test may kill, and a batch that they do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag
from threading import Thread

from lecturegen.events import Event
from lecturegen.faculty.unit import Done, Step, Unit
from lecturegen.run_dir import week_path

ROOT = Path(__file__).parents[1]
LOOK = 0.02
"""Seconds between two looks at the answers."""
TOPICS = ("Random variables", "Expectation", "Variance", "Covariance", "Sampling", "Estimators")


def courses(folder: Path, out: Path, count: int, weeks: int, sections: int = 3) -> list[Unit]:
    """Course files in ``folder``, and a unit for each of their weeks, the courses in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    units = []
    for week in range(1, weeks + 1):
        for number in range(1, count + 1):
            source, title = folder / f"course-{number}.yaml", f"Chance {number}"
            if week == 1:
                source.write_text(_course(title, weeks, sections))
            path = week_path(out, title, week)
            units.append(Unit(
                key=path.relative_to(out).as_posix(), steps=(Step.WEEK,), course=title, number=week,
                title=f"Part {week}", source=source, folder=path,
            ))  # fmt: skip
    return units


def _course(title: str, weeks: int, sections: int) -> str:
    lines = [f"title: {title}", "audience: Students", "minutes: 30", "weeks:"]
    for week in range(1, weeks + 1):
        topics = ", ".join(f"{topic} of part {week}" for topic in TOPICS[:sections])
        lines += [f"  - number: {week}", f"    title: Part {week}", f"    topics: [{topics}]"]
    return "\n".join(lines) + "\n"


@dataclass
class Heard:
    """What an engine told of."""

    began: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def begun(self, unit: Unit) -> None:
        self.began.append(unit.key)

    def happened(self, unit: Unit | None, event: Event) -> None:
        self.events.append(event)

    def ended(self, done: Done) -> None:
        self.done.append(done)

    def said(self, line: str) -> None:
        self.lines.append(line)


@contextmanager
def local_cluster() -> Iterator[str]:
    """The address of two workers in this process, which are there at once."""
    from distributed import LocalCluster

    with LocalCluster(
        2, processes=False, threads_per_worker=1, protocol="tcp://", host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made.scheduler_address


@contextmanager
def meanwhile(answers: Callable[[], int], deeds: Iterable[tuple[int, Callable[[], object]]]) -> Iterator[None]:
    """Do each of ``deeds`` in turn when there have been so many ``answers``; what is not reached is left."""
    over = Flag()

    def watch() -> None:
        for wanted, deed in deeds:
            while answers() < wanted:
                if over.wait(LOOK):
                    return
            deed()

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class Crew:
    """Start and kill its processes; those that are left end with the block."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder, self._environment = folder, environment
        self._scheduler_file = folder / "scheduler.json"
        self.scheduler, self.workers = self._scheduler(), list[subprocess.Popen[bytes]]()

    @property
    def address(self) -> str:
        """Waits for it."""
        import json

        until = time.monotonic() + 30
        while not self._scheduler_file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        address: str = json.loads(self._scheduler_file.read_text())["address"]
        return address

    def hire(self, count: int = 1) -> None:
        for _ in range(count):
            self.workers.append(
                self._start("dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
            )

    def kill_worker(self) -> None:
        worker = self.workers.pop(0)
        worker.kill()
        worker.wait()

    def kill_scheduler(self) -> None:
        self.scheduler.kill()
        self.scheduler.wait()
        self._scheduler_file.unlink()

    def restart_scheduler(self) -> None:
        self.scheduler = self._scheduler()

    def end(self) -> None:
        """By force: a worker that is asked to end while its scheduler closes it may hang (distributed 2026.8)."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()

    def _scheduler(self) -> subprocess.Popen[bytes]:
        file = str(self._scheduler_file)
        return self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file
        )

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        path = {"PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
        said = (self._folder / "crew.log").open("ab")
        with said:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{what}", *arguments],
                env=os.environ | path | self._environment, stdout=said, stderr=said, cwd=self._folder,
            )  # fmt: skip


@contextmanager
def crew(folder: Path, workers: int, **environment: str) -> Iterator[Crew]:
    """``environment``: what the workers have beside this process's own."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Crew(folder, environment)
    try:
        made.hire(workers)
        yield made
    finally:
        made.end()
