"""A request -> a chat model of LangChain's -> a validated reply. The only calls of a provider are here.

One call is one HTTP request: the client's and LangChain's own retries are off, because the first retry an exhausted
quota, the second ignore Retry-After, and together they multiply. Retrying is ``llm.retry``'s, once.

The format goes through ``extra_body`` and not through ``with_structured_output``, which hides failures: a
truncated reply loses its billed tokens, a refusal becomes None. What a service takes is for `lecturegen.llm.ladder` to
find out. Whatever it promised, the reply is validated here.

Imports of langchain and openai cost 0.8 s and 80 MB, so they happen when a model is opened.
"""

from __future__ import annotations

import asyncio
import json
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from lecturegen.errors import BadReply, ConfigurationError, ModelBusy, ModelError, Truncated
from lecturegen.llm import Reply, Request, W, failures, mend
from lecturegen.llm.billed import billed
from lecturegen.llm.continuation import joined
from lecturegen.llm.ladder import Ladder
from lecturegen.llm.meters import allowance
from lecturegen.settings import Settings
from lecturegen.usage import Allowance, Usage

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
"""What LangChain raises over a 200 that is no chat completion."""


@dataclass
class _Exchange:
    """The HTTP response behind a call, kept for when LangChain cannot make a message of it."""

    response: Any = None

    def body(self) -> Any:
        """The body of the answer, if it is JSON."""
        try:
            return self.response.json()
        except (AttributeError, ValueError, RuntimeError):
            return None

    @property
    def allowance(self) -> Allowance | None:
        return None if self.response is None else allowance(self.response.headers)


_exchange: ContextVar[_Exchange] = ContextVar("_exchange")


