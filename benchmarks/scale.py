"""What 1, 200 and 10,000 courses cost and take: arithmetic over what was measured, and nothing else.

`--markdown` prints the tables of docs/scale.md. A course has 15 weeks of 13 sections, with the blind check.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from benchmarks._report import Findings, parser, report
from lecturegen.llm.prices import BATCH_SHARE, cost
from lecturegen.usage import Usage

COURSES = (1, 200, 10_000)
WEEKS, SECTIONS = 15, 13
REQUESTS_A_WEEK = 40
"""Of 13 sections: a plan and three a section; `benchmarks.latency`, docs/benchmarks.md."""
PROMPT_A_SECTION, COMPLETION_A_SECTION = (44_858 + 21_053) / 12, (29_691 + 2_271) / 12
"""Tokens, with the check's; `benchmarks.blind`, docs/benchmarks.md: a week of twelve sections of 800 words."""
CPU_A_REQUEST = 311.4 / 31_154
"""Seconds, rules and files included; `benchmarks.throughput`, 10,000 sections on a quiet core of 2.3 GHz."""
REQUESTS_A_SECOND = 71.6
"""Of one process beside the server that answered it, on two cores; the same run."""
JOURNAL_A_WEEK, FILES_A_WEEK = 237_568, 348_926
"""Bytes of a week of 13 sections, the larger of two; `lecturegen batch` over `benchmarks._courses`, without exports."""
COMMIT = 0.00017
"""Seconds of a SQLite commit of 6 KB at synchronous=FULL; local disk."""
MODELS = ("gpt-4.1-mini", "gpt-5")
TOKENS_A_MINUTE = (200_000, 2_000_000, 30_000_000)
"""Examples of what accounts are given; look yours up."""
GB = 1e9


@dataclass(frozen=True)
class Faculty:
    """So many courses."""

    courses: int

    @property
    def weeks(self) -> int:
        return self.courses * WEEKS

    @property
    def usage(self) -> Usage:
        sections = self.weeks * SECTIONS
        return Usage(round(sections * PROMPT_A_SECTION), round(sections * COMPLETION_A_SECTION))

    @property
    def requests(self) -> int:
        return self.weeks * REQUESTS_A_WEEK

    def hours_of_tokens(self, a_minute: int) -> float:
        return (self.usage.prompt + self.usage.completion) / a_minute / 60

    @property
    def hours_of_one_process(self) -> float:
        return self.requests / REQUESTS_A_SECOND / 3600

    def dollars(self, model: str) -> float:
        price = cost(model, self.usage, {})
        if price is None:
            raise ValueError(f"genai-prices does not know {model}")
        return price

    def size(self) -> dict[str, Any]:
        usage = self.usage
        return {
            "courses": f"{self.courses:,}", "weeks": f"{self.weeks:,}", "requests": f"{self.requests:,}",
            "prompt tokens": f"{usage.prompt / 1e6:,.1f} M", "completion tokens": f"{usage.completion / 1e6:,.1f} M",
            "journals": f"{self.weeks * JOURNAL_A_WEEK / GB:,.3f} GB",
            "files": f"{self.weeks * FILES_A_WEEK / GB:,.3f} GB",
        }  # fmt: skip

    def money(self) -> dict[str, Any]:
        found = {"courses": f"{self.courses:,}"}
        for model in MODELS:
            found |= {model: f"${self.dollars(model):,.2f}"}
            found |= {f"{model}, batches": f"${self.dollars(model) * BATCH_SHARE:,.2f}"}
        return found

    def time(self) -> dict[str, Any]:
        found = {"courses": f"{self.courses:,}"}
        found |= {f"{one:,} tokens/min": _hours(self.hours_of_tokens(one)) for one in TOKENS_A_MINUTE}
        return found | {
            "one process": _hours(self.hours_of_one_process),
            "CPU": _hours(self.requests * CPU_A_REQUEST / 3600),
            "commits": _hours(self.requests * COMMIT / 3600),
        }


def workers_for(tokens_a_minute: int) -> float:
    """Cores that do nothing else which keep a limit busy."""
    tokens_a_request = SECTIONS * (PROMPT_A_SECTION + COMPLETION_A_SECTION) / REQUESTS_A_WEEK
    return tokens_a_minute / tokens_a_request / 60 * CPU_A_REQUEST


def _hours(hours: float) -> str:
    if hours < 1 / 60:
        return f"{hours * 3600:.1f} s"
    return f"{hours * 60:.1f} min" if hours < 1 else f"{hours:,.1f} h"


def _table(rows: list[dict[str, Any]]) -> str:
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *([str(value) for value in row.values()] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def markdown() -> list[str]:
    """Sizes, money, times, and the cores that a limit needs."""
    faculties = [Faculty(courses) for courses in COURSES]
    cores = [{"tokens a minute": f"{one:,}", "cores": f"{workers_for(one):.2f}"} for one in TOKENS_A_MINUTE]
    tables = [[one.size() for one in faculties], [one.money() for one in faculties], [one.time() for one in faculties]]
    return [_table(rows) for rows in (*tables, cores)]


def main() -> None:
    flags = parser(__doc__)
    flags.add_argument("--markdown", action="store_true", help="print the tables of docs/scale.md, and end")
    given = flags.parse_args()
    if given.markdown:
        print("\n\n".join(markdown()))
        return
    report(given, measure)


def measure(given: argparse.Namespace) -> Findings:
    return Findings([(one := Faculty(courses)).size() | one.money() | one.time() for courses in COURSES])


if __name__ == "__main__":
    main()
