"""Wall time of a 13-section week over the critical path of its requests.

The critical path is taken from the server's own log: the plan, then the slowest section's requests one after another.
`run` is from the first event of the week to its last; `command` begins and ends with the process, so it has the
start of Python in it. `CPU` is that of the command from beginning to end.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks._processes import WEEK, lecturegen, server
from benchmarks._report import Findings, at_most, parser, report
from tests.openai_server.log import Entry

LIMIT = 1.05


def critical_path(entries: Sequence[Entry]) -> float:
    """Seconds: every request about the plan, then the section whose requests took longest together."""
    chains: dict[int | None, float] = defaultdict(float)
    for entry in entries:
        chains[entry.section] += entry.end - entry.start
    plan = chains.pop(None, 0.0)
    return plan + max(chains.values(), default=0.0)


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--runs", type=int, default=5, help="weeks to make (5)")
    flags.add_argument("--first-token", type=float, default=0.3, help="seconds (0.3)")
    flags.add_argument("--tokens-per-second", type=float, default=200, help="(200)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    runs, speed = (1, 20_000.0) if given.quick else (given.runs, given.tokens_per_second)
    rows = []
    with TemporaryDirectory() as scratch:
        pace = ("--first-token", str(given.first_token), "--tokens-per-second", str(speed))
        for n in range(runs):
            with server(Path(scratch), *pace) as served:
                out, log = Path(scratch) / f"out-{n}", Path(scratch) / f"log-{n}.jsonl"
                started, spent = time.monotonic(), _children()
                process = lecturegen(served, "week", WEEK, "--out", out, "--log-json", log)
                _, said = process.communicate()
                command, cpu = time.monotonic() - started, _children() - spent
                if process.returncode:
                    raise SystemExit(said)
                entries = served.entries()
            rows.append(_row(entries, log, command, cpu))
    ratio = {name: median(row[f"{name} / path"] for row in rows) for name in ("run", "command")}
    if given.quick:
        return Findings(rows)
    return Findings(rows, [at_most(f"{name} over critical path, median", ratio[name], LIMIT) for name in ratio])


def _row(entries: Sequence[Entry], log: Path, command: float, cpu: float) -> dict[str, float]:
    times = [datetime.fromisoformat(json.loads(line)["time"]) for line in log.read_text().splitlines()]
    path, run = critical_path(entries), (times[-1] - times[0]).total_seconds()
    return {
        "requests": len(entries),
        "prompt tokens": sum(entry.prompt_tokens for entry in entries),
        "completion tokens": sum(entry.completion_tokens for entry in entries),
        "critical path s": path, "run s": run, "command s": command,
        "CPU s": cpu, "run / path": run / path, "command / path": command / path,
    }  # fmt: skip


def _children() -> float:
    """Seconds of CPU of all processes that ended under this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
