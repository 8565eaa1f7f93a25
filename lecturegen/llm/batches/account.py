"""What all rounds of a command came to, so that a budget holds for their sum: kept beside the letters.

It is opened by the first letter and closed by the run that leaves none on its way; what is asked after that has a
budget of its own, as it has where no batches are used. A letter on its way counts for the most that it may take.
"""

from __future__ import annotations

from typing import Any

from lecturegen.database import Database
from lecturegen.errors import ModelError
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.batches.letters import Came
from lecturegen.llm.budget import FIRST_GUESS, ROOMY
from lecturegen.llm.estimate import expected
from lecturegen.llm.prices import BATCH_SHARE
from lecturegen.usage import Usage

TABLES = (
    "create table if not exists most (name text primary key, prompt integer, completion integer) without rowid",
    "create table if not exists paid (share real, prompt integer, completion integer, cached integer)",
)
_MOST = "select came, most.prompt, most.completion from letters join most on most.name = letters.name"


class Account:
    """In the file of ``store``, whose transactions are its own."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def promise(self, name: str, request: Request[Any]) -> None:
        """A letter is about to be posted."""
        usage = most(request)
        self._store.run("insert or replace into most values (?, ?, ?)", name, usage.prompt, usage.completion)

    def settle(self, name: str) -> None:
        """What came back for this is paid; call it in the transaction that deletes the letter."""
        for came, prompt, completion in self._store.run(f"{_MOST} where letters.name = ?", name):
            self.pay(_taken(came, Usage(prompt, completion)), BATCH_SHARE)
        self._store.run("delete from most where name = ?", name)

    def pay(self, usage: Usage, share: float) -> None:
        """``share``: of the price that live requests have."""
        if usage.counted:
            values = (share, usage.prompt, usage.completion, usage.cached)
            self._store.run("insert into paid values (?, ?, ?, ?)", *values)

    def so_far(self) -> list[tuple[Usage, float]]:
        """What earlier rounds took, or may take, and the share of the price that it has."""
        paid = self._store.run("select share, prompt, completion, cached from paid")
        waiting = [_taken(came, Usage(*tokens)) for came, *tokens in self._store.run(_MOST)]
        return [*((Usage(*tokens), share) for share, *tokens in paid), *((usage, BATCH_SHARE) for usage in waiting)]

    def close_if_done(self) -> None:
        """Once nothing is on its way, the command has come to its end, good or bad."""
        with self._store.transaction():
            if not self._store.run("select 1 from letters where came is null limit 1"):
                self._store.run("delete from paid")


class Paying(Wrapper):
    """Around every live attempt: what it takes counts as a round's own."""

    def __init__(self, inner: Model, account: Account) -> None:
        super().__init__(inner)
        self._account = account

    async def ask(self, request: Request[W]) -> Reply[W]:
        try:
            reply = await self._inner.ask(request)
        except ModelError as error:
            self._account.pay(most(request) if error.billed_unseen else error.usage or Usage(), 1.0)
            raise
        self._account.pay(reply.usage if reply.usage.counted else most(request), 1.0)
        return reply


def most(request: Request[Any]) -> Usage:
    """What a request may take, with the length limit that it has or would have under a budget."""
    likely = expected(request)
    return Usage(round(likely.prompt * FIRST_GUESS), request.max_tokens or round(likely.completion * ROOMY))


def _taken(came: str | None, promised: Usage) -> Usage:
    """Of a letter: ``promised`` until it is known, and where an answer does not say what it took."""
    if came is None:
        return promised
    answer = Came.loaded(came)
    return promised if answer.status == 200 and not answer.usage.counted else answer.usage
