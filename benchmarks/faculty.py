"""Twenty courses of five weeks of six sections in one command: wall time, CPU, memory, and whether all ways agree.

Each row is a way to do the same work into an empty folder. CPU is that of all processes of the client; the peak is
that of its largest process. The outputs of all rows have to be the same, byte for byte, but for the manifests.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._courses import batch, outputs_digest, write_courses
from benchmarks._processes import server
from benchmarks._report import Findings, none_of, parser, report

WAYS: dict[str, tuple[str, ...]] = {
    "one process": (),
    "two Dask workers": ("--engine", "dask", "--workers", "2"),
}
"""Name -> flags."""
FORMATS = "gift,slides"


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--courses", type=int, default=20, help="(20)")
    flags.add_argument("--weeks", type=int, default=5, help="of each course (5)")
    flags.add_argument("--sections", type=int, default=6, help="of each week (6)")
    flags.add_argument("--concurrency", type=int, default=32, help="requests in flight (32)")
    flags.add_argument("--first-token", type=float, default=0.2, help="seconds that every request takes (0.2)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    courses, weeks, sections = (2, 2, 2) if given.quick else (given.courses, given.weeks, given.sections)
    rows: list[dict[str, Any]] = []
    digests = set()
    failed = 0
    with TemporaryDirectory() as name:
        scratch = Path(name)
        paths = write_courses(scratch / "courses", courses, weeks, sections)
        for number, (way, flags) in enumerate(WAYS.items()):
            out = scratch / f"out-{number}"
            with server(scratch, "--first-token", str(given.first_token)) as served:
                common = ("--out", out, "--to", FORMATS, "--concurrency", str(given.concurrency))
                run = batch(served, scratch, paths, *common, *flags)
                asked = sum(entry.status == 200 for entry in served.entries())
            failed += run.code != 0
            digests.add(digest := outputs_digest(out))
            rows.append(
                {
                    "way": way, "weeks": len(list(out.glob("*/week-*/script.md"))), "requests": asked,
                    "wall, s": run.seconds, "CPU, s": run.cpu, "CPU ms a request": 1000 * run.cpu / max(asked, 1),
                    "peak, MiB": run.peak, "exit": run.code, "outputs": digest[:12],
                }
            )  # fmt: skip
    missing = sum(courses * weeks - row["weeks"] for row in rows)
    return Findings(
        rows,
        [
            none_of("weeks that are missing", missing), none_of("ways that ended badly", failed),
            none_of("ways whose outputs are others", len(digests) - 1),
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()
