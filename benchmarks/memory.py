"""Memory of a job of 10,000 sections: flat or growing, and its peak.

Weeks of thirteen sections, made in one process through lecturegen.batch. Resident memory is sampled four times a
second; a decile is a tenth of the sections. The second is compared with the last: the first is start-up.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._job import Job, Sample
from benchmarks._processes import job, server
from benchmarks._report import Findings, at_most, parser, report

GROWTH, PEAK = 10.0, 400.0
DECILES = 10


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--sections", type=int, default=10_000, help="(10000)")
    flags.add_argument("--concurrency", type=int, default=32, help="requests in flight (32)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    sections = 26 if given.quick else given.sections
    with TemporaryDirectory() as scratch, server(Path(scratch)) as served:
        done = job(served, sections, given.concurrency, Path(scratch) / "out")
    return findings(done, sections, judged=not given.quick)


def findings(done: Job, sections: int, *, judged: bool) -> Findings:
    """A row for each decile of ``done``."""
    deciles = [_of(done.samples, n, sections) for n in range(DECILES)]
    rows: list[dict[str, Any]] = [
        {"decile": n + 1, "seconds": tenth[-1].seconds, "sections": tenth[-1].done, "MiB, median": _middle(tenth)}
        for n, tenth in enumerate(deciles)
        if tenth
    ]
    rows.append({"decile": "all", "seconds": done.seconds, "sections": sections, "MiB, median": done.peak})
    if not judged:
        return Findings(rows)
    growth = 100 * (_middle(deciles[-1]) / _middle(deciles[1]) - 1)
    return Findings(
        rows, [at_most("last decile over the second", growth, GROWTH, "%"), at_most("peak", done.peak, PEAK, " MiB")]
    )


def _of(samples: Sequence[Sample], n: int, sections: int) -> list[Sample]:
    return [sample for sample in samples if n <= DECILES * sample.done / sections < n + 1]


def _middle(samples: Sequence[Sample]) -> float:
    return median(sample.mib for sample in samples)


if __name__ == "__main__":
    main()
