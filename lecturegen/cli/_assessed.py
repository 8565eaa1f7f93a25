"""Results as they come -> what a run tells on stdout, and its exit code. None of them is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, Protocol, TextIO

from lecturegen.assessing.results import Result, Status
from lecturegen.cli._app import complain
from lecturegen.errors import UsageError
from lecturegen.usage import Usage


class Format(Protocol):
    """``end`` is told what all results came to."""

    def result(self, result: Result) -> None: ...

    def end(self, totals: dict[str, Any]) -> None: ...


class _Paths:
    """A path a line, as each week ends."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def result(self, result: Result) -> None:
        for path in result.files:
            print(path, file=self._out)

    def end(self, totals: dict[str, Any]) -> None:
        """Totals are for machines."""


class _Json:
    """One document, written week by week."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._begun = out, False

    def result(self, result: Result) -> None:
        self._out.write("," if self._begun else '{"weeks": [')
        self._out.write("\n" + json.dumps(result.as_json(), ensure_ascii=False))
        self._begun = True

    def end(self, totals: dict[str, Any]) -> None:
        self._out.write(("" if self._begun else '{"weeks": [') + f'\n], "total": {json.dumps(totals)}}}\n')


FORMATS: dict[str, Callable[[TextIO], Format]] = {"text": _Paths, "json": _Json}


class Summary:
    """What a run came to. ``picky``: sections were named, so a run that finds none of them has missed its aim."""

    def __init__(self, form: Format, *, picky: bool) -> None:
        self._format, self._picky = form, picky
        self._codes: set[int] = set()
        self._counts = dict.fromkeys(("weeks", "waiting", "made", "kept", "failed", "questions", "requests"), 0)
        self._usage, self._cost, self._priced = Usage(), 0.0, True

    def tell(self, result: Result) -> None:
        if result.error is not None:
            complain(result.error)
        self._codes.add(result.exit_code)
        made, failed = result.count(Status.MADE), result.count(Status.FAILED)
        for section in result.sections:
            if section.status is Status.FAILED and result.error is None:
                form = f", form {section.form.upper()}" if section.form else ""
                where = f"{result.week}: section {section.number} {section.title!r}{form}"
                print(f"{where} keeps what it had: {section.reason}", file=sys.stderr)
        for name, count in (
            ("weeks", 1), ("waiting", int(result.waits)), ("made", made), ("kept", result.count(Status.KEPT)),
            ("failed", failed),
            ("questions", sum(one.questions for one in result.sections)), ("requests", result.asked),
        ):  # fmt: skip
            self._counts[name] += count
        self._usage += result.usage
        self._priced &= result.cost is not None
        self._cost += result.cost or 0.0
        self._format.result(result)

    def close(self, code: int | None = None) -> None:
        """``code``: how the run ended, if not as its weeks say."""
        tokens = {"prompt": self._usage.prompt, "completion": self._usage.completion, "cached": self._usage.cached}
        cost = self._cost if self._priced else None
        code = self.exit_code if code is None else code
        self._format.end({**self._counts, "tokens": tokens, "cost_usd": cost, "exit_code": code})

    @property
    def waiting(self) -> int:
        """Weeks that wait for batches."""
        return self._counts["waiting"]

    @property
    def missed(self) -> bool:
        """Whether all went well, and there was nothing to do."""
        return self._picky and not any(self._codes) and not self._counts["made"] and not self.waiting

    @property
    def exit_code(self) -> int:
        """0 if all is done; 1 if some is; 2 if the sections that were named are nowhere; else the worst that was."""
        if self.missed:
            return UsageError.exit_code
        return 1 if self._codes & {0, 1} and any(self._codes) else max(self._codes, default=0)
