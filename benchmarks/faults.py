"""Weeks under faults of all kinds at 5, 20 and 40% of their requests.

Each week finishes, or names what it lacks, with an exit code that says so; no text of a fault reaches a file; nothing
that was answered well is asked for again; and the ledger is the server's count to the token. What never arrived (a
body cut off or unreadable) no client can count; it is shown apart.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks._processes import SECTIONS, WEEK, lecturegen, server
from benchmarks._report import Findings, none_of, parser, report
from lecturegen.schema import Report, Week
from tests.openai_server.faults import FAULTS
from tests.openai_server.log import Entry

SHARES = (5, 20, 40)
LADDERS = {"no-response-format", "no-json-mode", "max-tokens-only", "small-model"}
"""Habits of a service rather than faults of a request: the tests of profiles are about them."""
LOST = {"cut-body", "broken-body", "html-body", "huge", "no-message", "no-usage", "odd-usage"}
"""Faults whose answer is billed and never arrives in a form that says so."""
HARMLESS = {"fenced", "think", "bad-escape", "eaten-latex", "lying-headers", "slow-drip"}
"""Faults that leave a reply to be read."""
SIGNS = (
    "[Insert", "I'm sorry, I can't", "â€™", "Certainly! Here's", "```json", "<think", "upstream said nothing",
    "I have thought about the material", "may not ask about",
)  # fmt: skip
"""What the faults write that no finished file may hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One week. ``kind``: whole, partial, no week, or unexplained."""

    kind: str
    requests: int
    faults: int
    marks: int
    repeated: int
    server: int
    lost: int
    ledger: int


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--weeks", type=int, default=10, help="weeks at each share (10)")
    flags.add_argument("--seed", type=int, default=1, help="of the dice (1)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    shares, weeks = ((20,), 1) if given.quick else (SHARES, given.weeks)
    names = sorted(FAULTS.keys() - LADDERS)
    rows, all_weeks = [], []
    with TemporaryDirectory() as scratch:
        for share in shares:
            made = []
            for n in range(weeks):
                dice = random.Random(f"{given.seed}/{share}/{n}")
                planned = [f"*:{at}:{dice.choice(names)}" for at in range(1, 600) if dice.random() < share / 100]
                made.append(_week(Path(scratch) / f"{share}-{n}", planned))
            rows.append(_row(share, made))
            all_weeks += made
    return Findings(rows, _claims(all_weeks))


def _claims(made: Sequence[Outcome]) -> list[Any]:
    return [
        none_of("weeks that neither finish nor name what they lack", sum(one.kind == "unexplained" for one in made)),
        none_of("files with the text of a fault", sum(one.marks for one in made)),
        none_of("good answers asked for again", sum(one.repeated for one in made)),
        none_of("weeks whose ledger is not the server's", sum(one.ledger != one.server for one in made)),
    ]


def _row(share: int, made: Sequence[Outcome]) -> dict[str, Any]:
    kinds = Counter(one.kind for one in made)
    sums = {name: sum(getattr(one, name) for one in made) for name in ("requests", "faults", "repeated", "lost")}
    ledgers = {"server tokens": sum(one.server for one in made), "ledger": sum(one.ledger for one in made)}
    shown = {name: kinds[name] for name in ("whole", "partial", "no week", "unexplained")}
    return {"faults %": share, "weeks": len(made)} | shown | sums | ledgers


def _week(folder: Path, planned: Sequence[str]) -> Outcome:
    folder.mkdir()
    quick = {"LECTUREGEN_TIMEOUT": "4", "LECTUREGEN_RETRY_WAIT": "0.05"}
    with server(folder, faults=planned) as served:
        process = lecturegen(served, "week", WEEK, "--out", folder / "out", **quick)
        _, said = process.communicate()
        entries = served.entries()
    (week,) = (folder / "out").glob("*/week-*")
    texts = [path.read_text() for path in week.glob("*.md")]
    billed = [entry for entry in entries if entry.status == 200]
    lost = [entry for entry in billed if LOST & _faults(entry)]
    return Outcome(
        kind=_kind(week, process.returncode, said), requests=len(entries),
        faults=sum(entry.fault is not None for entry in entries),
        marks=sum(any(sign in text for sign in SIGNS) for text in texts),
        repeated=_repeated(entries), server=_tokens(billed) - _tokens(lost), lost=_tokens(lost), ledger=_ledger(week),
    )  # fmt: skip


def _kind(week: Path, code: int, said: str) -> str:
    """Whether all sections are there, or every one that is not is named, in the report and on the terminal."""
    if "Traceback" in said:
        return "unexplained"
    if not (week / "week.json").exists():
        return "no week" if code in (3, 4) and "error: " in said and "hint: " in said else "unexplained"
    written = [section.title for section in Week.model_validate_json((week / "week.json").read_text()).sections]
    rejected = [one.title for one in Report.model_validate_json((week / "report.json").read_text()).rejected]
    explained = len(written) + len(rejected) == SECTIONS and all(title in said for title in rejected)
    if not explained or code != (1 if rejected else 0):
        return "unexplained"
    return "partial" if rejected else "whole"


def _repeated(entries: Sequence[Entry]) -> int:
    """Requests that had been answered well before, and were sent again."""
    good = Counter(entry.digest for entry in entries if entry.status == 200 and _faults(entry) <= HARMLESS)
    return sum(count - 1 for count in good.values())


def _faults(entry: Entry) -> set[str]:
    return set(entry.fault.split("+")) if entry.fault else set()


def _tokens(entries: Sequence[Entry]) -> int:
    return sum(entry.prompt_tokens + entry.completion_tokens for entry in entries)


def _ledger(week: Path) -> int:
    connection = sqlite3.connect(week / ".journal.sqlite")
    ((tokens,),) = connection.execute("select coalesce(sum(prompt + completion), 0) from attempts").fetchall()
    connection.close()
    return int(tokens)


if __name__ == "__main__":
    main()
