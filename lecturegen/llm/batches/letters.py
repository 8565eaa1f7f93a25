"""What is posted, and what comes back: one line of JSON each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lecturegen.errors import ModelBusy, ModelError
from lecturegen.llm import failures
from lecturegen.usage import Usage

NOT_RUN = 0
"""Status of a request that its batch ended without; the body then says why."""
SHOWN = 40
"""Characters of an address in a letter's name, which may have 64."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A request on its way. ``name`` is its ``custom_id``; ``folder`` where its journal lies, below the store's own.

    ``address`` is that of this very request, ``key`` the journal's address of the answer that it is about: they differ
    where a reply was cut, or had to be asked for differently. ``tries``: times it was ever posted, so that no two
    letters have one name.
    ``rung``: see ``llm.langchain``.
    """

    folder: str
    address: str
    tries: int
    key: str
    kind: str
    unit: str
    rung: str

    @property
    def name(self) -> str:
        return f"{self.address[:SHOWN]}-{sha256(self.folder.encode()).hexdigest()[:12]}-{self.tries}"


@dataclass(frozen=True, slots=True)
class Came:
    """What came back: the status and body of an HTTP answer, or NOT_RUN and the reason."""

    status: int
    body: Any

    @property
    def usage(self) -> Usage:
        """What the service counted; it is paid, whatever the reply is worth."""
        billed = self.body.get("usage") if isinstance(self.body, dict) else None
        if self.status != 200 or not isinstance(billed, dict):
            return Usage()
        details = billed.get("prompt_tokens_details")
        cached = details.get("cached_tokens") if isinstance(details, dict) else 0
        return Usage(*(_count(n) for n in (billed.get("prompt_tokens"), billed.get("completion_tokens"), cached)))

    @property
    def failure(self) -> ModelError | None:
        """What is wrong with it before anybody knows what was asked for."""
        if self.status == NOT_RUN:
            return ModelBusy(f"the batch ended without an answer to this: {failures.words(self.body) or 'no reason'}")
        return None if self.status == 200 else failures.of_status(failures.as_status(self.status, self.body))

    def dumped(self) -> str:
        return json.dumps([self.status, self.body], ensure_ascii=False)

    @classmethod
    def loaded(cls, text: str) -> Came:
        return cls(*json.loads(text))


def read_line(raw: bytes) -> tuple[str, Came] | None:
    """Name and answer in a line of an output or error file; None if there are none."""
    try:
        line = json.loads(raw)
        name, response = line["custom_id"], line.get("response")
        if response is not None:
            return str(name), Came(int(response["status_code"]), response.get("body"))
        return str(name), Came(NOT_RUN, line.get("error"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _count(given: Any) -> int:
    return max(0, given) if isinstance(given, int) else 0
