"""Every valid answer, kept by content address, and every attempt with what it cost: one SQLite file a week's folder.

An answer is filed under the sha256 of all that can change it: the model's fingerprint, the messages, the wire shape,
the prompt's id and version. It is committed to disk before anybody uses it (WAL, synchronous=FULL: 0.17 ms), so a run
killed at any moment asks again only for what was in flight. An answer whose section is rejected in the end is
forgotten, so that the next run asks anew. Attempts are never forgotten: they are what was paid.

The file is locked while a run has it open. Not for network file systems.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from lecturegen.errors import FolderError, ModelError
from lecturegen.events import Emit, Remembered, RequestEnded, RequestStarted, silent
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.prices import cost
from lecturegen.schema.export import wire_schema
from lecturegen.schema.wire import Wire
from lecturegen.usage import Usage

FILE = ".journal.sqlite"
_TABLES = """
create table if not exists answers (
  key text primary key, kind text, unit text, prompt text, version integer, text text not null
) without rowid;
create table if not exists written (name text, digest text, primary key (name, digest)) without rowid;
create table if not exists attempts (
  id integer primary key, key text, kind text, unit text, model text, outcome text, prompt integer, completion integer,
  cached integer, cost real, seconds real, at text, error text, reply text
);
"""
_KEEP = "insert or replace into answers values (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Totals:
    """What all attempts so far came to. ``cost`` None: a price is not known."""

    attempts: dict[str, int]
    usage: Usage
    cost: float | None


class Journal:
    """The journal of one week's folder. Close it; a second process is told that it has to wait."""

    def __init__(self, folder: Path) -> None:
        """Open or make the journal. Raises FolderError if the file is in use, damaged, or cannot be written."""
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None, timeout=2)
            for pragma in ("locking_mode=exclusive", "journal_mode=wal", "synchronous=full"):
                self._db.execute(f"pragma {pragma}")
            self._db.executescript(_TABLES)
            self._db.execute("begin exclusive")
            self._db.execute("commit")
        except (sqlite3.Error, OSError) as error:
            raise _unusable(self.path, error) from error

    def close(self) -> None:
        self._db.close()

    def answer(self, key: str) -> str | None:
        row = self._db.execute("select text from answers where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, request: Request[Any], text: str) -> None:
        self._write(_KEEP, key, request.kind, request.unit, request.prompt, request.version, text)

    def forget(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._write("delete from answers where key = ?", key)

    def attempted(self, request: Request[Any], ended: RequestEnded, model: str, error: ModelError | None) -> None:
        row = (
            None, "", request.kind, request.unit, model, ended.outcome, ended.usage.prompt, ended.usage.completion,
            ended.usage.cached, ended.cost, round(ended.seconds, 4), time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            str(error or ""), error.text if error else "",
        )  # fmt: skip
        self._write(f"insert into attempts values ({', '.join('?' * len(row))})", *row)

    def totals(self) -> Totals:
        outcomes = dict(self._db.execute("select outcome, count(*) from attempts group by outcome order by outcome"))
        sums = self._db.execute(
            "select sum(prompt), sum(completion), sum(cached), sum(cost), count(*) - count(cost) from attempts"
        )
        prompt, completion, cached, dollars, unknown = sums.fetchone()
        return Totals(
            outcomes, Usage(prompt or 0, completion or 0, cached or 0), None if unknown else float(dollars or 0)
        )

    def note_written(self, name: str, digest: str) -> None:
        """Note that a file of the week is about to be ours with this content."""
        self._write("insert or ignore into written values (?, ?)", name, digest)

    def has_written(self, name: str, digest: str) -> bool:
        found = self._db.execute("select 1 from written where name = ? and digest = ?", (name, digest)).fetchone()
        return found is not None

    def prompts(self) -> list[tuple[str, int]]:
        """Id and version of every prompt that an answer was given to."""
        return list(self._db.execute("select distinct prompt, version from answers order by prompt, version"))

    def _write(self, sql: str, *values: object) -> None:
        try:
            self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise _unusable(self.path, error) from error


class Recorded(Wrapper):
    """Innermost wrapper: every attempt goes into the journal with its usage, good or bad."""

    def __init__(self, inner: Model, journal: Journal, emit: Emit = silent) -> None:
        super().__init__(inner)
        self._journal, self._emit = journal, emit

    async def ask(self, request: Request[W]) -> Reply[W]:
        started = time.monotonic()
        self._emit(RequestStarted(request.kind, request.unit))
        try:
            reply = await self._inner.ask(request)
        except ModelError as error:
            self._end(request, error.outcome, error.usage or Usage(), started, error)
            raise
        self._end(request, "ok", reply.usage, started, None)
        return reply

    def _end(self, request: Request[Any], outcome: str, usage: Usage, started: float, error: ModelError | None) -> None:
        dollars = cost(self.name, usage)
        if dollars is None and not (usage.prompt or usage.completion):
            dollars = 0.0  # nothing was billed, whatever a token costs
        ended = RequestEnded(request.kind, request.unit, outcome, usage, time.monotonic() - started, dollars)
        self._journal.attempted(request, ended, self.name, error)
        self._emit(ended)


class Journaled(Wrapper):
    """Outermost wrapper: what was answered before is not asked again."""

    def __init__(self, inner: Model, journal: Journal, emit: Emit = silent) -> None:
        super().__init__(inner)
        self._journal, self._emit = journal, emit

    async def ask(self, request: Request[W]) -> Reply[W]:
        key = address(self.fingerprint, request)
        text = self._journal.answer(key)
        if text is not None:
            self._emit(Remembered(request.kind, request.unit))
            return Reply(request.shape.model_validate_json(text), text, remembered=True, key=key)
        reply = await self._inner.ask(request)
        self._journal.keep(key, request, reply.text)
        return replace(reply, key=key)


def address(fingerprint: str, request: Request[Any]) -> str:
    """sha256 over the canonical JSON of all that can change the answer."""
    shape: type[Wire] = request.shape
    parts = [
        fingerprint, request.prompt, request.version, [[m.role, m.text] for m in request.messages],
        wire_schema(shape), request.max_tokens,
    ]  # fmt: skip
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _unusable(path: Path, error: Exception) -> FolderError:
    said = str(error)
    if "locked" in said:
        return FolderError(f"{path.parent}: another lecturegen is at work in this folder; wait for it to end")
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in said or "not a database" in said):
        return FolderError(f"{path}: the journal is damaged ({said}); move it away to start with an empty one")
    return FolderError(f"{path}: {said}")
