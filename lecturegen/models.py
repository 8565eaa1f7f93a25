"""Settings -> the model that a run asks, with its journal, its patience and its insistence around it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lecturegen.events import Emit
from lecturegen.llm import Model
from lecturegen.llm.discreet import Discreet
from lecturegen.llm.journal import Journal, Journaled, Recorded
from lecturegen.llm.retry import Insistent, Patient
from lecturegen.schema import Passage
from lecturegen.settings import Settings


def open_model(settings: Settings, passages: Sequence[Passage], *, offline: bool = False) -> Model:
    """The bare model: hosted if a key or an address is given, else offline. Raises ConfigurationError."""
    if offline or not settings.hosted:
        from lecturegen.llm.offline import OfflineModel

        return OfflineModel(passages)
    from lecturegen.llm.langchain import LangChainModel

    return LangChainModel(settings)


def wrapped(model: Model, settings: Settings, journal: Journal, emit: Emit, stop: asyncio.Event) -> Model:
    """The model as the pipeline sees it.

    From the inside out: errors lose what is private in them; every attempt is traced, if that is wanted, and recorded;
    a busy service is asked again; an unusable reply is asked for differently; a valid answer is kept, so that the same
    request is never paid for twice.
    """
    model = Discreet(model, settings)
    if settings.otel:
        from lecturegen.llm.traced import Traced

        model = Traced(model, settings)
    return Journaled(Insistent(Patient(Recorded(model, journal, emit), settings, emit, stop)), journal, emit)
