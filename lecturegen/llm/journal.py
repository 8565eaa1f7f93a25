"""Every valid answer, kept by content address, and every attempt with what it cost: one SQLite file a week's folder.

An answer is filed under the sha256 of all that can change it: the model's fingerprint, the messages, the wire shape,
the prompt's id and version. Of the messages about a section that is what the section itself is made from, without its
neighbours (``Request.essence``), so that what did not change is not asked again. It is committed to disk before anybody
uses it (WAL, synchronous=FULL: 0.17 ms), so a run killed at any moment asks again only for what was in flight. An
answer whose section is rejected in the end is forgotten, so that the next run asks anew. Attempts are never forgotten:
they are what was paid.

The file is locked while a run has it open. Not for network file systems.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lecturegen.database import Database, to_read
from lecturegen.errors import FolderError, ModelError
from lecturegen.events import RequestEnded
from lecturegen.llm import Request
from lecturegen.usage import Usage

FILE = ".journal.sqlite"
UNSEEN = "unseen"
"""Outcome of an attempt that the service may have billed although its count never arrived: a timeout, a cut answer."""
_TABLES = (
    """create table if not exists answers (
    key text primary key, kind text, unit text, prompt text, version integer, text text not null) without rowid""",
    "create table if not exists written (name text, digest text, primary key (name, digest)) without rowid",
    """create table if not exists attempts (
    id integer primary key, key text, kind text, unit text, model text, outcome text, prompt integer,
    completion integer, cached integer, cost real, seconds real, at text, error text, reply text)""",
    "create table if not exists plans (basis text, topics text, plan text, primary key (basis, topics))",
    "create table if not exists quizzes (basis text, unit text, slots text, primary key (basis, unit)) without rowid",
    "create table if not exists begun (run text, unit text, text text, primary key (run, unit)) without rowid",
    """create table if not exists runs (
    id integer primary key, at text, requests integer, prompt integer, completion integer, asked integer,
    prompt_paid integer, completion_paid integer)""",
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What all attempts so far came to. ``cost`` None: a price is not known."""

    attempts: dict[str, int]
    usage: Usage
    cost: float | None


@dataclass(frozen=True, slots=True)
class Expected:
    """Requests, and the tokens of their prompts and replies."""

    requests: int = 0
    prompt: int = 0
    completion: int = 0

    def __add__(self, other: Expected) -> Expected:
        return Expected(self.requests + other.requests, self.prompt + other.prompt, self.completion + other.completion)


