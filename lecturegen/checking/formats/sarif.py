"""For code hosts and editors: SARIF 2.1.0 (OASIS, 2020), as code scanning takes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lecturegen import __version__
from lecturegen.accessible import MANUAL
from lecturegen.checking.formats._base import output_format
from lecturegen.checking.lint import Located
from lecturegen.checking.run import Result
from lecturegen.errors import Problem
from lecturegen.rules import RULES

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@output_format("sarif")
def sarif(results: Iterable[Result]) -> Iterator[str]:
    driver = {
        "name": "lecturegen", "version": __version__,
        "rules": [
            {
                "id": rule.code, "name": rule.name,
                "shortDescription": {"text": rule.doc.splitlines()[0].split(": ", 1)[-1]},
                "help": {"text": rule.doc},
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in (RULES[code] for code in sorted(RULES))
        ] + [
            {
                "id": code, "name": page.split()[1].rstrip(":"),
                "shortDescription": {"text": page.splitlines()[0].split(": ", 1)[-1]},
                "help": {"text": page}, "defaultConfiguration": {"level": "warning"},
            }
            for code, page in sorted(MANUAL.items())
        ],
    }  # fmt: skip
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {{"driver": {json.dumps(driver)}}}, '
    yield '"columnKind": "unicodeCodePoints", "results": ['
    between = "\n"
    problems: list[Problem] = []
    for result in results:
        problems += result.problems
        for one in result.found:
            yield f"{between}  {json.dumps(_result(one), ensure_ascii=False)}"
            between = ",\n"
    said = [_notification(problem) for problem in problems]
    run = {"executionSuccessful": not problems, "toolExecutionNotifications": said}
    yield f'\n], "invocations": [{json.dumps(run, ensure_ascii=False)}]}}]}}\n'


def _result(one: Located) -> dict[str, Any]:
    finding = one.finding
    region = {
        "startLine": one.start.line, "startColumn": one.start.column, "endLine": one.end.line,
        "endColumn": one.end.column,
    }  # fmt: skip
    fix = f"\n{finding.fix}" if finding.fix else ""
    return {
        "ruleId": finding.code, "level": finding.severity.value, "message": {"text": f"{finding.message}{fix}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one)}, "region": region}}],
    }  # fmt: skip


def _uri(one: Located) -> str:
    """Relative where the path is, so that a code host finds the file in its checkout."""
    from urllib.parse import quote

    return one.path.as_uri() if one.path.is_absolute() else quote(one.path.as_posix())


def _notification(problem: Problem) -> dict[str, Any]:
    return {"level": "error", "message": {"text": str(problem)}}
