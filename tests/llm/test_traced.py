"""A span for each attempt, by the GenAI conventions, without a word of prompt or reply."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from lecturegen.llm import traced
from lecturegen.llm.exporting import Counted
from lecturegen.llm.langchain import LangChainModel
from tests.command import make_week, week_arguments
from tests.conftest import impatient
from tests.llm.asking import ask, plan_request
from tests.openai_server import Behaviour, running

_EXPORTER = InMemorySpanExporter()


@pytest.fixture(scope="module", autouse=True)
def provider() -> None:
    """OpenTelemetry takes one provider a process."""
    made = TracerProvider()
    made.add_span_processor(SimpleSpanProcessor(_EXPORTER))
    trace.set_tracer_provider(made)


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    _EXPORTER.clear()
    yield _EXPORTER
    _EXPORTER.clear()


def test_every_attempt_is_a_span_with_its_tokens(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Variance\n\nThe heron counted seventeen brass buttons.\n")
    faults = ["draft#1:1:truncated", "plan:1:unavailable", "draft#2:all:echo"]
    flags = ("--notes", str(tmp_path / "notes.md"), "--budget-tokens", "9999999")
    with running(Behaviour(faults=faults)) as server:
        make_week(server, tmp_path, *flags, LECTUREGEN_OTEL="true")
    made = spans.get_finished_spans()
    assert len(made) == len(server.log)
    attributes = [dict(span.attributes or {}) for span in made]
    for name, counted in (("input", "prompt"), ("output", "completion")):
        total = sum(int(str(each[f"gen_ai.usage.{name}_tokens"])) for each in attributes)
        assert total == sum(getattr(entry, f"{counted}_tokens") for entry in server.log)
    assert {span.name for span in made} == {"chat gpt-4.1-mini"}
    assert {span.kind for span in made} == {trace.SpanKind.CLIENT}
    failed = {str(each["error.type"]) for each in attributes if "error.type" in each}
    assert failed == {"busy", "truncated", "rejected"}
    first = attributes[0]
    assert (first["gen_ai.operation.name"], first["gen_ai.provider.name"]) == ("chat", "openai")
    assert (first["server.address"], first["server.port"]) == ("127.0.0.1", int(server.base_url.split(":")[2][:-3]))
    said = "".join(span.to_json() for span in made)
    assert "heron" not in said
    assert "sk-test" not in said
    assert not any(span.events for span in made)


def test_the_limit_of_a_reply_is_an_attribute(spans: InMemorySpanExporter) -> None:
    with running() as server:
        settings = impatient(server.base_url)
        ask(traced.Traced(LangChainModel(settings), settings), replace(plan_request(), max_tokens=9000))
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["gen_ai.request.max_tokens"] == 9000


def test_without_the_setting_there_is_no_span(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    with running() as server:
        make_week(server, tmp_path)
    assert not spans.get_finished_spans()


def test_every_attribute_is_documented(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text()
    with running(Behaviour(faults=["draft#1:1:truncated"])) as server:
        make_week(server, tmp_path, LECTUREGEN_OTEL="true", LECTUREGEN_BUDGET_TOKENS="9999999")
    names = {name for span in spans.get_finished_spans() for name in span.attributes or {}}
    assert len(names) >= 12
    assert not [name for name in names if f"`{name}`" not in page]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    traced._tracer.cache_clear()
    with running() as server:
        ran = make_week(server, tmp_path, LECTUREGEN_OTEL="true", LECTUREGEN_BUDGET_TOKENS="9999999")
    traced._tracer.cache_clear()
    assert (ran.code, len(server.requests)) == (3, 0)
    assert "pip install 'lecturegen[otel]'" in ran.err


def test_an_unknown_exporter_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from lecturegen.errors import ConfigurationError

    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "nobody")
    with pytest.raises(ConfigurationError, match="OTEL_TRACES_EXPORTER=nobody"):
        traced._exporter()


def test_no_exporter_is_an_exporter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    assert traced._exporter() is None


def test_a_dead_collector_holds_a_week_up_for_a_moment_and_its_loss_is_said_once(tmp_path: Path) -> None:
    with running() as server:
        hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test", "LECTUREGEN_OTEL": "true"}
        nobody = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_EXPORTER_OTLP_TIMEOUT": "0.3"}
        command = [sys.executable, "-m", "lecturegen.cli", *week_arguments(tmp_path)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | hosted | nobody)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("LECTUREGEN_OTEL: 10 spans were lost")
    assert "Transient error" not in ran.stderr


def test_a_collector_has_two_seconds_unless_the_environment_gives_it_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, taken in ((None, 2.0), ("7", 7.0)):
        if given:
            monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", given)
        else:
            monkeypatch.delenv("OTEL_EXPORTER_OTLP_TIMEOUT", raising=False)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
        exporter = traced._exporter()
        assert exporter._client._timeout == taken


def test_after_a_failure_nothing_is_sent_for_a_while(capsys: pytest.CaptureFixture[str]) -> None:
    class Dead(InMemorySpanExporter):
        tries = 0

        def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
            self.tries += 1
            return SpanExportResult.FAILURE

    dead = Dead()
    counted = Counted(dead)
    with trace.get_tracer("test").start_as_current_span("chat") as span:
        pass
    assert isinstance(span, ReadableSpan)
    assert {counted.export([span]) for _ in range(3)} == {SpanExportResult.FAILURE}
    counted.shutdown()
    assert dead.tries == 1
    assert capsys.readouterr().err.startswith("LECTUREGEN_OTEL: 3 spans were lost")
