"""A model whose answers come in batches: what was answered is read, what was not is posted.

Each part is a model of its own, so that what stands around models stands around these too: ``Replies`` loses what is
private in its errors as any model does, ``Outbox`` posts only what the budget can pay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lecturegen.errors import ModelBusy, ModelError, Posted
from lecturegen.events import Emit, RequestPosted
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.batches.inbox import Inbox
from lecturegen.llm.batches.letters import NOT_RUN, Letter
from lecturegen.llm.batches.store import Store
from lecturegen.llm.journal import Journal
from lecturegen.llm.ladder import rung
from lecturegen.llm.langchain import LangChainModel
from lecturegen.llm.recorded import address

POSTINGS = 3
"""Times the same request is posted while the service fails it; live tries are seconds apart, these up to a day."""


class Replies(Wrapper):
    """Answers from the inbox alone; what is wrong with them is found as it would be found live."""

    def __init__(self, inner: LangChainModel, inbox: Inbox) -> None:
        super().__init__(inner)
        self._model, self._inbox = inner, inbox

    async def ask(self, request: Request[W]) -> Reply[W]:
        came, made = self._inbox.reply(request.address)
        if came.status == NOT_RUN and came.failure:
            raise came.failure
        return self._model.read(request, came.status, came.body, made)


@dataclass(frozen=True)
class Box:
    """Where the requests of one week go, and where what came back for them lies."""

    store: Store
    folder: str
    inbox: Inbox

    def waits(self, request: Request[W]) -> bool:
        return self.store.waits(self.folder, request.address)


class Outbox(Wrapper):
    """Puts every request into the store, and always raises Posted."""

    def __init__(self, inner: LangChainModel, changes: dict[str, str], box: Box, emit: Emit) -> None:
        """``changes``: fields of every payload that are otherwise where it goes."""
        super().__init__(inner)
        self._model, self._changes, self._box, self._emit = inner, changes, box, emit

    async def ask(self, request: Request[W]) -> Reply[W]:
        payload = self._model.payload(request) | self._changes
        tries = self._box.inbox.ever(request.address) + 1
        letter = Letter(
            self._box.folder, request.address, tries, request.key, request.kind, request.unit, rung(payload)
        )
        self._box.store.put(letter, payload)
        self._box.store.account.promise(letter.name, request)
        self._emit(RequestPosted(request.kind, request.unit))
        raise Posted


class Posting(Wrapper):
    """Reads what a batch answered, raises Posted for what one is to answer, and posts the rest.

    ``inner`` is asked live, if ``repairs`` says so: for what a batch failed to answer, answered so that it has to be
    asked differently, or what is sent back. ``most``: times that a request is posted while the service fails it.
    """

    def __init__(
        self, inner: Model, box: Box, read: Model, post: Model, journal: Journal, *, most: int, repairs: bool
    ) -> None:
        super().__init__(inner)
        self._box, self._read, self._post, self._journal = box, read, post, journal
        self._most, self._repairs = most, repairs

    async def ask(self, request: Request[W]) -> Reply[W]:
        request = replace(request, address=address(self.fingerprint, request))
        if self._box.waits(request):
            raise Posted
        tries = self._box.inbox.tries(request.address)
        if tries:
            try:
                return await self._reread(request)
            except ModelBusy:
                if tries >= self._most and not self._repairs:
                    raise
        again = tries or request.kind == "revise" or request.address != request.key
        return await (self._inner if again and self._repairs else self._post).ask(request)

    async def _reread(self, request: Request[W]) -> Reply[W]:
        try:
            reply = await self._read.ask(request)
        except ModelError as error:
            self._box.inbox.judged(request.address, error)
            raise
        self._journal.keep(request, reply.text)
        return reply
