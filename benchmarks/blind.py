"""Wrong keys in a tenth of all questions: how many the blind check finds, what becomes of them, and what it costs.

A reader who errs may fall for a wrong key, which then stays; two may err on one question, which is then replaced. So of
the run in which readers err only the number of questions is claimed.

The server writes a wrong key into a tenth of the questions that can have one, and a share of its answers errs. A key is
wrong if it is not the one that the server knows. A right question is lost if its week has it without these faults and
not with them; its section may have another in its place.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import _ours
from benchmarks._report import Findings, none_of, parser, report
from lecturegen.batch import WeekOrder
from lecturegen.run_dir import week_path
from lecturegen.schema import Week
from tests.openai_server import Behaviour, running
from tests.openai_server.content.answers import Memory, key_of, plain

SECTIONS = 13


@dataclass(frozen=True, slots=True)
class Made:
    """All questions of all weeks: week and stem -> key. ``prompt`` and ``completion``: tokens of all requests."""

    keys: dict[tuple[int, str], object]
    memory: Memory
    requests: int
    prompt: int
    completion: int

    @property
    def wrong(self) -> int:
        return sum(key != key_of(self.memory.truth[stem]) for (_, stem), key in self.keys.items())

    def lost(self, usual: Made) -> int:
        """Questions that ``usual`` weeks have, and that were written with the right key here and are not there."""
        return sum(one not in self.keys and one[1] not in self.memory.planted for one in usual.keys)


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--weeks", type=int, default=4, help="weeks of 13 sections (4)")
    flags.add_argument("--wrong-keys", type=float, default=0.1, help="share of questions (0.1)")
    flags.add_argument("--wrong-answers", type=float, default=0.05, help="share of answers, in the second run (0.05)")
    report(flags.parse_args(), measure)


def measure(given: argparse.Namespace) -> Findings:
    orders = _ours.weeks(SECTIONS if given.quick else SECTIONS * given.weeks)
    plain_run, checked = make(orders, Behaviour(), blind=False), make(orders, Behaviour())
    unchecked = make(orders, Behaviour(wrong_keys=given.wrong_keys), blind=False)
    caught = make(orders, Behaviour(wrong_keys=given.wrong_keys))
    erring = make(orders, Behaviour(wrong_keys=given.wrong_keys, wrong_answers=given.wrong_answers))
    rows = [
        _row("no check", plain_run, plain_run),
        _row("check", checked, plain_run),
        _row("wrong keys, no check", unchecked, plain_run),
        _row("wrong keys, check", caught, plain_run),
        _row("wrong keys, check, readers err", erring, plain_run),
    ]
    return Findings(
        rows,
        [
            none_of("wrong keys left", caught.wrong),
            none_of("right questions lost", caught.lost(plain_run)),
            none_of("questions fewer than asked for", len(plain_run.keys) - len(caught.keys)),
            none_of("questions fewer than asked for, readers err", len(plain_run.keys) - len(erring.keys)),
        ],
    )


def make(orders: Sequence[WeekOrder], behaviour: Behaviour, *, blind: bool = True) -> Made:
    """Make the weeks against a server of their own."""
    with TemporaryDirectory() as scratch, running(behaviour) as server:
        out = Path(scratch)
        wanted = _ours.settings(server.base_url, 32).model_copy(update={"blind": blind})
        _ours.make(orders, out, wanted, [])
        weeks = [_week(out, order) for order in orders]
        log = server.log
    questions = [
        (week.number, question.model_dump(mode="json"))
        for week in weeks
        for section in week.sections
        for question in (section.assessment.questions if section.assessment else ())
    ]
    keys = {(number, plain(question["stem"])): key_of(question) for number, question in questions}
    return Made(
        keys, server.memory, len(log),
        sum(entry.prompt_tokens for entry in log), sum(entry.completion_tokens for entry in log),
    )  # fmt: skip


def _week(out: Path, order: WeekOrder) -> Week:
    path = week_path(out, order.brief.course, order.brief.number)
    return Week.model_validate_json((path / "week.json").read_text("utf-8"))


def _row(name: str, made: Made, usual: Made) -> dict[str, int | str]:
    return {
        "run": name, "questions": len(made.keys), "wrong written": len(made.memory.planted), "wrong left": made.wrong,
        "right lost": made.lost(usual), "answers that err": made.memory.strayed, "requests": made.requests,
        "prompt tokens": made.prompt, "completion tokens": made.completion,
    }  # fmt: skip


if __name__ == "__main__":
    main()
