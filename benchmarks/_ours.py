"""The parts of lecturegen that benchmarks use below the command line, in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from lecturegen.batch import Batch, Failed, Told, WeekOrder
from lecturegen.chains._base import request_of
from lecturegen.events import Emit, Event, StageDone, silent
from lecturegen.llm import Model, Request
from lecturegen.llm.journal import Journal
from lecturegen.models import Service
from lecturegen.prompting import Prompt, load
from lecturegen.reading.notes import Notes
from lecturegen.schema import Brief, DraftAsk
from lecturegen.schema.export import wire_schema
from lecturegen.schema.wire import DraftReply
from lecturegen.settings import Settings
from tests.openai_server.samples import SECTION

_TOPICS = (
    "Random variables", "Expectation", "Variance", "Joint distributions", "Conditional probability", "Bayes' rule",
    "The normal distribution", "Sampling", "Confidence intervals", "Hypothesis tests", "Regression", "Residuals",
    "Bootstrapping",
)  # fmt: skip


def settings(base_url: str, concurrency: int) -> Settings:
    given = {"OPENAI_BASE_URL": base_url, "OPENAI_API_KEY": "sk-none", "concurrency": concurrency}
    return Settings.model_validate(given)


@asynccontextmanager
async def whole_model(wanted: Settings, folder: Path) -> AsyncIterator[Model]:
    """The model as the pipeline sees it, journal and all."""
    journal = Journal(folder)
    service = Service(wanted)
    try:
        yield service.around(service.bare(()), journal, silent)
    finally:
        await service.aclose()
        journal.close()


def draft_request(number: int) -> Request[DraftReply]:
    """A draft of full length, rendered from its prompt; each number is another request."""
    ask = DraftAsk(
        course="Systems", week=3, title=f"Caches, part {number}", audience="", level="", language="en",
        outline=_TOPICS, number=2, of=len(_TOPICS), section=SECTION, before=None, after=None, words=800, passages=(),
    )  # fmt: skip
    return request_of(_draft_prompt(), ask, DraftReply, unit=f"{SECTION.id}-{number}")


@cache
def _draft_prompt() -> Prompt[DraftAsk]:
    return load("draft", DraftAsk)


def draft_format() -> dict[str, Any]:
    """The ``response_format`` that goes with it."""
    schema = {"name": DraftReply.__name__, "strict": True, "schema": wire_schema(DraftReply)}
    return {"type": "json_schema", "json_schema": schema}


def weeks(sections: int) -> list[WeekOrder]:
    """Weeks of thirteen sections and no notes, as many as have ``sections`` in all."""
    count = -(-sections // len(_TOPICS))
    topics = [_TOPICS[: sections - n * len(_TOPICS)] for n in range(count)]
    briefs = [
        Brief(course="Statistics", number=n + 1, title=f"Part {n + 1}", topics=topics[n], minutes=75)
        for n in range(count)
    ]
    return [WeekOrder(brief, Notes(), {}) for brief in briefs]


def make(orders: Sequence[WeekOrder], out: Path, wanted: Settings, done: list[int]) -> None:
    """Make all weeks. ``done`` grows by an entry for each section that is assessed. Raises the first error."""

    @contextmanager
    def watch(brief: Brief | None) -> Iterator[Emit]:
        def count(event: Event) -> None:
            if brief and isinstance(event, StageDone) and event.stage == "assess":
                done.append(brief.number)

        yield count

    def tell(ended: Told) -> None:
        if isinstance(ended, Failed):
            raise ended.error

    Batch(out, wanted, watch, tell).make(orders)
