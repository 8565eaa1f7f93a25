"""What a service counts: the tokens of a reply, and what it still allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; ``cached`` is the part of ``prompt`` read from its cache."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0

    @property
    def counted(self) -> bool:
        """Whether there was a count: no request takes nothing."""
        return self.prompt > 0 or self.completion > 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.completion + other.completion, self.cached + other.cached)


@dataclass(frozen=True, slots=True)
class Rest:
    """Of ``limit`` units a minute ``remaining`` are left."""

    limit: float
    remaining: float


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the rate limit headers of an answer say; None where they say nothing that can be true."""

    requests: Rest | None = None
    tokens: Rest | None = None