class LangChainModel:
    """Any model behind an OpenAI-compatible address, or of another LangChain provider."""

    revises = True

    def __init__(self, settings: Settings) -> None:
        """Open the model. Raises ConfigurationError if the provider's package is not installed."""
        self._settings = settings
        self._openai = settings.provider in ("openai", "azure_openai")
        self.ladder = Ladder(formats=self._openai)
        self._http = _http_client(settings) if self._openai else None
        self._model = self._open()

    @property
    def name(self) -> str:
        return self._settings.model

    @property
    def fingerprint(self) -> str:
        s = self._settings
        parts = [s.provider, s.model, s.base_url, s.temperature, s.reasoning_effort]
        return sha256(json.dumps(parts).encode()).hexdigest()

    async def ask(self, request: Request[W]) -> Reply[W]:
        exchange = _Exchange()
        _exchange.set(exchange)
        try:
            message = await self._call(request, exchange)
            return replace(_read(message, request), allowance=exchange.allowance)
        except ModelError as error:
            if isinstance(error, Truncated):
                self.ladder.heed(error, request)
            error.allowance = exchange.allowance
            raise

    def payload(self, request: Request[Any]) -> dict[str, Any]:
        """The body of a request, for whoever sends it in a file. Raises ConfigurationError if the provider has none."""
        if self._settings.provider != "openai":
            raise ConfigurationError(f"LECTUREGEN_PROVIDER={self._settings.provider} has no Batch API; use openai")
        made: dict[str, Any] = self._model.payload(_turns(request), **self._body(request))
        return made

    def read(self, request: Request[W], status: int, body: Any, rung: str) -> Reply[W]:
        """What came back in a file for a payload of ``rung``. Raises what ``ask`` would have raised over it."""
        if status != 200:
            error = failures.as_status(status, body)
            if self.ladder.stepped_down(error, rung, request):
                raise ModelBusy(f"the service does not take a field of the request ({status}), which is left out now")
            raise failures.of_status(error)
        try:
            return _read(self._model.message(body), request)
        except UNREADABLE as error:
            raise _unreadable(body, error) from error
        except Truncated as error:
            self.ladder.heed(error, request)
            raise

    async def aclose(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def _call(self, request: Request[Any], exchange: _Exchange) -> AIMessage:
        """One HTTP request, or more where the service names a field that it does not know."""
        import openai

        while True:
            rung = self.ladder.rung
            try:
                return await self._invoke(request, exchange)
            except openai.APIStatusError as error:
                if not self.ladder.stepped_down(error, rung, request):
                    raise failures.of_status(error) from error
            except openai.APIConnectionError as error:  # a timeout is one too
                raise failures.of_connection(error) from error
            except openai.APIError as error:
                raise _unseen(f"the answer could not be read: {error}") from error

    async def _invoke(self, request: Request[Any], exchange: _Exchange) -> AIMessage:
        from langsmith.run_helpers import tracing_context

        body = self._body(request)
        try:
            async with asyncio.timeout(self._settings.timeout):
                with tracing_context(enabled=self._settings.langsmith):
                    reply: AIMessage = await self._model.ainvoke(_turns(request), **body)
                    return reply
        except TimeoutError:
            raise _unseen(f"no answer within {self._settings.timeout:g} s (LECTUREGEN_TIMEOUT)") from None
        except UNREADABLE as error:
            raise _unreadable(exchange.body(), error) from error

    def _body(self, request: Request[Any]) -> dict[str, Any]:
        fields = self.ladder.fields(request) if self._openai else {}
        return {"extra_body": fields} if fields else {}

    def _open(self) -> Any:
        s = self._settings
        # we step down by ourselves, and nobody here calls with_structured_output
        warnings.filterwarnings("ignore", message="This model does not support OpenAI's structured output")
        options: dict[str, Any] = {"max_retries": 0, "timeout": s.timeout}
        options |= {k: v for k in ("temperature", "reasoning_effort") if (v := getattr(s, k)) is not None}
        key = s.api_key.get_secret_value() if s.api_key else "none"  # local servers need no key
        if self._openai:
            options |= {
                **address_of(s.base_url, key),
                "api_key": key,
                "http_async_client": self._http,
                "use_responses_api": False,
            }
        if s.provider == "openai":
            from lecturegen.llm.chat import DirectChat

            async def key_of() -> str:
                return key

            # with a key that has to be awaited no second client is made, for calls that nobody makes
            return DirectChat(model=s.model, **options | {"api_key": key_of})
        from langchain.chat_models import init_chat_model

        try:
            return init_chat_model(s.model, model_provider=s.provider, **options)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(f"LECTUREGEN_PROVIDER={s.provider}: {error}") from error


def address_of(base_url: str | None, key: str) -> dict[str, Any]:
    """Where requests go. An address with a query is Azure's (``?api-version=…``), which reads the key elsewhere."""
    address, _, query = (base_url or "").partition("?")
    if not query:
        return {"base_url": base_url}
    return {"base_url": address, "default_query": dict(parse_qsl(query)), "default_headers": {"api-key": key}}


def _turns(request: Request[Any]) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return [kinds[message.role](message.text) for message in request.messages]


def _read(message: AIMessage, request: Request[W]) -> Reply[W]:
    """The reply in a message, put behind what was begun. Raises the ModelError that says what is wrong with it."""
    usage = _usage(message)
    text = joined(request.begun, failures.whole(message.text))
    finish = str(message.response_metadata.get("finish_reason") or "")
    wrong = failures.of_reply(text, finish, str(message.additional_kwargs.get("refusal") or ""), usage)
    if wrong is not None:
        raise wrong
    return read_reply(text, request.shape, usage)


def read_reply(text: str, shape: type[W], usage: Usage) -> Reply[W]:
    """The text of a reply -> a value of ``shape``. Raises BadReply, which says what does not fit."""
    try:
        value = shape.model_validate(mend.loads(text))
    except BadReply as error:
        raise type(error)(str(error), usage=usage, text=text) from error
    except ValidationError as error:
        raise BadReply(
            f"the reply does not have the form asked for: {_first(error)}", usage=usage, text=text
        ) from error
    return Reply(value, value.model_dump_json(), usage)


def _http_client(settings: Settings) -> Any:
    """A client that keeps the response at hand. Raises ConfigurationError if certificates cannot be read."""
    from lecturegen.llm.certificates import trusted

    def keep(response: Any) -> None:
        if (exchange := _exchange.get(None)) is not None:
            exchange.response = response

    try:
        with ThreadPoolExecutor(1) as beside:
            reading = beside.submit(trusted)
            from lecturegen.llm.transport import http_client  # a third of a second

            return http_client(settings.concurrency, reading.result(), keep)
    except OSError as error:
        named = " or ".join(f"{name}={os.environ[name]}" for name in CERTIFICATES if name in os.environ) or "TLS"
        raise ConfigurationError(f"{named}: certificates cannot be read there: {error.strerror}") from error


def _unreadable(body: Any, error: Exception) -> ModelError:
    """A 200 that is no chat completion: an empty list of choices is a bad reply, anything else a broken answer."""
    from lecturegen.llm.transport import TooLong

    if isinstance(error, TooLong):
        long = BadReply(str(error))
        long.billed_unseen = True
        return long
    if isinstance(body, dict) and not body.get("choices") and "choices" in body:
        return BadReply("the reply is empty: no choices", usage=billed(body))
    if isinstance(body, dict) and body.get("error"):
        return failures.of_hidden(body["error"])
    return _unseen(f"the answer could not be read: {type(error).__name__}: {str(error)[:200]}")


def _unseen(message: str) -> ModelBusy:
    """A failure behind which the service may have done its work, and may bill it."""
    busy = ModelBusy(message)
    busy.billed_unseen = True
    return busy


def _usage(message: AIMessage) -> Usage:
    said = message.usage_metadata
    if said is None:
        return Usage()
    prompt, cached = said["input_tokens"], said.get("input_token_details", {}).get("cache_read", 0)
    return Usage(prompt, said["output_tokens"], min(prompt, cached))


def _first(error: ValidationError) -> str:
    """The first few complaints, with their places."""
    found = error.errors(include_url=False, include_input=False)
    lines = [f"/{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:5]]
    return "; ".join(lines) + (f"; and {len(found) - 5} more" if len(found) > 5 else "")
