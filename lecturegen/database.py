"""A SQLite file that is whole after a kill at any moment (WAL, synchronous=FULL). Not for network file systems."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from lecturegen.errors import FolderError, LecturegenError


@contextmanager
def to_read(path: Path, patience: float = 2.0) -> Iterator[sqlite3.Connection]:
    """The file at ``path``, to be read only, and nothing left behind; another process may be at work there.

    Raises FolderError for whatever goes wrong with the file meanwhile.
    """
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        mode = "immutable=1"  # nobody is at work: a process that is has its writes in the log
    else:  # else a run was killed; whoever may write puts in order what it left, as the next run would
        mode = "mode=rw" if os.access(path.parent, os.W_OK) else "mode=ro"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=patience)) as connection:
            connection.execute("pragma query_only=on")
            yield connection
    except sqlite3.Error as error:
        raise FolderError(f"{path}: cannot be read ({error}); if a run is at work there, wait for it") from error


_DAMAGE = ("malformed", "not a database", "no such column", "has no column", "values were supplied")


class Database:
    """Close it. ``what`` is what errors call it, and ``error`` is what they are.

    ``exclusive``: one process holds it at a time, and a second is told that it has to wait. ``patience``: seconds that
    it waits for another to let go. ``version`` of the tables: a file of a later one is not touched.
    """

    what = "the database"
    error: ClassVar[type[LecturegenError]] = FolderError
    exclusive = True
    patience = 2.0
    version = 0

    def __init__(self, path: Path, tables: Iterable[str]) -> None:
        """Open or make the file. Raises ``error`` if it is in use, damaged, or cannot be written."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=self.patience)
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error
        try:
            for pragma in (
                f"locking_mode={'exclusive' if self.exclusive else 'normal'}",
                "journal_mode=wal",
                "synchronous=full",
            ):
                self.run(f"pragma {pragma}")
            self._of_our_time()
            if self.exclusive:
                self._whole()  # of a file that all may write, it would be the work of each
            with self.transaction():  # the first write, which takes the lock before anything is asked
                self.add(tables)
                self.run(f"pragma user_version = {self.version}")
        except self.error:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def add(self, tables: Iterable[str]) -> None:
        for table in tables:
            self.run(table)

    def run(self, sql: str, *values: object) -> list[Any]:
        """The only door to the file: every failure of disk or file becomes an ``error`` here."""
        return list(self.rows(sql, *values))

    def rows(self, sql: str, *values: object) -> Iterator[Any]:
        """The same, one row at a time."""
        try:
            yield from self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing."""
        self.run("begin immediate")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it already
                self.run("rollback")
            raise
        self.run("commit")

    def _of_our_time(self) -> None:
        ((version,),) = self.run("pragma user_version")
        if version > self.version:
            raise self.error(f"{self.path}: {self.what} was made by a newer lecturegen; update this one")

    def _whole(self) -> None:
        ((verdict,), *_) = self.run("pragma quick_check(1)")
        if verdict != "ok":
            raise self._unusable(sqlite3.DatabaseError(f"malformed: {verdict}"))

    def damaged(self, said: str) -> LecturegenError:
        """What to tell about a file that does not hold what was put into it."""
        return self.error(f"{self.path}: {self.what} is damaged ({said}); move it away to start with an empty one")

    def _unusable(self, error: Exception) -> LecturegenError:
        """What to tell about a file that cannot be opened, read or written."""
        said, path, wrong = str(error), self.path, self.error
        if "locked" in said:
            return wrong(f"{path.parent}: another lecturegen is at work in this folder; wait for it to end")
        if isinstance(error, sqlite3.DatabaseError) and any(sign in said for sign in _DAMAGE):
            return self.damaged(said)
        if isinstance(error, OSError):
            return wrong(f"{path.parent}: the folder cannot be made: {error.strerror}")
        if "readonly" in said or not os.access(path.parent, os.W_OK):
            return wrong(f"{path}: cannot be written ({said}); is the folder read-only?")
        if "full" in said or "disk I/O" in said:
            return wrong(f"{path}: cannot be written ({said}); what it held before is kept")
        return wrong(f"{path}: {self.what} cannot be used: {said}")
