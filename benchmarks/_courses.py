"""Course files without notes, as many as are wanted, and `lecturegen batch` over them as a process that is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from benchmarks._processes import ROOT, Served
from lecturegen.existing.details import FOLDER as KEPT
from lecturegen.run_dir import MANIFEST

_MIB = 2**20
_EVERY = 0.25
"""Seconds between two looks at a process."""


@dataclass(frozen=True, slots=True)
class Look:
    """``mib`` and ``cpu``: memory of the coordinating process, and what it had spent, ``seconds`` after its start."""

    seconds: float
    mib: float
    cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """``began``: seconds since 1970. ``cpu`` of all its processes, ``peak`` in MiB of the largest."""

    code: int
    began: float
    seconds: float
    cpu: float
    peak: float
    looks: list[Look]
    said: str


def write_courses(folder: Path, courses: int, weeks: int, sections: int) -> Path:
    """No two requests of them are the same."""
    folder.mkdir(parents=True)
    for course in range(1, courses + 1):
        lines = [f"title: Course {course:04}", f"minutes: {6 * sections}", "weeks:"]
        for week in range(1, weeks + 1):
            topics = [f"Topic {topic} of course {course} week {week}" for topic in range(1, sections + 1)]
            lines.append(f"- {{number: {week}, title: Part {week}, topics: [{', '.join(topics)}]}}")
        (folder / f"course-{course:04}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def batch(
    served: Served, scratch: Path, *arguments: str | Path, until: Callable[[float], bool] | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Run:  # fmt: skip
    """Run it to its end, or until ``until`` says so of the seconds that it took, as Ctrl-C would.

    ``settings`` stand in its environment.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "LECTUREGEN_", "LANGSMITH_"))}
    hosted = {"OPENAI_BASE_URL": served.base_url, "OPENAI_API_KEY": "sk-none", "PYTHONPATH": str(ROOT)}
    hosted |= {"LECTUREGEN_JOURNALS": str(scratch / "journals")}
    command = [sys.executable, "-m", "lecturegen.cli", "batch", *map(str, arguments)]
    scratch.mkdir(exist_ok=True)
    said, began, clock = scratch / "said.txt", time.time(), time.monotonic()
    looks: list[Look] = []
    with said.open("w") as output:
        process = subprocess.Popen(command, env=kept | hosted | dict(settings), stdout=output, stderr=subprocess.STDOUT)
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            seconds = time.monotonic() - clock
            looks.append(Look(round(seconds, 2), _resident(process.pid), _spent(process.pid)))
            if until and until(seconds):
                process.send_signal(2)
                until = None
            time.sleep(_EVERY)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        process.returncode, began, time.monotonic() - clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
        looks, said.read_text(),
    )  # fmt: skip


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / _MIB, 2)


def _spent(pid: int) -> float:
    """Seconds of CPU."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def outputs_digest(out: Path) -> str:
    """Of every file of every week that says nothing about how it was come by."""
    whole = sha256()
    for path in sorted(out.glob("*/week-*/**/*")):
        if path.is_file() and not path.name.startswith(".") and path.name != MANIFEST and KEPT not in path.parts:
            whole.update(f"{path.relative_to(out)}\n".encode() + path.read_bytes())
    return whole.hexdigest()
