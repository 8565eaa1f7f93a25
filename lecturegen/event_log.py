"""Events -> one JSON object a line, for machines. Names and fields are stable: docs/events.md lists them.

A line holds names, counts, seconds, tokens and money. Free text stays out, because the words of a finding, a reply or
a service may repeat somebody's notes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO, assert_never

from lecturegen.errors import LecturegenError, LogError, Posted
from lecturegen.events import (
    BatchCollected,
    BatchesMissing,
    BatchPosted,
    BatchSeen,
    Emit,
    Event,
    FileWritten,
    PlanReady,
    Remembered,
    RequestEnded,
    RequestPosted,
    RequestStarted,
    SectionRejected,
    SectionsChosen,
    SentBack,
    StageDone,
    Stopping,
    Waiting,
    WeekAssessed,
    WeekDone,
    WeekStarted,
    WeekWaits,
)
from lecturegen.schema import Brief

Fields = dict[str, Any]
FAILED = "week.failed"
RUN_FAILED = "run.failed"


class EventLog:
    """The file of a run. A line that cannot be written ends the log, not the run; ``close`` then says so."""

    def __init__(self, path: Path) -> None:
        """Lines are appended. Raises LogError if the file cannot be opened."""
        self._path = path
        self._lost: OSError | None = None
        try:
            self._file: TextIO = path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise LogError(f"{path}: the log cannot be written: {error.strerror}") from error

    def close(self) -> None:
        """Raises LogError if a line was lost."""
        try:
            self._file.close()
        except OSError as error:
            self._lost = self._lost or error
        if self._lost is not None:
            raise LogError(f"{self._path}: the log is not whole: {self._lost.strerror}")

    @contextmanager
    def listening(self, brief: Brief | None) -> Iterator[Emit]:
        """A listener for one week, or (None) for the run as a whole; an error that ends it is logged and goes on."""
        model = ""

        def emit(event: Event) -> None:
            nonlocal model
            if isinstance(event, WeekStarted):
                model = event.model
            self.note(brief, event, model)

        try:
            yield emit
        except Posted:
            raise  # it waits, and has said so
        except LecturegenError as error:
            self.failed(brief, type(error).__name__, error.exit_code, model)
            raise

    def note(self, brief: Brief | None, event: Event, model: str) -> None:
        name, fields = line_of(event)
        self._write(brief, name, {"model": model} | fields)

    def failed(self, brief: Brief | None, error: str, exit_code: int, model: str = "") -> None:
        """What ended a week, or the run; ``error`` is the name of its class."""
        fields = {"model": model, "error": error, "exit_code": exit_code}
        self._write(brief, FAILED if brief else RUN_FAILED, fields)

    def _write(self, brief: Brief | None, name: str, fields: Fields) -> None:
        if self._lost is not None:
            return
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        whose = {"course": brief.course if brief else "", "week": brief.number if brief else None}
        line = {"time": time, "event": name} | whose | fields
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            self._lost = error


def line_of(event: Event) -> tuple[str, Fields]:
    """The name of an event and what is logged of it."""
    match event:
        case WeekStarted(folder=folder):
            return "week.started", {"folder": folder}
        case PlanReady(sections=sections, edited=edited):
            return "plan.ready", {"sections": [name for name, _ in sections], "edited": edited}
        case SectionsChosen(sections=sections, of=of):
            return "sections.chosen", {"sections": [name for name, _ in sections], "of": of}
        case RequestStarted(kind=kind, unit=unit):
            return "request.started", {"stage": kind, "unit": unit}
        case RequestEnded():
            return "request.ended", _attempt(event)
        case Remembered(kind=kind, unit=unit):
            return "request.remembered", {"stage": kind, "unit": unit}
        case Waiting(seconds=seconds):
            return "request.waiting", {"seconds": round(seconds, 3)}
        case Stopping():
            return "run.stopping", {}
        case SentBack(unit=unit, findings=findings):
            return "unit.sent_back", {"unit": unit, "findings": findings}
        case StageDone(stage=stage, unit=unit):
            return "stage.done", {"stage": stage, "unit": unit}
        case SectionRejected(unit=unit, stage=stage, outcome=outcome):
            return "section.rejected", {"stage": stage, "unit": unit, "outcome": outcome}
        case FileWritten(path=path, kept=kept):
            return "file.written", {"path": path, "kept": kept}
        case RequestPosted(kind=kind, unit=unit):
            return "request.posted", {"stage": kind, "unit": unit}
        case WeekWaits(requests=requests):
            return "week.waits", {"requests": requests}
        case BatchPosted(batch=batch, requests=requests, found=found):
            return "batch.posted", {"batch": batch, "requests": requests, "found": found}
        case BatchSeen(batch=batch, status=status, requests=requests, done=done):
            return "batch.seen", {"batch": batch, "status": status, "requests": requests, "done": done}
        case BatchCollected():
            return "batch.collected", _collected(event)
        case BatchesMissing():
            return "batch.missing", {}
        case WeekDone():
            return "week.done", _summary(event)
        case WeekAssessed():
            fields = {"made": event.made, "kept": event.kept, "failed": list(event.failed)}
            return "week.assessed", fields | {"questions": event.questions}
        case unknown:
            assert_never(unknown)


def _attempt(event: RequestEnded) -> Fields:
    return {
        "stage": event.kind, "unit": event.unit, "outcome": event.outcome,
        "prompt_tokens": event.usage.prompt, "completion_tokens": event.usage.completion,
        "cached_tokens": event.usage.cached, "seconds": round(event.seconds, 3), "cost": event.cost,
        "batch": event.batch,
    }  # fmt: skip


def _collected(event: BatchCollected) -> Fields:
    return {
        "batch": event.batch, "status": event.status, "requests": event.requests, "answered": event.answered,
        "strays": event.strays, "reasons": list(event.reasons),
    }  # fmt: skip


def _summary(event: WeekDone) -> Fields:
    report = event.report
    return {
        "sections": len(event.week.sections) if event.week else 0,
        "rejected": [one.section for one in report.rejected],
        "findings": Counter(finding.code for finding in report.findings),
    }
