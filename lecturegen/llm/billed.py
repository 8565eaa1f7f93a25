"""The ``usage`` of an answer, where it can be counted: services leave it out, and some write there what is no count."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from lecturegen.usage import Usage

Count = Annotated[int, Field(strict=True, ge=0, lt=10**12)]
"""Tokens. What is more than any model ever took is no count."""


class _OfPrompt(BaseModel):
    cached_tokens: Count | None = None


class _Billed(BaseModel):
    prompt_tokens: Count | None = None
    completion_tokens: Count | None = None
    total_tokens: Count | None = None
    prompt_tokens_details: _OfPrompt | None = None
    completion_tokens_details: dict[str, Any] | None = None


def billed(answer: dict[str, Any]) -> Usage:
    """What an answer says that it cost; nothing if it does not say so in numbers."""
    try:
        said = _Billed.model_validate(answer.get("usage"))
    except ValidationError:
        return Usage()
    prompt = said.prompt_tokens or 0
    cached = (said.prompt_tokens_details and said.prompt_tokens_details.cached_tokens) or 0
    return Usage(prompt, said.completion_tokens or 0, min(cached, prompt))
