"""Settings -> the models that a run asks: what its weeks share, and what each of them has for itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lecturegen.events import Emit
from lecturegen.garbage import settle
from lecturegen.llm import Model, Shared
from lecturegen.llm.budget import Purse, Thrifty
from lecturegen.llm.discreet import Discreet
from lecturegen.llm.journal import Journal, Journaled, Recorded
from lecturegen.llm.limits import Limiter
from lecturegen.llm.retry import Insistent, Patient
from lecturegen.schema import Passage
from lecturegen.settings import Settings


class Service:
    """What all weeks of a run share: connections, limits and budget."""

    def __init__(self, settings: Settings, *, offline: bool = False) -> None:
        """Raises ConfigurationError if the provider or a price is missing."""
        self.settings = settings
        self.offline = offline or not settings.hosted
        self.limiter = Limiter(settings)
        self._purse = Purse(settings)

    def bare(self, passages: Sequence[Passage]) -> Model:
        """The model without anything around it: one for the run if it is hosted, one a week if it is offline."""
        if not self.offline:
            return Shared(self._hosted)
        from lecturegen.llm.offline import OfflineModel

        return OfflineModel(passages)

    def around(self, model: Model, journal: Journal, emit: Emit) -> Model:
        """The model as the pipeline sees it, for one week.

        From the inside out: errors lose what is private in them; every attempt is traced, if that is wanted, and
        recorded, with its answer; none is made that the budget cannot pay; a
        busy service is asked again; a reply that cannot be used is asked for differently; what was answered before is
        not asked again.
        """
        model = Discreet(model, self.settings)
        if self.settings.otel:
            from lecturegen.llm.traced import Traced

            model = Traced(model, self.settings)
        thrifty = Thrifty(Recorded(model, journal, emit, self.settings.prices), self._purse)
        return Journaled(Insistent(Patient(thrifty, self.settings, emit, self.limiter)), journal, emit)

    async def aclose(self) -> None:
        if "_hosted" in vars(self):
            await self._hosted.aclose()

    @cached_property
    def _hosted(self) -> Model:
        from lecturegen.llm.langchain import LangChainModel

        model = LangChainModel(self.settings)
        settle()
        return model
