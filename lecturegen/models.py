"""Settings -> the models that a run asks: what its weeks share, and what each of them has for itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING

from lecturegen.errors import Interrupted, ModelError, NoBatches, Posted, Stopped, UsageError
from lecturegen.events import BatchesMissing, Emit, WeekWaits, silent
from lecturegen.garbage import importing
from lecturegen.llm import Model, Shared
from lecturegen.llm.budget import Bank, Purse, Thrifty
from lecturegen.llm.discreet import Discreet
from lecturegen.llm.journal import Journal
from lecturegen.llm.limits import Limiter
from lecturegen.llm.prices import BATCH_SHARE
from lecturegen.llm.recorded import Journaled, Recorded
from lecturegen.llm.retry import Insistent, Patient
from lecturegen.schema import Passage
from lecturegen.settings import Settings

if TYPE_CHECKING:
    from lecturegen.llm.batches.office import ByBatch, Office
    from lecturegen.llm.langchain import LangChainModel


class Service:
    """What all weeks of a run share: connections, limits, budget, and the batches, if they are to be used."""

    def __init__(
        self, settings: Settings, *, offline: bool = False, by_batch: ByBatch | None = None, bank: Bank | None = None
    ) -> None:
        """``bank``: holds the budget, where others share it. Raises ConfigurationError without a provider or price."""
        self.settings = settings
        self.offline = offline or not settings.hosted
        self.limiter = Limiter(settings)
        self.opened = asyncio.Event()  # the hosted model is there: a second, in which nothing else gets its turn
        self._purse = Purse(settings, bank)
        self._by_batch = by_batch
        self._office: Office | None = None
        if by_batch and self.offline:
            raise UsageError("--batch-api: there is no service to post to; give OPENAI_API_KEY or OPENAI_BASE_URL")

    @property
    def by_batch(self) -> bool:
        """Whether batches are to be used."""
        return self._by_batch is not None

    def bare(self, passages: Sequence[Passage]) -> Model:
        """The model without anything around it: one for the run if it is hosted, one a week if it is offline."""
        if not self.offline:
            return Shared(self._hosted)
        from lecturegen.llm.offline import OfflineModel

        return OfflineModel(passages)

    @asynccontextmanager
    async def mail(self, hear: Emit = silent) -> AsyncIterator[None]:
        """Around all work of a run: before it, what batches answered is brought; after it, what is missing is posted.

        Nothing happens where batches are not used. ``hear`` is told what concerns no single week. Raises NoBatches,
        UsageError, FolderError, ModelError.
        """
        if self._by_batch is None:
            yield
            return
        from lecturegen.llm.batches.office import open_office

        async with AsyncExitStack() as stack:
            try:
                opening = open_office(self._by_batch, self.settings, self._hosted, hear)
                self._office = await stack.enter_async_context(opening)
                self._purse.earlier(self._office.account.so_far())
            except NoBatches as error:
                if not self._by_batch.finish_live:
                    raise
                hear(BatchesMissing(str(error)))
            yield
            if self.limiter.stopping.is_set():
                raise Interrupted("interrupted")  # what was to be posted is not

    @asynccontextmanager
    async def week(self, bare: Model, journal: Journal, emit: Emit) -> AsyncIterator[Model]:
        """The model for one week, or whatever has a journal of its own. Knows from how the block ends what is over."""
        model = self.around(bare, journal, emit)
        try:
            yield model
            self._ended(journal)
        except Posted:
            if self._office is not None:
                emit(WeekWaits(self._office.waiting(journal)))
            raise
        except ModelError as error:
            if not isinstance(error, Stopped):
                self._ended(journal)
            raise
        finally:
            await model.aclose()

    def _ended(self, journal: Journal) -> None:
        if self._office is not None:
            self._office.ended(journal)

    def around(self, model: Model, journal: Journal, emit: Emit) -> Model:
        """The model as the pipeline sees it, for one week.

        From the inside out: errors of a service lose what is private in them (the offline model names topics, and has
        no one else's words to repeat); every attempt is traced, if that is wanted, and
        recorded, with its answer; none is made that the budget cannot pay; a busy service is asked again; where batches
        are used, all this is for what they cannot do; a reply that cannot be used is asked for differently; what was
        answered before is not asked again.
        """
        if not self.offline:
            model = Discreet(model, self.settings)
        if self.settings.otel:
            from lecturegen.llm.traced import Traced

            model = Traced(model, self.settings)
        if self._office is not None:
            model = self._office.paying(model)
        thrifty = Thrifty(Recorded(model, journal, emit, self.settings.prices), self._purse)
        asked: Model = Patient(thrifty, self.settings, emit, self.limiter)
        if self._office is not None:
            asked = self._office.around(asked, journal, emit, partial(Thrifty, purse=self._purse, share=BATCH_SHARE))
        return Journaled(Insistent(asked), journal, emit)

    async def aclose(self) -> None:
        if "_hosted" in vars(self):
            await self._hosted.aclose()

    @cached_property
    def _hosted(self) -> LangChainModel:
        with importing():
            from lecturegen.llm.langchain import LangChainModel

            model = LangChainModel(self.settings)
        self.opened.set()
        return model
