"""Spans on their way out: a collector that is dead is not waited for twice, and what got lost is said once.

Imported when spans are made: it needs the packages of OpenTelemetry.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

REST = 30.0
"""Seconds for which nothing is sent after a failure: a collector that is dead costs one wait, however much there is."""


class Counted(SpanExporter):
    """An exporter that says at the end how many spans got lost, and does not wait for a dead collector twice."""

    def __init__(self, inner: SpanExporter) -> None:
        self._inner, self._lost, self._again = inner, 0, 0.0

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = SpanExportResult.FAILURE
        if time.monotonic() >= self._again:
            result = self._inner.export(spans)
            self._again = time.monotonic() + REST if result is SpanExportResult.FAILURE else 0.0
        self._lost += len(spans) if result is SpanExportResult.FAILURE else 0
        return result

    def shutdown(self) -> None:
        self._inner.shutdown()
        if self._lost:
            many = "1 span was" if self._lost == 1 else f"{self._lost:,} spans were"
            said = "nobody took them in time; is the collector up, and OTEL_EXPORTER_OTLP_ENDPOINT its address?"
            sys.stderr.write(f"LECTUREGEN_OTEL: {many} lost: {said}\n")

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._inner.force_flush(timeout_millis)
