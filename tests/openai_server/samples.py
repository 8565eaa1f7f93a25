"""Requests as the chains send them, for tests: one of each kind, on a small course; and a client to send them with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import openai

from lecturegen.prompting import load
from lecturegen.questions import Bloom
from lecturegen.schema import (
    AssessAsk,
    DraftAsk,
    Finding,
    Objective,
    Passage,
    PlanAsk,
    PlannedFrame,
    PlannedSection,
    ReviseAsk,
    Severity,
    Slot,
    TaughtFrame,
)
from lecturegen.schema.replies import REPLIES
from tests.openai_server.server import Server

TOPICS = ("Introduction to Caching", "Cache invalidation", "Overview", "Hash tables", "What is LRU?")
NOTES = "- Eviction throws out the entry that was used least recently.\n- It costs **one** pointer an entry."
PASSAGE = Passage(id="p7", file="n.md", headings=("Caches",), first_line=1, last_line=2, text=NOTES)
GOAL = Objective(id="lru.o1", text="Compute the hit rate of a cache from a log", bloom=Bloom.APPLY)
SECTION = PlannedSection(
    id="lru",
    title="LRU caches",
    topics=("LRU caches",),
    minutes=6,
    objectives=(GOAL,),
    takes_up="Which entry should go?",
    leaves_open="What if two caches disagree?",
    frames=tuple(
        PlannedFrame(title=f"Eviction {n} follows use", points=("a list in order of use", "one pointer"), objectives=())
        for n in range(4)
    ),
)
Messages = list[dict[str, Any]]


def messages(ask: Any) -> Messages:
    name = type(ask).__name__.removesuffix("Ask").lower()
    return [{"role": m.role, "content": m.text} for m in load(name, type(ask)).render(ask)]


def plan_request(minutes: int = 30) -> Messages:
    week = {"course": "Systems", "number": 3, "title": "Caches", "audience": "", "level": "", "language": "en"}
    return messages(PlanAsk(**week, minutes=minutes, topics=TOPICS, passages=()))


def draft_request(number: int = 2, words: int = 800) -> Messages:
    week = {"course": "Systems", "week": 3, "title": "Caches", "audience": "", "level": "", "language": "en"}
    place = {"number": number, "of": 5, "before": None, "after": None, "outline": TOPICS}
    return messages(DraftAsk(**week, **place, section=SECTION, words=words, passages=(PASSAGE,)))


def assess_request(number: int = 2, kinds: Sequence[str] = 4 * ("single-choice",)) -> Messages:
    week = {"course": "Systems", "audience": "", "level": "", "language": "en", "elsewhere": TOPICS[:2]}
    frames = tuple(TaughtFrame(number=n, title=f.title, text=NOTES) for n, f in enumerate(SECTION.frames, 1))
    section = {"number": number, "section": SECTION.title, "objectives": (GOAL,), "frames": frames}
    slots = tuple(Slot(kind=kind, points=REPLIES[kind].usual_points) for kind in kinds)
    return messages(AssessAsk(**week, **section, slots=slots))


def revise_request(first: Messages, answer: str, where: str) -> Messages:
    finding = Finding(code="LG300", rule="r", severity=Severity.ERROR, where=where, message="no")
    return [*first, {"role": "assistant", "content": answer}, *messages(ReviseAsk(findings=(finding,)))]


@cache
def _client() -> openai.OpenAI:
    return openai.OpenAI(base_url="http://127.0.0.1", api_key="none", max_retries=0, timeout=20)


def client(server: Server, **options: Any) -> openai.OpenAI:
    """A client of ``server`` that retries nothing. All share their connections, so none may be closed."""
    return _client().with_options(base_url=server.base_url, **options)


def ask(server: Server, asked: Messages, **options: Any) -> Any:
    create: Any = client(server).chat.completions.create
    return create(model="m", messages=asked, **options)


def content(server: Server, asked: Messages) -> str:
    """The text that ``server`` answers."""
    return str(ask(server, asked).choices[0].message.content)


def headers(server: Server, asked: Messages) -> Mapping[str, str]:
    """The headers of the answer, good or bad."""
    create: Any = client(server).chat.completions.with_raw_response.create
    try:
        answer = create(model="m", messages=asked)
    except openai.APIStatusError as failed:
        return failed.response.headers
    return cast(Mapping[str, str], answer.headers)


def status(server: Server, asked: Messages, **options: Any) -> int:
    """What an HTTP client sees; 0 for no answer at all."""
    try:
        ask(server, asked, **options)
    except openai.APIStatusError as failed:
        return failed.status_code
    except openai.APIConnectionError:
        return 0
    return 200
