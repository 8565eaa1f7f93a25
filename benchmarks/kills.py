"""A batch on two Dask workers, of which one is killed with -9 three times and the scheduler once, at random moments.

A killed worker is replaced; after the scheduler's end all is started anew and the command is given again. A moment is a
number of answers, drawn by dice. Then every week must have been made once, with the files of a batch that nobody
disturbed; no minute of the server's log may have more requests than the limit; and of what was answered, nothing may
have been asked again but what was in flight on a lost worker: what it had not told of in the log (--log-json) as
answered.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._courses import batch, outputs_digest, write_courses
from benchmarks._processes import Served, server
from benchmarks._report import Findings, at_least, at_most, none_of, parser, report
from lecturegen.errors import CrewLost
from lecturegen.faculty.lines import FILE, FOLDER, Ended, read
from lecturegen.faculty.unit import Status
from tests.crew import Crew, crew, meanwhile
from tests.openai_server.log import Entry, most_in_a_minute

WORKERS = 2
ENDING = 30.0
"""Seconds in which the workers of a killed scheduler have to end by themselves."""


@dataclass(frozen=True, slots=True)
class Kill:
    """``at``: seconds since 1970; ``answers`` that the server had given by then."""

    what: str
    at: float
    answers: int


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--courses", type=int, default=20, help="(20)")
    flags.add_argument("--weeks", type=int, default=5, help="of each course (5)")
    flags.add_argument("--sections", type=int, default=6, help="of each week (6)")
    flags.add_argument("--kills", type=int, default=3, help="of workers (3)")
    flags.add_argument("--concurrency", type=int, default=16, help="requests in flight (16)")
    flags.add_argument("--limit", type=int, default=600, help="requests a minute (600)")
    flags.add_argument("--first-token", type=float, default=0.2, help="seconds that every request takes (0.2)")
    flags.add_argument("--seed", type=int, default=1, help="of the dice (1)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    courses, weeks, sections = (2, 2, 2) if given.quick else (given.courses, given.weeks, given.sections)
    kills = 1 if given.quick else given.kills
    pace, limit = ("--first-token", str(given.first_token)), str(given.limit)
    dice = random.Random(given.seed)
    with TemporaryDirectory() as name:
        scratch = Path(name)
        alone, out, log = scratch / "alone", scratch / "out", scratch / "events.jsonl"
        common = (
            write_courses(scratch / "courses", courses, weeks, sections), "--concurrency", str(given.concurrency),
        )  # fmt: skip
        with server(scratch, *pace) as served:
            batch(served, scratch / "journals-alone", *common, "--out", alone)
            answers = len(served.entries())
        what = ["worker"] * kills + ["scheduler"]
        dice.shuffle(what)
        plan = list(zip(sorted(dice.sample(range(1, answers), kills + 1)), what, strict=True))
        with server(scratch, *pace) as served:
            arguments = (*common, "--out", out, "--log-json", log)
            night = _disturbed(served, scratch, arguments, plan, dice, {"LECTUREGEN_REQUESTS_PER_MINUTE": limit})
            entries = served.entries()
        again, lost = _asked_again(log)
        repeated = _answered_twice(entries)
        claims = [
            none_of(
                "commands that ended badly, but for the scheduler's end", int(night.codes != [CrewLost.exit_code, 0])
            ),
            none_of("weeks that were not made once", courses * weeks - _made_once(out)),
            none_of("ways whose outputs are others", int(outputs_digest(out) != outputs_digest(alone))),
            none_of("requests asked again though their answer had been told of", again),
            at_most("answers asked for again, of what was in flight on lost workers", len(repeated), lost),
            at_most("requests in any minute of the server's log", most_in_a_minute(entries), given.limit),
            at_most("requests in flight", max(entry.in_flight for entry in entries), given.concurrency),
            at_least("requests, of those of the undisturbed batch", len(entries), answers),
        ]
    return Findings([_row(kill, entries, repeated, night) for kill in night.kills], claims)


@dataclass(slots=True)
class Night:
    """What was killed, and the exit codes of the commands. ``seconds`` of all of it."""

    kills: list[Kill] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    seconds: float = 0.0


def _disturbed(
    served: Served, scratch: Path, arguments: Sequence[str | Path], plan: Sequence[tuple[int, str]],
    dice: random.Random, settings: Mapping[str, str],
) -> Night:  # fmt: skip
    """The batch, given again after the scheduler's end; ``plan``: what dies after how many answers."""
    night, began = Night(), time.monotonic()
    own = {"OPENAI_BASE_URL": served.base_url, "OPENAI_API_KEY": "sk-none"}
    with crew(scratch / "crew", WORKERS, **own) as workers, _killing(workers, served, plan, dice, night.kills):
        while True:
            cluster = ("--engine", "dask", "--scheduler", workers.address)
            night.codes.append(batch(served, scratch, *arguments, *cluster, settings=settings).code)
            if night.codes[-1] != CrewLost.exit_code or len(night.codes) > len(plan):
                break
            for worker in workers.workers:
                worker.wait(ENDING)
            workers.workers.clear()
            workers.restart_scheduler()
            workers.hire(WORKERS)
    night.seconds = time.monotonic() - began
    return night


