"""A 13-section week killed with -9 at random moments, again and again, until it is done; then the next week.

After each kill every file of the week must be whole. At the end of a week no section may be missing, the files must be
those of a week that nobody killed, and nothing that was answered may have been asked again: nothing whose `ok` stands
in the run's log (--log-json). An answer that had left the server when the kill came and was not yet in that log was on
its way; those are counted apart, with the longest such way in seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from benchmarks._processes import SECTIONS, WEEK, Served, lecturegen, server
from benchmarks._report import Claim, Findings, none_of, parser, report
from lecturegen.schema import Week
from tests.openai_server.log import Entry

COMPARED = ("plan.yaml", "week.json", "script.md", "assessment.md", "slides.md")


@dataclass
class Tally:
    """What all kills came to."""

    length: float  # seconds of a week that nobody kills, as last seen
    kills: int = 0
    weeks: int = 0
    requests: int = 0
    repeated: int = 0  # answered, in the journal, asked again
    on_their_way: int = 0
    longest_way: float = 0.0
    broken: list[str] = field(default_factory=list)
    lost: int = 0
    different: int = 0


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--kills", type=int, default=200, help="(200)")
    flags.add_argument("--seed", type=int, default=1, help="of the dice (1)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    kills = 1 if given.quick else given.kills
    dice = random.Random(given.seed)
    pace = ("--first-token", "0.05", "--tokens-per-second", "4000")
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with server(folder, *pace) as served:
            run = Run(served, folder / "whole", folder / "whole.jsonl")
            run.wait_for_start()
            began = time.monotonic()
            whole = run.finish()
            tally = Tally(time.monotonic() - began)
        while tally.kills < kills:
            with server(folder, *pace) as served:
                week = _one_week(served, folder / f"week-{tally.weeks}", dice, kills, tally)
            _compare(week, whole, tally)
            tally.weeks += 1
    row = {
        "kills": tally.kills, "weeks": tally.weeks, "requests": tally.requests, "asked again": tally.repeated,
        "on their way": tally.on_their_way - tally.repeated, "longest way s": tally.longest_way,
        "broken files": len(tally.broken), "sections lost": tally.lost, "files that differ": tally.different,
    }  # fmt: skip
    return Findings([row], _claims(tally))


def _claims(tally: Tally) -> list[Claim]:
    return [
        none_of("answered requests asked again", tally.repeated),
        none_of(f"broken files {' '.join(tally.broken[:3])}".strip(), len(tally.broken)),
        none_of("lost sections", tally.lost),
        none_of("files that differ from those of a week that nobody killed", tally.different),
    ]


class Run:
    """One process at work on a week, with a log of its own."""

    def __init__(self, served: Served, folder: Path, log: Path) -> None:
        self._process = lecturegen(served, "week", WEEK, "--out", folder, "--log-json", log)
        self._folder, self._log = folder, log

    def wait_for_start(self) -> None:
        """Until the week has begun: before that there is nothing to lose."""
        while not self.lines() and self._process.poll() is None:
            time.sleep(0.01)

    def ended_within(self, seconds: float) -> bool:
        try:
            self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> float:
        """Kill -9; when that was."""
        self._process.send_signal(signal.SIGKILL)
        moment = time.time()
        self._process.communicate()
        return moment

    def finish(self) -> Path:
        """Let it end; the folder of the week. Ends the benchmark if the week failed."""
        _, said = self._process.communicate()
        if self._process.returncode:
            raise SystemExit(said)
        (week,) = self._folder.glob("*/week-*")
        return week

    def lines(self) -> list[dict[str, Any]]:
        """The log so far; a line that the kill cut is left out."""
        text = self._log.read_text() if self._log.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def _one_week(served: Served, folder: Path, dice: random.Random, kills: int, tally: Tally) -> Path:
    killed_at: list[float] = []
    runs: list[Run] = []

    def start() -> Run:
        runs.append(Run(served, folder, folder.with_name(f"{folder.name}.{len(runs)}.jsonl")))
        return runs[-1]

    while tally.kills < kills:
        run = start()
        run.wait_for_start()
        began = time.monotonic()
        if run.ended_within(dice.uniform(0.0, tally.length)):
            if len(runs) == 1:
                tally.length = time.monotonic() - began
            break
        killed_at.append(run.kill())
        tally.kills += 1
        tally.broken += _broken(folder)
    week = start().finish()
    tally.repeated += _asked_again(runs)
    _count(served.entries(), killed_at, tally)
    return week


def _asked_again(runs: Sequence[Run]) -> int:
    """Requests begun in one run that had ended well in another before it."""
    answered: set[tuple[str, str]] = set()
    again = 0
    for run in runs:
        lines = run.lines()
        again += sum(_request(line) in answered for line in lines if line["event"] == "request.started")
        answered |= {_request(line) for line in lines if line["event"] == "request.ended" and line["outcome"] == "ok"}
    return again


def _request(line: dict[str, Any]) -> tuple[str, str]:
    return line["stage"], line["unit"]


def _broken(folder: Path) -> list[str]:
    """Files of the week that do not read as what they are. A hidden scratch file is none of them."""
    found = []
    for path in folder.glob("*/week-*/[!.]*"):
        text = path.read_text("utf-8")
        try:
            if path.suffix == ".json":
                json.loads(text)
            elif path.suffix == ".yaml":
                yaml.safe_load(text)
            if not text.endswith("\n"):
                found.append(path.name)
        except (ValueError, yaml.YAMLError):
            found.append(path.name)
    return found


def _count(entries: Sequence[Entry], killed_at: Sequence[float], tally: Tally) -> None:
    """What the server had answered before a kill, and answered again."""
    tally.requests += len(entries)
    answered: dict[str, float] = {}
    for entry in sorted(entries, key=lambda entry: entry.start):
        if (before := answered.get(entry.digest)) is not None:
            tally.on_their_way += 1
            kill = min((moment for moment in killed_at if moment > before), default=before)
            tally.longest_way = max(tally.longest_way, kill - before)
        if entry.status == 200:
            answered[entry.digest] = entry.end


def _compare(week: Path, whole: Path, tally: Tally) -> None:
    sections = Week.model_validate_json((week / "week.json").read_text()).sections
    tally.lost += SECTIONS - len(sections)
    tally.different += sum((week / name).read_bytes() != (whole / name).read_bytes() for name in COMPARED)
    tally.different += len([path for path in week.iterdir() if path.name.endswith(".tmp")])


if __name__ == "__main__":
    main()
