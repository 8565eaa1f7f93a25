"""A request -> a chat model of LangChain's -> a validated reply. The only calls of a provider are here.

One call is one HTTP request: the client's and LangChain's own retries are off, because the first retry an exhausted
quota, the second ignore Retry-After, and together they multiply. Retrying is ``llm.retry``'s, once.

The format goes through ``extra_body`` and not through ``with_structured_output``, which hides failures: a
truncated reply loses its billed tokens, a refusal becomes None. Services differ in what they take, so there is a ladder
for the format (strict schema, JSON object, plain text) and one for the name of the length limit. We step down when a
400 names the field, and remember it. Whatever the service promised, the reply is validated here.

Imports of langchain and openai cost 0.8 s and 80 MB, so they happen when a model is opened.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from lecturegen.errors import BadReply, ConfigurationError, ModelBusy, ModelError, Truncated
from lecturegen.llm import Reply, Request, W, failures, mend
from lecturegen.llm.continuation import joined
from lecturegen.llm.meters import allowance
from lecturegen.schema.export import wire_schema
from lecturegen.schema.wire import Wire
from lecturegen.settings import Settings
from lecturegen.usage import Allowance, Usage

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

_FORMATS = ("json_schema", "json_object", "text")
_LIMITS = ("max_completion_tokens", "max_tokens")


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
        self._format, self._limit = _FORMATS[0], _LIMITS[0]
        self._most: int | None = None  # tokens that the model writes at most, once the service has said so
        self._refused: set[str] = set()  # names of the limit that the service does not take
        self._openai = settings.provider in ("openai", "azure_openai")
        if not self._openai:
            self._format = _FORMATS[-1]
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
                self._heed(error, request)
            error.allowance = exchange.allowance
            raise

    def payload(self, request: Request[Any]) -> dict[str, Any]:
        """The body of a request, for whoever sends it in a file. Raises ConfigurationError if the provider has none."""
        if self._settings.provider != "openai":
            raise ConfigurationError(f"LECTUREGEN_PROVIDER={self._settings.provider} has no Batch API; use openai")
        made: dict[str, Any] = self._model.payload(_turns(request), **self._body(request, self._format, self._limit))
        return made

    def read(self, request: Request[W], status: int, body: Any, rung: str) -> Reply[W]:
        """What came back in a file for a payload of ``rung``. Raises what ``ask`` would have raised over it."""
        if status != 200:
            error, (format_, limit) = failures.as_status(status, body), rung.split()
            if self._stepped_down(error, format_, limit, request):
                raise ModelBusy(f"the service does not take a field of the request ({status}), which is left out now")
            raise failures.of_status(error)
        try:
            return _read(self._model.message(body), request)
        except (IndexError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise _unreadable(body, error) from error
        except Truncated as error:
            self._heed(error, request)
            raise

    @property
    def ladder(self) -> str:
        """What the service was found to take, to be remembered for another run."""
        return json.dumps([self._format, self._limit, self._most, sorted(self._refused)])

    @ladder.setter
    def ladder(self, remembered: str) -> None:
        self._format, self._limit, self._most, refused = json.loads(remembered)
        self._refused = set(refused)

    async def aclose(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def _call(self, request: Request[Any], exchange: _Exchange) -> AIMessage:
        """One HTTP request, or more where the service names a field that it does not know."""
        import openai

        while True:
            format_, limit = self._format, self._limit
            try:
                return await self._invoke(request, format_, limit, exchange)
            except openai.APIStatusError as error:
                if not self._stepped_down(error, format_, limit, request):
                    raise failures.of_status(error) from error
            except openai.APIConnectionError as error:  # a timeout is one too
                raise failures.of_connection(error) from error
            except openai.APIError as error:
                raise _unseen(f"the answer could not be read: {error}") from error

    async def _invoke(self, request: Request[Any], format_: str, limit: str, exchange: _Exchange) -> AIMessage:
        from langsmith.run_helpers import tracing_context

        body = self._body(request, format_, limit)
        try:
            async with asyncio.timeout(self._settings.timeout):
                with tracing_context(enabled=self._settings.langsmith):
                    reply: AIMessage = await self._model.ainvoke(_turns(request), **body)
                    return reply
        except TimeoutError:
            raise _unseen(f"no answer within {self._settings.timeout:g} s") from None
        except (IndexError, KeyError, TypeError, ValueError) as error:
            # what LangChain raises over a 200 that is no chat completion
            raise _unreadable(exchange.body(), error) from error

    def _body(self, request: Request[Any], format_: str, limit: str) -> dict[str, Any]:
        if not self._openai:
            return {}
        body: dict[str, Any] = {}
        if request.begun:
            pass  # a format would have the reply begin anew
        elif format_ == "json_schema":
            shape: type[Wire] = request.shape
            body["response_format"] = _strict_format(shape)
        elif format_ == "json_object":
            body["response_format"] = {"type": "json_object"}
        if request.max_tokens is not None:
            body[limit] = min(request.max_tokens, self._most or request.max_tokens)
        return {"extra_body": body} if body else {}

    def _stepped_down(self, error: Any, format_: str, limit: str, request: Request[Any]) -> bool:
        """Whether the complaint was about a field for which there is a lower rung, which is then taken."""
        if format_ != _FORMATS[-1] and self._openai and failures.names(error, "response_format"):
            if self._format == format_:  # another call may have stepped down meanwhile
                self._format = _FORMATS[_FORMATS.index(format_) + 1]
            return True
        if request.max_tokens is not None and failures.names(error, limit):
            most = failures.most_tokens(error)
            if most and most < min(request.max_tokens, self._most or request.max_tokens + 1):
                self._most = most  # what is then cut is continued
                return True
            self._refused.add(limit)
            self._rename_limit()
            return self._limit not in self._refused
        return False

    def _heed(self, error: Truncated, request: Request[Any]) -> None:
        if error.usage and error.usage.completion < (request.max_tokens or 0):
            self._rename_limit()  # cut before the limit that we named: perhaps it was ignored

    def _rename_limit(self) -> None:
        other = _LIMITS[1 - _LIMITS.index(self._limit)]
        if other not in self._refused and (self._limit == _LIMITS[0] or self._limit in self._refused):
            self._limit = other

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


def rung(payload: Mapping[str, Any]) -> str:
    """On which rung of either ladder a payload was made: its format, and the name of its limit."""
    given = payload.get("response_format") or {"type": _FORMATS[-1]}
    return f"{given['type']} {_LIMITS[1] if _LIMITS[1] in payload else _LIMITS[0]}"


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
    text = joined(request.begun, message.text)
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


@cache
def _strict_format(shape: type[Wire]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": shape.__name__, "strict": True, "schema": wire_schema(shape)},
    }


def _http_client(settings: Settings) -> Any:
    """A client that keeps the response at hand."""
    from lecturegen.llm.transport import http_client

    def keep(response: Any) -> None:
        if (exchange := _exchange.get(None)) is not None:
            exchange.response = response

    return http_client(settings.concurrency, keep)


def _unreadable(body: Any, error: Exception) -> ModelError:
    """A 200 that is no chat completion: an empty list of choices is a bad reply, anything else a broken answer."""
    from lecturegen.llm.transport import TooLong

    if isinstance(error, TooLong):
        long = BadReply(str(error))
        long.billed_unseen = True
        return long
    if isinstance(body, dict) and not body.get("choices") and "choices" in body:
        billed = body.get("usage") or {}
        usage = Usage(int(billed.get("prompt_tokens") or 0), int(billed.get("completion_tokens") or 0))
        return BadReply("the reply is empty: no choices", usage=usage)
    if isinstance(body, dict) and body.get("error"):
        return failures.of_hidden(body["error"])
    return _unseen(f"the answer could not be read: {type(error).__name__}: {str(error)[:200]}")


def _unseen(message: str) -> ModelBusy:
    """A failure behind which the service may have done its work, and may bill it."""
    busy = ModelBusy(message)
    busy.billed_unseen = True
    return busy


def _usage(message: AIMessage) -> Usage:
    billed = message.usage_metadata
    if billed is None:
        return Usage()
    return Usage(
        billed["input_tokens"], billed["output_tokens"], billed.get("input_token_details", {}).get("cache_read", 0)
    )


def _first(error: ValidationError) -> str:
    """The first few complaints, with their places."""
    found = error.errors(include_url=False, include_input=False)
    lines = [f"/{'/'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:5]]
    return "; ".join(lines) + (f"; and {len(found) - 5} more" if len(found) > 5 else "")
