"""A SQLite file that one process holds at a time and that is whole after a kill at any moment (WAL, synchronous=FULL).

Not for network file systems.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lecturegen.errors import FolderError

PATIENCE = 2.0
"""Seconds that we wait for another process to let go of the file."""
_DAMAGE = ("malformed", "not a database", "no such column", "has no column", "values were supplied")


class Database:
    """Close it; a second process is told that it has to wait. ``what`` is what errors call it."""

    what = "the database"

    def __init__(self, path: Path, tables: Iterable[str]) -> None:
        """Open or make the file. Raises FolderError if it is in use, damaged, or cannot be written."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error
        try:
            for pragma in ("locking_mode=exclusive", "journal_mode=wal", "synchronous=full"):
                self.run(f"pragma {pragma}")
            self._whole()
            self.add(tables)
            # the lock is taken at the first write: take it before anything is asked
            self.run("begin exclusive")
            self.run("commit")
        except FolderError:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    def add(self, tables: Iterable[str]) -> None:
        for table in tables:
            self.run(table)

    def run(self, sql: str, *values: object) -> list[Any]:
        """The only door to the file: every failure of disk or file becomes a FolderError here."""
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

    def _whole(self) -> None:
        ((verdict,), *_) = self.run("pragma quick_check(1)")
        if verdict != "ok":
            raise self._unusable(sqlite3.DatabaseError(f"malformed: {verdict}"))

    def _unusable(self, error: Exception) -> FolderError:
        """What to tell about a file that cannot be opened, read or written."""
        said, path = str(error), self.path
        if "locked" in said:
            return FolderError(f"{path.parent}: another lecturegen is at work in this folder; wait for it to end")
        if isinstance(error, sqlite3.DatabaseError) and any(sign in said for sign in _DAMAGE):
            return FolderError(f"{path}: {self.what} is damaged ({said}); move it away to start with an empty one")
        if "readonly" in said or not os.access(path.parent, os.W_OK):
            return FolderError(f"{path}: cannot be written ({said}); is the folder read-only?")
        if "full" in said or "disk I/O" in said:
            return FolderError(f"{path}: cannot be written ({said}); what was answered before is kept")
        return FolderError(f"{path}: {said}")