class Journal(Database):
    """The journal of one week's folder. Close it; a second process is told that it has to wait."""

    what = "the journal"

    def __init__(self, folder: Path) -> None:
        """Open or make the journal. Raises FolderError if the file is in use, damaged, or cannot be written."""
        self._commit: asyncio.Future[None] | None = None
        super().__init__(folder / FILE, _TABLES)

    def close(self) -> None:
        self.flush()
        super().close()

    def answer(self, key: str) -> str | None:
        for (text,) in self.run("select text from answers where key = ?", key):
            return str(text)
        return None

    def forget(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.run("delete from answers where key = ?", key)

    async def answered(self, request: Request[Any], ended: RequestEnded, model: str, text: str) -> None:
        """A valid answer and what it cost, in one commit: whoever kills the run finds both or neither.

        It is on disk when this returns. What arrives in the same moment shares a commit.
        """
        together = self._together()
        self.note_attempt(request.key, ended, model)
        self._file(request, text)
        await asyncio.shield(together)

    def keep(self, request: Request[Any], text: str) -> None:
        """A valid answer whose cost has been noted; on disk when this returns."""
        self.flush()
        self._file(request, text)

    async def failed(self, request: Request[Any], ended: RequestEnded, model: str, error: ModelError) -> None:
        """A failed attempt; on disk when this returns."""
        together = self._together()
        self.note_attempt(request.key, ended, model, str(error), error.text)
        await asyncio.shield(together)

    def _together(self) -> asyncio.Future[None]:
        """The commit that ends this moment."""
        if self._commit is None:
            self.run("begin immediate")
            loop = asyncio.get_running_loop()
            self._commit = loop.create_future()
            loop.call_soon(self.flush)
        return self._commit

    def flush(self) -> None:
        commit, self._commit = self._commit, None
        if commit is None:
            return
        try:
            self.run("commit")
        except FolderError as error:
            commit.set_exception(error)
            return
        if not commit.get_loop().is_closed():
            commit.set_result(None)

    def _file(self, request: Request[Any], text: str) -> None:
        if request.key:
            values = (request.key, request.kind, request.unit, request.prompt, request.version, text)
            self.run("insert or replace into answers values (?, ?, ?, ?, ?, ?)", *values)

    def note_attempt(self, key: str, ended: RequestEnded, model: str, error: str = "", reply: str = "") -> int:
        """Note what an attempt cost; its number."""
        row = (
            None, key, ended.kind, ended.unit, model, ended.outcome, ended.usage.prompt,
            ended.usage.completion, ended.usage.cached, ended.cost, round(ended.seconds, 4), _now(), error, reply,
        )  # fmt: skip
        self.run(f"insert into attempts values ({', '.join('?' * len(row))})", *row)
        ((number,),) = self.run("select last_insert_rowid()")
        return int(number)

    def totals(self) -> Totals:
        outcomes = dict(self.run("select outcome, count(*) from attempts group by outcome order by outcome"))
        ((prompt, completion, cached, dollars, unknown),) = self.run(
            "select sum(prompt), sum(completion), sum(cached), sum(cost), count(*) - count(cost) from attempts"
        )
        return Totals(
            outcomes, Usage(prompt or 0, completion or 0, cached or 0), None if unknown else float(dollars or 0)
        )

    def note_written(self, name: str, digest: str) -> None:
        """Note that a file of the week is about to be ours with this content; on disk when this returns."""
        self.flush()
        self.run("insert or ignore into written values (?, ?)", name, digest)

    def has_written(self, name: str, digest: str) -> bool:
        return bool(self.run("select 1 from written where name = ? and digest = ?", name, digest))

    def begin(self, run: str, unit: str, text: str) -> None:
        """Note what is so when ``run`` begins on a unit; once noted it stays."""
        self.flush()
        self.run("insert or ignore into begun values (?, ?, ?)", run, unit, text)

    def begun(self, run: str, unit: str) -> str | None:
        """What was so when ``run`` began on a unit; None if it never did."""
        for (text,) in self.run("select text from begun where run = ? and unit = ?", run, unit):
            return str(text)
        return None

    def note_plan(self, basis: str, topics: str, plan: str) -> None:
        """The plan that the week has now; ``basis`` is the digest of all else that it was made from."""
        self.flush()
        self.run("insert or replace into plans values (?, ?, ?)", basis, topics, plan)

    def plan(self, basis: str, topics: str | None = None) -> str | None:
        """The plan that was made of these topics; without them, the one that the week had last."""
        only = "" if topics is None else "and topics = ?"
        values = (basis,) if topics is None else (basis, topics)
        for (text,) in self.run(f"select plan from plans where basis = ? {only} order by rowid desc limit 1", *values):
            return str(text)
        return None

    def note_quizzes(self, basis: str, slots: Mapping[str, str]) -> None:
        """The questions that each section, by its id, is to have. Once noted they stay."""
        self.flush()
        for unit, text in slots.items():
            self.run("insert or ignore into quizzes values (?, ?, ?)", basis, unit, text)

    def quizzes(self, basis: str) -> dict[str, str]:
        return dict(self.run("select unit, slots from quizzes where basis = ?", basis))

    def prompts(self) -> list[tuple[str, int]]:
        """Id and version of every prompt that an answer was given to."""
        return self.run("select distinct prompt, version from answers order by prompt, version")

    def note_run(self, estimated: Expected, needed: Expected) -> None:
        """What a run that came to its end was thought to need, and what it needed."""
        figures = (*astuple(estimated), *astuple(needed))
        self.run("insert into runs values (null, ?, ?, ?, ?, ?, ?, ?)", _now(), *figures)


@contextmanager
def copied(folder: Path) -> Iterator[Journal]:
    """A copy of a folder's journal, for who only reads it; the folder may be read-only. Raises FolderError."""
    with TemporaryDirectory(prefix="lecturegen-") as beside:
        with to_read(folder / FILE) as source, closing(sqlite3.connect(Path(beside) / FILE)) as copy:
            source.backup(copy)
        journal = Journal(Path(beside))
        try:
            yield journal
        finally:
            journal.close()


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
