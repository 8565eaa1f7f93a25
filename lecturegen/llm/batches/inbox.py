"""What batches answered for one week, in its journal: noted in the ledger at once, read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lecturegen.errors import ModelError
from lecturegen.events import Emit, RequestEnded
from lecturegen.llm.batches.letters import SHOWN, Came, Letter
from lecturegen.llm.journal import UNSEEN, Journal
from lecturegen.usage import Usage

_TABLES = (
    """create table if not exists replies (
    address text primary key, key text, tries integer, rung text, came text, attempt integer) without rowid""",
    "create table if not exists collected (name text primary key, batch text, attempt integer) without rowid",
)
Price = Callable[[Usage], float | None]
"""US dollars for what a batch used; None: not known."""


class Inbox:
    """The replies of one week. They stay until the week has come to its end, good or bad."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        journal.add(_TABLES)

    def deliver(self, letters: Iterable[tuple[Letter, Came, str]], model: str, price: Price, emit: Emit) -> list[str]:
        """Note what came back, in one commit; the names of all that is now here.

        What was here before is not counted again.
        """
        names, told = [], []
        with self._journal.transaction():
            for letter, came, batch in letters:
                names.append(letter.name)
                if not self._journal.run("select 1 from collected where name = ?", letter.name):
                    told.append(self._note(letter, came, batch, model, price))
        for event in told:
            emit(event)
        return names

    def _note(self, letter: Letter, came: Came, batch: str, model: str, price: Price) -> RequestEnded:
        failure = came.failure
        ended = RequestEnded(
            letter.kind, letter.unit, failure.outcome if failure else "ok", came.usage, 0.0, price(came.usage), batch
        )
        attempt = self._journal.note_attempt(letter.key, ended, model)
        self._journal.run("insert into collected values (?, ?, ?)", letter.name, batch, attempt)
        self._journal.run(
            "insert or replace into replies values (?, ?, ?, ?, ?, ?)",
            letter.address, letter.key, self.tries(letter.address) + 1, letter.rung, came.dumped(), attempt,
        )  # fmt: skip
        return ended

    def tries(self, address: str) -> int:
        """Times that this request came back since the week last ended; 0: it was not posted."""
        return next((int(n) for (n,) in self._journal.run("select tries from replies where address = ?", address)), 0)

    def ever(self, address: str) -> int:
        """Times that this request came back since there is a journal."""
        start = f"{address[:SHOWN]}-"
        sql = "select count(*) from collected where name between ? and ?"
        ((count,),) = self._journal.run(sql, start, f"{start}~")
        return int(count)

    def reply(self, address: str) -> tuple[Came, str]:
        """What came back last for this request, and the rung that it was posted on."""
        ((came, rung),) = self._journal.run("select came, rung from replies where address = ?", address)
        return Came.loaded(came), rung

    def judged(self, address: str, error: ModelError) -> None:
        """The reply was read, and is not what was asked for: the ledger says so."""
        outcome = UNSEEN if error.billed_unseen else error.outcome
        self._journal.flush()
        self._journal.run(
            "update attempts set outcome = ?, error = ?, reply = ? where id = "
            "(select attempt from replies where address = ?)",
            outcome, str(error), error.text, address,
        )  # fmt: skip

    def clear(self) -> None:
        """The week has come to its end: what led nowhere is asked anew if the command is run again."""
        self._journal.flush()
        self._journal.run("delete from replies")