def _killing(
    workers: Crew, served: Served, plan: Sequence[tuple[int, str]], dice: random.Random, kills: list[Kill]
) -> AbstractContextManager[None]:
    """``plan``: what dies after how many answers; a worker is replaced."""

    def kill(what: str) -> None:
        kills.append(Kill(what, time.time(), _lines(served.log)))
        if what == "scheduler":
            workers.kill_scheduler()
        else:
            dice.shuffle(workers.workers)
            workers.kill_worker()
            workers.hire()

    return meanwhile(lambda: _lines(served.log), [(answers, partial(kill, what)) for answers, what in plan])


def _lines(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def _made_once(out: Path) -> int:
    """Weeks that are done and were told to be made no more than once. One that a worker published and did not live to
    tell of was unchanged for the next."""
    told = [line.done for line in read(out / FOLDER / FILE) if isinstance(line, Ended)]
    made = Counter(done.unit.key for done in told if not done.unchanged)
    last = {done.unit.key: done.status for done in told}
    return sum(status is Status.DONE and made[key] <= 1 for key, status in last.items())


def _asked_again(log: Path) -> tuple[int, int]:
    """Requests that were begun though their answer had been told of, and those begun again though nothing had."""
    told: dict[tuple[Any, ...], str] = {}
    again = lost = 0
    for line in map(json.loads, log.read_text("utf-8").splitlines()):
        if line["event"] == "unit.sent_back":
            told.pop(_request(line | {"stage": "answer"}), None)  # new questions are answered anew
        elif line["event"] == "request.started":
            before = told.get(request := _request(line))
            again += before == "ok"
            lost += before == "in flight"
            told[request] = "in flight"
        elif line["event"] == "request.ended":
            told[_request(line)] = line["outcome"]
    return again, lost


def _request(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["course"], line["week"], line["stage"], line["unit"]


def _answered_twice(entries: Sequence[Entry]) -> list[float]:
    """Seconds since 1970 of each answer to a request that was answered again."""
    ends: dict[str, list[float]] = {}
    for entry in entries:
        if entry.status == HTTPStatus.OK:
            ends.setdefault(entry.digest, []).append(entry.end)
    return [first for one in ends.values() for first in sorted(one)[:-1]]


def _row(kill: Kill, entries: Sequence[Entry], repeated: Sequence[float], night: Night) -> dict[str, Any]:
    """``cut off``: requests that the server had not answered when whoever asked was killed."""
    nobody = [entry for entry in entries if entry.status == 0 and entry.start <= kill.at <= entry.end]
    last = max((one.at for one in night.kills if one.at < kill.at), default=0.0)
    return {
        "killed": kill.what, "answers before": kill.answers, "cut off": len(nobody),
        "answered, asked again": sum(last < answer <= kill.at for answer in repeated), "batch, s": night.seconds,
    }  # fmt: skip


if __name__ == "__main__":
    main()
