"""Two hundred weeks of others get new assessments in one command, which is killed twice and begun again.

The weeks are the twelve of ../shared/corpus, where that is, else the one that the tests keep, and variations of them:
other titles of sections, so that no request of one week is a request of another. At the end every week has to be done,
once: every section has new questions, nothing is near to an old one, the old file is kept, script and slides are as
they were, and nothing was asked again whose `ok` stands in the log of a run (--log-json); a kill loses no more answers
than were in flight. A last run asks nothing.
Memory is sampled four times a second in the run that comes to the end; a decile is a tenth of its weeks.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._processes import ROOT, Served, lecturegen, server
from benchmarks._report import Findings, at_most, none_of, parser, report
from lecturegen.reading.assessment import load_assessment
from lecturegen.rules._alike import overlap
from lecturegen.rules._words import normal

CORPUS = ROOT.parent / "shared" / "corpus" / "weeks"
TIDES = ROOT / "tests" / "rules" / "mutants" / "tides"
GROWTH, PEAK = 10.0, 400.0
KILLS = 2
DECILES = 10
_FIRST = re.compile(r"^## Section 1: (.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Sample:
    done: int
    mib: float


@dataclass
class Tally:
    """What all runs came to."""

    seconds: float = 0.0
    samples: list[Sample] = field(default_factory=list)
    logs: list[Path] = field(default_factory=list)


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--weeks", type=int, default=200, help="(200)")
    flags.add_argument("--concurrency", type=int, default=32, help="requests in flight (32)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    count = 6 if given.quick else given.weeks
    with TemporaryDirectory() as scratch, server(Path(scratch), "--first-token", "0.05") as served:
        root = Path(scratch) / "weeks"
        weeks = _weeks(root, count, small=given.quick)
        tally = Tally()
        for part in (count // 4, count // 2):
            _run(served, root, given.concurrency, tally, kill_after=part)
        _run(served, root, given.concurrency, tally)
        asked = len(served.entries())
        before = _contents(root)
        _run(served, root, given.concurrency, Tally())
        again = len(served.entries()) - asked
        changed = sum(_contents(root)[path] != content for path, content in before.items())
        repeated, twice = _repeated(tally.logs), _answered_twice(served)
        near, undone, lost = _judged(root, weeks)
    deciles = [[one.mib for one in tally.samples if n <= DECILES * one.done / count < n + 1] for n in range(DECILES)]
    rows: list[dict[str, Any]] = [
        {"decile": n + 1, "MiB, median": median(tenth)} for n, tenth in enumerate(deciles) if tenth
    ]
    peak = max(one.mib for one in tally.samples)
    rows.append({"decile": f"all: {count} weeks, {asked} requests, {tally.seconds:.0f} s", "MiB, median": peak})
    rows = [{"decile": str(row["decile"]), "MiB, median": row["MiB, median"]} for row in rows]
    claims = [
        none_of("sections without new questions", undone), none_of("new questions near to old ones", near),
        none_of("old assessments, scripts or slides lost", lost), none_of("answered requests asked again", repeated),
        at_most("answers that a kill caught on their way", twice, KILLS * given.concurrency),
        none_of("requests of a last run", again), none_of("files that it changed", changed),
    ]  # fmt: skip
    if not given.quick:
        # half of the weeks were made before the second kill, and are only read again: what is new comes after
        begun = next(tenth for tenth in deciles[DECILES // 2 + 1 :] if tenth)
        growth = 100 * (median(deciles[-1] or begun) / median(begun) - 1)
        claims.append(at_most("last decile over the second of new weeks", growth, GROWTH, "%"))
        claims.append(at_most("peak", peak, PEAK, " MiB"))
    return Findings(rows, claims)


def _weeks(root: Path, count: int, *, small: bool) -> dict[str, Path]:
    """Name of each week -> what it was made from."""
    originals = sorted(CORPUS.iterdir()) if CORPUS.is_dir() and not small else [TIDES]
    made = {}
    for number in range(count):
        turn, original = divmod(number, len(originals))
        name = f"week-{number:03}"
        made[name] = originals[original]
        (root / name).mkdir(parents=True)
        for path in originals[original].iterdir():
            text = path.read_text("utf-8")
            text = _FIRST.sub(rf"## Section 1: \1, part {turn}", text, count=1) if turn else text
            (root / name / path.name).write_text(text, "utf-8")
        shutil.copytree(root / name, root.with_name("before") / name)
    return made


def _run(served: Served, root: Path, concurrency: int, tally: Tally, kill_after: int | None = None) -> None:
    """One run, to its end or until so many weeks are done. Ends the benchmark if it fails."""
    log = root.with_name(f"run-{time.monotonic_ns()}.jsonl")
    tally.logs.append(log)
    process = lecturegen(served, "assess", root, "--concurrency", str(concurrency), "--log-json", log)
    silence = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    samples = []
    while process.poll() is None:
        done = log.read_text("utf-8").count('"week.assessed"') if log.exists() else 0
        samples.append(Sample(done, _resident(process)))
        if kill_after is not None and done >= kill_after:
            process.send_signal(signal.SIGKILL)
            process.wait()
            break
        time.sleep(0.25)
    silence.wait()
    if kill_after is None and process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    tally.seconds += time.monotonic() - began
    if kill_after is None:
        tally.samples = [one for one in samples if one.mib]


def _resident(process: subprocess.Popen[str]) -> float:
    """MiB in memory; 0 if it has ended."""
    try:
        pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


def _repeated(logs: Sequence[Path]) -> int:
    """Requests begun in one run that had ended well in a run before it.

    Not covered: revisions and readings, of which a section may have several; see ``_answered_twice``.
    """
    answered: set[tuple[str, str, str]] = set()
    found = 0
    for log in logs:
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
        asked = [line for line in lines if line.get("stage") in ("objectives", "assess")]
        found += sum(_key(line) in answered for line in asked if line["event"] == "request.started")
        answered |= {_key(line) for line in asked if line["event"] == "request.ended" and line["outcome"] == "ok"}
    return found


def _answered_twice(served: Served) -> int:
    """Answers that the server gave twice: a kill caught the first one before it was in the journal."""
    digests = [entry.digest for entry in served.entries() if entry.status == 200]
    return len(digests) - len(set(digests))


def _key(line: dict[str, Any]) -> tuple[str, str, str]:
    return line["course"], line["stage"], line["unit"]


def _judged(root: Path, weeks: dict[str, Path]) -> tuple[int, int, int]:
    """New questions near to old ones, sections without new ones, files that are not as they were."""
    near = undone = lost = 0
    for name in weeks:
        before, after = root.with_name("before") / name, root / name
        lost += sum((before / file).read_bytes() != (after / file).read_bytes() for file in _spoken(before))
        kept = list((after / "assessments").glob("assessment.*.md"))
        lost += [path.read_bytes() for path in kept] != [(before / "assessment.md").read_bytes()]
        old, new = (load_assessment(folder / "assessment.md").sections for folder in (before, after))
        for one, other in zip(old, new, strict=True):
            undone += not other.questions or one.questions == other.questions
            near += sum(_near(q.stem, p.stem) for q in other.questions for p in one.questions)
    return near, undone, lost


def _spoken(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name != "assessment.md"]


def _near(one: str, other: str) -> bool:
    return normal(one) == normal(other) or overlap(one, other) >= 0.5


def _contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "journal" not in path.name}


if __name__ == "__main__":
    main()
