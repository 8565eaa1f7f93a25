"""Time and memory of `lecturegen check` for many weeks: copies of weeks, each with words of its own.

In every copy each line of prose gets a word that no other copy has, so that nothing is remembered from one to the next.
Memory is the sum over the command's processes of what each has resident, sampled ten times a second; pages that they
share count in each.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._report import Findings, at_most, parser, report

SAMPLE = Path(__file__).parents[1] / "outputs"
FILES = ("script.md", "assessment.md", "slides.tex")
PROSE = 60
"""Characters of a line that is prose, and no heading or mark: but for what is said of a question, ``*(…)*``."""
SECONDS, MIB = 60.0, 300.0
UNREADABLE = 2
"""The exit code of `lecturegen check` if a week could not be read, and was therefore not timed."""


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--weeks", type=int, default=1000, help="copies that are checked (1000)")
    flags.add_argument("--copy", type=Path, default=SAMPLE, help="tree of week folders to copy (the sample week)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    weeks = 20 if given.quick else given.weeks
    with TemporaryDirectory() as scratch:
        copied = sum(1 for _ in copies(given.copy, Path(scratch), weeks))
        command = [sys.executable, "-m", "lecturegen.cli", "check", scratch, "--statistics"]
        start, peak = time.monotonic(), 0.0
        cpu: dict[int, float] = {}
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            while running.poll() is None:
                now = list(family(running.pid))
                peak = max(peak, sum(map(resident, now)))
                cpu |= {pid: used for pid in now if (used := processor(pid))}
                time.sleep(0.1)
        seconds = time.monotonic() - start
    if running.returncode == UNREADABLE:
        raise SystemExit(f"copies of {given.copy} cannot be read: `lecturegen check` ended with {UNREADABLE}")
    used = sum(cpu.values())
    row: dict[str, Any] = {"weeks": weeks, "files": copied, "seconds": seconds, "CPU": used, "MiB": peak}
    row["ms CPU a week"] = 1000 * used / weeks
    if given.quick:
        return Findings([row])
    return Findings([row], [at_most("wall time", seconds, SECONDS, " s"), at_most("memory", peak, MIB, " MiB")])


def copies(of: Path, to: Path, weeks: int) -> Iterator[Path]:
    """Write ``weeks`` folders with the files of those in ``of``, in turn. Yields every file."""
    folders = sorted({path.parent for name in FILES for path in of.rglob(name)})
    for number, folder in enumerate(islice(cycle(folders), weeks)):
        made = to / f"week-{number:05}"
        made.mkdir()
        for name in FILES:
            if (folder / name).is_file():
                lines = (folder / name).read_text("utf-8").split("\n")
                own = (f"{line} item{number}" if len(line) > PROSE and line[-1] != "*" else line for line in lines)
                (made / name).write_text("\n".join(own), "utf-8")
                yield made / name


def family(pid: int) -> Iterator[int]:
    """A process and those that it began, as Linux lists them."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:  # it has ended meanwhile
        return
    for child in children.split():
        yield from family(int(child))


def resident(pid: int) -> float:
    """MiB; 0 for a process that has ended meanwhile."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


def processor(pid: int) -> float:
    """Seconds that a process has computed so far; 0 if it has ended meanwhile."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
