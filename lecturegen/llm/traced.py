"""Each attempt -> a span of OpenTelemetry, named and described by its conventions for generative AI.

https://opentelemetry.io/docs/specs/semconv/gen-ai/: attributes only; the events that would carry prompts and replies
are never made. Where nobody set OpenTelemetry up, this does, from the standard ``OTEL_*`` variables.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lecturegen import __version__
from lecturegen.errors import ConfigurationError, ModelError
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.settings import Settings
from lecturegen.usage import Usage

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

SECONDS = "2"
"""In which a collector takes what it is sent, tries again included, unless OTEL_EXPORTER_OTLP_TIMEOUT gives it another
time; the SDK's own 10 would be waited for at the end of every week."""


class Traced(Wrapper):
    """A span around every attempt."""

    def __init__(self, inner: Model, settings: Settings) -> None:
        """Raises ConfigurationError if the packages are missing, or the exporter that the environment names is."""
        super().__init__(inner)
        self._tracer = _tracer()
        self._common: dict[str, str | int] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.output.type": "json",
            "gen_ai.provider.name": {"azure_openai": "azure.ai.openai"}.get(settings.provider, settings.provider),
            "gen_ai.request.model": self.name,
        }
        address = urlsplit(settings.base_url or "https://api.openai.com/v1")
        self._common["server.address"] = address.hostname or ""
        self._common["server.port"] = address.port or (443 if address.scheme == "https" else 80)

    async def ask(self, request: Request[W]) -> Reply[W]:
        from opentelemetry.trace import SpanKind, Status, StatusCode

        with self._tracer.start_as_current_span(
            f"chat {self.name}", kind=SpanKind.CLIENT, attributes=self._attributes(request),
            record_exception=False, set_status_on_exception=False,
        ) as span:  # fmt: skip
            try:
                reply = await self._inner.ask(request)
            except ModelError as error:
                # its message would be free text
                span.set_attribute("error.type", error.outcome)
                span.set_status(Status(StatusCode.ERROR))
                _bill(span, error.usage or Usage())
                raise
            _bill(span, reply.usage)
            return reply

    def _attributes(self, request: Request[Any]) -> dict[str, str | int]:
        made = self._common | {"lecturegen.stage": request.kind, "lecturegen.unit": request.unit}
        made["gen_ai.prompt.name"] = request.prompt
        return made if request.max_tokens is None else made | {"gen_ai.request.max_tokens": request.max_tokens}


def _bill(span: Span, usage: Usage) -> None:
    span.set_attribute("gen_ai.usage.input_tokens", usage.prompt)
    span.set_attribute("gen_ai.usage.output_tokens", usage.completion)
    span.set_attribute("gen_ai.usage.cache_read.input_tokens", usage.cached)


@cache
def _tracer() -> Tracer:
    try:
        from opentelemetry import trace
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        from lecturegen.llm.exporting import Counted
    except ImportError as error:
        raise ConfigurationError("LECTUREGEN_OTEL: install its packages: pip install 'lecturegen[otel]'") from error
    if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "lecturegen"}
        provider = TracerProvider(resource=Resource.create(named))
        if (exporter := _exporter()) is not None:
            # what it says of each try would stand among the lines of the week; whoever sets logging up still has it
            logging.getLogger("opentelemetry").addHandler(logging.NullHandler())
            provider.add_span_processor(BatchSpanProcessor(Counted(exporter)))
        trace.set_tracer_provider(provider)
    return trace.get_tracer("lecturegen", __version__)


def _exporter() -> Any:
    """The exporter that OTEL_TRACES_EXPORTER names, of those installed; "none" is a name, too."""
    name = os.environ.get("OTEL_TRACES_EXPORTER") or "otlp"
    if name == "none":
        return None
    found = entry_points(group="opentelemetry_traces_exporter", name={"otlp": "otlp_proto_http"}.get(name, name))
    if not found:
        raise ConfigurationError(f"OTEL_TRACES_EXPORTER={name}: there is no such exporter; install its package")
    os.environ.setdefault("OTEL_EXPORTER_OTLP_TIMEOUT", SECONDS)
    return next(iter(found)).load()()
