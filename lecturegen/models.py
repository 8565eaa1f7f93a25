"""Settings -> the model that a run asks, with its journal, its patience and its insistence around it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lecturegen.events import Emit
from lecturegen.llm import Model
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

    From the inside out: every attempt is recorded; a busy service is asked again; an unusable reply is asked for
    differently; a valid answer is kept, so that the same request is never paid for twice.
    """
    return Journaled(Insistent(Patient(Recorded(model, journal, emit), settings, emit, stop)), journal, emit)
