"""Environment -> settings. Flags of the command line overrule them."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from lecturegen.errors import ConfigurationError


class Settings(BaseSettings):
    """Every setting has the prefix ``LECTUREGEN_``; key and address have the names that clients share."""

    model_config = SettingsConfigDict(env_prefix="LECTUREGEN_", extra="ignore", frozen=True, populate_by_name=True)

    api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    model: str = Field(default="gpt-4.1-mini", description="name of the model, as the service knows it")
    provider: str = Field(default="openai", description="LangChain provider; others than openai need their package")
    concurrency: int = Field(default=32, ge=1, le=1000, description="requests in flight at most, over all weeks")
    requests_per_minute: int | None = Field(default=None, ge=1, description="requests sent in any minute at most")
    tokens_per_minute: int | None = Field(default=None, ge=1, description="tokens, estimated, in any minute at most")
    budget: float | None = Field(default=None, gt=0, description="US dollars that a run may cost at most")
    budget_tokens: int | None = Field(default=None, gt=0, description="tokens that a run may use at most")
    prices: dict[str, tuple[float, float]] = Field(
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

    @property
    def hosted(self) -> bool:
        """Whether there is a model to ask: a key or an address is given."""
        return self.api_key is not None or self.base_url is not None


def load_settings(**flags: object) -> Settings:
    """Settings from the environment; flags that are None are not given. Raises ConfigurationError naming each fault."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        _drop_if_blank(name)
    try:
        return Settings.model_validate(Settings().model_dump() | {k: v for k, v in flags.items() if v is not None})
    except ValidationError as error:
        lines = [f"LECTUREGEN_{str(e['loc'][0]).upper()}: {e['msg']}, not {e['input']!r}" for e in error.errors()]
        raise ConfigurationError("\n".join(lines)) from None


def _drop_if_blank(name: str) -> None:
    import os

    # `OPENAI_API_KEY= lecturegen …` is how people say "no key"
    if not os.environ.get(name, "x").strip():
        del os.environ[name]
