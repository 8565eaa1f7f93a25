"""For scripts: one JSON object with all findings, written as they come; schemas/findings.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lecturegen.checking.formats._base import output_format
from lecturegen.checking.lint import Located
from lecturegen.checking.run import Result
from lecturegen.rules import RULES
from lecturegen.schema import Severity


@output_format("json")
def as_json(results: Iterable[Result]) -> Iterator[str]:
    """``version`` changes when a field changes its meaning or goes; new ones may come."""
    counts = dict.fromkeys(Severity, 0)
    ignored, problems = 0, []
    between = "\n"
    yield '{"version": 1, "findings": ['
    for result in results:
        ignored += result.ignored
        problems += [{"place": problem.place, "message": problem.message} for problem in result.problems]
        for one in result.found:
            counts[one.finding.severity] += 1
            yield f"{between}  {json.dumps(_finding(one), ensure_ascii=False)}"
            between = ",\n"
    end = {f"{severity.value}s": number for severity, number in counts.items()}
    yield f'\n], "problems": {json.dumps(problems, ensure_ascii=False)}, "ignored": {ignored}, {json.dumps(end)[1:]}\n'


def _finding(one: Located) -> dict[str, Any]:
    finding = one.finding
    return {
        "path": str(one.path), "line": one.start.line, "column": one.start.column, "end_line": one.end.line,
        "end_column": one.end.column, "code": finding.code, "rule": finding.rule, "severity": finding.severity.value,
        "message": finding.message, "fix": finding.fix, "where": finding.where,
        "mends": RULES[finding.code].mender is not None,
    }  # fmt: skip
