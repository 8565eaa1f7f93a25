"""Letters on their way, in one SQLite file in the folder above the weeks.

    in the outbox    batch is null; a run that is killed leaves them, and the next run begins anew
    sealed           they belong to a batch that the service may or may not have: what a killed run cannot know
    posted           the service has named the batch
    come back        ``came`` is there; the week that they are for has not fetched it yet

A batch's file is made from its letters, in the order of their names, so its digest is the same whoever makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from lecturegen.database import Database
from lecturegen.llm.batches import account
from lecturegen.llm.batches.account import Account
from lecturegen.llm.batches.letters import Came, Letter

FILE = ".batches.sqlite"
MOST_BYTES = 200 * 10**6
"""Of a batch's file; OpenAI's limit."""
_LINE = 400
"""Bytes of a line beside the body, at most."""
_TABLES = (
    """create table if not exists batches (
    id integer primary key, service text, name text, status text, requests integer)""",
    """create table if not exists letters (
    folder text, address text, tries integer, key text, kind text, unit text, rung text,
    name text primary key, body text, batch integer, came text)""",
    "create index if not exists of_folder on letters (folder, address)",
    "create index if not exists of_batch on letters (batch, name)",
    "create table if not exists known (service text primary key, ladder text)",
)
_LETTER = "folder, address, tries, key, kind, unit, rung"


@dataclass(frozen=True, slots=True)
class Batch:
    """``name`` is the service's; empty: the service may not have it. ``service``: its address, without a key."""

    id: int
    service: str
    name: str
    requests: int


class Store(Database):
    """Close it. A second process is told that it has to wait."""

    what = "the list of batches"

    def __init__(self, folder: Path) -> None:
        """Raises FolderError if the file is in use, damaged, or cannot be written."""
        super().__init__(folder / FILE, (*_TABLES, *account.TABLES))
        self.account = Account(self)

    # the outbox

    def begin_anew(self) -> None:
        """Empty the outbox: what is still wanted will be asked for again."""
        with self.transaction():
            self.run("delete from letters where batch is null")
            self.run("delete from most where name not in (select name from letters)")

    def put(self, letter: Letter, payload: dict[str, Any]) -> None:
        values = (*astuple(letter), letter.name, json.dumps(payload, ensure_ascii=False, sort_keys=True))
        self.run("insert or ignore into letters values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)", *values)

    def waits(self, folder: str, address: str) -> bool:
        """Whether this request is on its way."""
        return bool(self.run("select 1 from letters where folder = ? and address = ? limit 1", folder, address))

    def waiting(self, folder: str) -> int:
        ((count,),) = self.run("select count(*) from letters where folder = ? and came is null", folder)
        return int(count)

    # to the service

    def seal(self, service: str, most: int) -> None:
        """Make batches of the outbox, of ``most`` letters each."""
        sizes = self.run("select name, length(cast(body as blob)) from letters where batch is null order by name")
        with self.transaction():
            batch, count, size = 0, most, 0
            for name, length in sizes:
                if count >= most or size + length + _LINE > MOST_BYTES:
                    self.run("insert into batches values (null, ?, '', 'sealed', 0)", service)
                    ((batch,),) = self.run("select last_insert_rowid()")
                    count = size = 0
                self.run("update letters set batch = ? where name = ?", batch, name)
                self.run("update batches set requests = requests + 1 where id = ?", batch)
                count, size = count + 1, size + length + _LINE

    def unseal(self, batch: Batch) -> None:
        """The service has no such batch: it was never posted."""
        with self.transaction():
            self.run("update letters set batch = null where batch = ?", batch.id)
            self.run("delete from batches where id = ?", batch.id)

    def write(self, batch: Batch, file: IO[bytes], url: str) -> str:
        """Write the batch's file; its digest."""
        seen = sha256()
        for name, body in self.rows("select name, body from letters where batch = ? order by name", batch.id):
            line = f'{{"custom_id": "{name}", "method": "POST", "url": "{url}", "body": {body}}}\n'.encode()
            seen.update(line)
            file.write(line)
        file.flush()  # whoever uploads it asks the disk how long it is
        return seen.hexdigest()

    def posted(self, batch: Batch, name: str) -> None:
        """The service has the batch, under ``name``."""
        with self.transaction():
            self.run("update batches set name = ?, status = 'posted' where id = ?", name, batch.id)
            self.run("update letters set body = '' where batch = ?", batch.id)

    def batches(self, status: str) -> list[Batch]:
        """Those that are ``sealed``, or ``posted``."""
        rows = self.run("select id, service, name, requests from batches where status = ? order by id", status)
        return [Batch(*row) for row in rows]

    def ever_posted(self) -> bool:
        return bool(self.run("select 1 from batches limit 1"))

    # and back

    def came(self, batch: Batch, name: str, came: Came) -> bool:
        """Note an answer; whether there was a letter that waited for it."""
        self.run(
            "update letters set came = ? where name = ? and batch = ? and came is null",
            came.dumped(), name, batch.id,
        )  # fmt: skip
        return bool(self.run("select changes()")[0][0])

    def name_at(self, batch: Batch, line: int) -> str:
        """Whose letter is in ``line`` of the batch's file, counted from 1; empty: nobody's."""
        sql = "select name from letters where batch = ? order by name limit 1 offset ?"
        return next((str(name) for (name,) in self.rows(sql, batch.id, max(0, line - 1))), "")

    def end(self, batch: Batch, status: str, rest: Came) -> int:
        """The batch is over: ``rest`` is what its unanswered letters get; how many there are."""
        self.run("update letters set came = ? where batch = ? and came is null", rest.dumped(), batch.id)
        ((left,),) = self.run("select changes()")
        self.run("update batches set status = ? where id = ?", status, batch.id)
        return int(left)

    def for_folder(self, folder: str) -> Iterator[tuple[Letter, Came, str]]:
        """What has come back for a week, and the batch that it came with."""
        sql = f"select {_LETTER}, came, batches.name from letters join batches on batches.id = batch"
        for *values, came, name in self.rows(f"{sql} where folder = ? and came is not null", folder):
            yield Letter(*values), Came.loaded(came), name

    def fetched(self, names: Iterable[str]) -> None:
        """The week's journal has these now."""
        with self.transaction():
            for name in names:
                self.account.settle(name)
                self.run("delete from letters where name = ?", name)

    def ladder(self, service: str) -> str:
        """What was found out about a service before; empty: nothing."""
        return next((str(known) for (known,) in self.run("select ladder from known where service = ?", service)), "")

    def remember(self, service: str, ladder: str) -> None:
        self.run("insert or replace into known values (?, ?)", service, ladder)
