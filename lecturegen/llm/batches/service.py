"""The files and batches of a service, through the openai package: every failure is one of our errors.

An address with a deployment is Azure's: files and batches are then beside the deployments, and the deployment is the
model that the lines name. Imported when something is posted, like ``lecturegen.llm.chat``.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, TypeVar

import httpx2
import openai
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, stop_before_delay

from lecturegen.errors import ModelBusy, NoBatches
from lecturegen.events import Emit, Waiting, silent
from lecturegen.llm import failures
from lecturegen.llm.certificates import trusted
from lecturegen.llm.discreet import without_key
from lecturegen.llm.langchain import address_of
from lecturegen.llm.retry import giving_up, told_or_longer
from lecturegen.llm.transport import MOST_BYTES
from lecturegen.settings import Settings

LOOK_BACK = 30 * 24 * 3600.0
"""Seconds that a batch is looked for by its digest: services keep what batches answered for 30 days."""
PAGE = 100
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_ABSENT = frozenset({404, 405, 501})
_DEPLOYMENT = re.compile(r"/deployments/([^/?]+)/?$")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """How it goes with a batch. ``files``: its output and its errors, those that there are.

    ``faults``: line of its file (None: all of it), code and message of what was wrong with it.
    """

    status: str
    requests: int
    done: int
    files: tuple[str, ...]
    faults: tuple[tuple[int | None, str, str], ...]

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class BatchService:
    """``url`` is where each line of a file goes; ``deployment`` the model that they have to name, if there is one."""

    def __init__(self, settings: Settings, hear: Emit = silent) -> None:
        self._settings, self._hear = settings, hear
        key = settings.api_key.get_secret_value() if settings.api_key else "none"
        self._key = key
        given = address_of(settings.base_url, key)
        base, found = given["base_url"], _DEPLOYMENT.search(given["base_url"] or "")
        self.deployment = found[1] if found else None
        self.url = "/chat/completions" if found else "/v1/chat/completions"
        self._api = openai.AsyncOpenAI(
            **(given | {"base_url": base[: found.start()] if found else base}), api_key=key, max_retries=0,
            timeout=settings.timeout, http_client=openai.DefaultAioHttpClient(verify=trusted()),
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The address, for people and for telling services apart."""
        return str(self._api.base_url).rstrip("/")

    async def aclose(self) -> None:
        await self._api.close()

    async def check(self) -> None:
        """Raises NoBatches if the service has no Batch API."""

        async def first() -> Any:
            with self._there():
                return await self._api.batches.list(limit=1)

        # some servers answer whatever they do not know with 200
        if not isinstance(getattr(await self.patiently(first), "data", None), list):
            raise self._absent("no list of batches")

    async def find(self, digest: str) -> str:
        """The newest batch made of a file with this digest; empty: there is none."""

        async def look() -> str:
            oldest = time.time() - LOOK_BACK
            async for batch in self._api.batches.list(limit=PAGE):
                if (batch.created_at or oldest) < oldest:
                    break
                if (batch.metadata or {}).get("digest") == digest:
                    return batch.id
            return ""

        return await self.patiently(look)

    async def upload(self, file: IO[bytes], name: str) -> str:
        """Upload a batch's file, streamed from where it lies; its id, once the service can use it."""

        async def send() -> str:
            with self._there():
                return (await self._api.files.create(file=(name, file), purpose="batch")).id

        made = await self.patiently(send)
        await self.patiently(lambda: self._ready(made))
        return made

    async def create(self, file: str, digest: str) -> tuple[str, bool]:
        """The batch of an uploaded file, and whether it was there: the answer to a call that made it may get lost."""
        tried = False

        async def make() -> tuple[str, bool]:
            nonlocal tried
            if tried and (found := await self.find(digest)):
                return found, True
            tried = True
            url: Any = self.url  # Azure's is none of those that the package lists
            metadata = {"digest": digest, "made_by": "lecturegen"}
            made = await self._api.batches.create(
                input_file_id=file, endpoint=url, completion_window="24h", metadata=metadata,
                extra_headers={"Idempotency-Key": digest},
            )  # fmt: skip
            return made.id, False

        return await self.patiently(make)

    async def look(self, name: str) -> Seen:
        """How it goes with a batch."""

        async def retrieve() -> openai.types.Batch:
            return await self._api.batches.retrieve(name)

        batch = await self.patiently(retrieve)
        counts, faults = batch.request_counts, (batch.errors and batch.errors.data) or ()
        return Seen(
            batch.status, counts.total if counts else 0, counts.completed + counts.failed if counts else 0,
            tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
            tuple((fault.line, fault.code or "", fault.message or "") for fault in faults),
        )  # fmt: skip

    async def lines(self, file: str) -> AsyncIterator[bytes]:
        """The lines of a file, one at a time. What is longer than any answer comes as an empty line."""
        # str.splitlines, which the package's own iterator uses, splits at signs that JSON leaves as they are
        rest, too_long = b"", False
        with self._said():
            async with self._api.files.with_streaming_response.content(file) as response:
                async for chunk in response.iter_bytes(2**16):
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole:
                        yield b"" if too_long else line
                        too_long = False
                    if len(rest) > MOST_BYTES:
                        rest, too_long = b"", True
        if rest and not too_long:
            yield rest

    async def patiently(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call, and again while the service is busy, as long as the settings allow."""
        settings = self._settings
        with giving_up(settings.retry_seconds):
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type(ModelBusy), wait=told_or_longer(settings), before_sleep=self._waits,
                stop=stop_after_attempt(settings.attempts) | stop_before_delay(settings.retry_seconds), reraise=True,
            ):  # fmt: skip
                with attempt, self._said():
                    return await call()
        raise AssertionError("tenacity ends by returning or raising")

    async def _ready(self, file: str) -> None:
        status = (await self._api.files.retrieve(file)).status if self.deployment else "processed"
        if status in ("pending", "running"):
            raise ModelBusy(f"the service has not read the file yet: {status}")

    def _waits(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        self._hear(Waiting(state.next_action.sleep if state.next_action else 0.0, str(error)))

    @contextmanager
    def _there(self) -> Iterator[None]:
        """A call that every service with a Batch API has."""
        try:
            yield
        except openai.APIStatusError as error:
            if error.status_code in _ABSENT:
                raise self._absent(f"it answers {error.status_code}") from error
            raise

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What the client raises -> our errors, without the key."""
        try:
            yield
        except openai.APIStatusError as error:
            ours = failures.of_status(error)
        except openai.APIConnectionError as error:
            ours = failures.of_connection(error)
        except (openai.APIError, httpx2.HTTPError) as error:
            ours = ModelBusy(f"the answer could not be read: {type(error).__name__}: {error}")
        else:
            return
        ours.args = (without_key(str(ours), self._key),)
        raise ours

    def _absent(self, why: str) -> NoBatches:
        return NoBatches(f"{self.name} has no Batch API ({why})")
