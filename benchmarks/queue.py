"""100,000 queued sections: seconds to the first request, memory of the client by deciles, and its peak.

To make them all would take the better part of an hour of CPU, so two things are measured. First the command, with all
of them queued, against a server that answers at once, until ``--minutes`` are over; it is then ended as Ctrl-C would,
and the deciles are tenths of that time. Then the queue alone, to its end: every course is read, every week takes its
turn, its state is written, and an engine that makes nothing says that it is done; the deciles are tenths of the weeks.
The second decile is compared with the last: the first is start-up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._courses import Look, batch, write_courses
from benchmarks._job import resident
from benchmarks._processes import server
from benchmarks._report import Claim, Findings, at_most, parser, report
from lecturegen.faculty.board import Board
from lecturegen.faculty.engines import Hearing
from lecturegen.faculty.lines import FILE, FOLDER, Ended, read
from lecturegen.faculty.run import Job, run_job
from lecturegen.faculty.sources import Shelf
from lecturegen.faculty.unit import Done, Status, Step, Unit, Wanted
from lecturegen.settings import Settings

START, GROWTH, PEAK = 5.0, 10.0, 500.0
DECILES = 10


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--sections", type=int, default=100_000, help="queued (100000)")
    flags.add_argument("--weeks", type=int, default=15, help="of each course (15)")
    flags.add_argument("--a-week", type=int, default=6, help="sections of each week (6)")
    flags.add_argument("--concurrency", type=int, default=32, help="requests in flight (32)")
    flags.add_argument("--minutes", type=float, default=5.0, help="after which the command is ended (5)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    courses = 12 if given.quick else -(-given.sections // (given.weeks * given.a_week))
    seconds = 6.0 if given.quick else 60 * given.minutes
    with TemporaryDirectory() as name:
        scratch = Path(name)
        paths = write_courses(scratch / "courses", courses, given.weeks, given.a_week)
        out = scratch / "out"
        with server(scratch) as served:
            flags = ("--out", out, "--concurrency", str(given.concurrency))
            run = batch(served, scratch, paths, *flags, until=lambda passed: passed > seconds)
            first = min(entry.start for entry in served.entries()) - run.began
        done = [line.done for line in read(out / FOLDER / FILE) if isinstance(line, Ended)]
        sections = sum(one.sections for one in done)
        queue, weeks = _queue_alone(paths, scratch / "alone")
    rows = _rows("command", run.looks, sections) + _rows("queue alone", queue, weeks * given.a_week)
    if given.quick:
        return Findings(rows)
    return Findings(
        rows,
        [
            at_most("first request, s after the command", first, START, " s"), at_most("peak", run.peak, PEAK, " MiB"),
            _flat("command", run.looks), _flat("queue alone", queue),
        ],
    )  # fmt: skip


def _queue_alone(paths: Path, out: Path) -> tuple[list[Look], int]:
    """Memory of this process while all weeks take their turn, and how many there were."""
    looks: list[Look] = []
    began, weeks = time.monotonic(), 0

    def engine(units: Iterator[Unit], wanted: Wanted, hearing: Hearing) -> None:
        nonlocal weeks
        for unit in units:
            hearing.begun(unit)
            hearing.ended(Done(unit=unit, status=Status.DONE, sections=6))
            weeks += 1
            if weeks % 50 == 0:
                looks.append(Look(time.monotonic() - began, round(resident(), 2)))

    job = Job([paths], Shelf((Step.WEEK,), out), Wanted(Settings()))
    run_job(job, engine, [Board()])
    return looks, weeks


def _rows(what: str, looks: Sequence[Look], sections: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"measured": what, "decile": n + 1, "seconds": tenth[-1].seconds, "sections": "", "MiB, median": _middle(tenth)}
        for n, tenth in enumerate(_deciles(looks))
        if tenth
    ]
    peak = max((look.mib for look in looks), default=0.0)
    seconds = looks[-1].seconds if looks else 0.0
    rows.append({"measured": what, "decile": "all", "seconds": seconds, "sections": sections, "MiB, median": peak})
    return rows


def _flat(what: str, looks: Sequence[Look]) -> Claim:
    deciles = _deciles(looks)
    growth = 100 * (_middle(deciles[-1]) / _middle(deciles[1]) - 1)
    return at_most(f"{what}: last decile over the second", growth, GROWTH, "%")


def _deciles(looks: Sequence[Look]) -> list[Sequence[Look]]:
    return [looks[len(looks) * n // DECILES : len(looks) * (n + 1) // DECILES] for n in range(DECILES)]


def _middle(looks: Sequence[Look]) -> float:
    return median(look.mib for look in looks)


if __name__ == "__main__":
    main()
