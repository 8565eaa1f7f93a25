"""Between the store and the service: posts what is in the outbox, brings what batches answered.

No moment of a kill pays twice. A batch's letters are sealed before anything is sent; a sealed batch that the service
has (it is known by the digest of its file) is adopted, one that it does not have is opened again. Answers are noted in
one commit a batch, and their letters are deleted only after the week's journal has them.
"""

from __future__ import annotations

from functools import partial
from tempfile import TemporaryFile

from lecturegen.errors import ConfigurationError, RequestRejected
from lecturegen.events import BatchCollected, BatchPosted, BatchSeen, Emit
from lecturegen.llm.batches.letters import NOT_RUN, Came, read_line
from lecturegen.llm.batches.service import BatchService, Seen
from lecturegen.llm.batches.store import Batch, Store


class Courier:
    """One run's way to the service."""

    def __init__(self, store: Store, service: BatchService, hear: Emit) -> None:
        self._store, self._service, self._hear = store, service, hear

    async def bring(self) -> None:
        """Find out what a killed run posted, and fetch what has been answered. Raises ModelError, NoBatches."""
        for batch in self._store.batches("sealed"):
            self._here(batch)
            with TemporaryFile(dir=self._store.path.parent) as file:
                name = await self._service.find(self._store.write(batch, file, self._service.url))
            if name:
                self._adopt(batch, name, found=True)
            else:
                self._store.unseal(batch)
        for batch in self._store.batches("posted"):
            self._here(batch)
            seen = await self._seen(batch)
            if seen.ended:
                await self._service.patiently(partial(self._take_in, batch, seen))
            else:
                self._hear(BatchSeen(batch.name, seen.status, batch.requests, seen.done))

    async def post(self, most: int) -> None:
        """Post the outbox, in batches of ``most`` requests. Raises ModelError; what is posted by then stays posted."""
        self._store.seal(self._service.name, most)
        for batch in self._store.batches("sealed"):
            with TemporaryFile(dir=self._store.path.parent) as file:
                digest = self._store.write(batch, file, self._service.url)
                name, found = await self._service.find(digest), True
                if not name:
                    uploaded = await self._service.upload(file, f"lecturegen-{digest[:16]}.jsonl")
                    name, found = await self._service.create(uploaded, digest)
            self._adopt(batch, name, found=found)

    def _adopt(self, batch: Batch, name: str, *, found: bool) -> None:
        self._store.posted(batch, name)
        self._hear(BatchPosted(name, batch.requests, found))

    def _here(self, batch: Batch) -> None:
        if batch.service != self._service.name:
            raise ConfigurationError(
                f"{self._store.path}: a batch was posted to {batch.service}, and this is {self._service.name}; "
                "come back with the address that it was posted to, or give another folder with --out"
            )

    async def _seen(self, batch: Batch) -> Seen:
        try:
            return await self._service.look(batch.name)
        except RequestRejected as error:
            raise ConfigurationError(
                f"{self._store.path}: {batch.name} was posted to {batch.service}, which does not know it now: {error}; "
                "is this the key of another project? If the batch is gone for good, move the file away: what it was "
                "to answer is then posted again"
            ) from error

    async def _take_in(self, batch: Batch, seen: Seen) -> None:
        """Every letter of an ended batch gets what it gets, all in one commit."""
        answered = strays = 0
        with self._store.transaction():
            for file in seen.files:
                async for raw in self._service.lines(file):
                    line = read_line(raw)
                    if line is not None and self._store.came(batch, *line):
                        answered += line[1].status == 200
                    else:
                        strays += bool(raw.strip())
            for number, code, message in seen.faults:
                if number is not None and (name := self._store.name_at(batch, number)):
                    self._store.came(batch, name, Came(400, {"error": {"code": code, "message": message}}))
            self._store.end(batch, seen.status, _rest(seen))
        reasons = tuple(dict.fromkeys(code for _, code, _ in seen.faults))
        self._hear(BatchCollected(batch.name, seen.status, batch.requests, answered, strays, reasons))


def _rest(seen: Seen) -> Came:
    """What a request gets that an ended batch says nothing about."""
    whole = next((f"{code}: {message}" for line, code, message in seen.faults if line is None), "")
    return Came(NOT_RUN, {"code": f"batch_{seen.status}", "message": whole or f"the batch {seen.status}"})
