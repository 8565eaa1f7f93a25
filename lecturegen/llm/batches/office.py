"""A run's batches, seen from the run: opened before its work, closed after it by posting what the work left open."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from lecturegen.errors import ConfigurationError
from lecturegen.events import Emit
from lecturegen.llm import Model
from lecturegen.llm.batches.account import Account, Paying
from lecturegen.llm.batches.courier import Courier
from lecturegen.llm.batches.inbox import Inbox
from lecturegen.llm.batches.posting import POSTINGS, Box, Outbox, Posting, Replies
from lecturegen.llm.batches.service import BatchService
from lecturegen.llm.batches.store import Store
from lecturegen.llm.discreet import Discreet
from lecturegen.llm.journal import Journal
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.prices import BATCH_SHARE, cost
from lecturegen.settings import Settings
from lecturegen.usage import Usage


@dataclass(frozen=True, slots=True)
class ByBatch:
    """A run's wish to use the Batch API. ``root``: the folder above its weeks, where what is on its way is noted.

    ``finish_live``: what a batch failed to answer, or has to be asked again, is asked live; so is everything, if the
    service has no batches.
    """

    root: Path
    finish_live: bool = False


class Office:
    """What the weeks of a run need of it."""

    def __init__(
        self, wish: ByBatch, settings: Settings, model: LangChainModel, store: Store, deployment: str | None
    ) -> None:
        """``deployment``: the model's name at the service, where that is not the model's own."""
        self._wish, self._settings, self._model, self._store = wish, settings, model, store
        self._deployed = {"model": deployment} if deployment else {}

    def around(self, live: Model, journal: Journal, emit: Emit, thrifty: Callable[[Model], Model]) -> Model:
        """``live``, asked only if it has to be; what batches answered for this week is in its journal from now on.

        ``thrifty`` stands around what is posted.
        """
        box = Box(self._store, self._folder(journal), Inbox(journal))
        self._store.fetched(
            box.inbox.deliver(self._store.for_folder(box.folder), self._model.name, self._price, emit)
        )  # fmt: skip
        read = Discreet(Replies(self._model, box.inbox), self._settings)
        post = thrifty(Outbox(self._model, self._deployed, box, emit))
        most = min(POSTINGS, self._settings.attempts)
        return Posting(live, box, read, post, journal, most=most, repairs=self._wish.finish_live)

    def paying(self, live: Model) -> Model:
        """``live``, whose attempts count with those of all rounds."""
        return Paying(live, self._store.account)

    @property
    def account(self) -> Account:
        """What all rounds came to."""
        return self._store.account

    def waiting(self, journal: Journal) -> int:
        """Requests of this week that are on their way."""
        return self._store.waiting(self._folder(journal))

    def ended(self, journal: Journal) -> None:
        """This week has come to its end."""
        Inbox(journal).clear()

    def _folder(self, journal: Journal) -> str:
        return Path(os.path.relpath(journal.path.parent, self._store.path.parent)).as_posix()

    def _price(self, usage: Usage) -> float | None:
        return cost(self._model.name, usage, self._settings.prices, BATCH_SHARE)


@asynccontextmanager
async def open_office(wish: ByBatch, settings: Settings, model: LangChainModel, hear: Emit) -> AsyncIterator[Office]:
    """Bring what batches answered; after the block, post what it left open, unless it raised.

    Raises ConfigurationError (NoBatches among them), FolderError, ModelError.
    """
    if settings.provider != "openai":
        raise ConfigurationError(f"LECTUREGEN_PROVIDER={settings.provider} has no Batch API here; openai has")
    service = BatchService(settings, hear)
    try:
        await service.check()
        store = Store(wish.root)
        try:
            if told := store.ladder(service.name):
                model.ladder.remember(told)
            courier = Courier(store, service, hear)
            await courier.bring()
            store.begin_anew()
            yield Office(wish, settings, model, store, service.deployment)
            store.remember(service.name, model.ladder.remembered)
            await courier.post(settings.batch_requests)
            store.account.close_if_done()
        finally:
            store.close()
    finally:
        await service.aclose()
