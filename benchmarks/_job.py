"""A big job in a process of its own: many weeks, its memory sampled while it runs.

python -m benchmarks._job --base-url URL --sections 10000 --concurrency 16 --out DIR > samples.json
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import _ours

_MIB = 2**20
_EVERY = 0.25
"""Seconds between two samples."""


@dataclass(frozen=True, slots=True)
class Sample:
    """``seconds`` since the job began, sections ``done`` by then, resident memory in MiB."""

    seconds: float
    done: int
    mib: float


@dataclass(frozen=True, slots=True)
class Job:
    """``cpu``: seconds that the process spent; ``peak`` in MiB."""

    seconds: float
    cpu: float
    peak: float
    samples: list[Sample]


def main() -> None:
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--base-url", required=True)
    flags.add_argument("--sections", type=int, required=True)
    flags.add_argument("--concurrency", type=int, required=True)
    flags.add_argument("--out", type=Path, required=True)
    given = flags.parse_args()
    orders, wanted = _ours.weeks(given.sections), _ours.settings(given.base_url, given.concurrency)
    done: list[int] = []
    samples: list[Sample] = []
    over = threading.Event()
    began = time.monotonic()

    def watch() -> None:
        while not over.wait(_EVERY):
            samples.append(Sample(round(time.monotonic() - began, 2), len(done), round(resident(), 2)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    cpu = time.process_time()
    _ours.make(orders, given.out, wanted, done)
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    over.set()
    watcher.join()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(asdict(Job(seconds, cpu, peak, samples)), sys.stdout)


def resident() -> float:
    """MiB of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / _MIB


if __name__ == "__main__":
    main()
