"""Environment -> settings. Flags of the command line overrule them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lecturegen.errors import ConfigurationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Price = Annotated[float, Field(ge=0)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """Every setting has the prefix ``LECTUREGEN_``; key and address have the names that clients share."""

    model_config = SettingsConfigDict(
        env_prefix="LECTUREGEN_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True,
        allow_inf_nan=False,
    )  # fmt: skip

    api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    model: Name = Field(default="gpt-4.1-mini", description="name of the model, as the service knows it")
    provider: str = Field(default="openai", description="LangChain provider; others than openai need their package")
    concurrency: int = Field(default=32, ge=1, le=1000, description="requests in flight at most, over all weeks")
    requests_per_minute: int | None = Field(default=None, ge=1, description="requests sent in any minute at most")
    tokens_per_minute: int | None = Field(default=None, ge=1, description="tokens, estimated, in any minute at most")
    budget: float | None = Field(default=None, gt=0, description="US dollars that a run may cost at most")
    budget_tokens: int | None = Field(default=None, gt=0, description="tokens that a run may use at most")
    prices: Annotated[dict[str, tuple[Price, Price]], NoDecode] = Field(
        default={}, description="model -> US dollars for a million prompt tokens, and completion tokens"
    )
    timeout: float = Field(default=300.0, gt=0, description="seconds until one request is given up")
    attempts: int = Field(default=10, ge=1, le=50, description="tries of the same request when the service is busy")
    retry_seconds: float = Field(default=600.0, gt=0, description="seconds of trying after which a request is given up")
    retry_wait: float = Field(default=0.5, ge=0, description="seconds before the second try; doubles, with jitter")
    batch_requests: int = Field(default=50_000, ge=1, le=50_000, description="requests in one batch at most")
    notes_tokens: int = Field(default=4000, ge=200, description="notes a section's request carries at most, in tokens")
    temperature: float | None = Field(default=None, description="left out unless set: reasoning models refuse it")
    reasoning_effort: str | None = Field(default=None, description="left out unless set")
    blind: bool = Field(default=True, description="answer every question again, without its key")
    journals: Path | None = Field(default=None, description="folder of this machine for the journals of a batch")
    title: str | None = Field(default=None, description="title of the documents; usually in the language of the week")
    langsmith: bool = Field(
        default=False, description="let LangChain upload traces; a stray LANGSMITH_TRACING does not"
    )
    otel: bool = Field(default=False, description="a span of OpenTelemetry for each request; needs lecturegen[otel]")

    @field_validator("api_key")
    @classmethod
    def _sendable(cls, key: SecretStr | None) -> SecretStr | None:
        """What a header can carry; it is pasted with a line break as a rule, or with a dash made nice."""
        given = key.get_secret_value().strip() if key else ""
        if not all("!" <= sign <= "~" for sign in given):
            raise ValueError(
                "a sign in the key cannot be sent (a blank, a line break, a dash or quote that is no ASCII)"
            )
        return SecretStr(given) if given else None

    @field_validator("base_url")
    @classmethod
    def _address(cls, given: str | None) -> str | None:
        url = (given or "").strip()
        if not url:
            return None
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # a port that is no number, a bracket without the other
            usable = False
        if not usable:
            raise ValueError(f"no address of a service: {url!r}; it should be like http://localhost:11434/v1")
        if "@" in parts.netloc:
            raise ValueError("a user or password in the address cannot be sent beside a key; give OPENAI_API_KEY alone")
        return url

    @field_validator("prices", mode="before")
    @classmethod
    def _from_json(cls, given: Any) -> Any:
        try:
            return json.loads(given) if isinstance(given, str) else given
        except ValueError as error:
            raise ValueError(f'no JSON ({error}); it should be like {{"my-model": [0.4, 1.6]}}') from None

    @property
    def hosted(self) -> bool:
        """Whether there is a model to ask: a key or an address is given."""
        return self.api_key is not None or self.base_url is not None


def load_settings(**flags: object) -> Settings:
    """Settings from the environment; flags that are None are not given. Raises ConfigurationError naming each fault."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        _drop_if_blank(name)
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings.model_validate(Settings().model_dump() | given)
    except ValidationError as error:
        raise ConfigurationError("\n".join(_told(fault, given) for fault in error.errors())) from None


def _told(fault: ErrorDetails, flags: dict[str, object]) -> str:
    """Where a fault is, and what it is. What our own checks say is whole, and never repeats a key."""
    name, *inner = map(str, fault["loc"])
    place = name if name.startswith("OPENAI_") else f"LECTUREGEN_{name.upper()}"
    place = ": ".join([f"--{name.replace('_', '-')}" if name in flags else place, *inner])
    if fault["type"] == "value_error":
        return f"{place}: {fault['ctx']['error']}"
    return f"{place}: {fault['msg']}, not {fault['input']!r}"


def _drop_if_blank(name: str) -> None:
    import os

    # `OPENAI_API_KEY= lecturegen …` is how people say "no key"
    if not os.environ.get(name, "x").strip():
        del os.environ[name]
