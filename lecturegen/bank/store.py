"""The bank's file: SQLite, one a course. Safe for several processes; nothing is ever deleted from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lecturegen.bank.entry import Entry, Origin
from lecturegen.database import Database
from lecturegen.errors import BankError

FILE = "bank.sqlite"
_TABLES = (
    """create table if not exists items (
    id text primary key, kind text not null, bloom text not null, week integer not null, number integer not null,
    section text not null, objective text not null, origin text not null, retired text, entry text not null
    ) without rowid""",
    """create table if not exists history (
    number integer primary key, item text not null references items (id), at text not null, what text not null,
    detail text not null)""",
    "create index if not exists history_of on history (item)",
    """create table if not exists uses (
    item text not null references items (id), quiz text not null, at text not null,
    primary key (item, quiz)) without rowid""",
    """create virtual table if not exists words
    using fts5 (id unindexed, text, tokenize = 'unicode61 remove_diacritics 2')""",
)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with what happened to it. ``retired``: why, or None. ``uses``: names of the quizzes that it was in."""

    entry: Entry
    retired: str | None = None
    uses: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted; empty fields want anything. ``words`` are searched in all texts of a question."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    blooms: tuple[str, ...] = ()
    weeks: tuple[int, ...] = ()
    origin: Origin | None = None
    retired: bool = False


class Bank(Database):
    """The bank at ``path``, opened or made. Raises BankError if it is none, is damaged, or cannot be written."""

    what = "the item bank"
    error = BankError
    exclusive = False
    patience = 10.0
    version = 1

    def __init__(self, path: Path, today: date | None = None) -> None:
        self._today = (today or date.today()).isoformat()
        super().__init__(path, _TABLES)

    def enter(self, entries: Iterable[Entry]) -> int:
        """How many of them are new. One that is known keeps its history, and what is said about it is renewed, unless
        it is a person's: that stays as it was brought in."""
        new = 0
        with self.transaction():
            for entry in entries:
                rows = self.run("select entry from items where id = ?", entry.id)
                known = Entry.model_validate_json(rows[0][0]) if rows else None
                if known == entry or (known and known.origin is Origin.IMPORTED):
                    continue
                new += known is None
                self._put(entry, "entered" if known is None else "changed")
        return new

    def retire(self, item: str, reason: str) -> None:
        """It is kept, and drawn no more. Raises BankError if there is no such item."""
        self._mark(item, reason, "retired")

    def restore(self, item: str) -> None:
        self._mark(item, None, "restored")

    def note_use(self, items: Iterable[str], quiz: str) -> None:
        """That these questions were in a quiz of this name. Said twice, it is noted once."""
        with self.transaction():
            for item in items:
                if self.run("insert or ignore into uses values (?, ?, ?) returning item", item, quiz, self._today):
                    self._note(item, "used", quiz)

    def items(self, wanted: Filter | None = None) -> list[Item]:
        """In order of week, section and id; what a search found, best first."""
        wanted = wanted or Filter()
        clauses = ["(retired is not null) = ?"]
        values: list[str | int] = [wanted.retired]
        for column, allowed in (("kind", wanted.kinds), ("bloom", wanted.blooms), ("week", wanted.weeks)):
            if allowed:
                clauses.append(f"{column} in ({', '.join('?' * len(allowed))})")
                values += allowed
        if wanted.origin:
            clauses.append("origin = ?")
            values.append(wanted.origin.value)
        order, source = "week, number, section, items.id", "items"
        if terms := [f'"{word}"' for word in wanted.words.replace('"', " ").split()]:
            source = "items join words on words.id = items.id"
            clauses.append("words match ?")
            values.append(" ".join(terms))
            order = "rank, items.id"
        where = " and ".join(clauses)
        query = f"select entry, retired, items.id from {source} where {where} order by {order}"
        rows = self.run(query, *values)
        return [Item(Entry.model_validate_json(text), why, self._uses(name)) for text, why, name in rows]

    def item(self, item: str) -> Item:
        """Raises BankError if there is no such item."""
        for text, why in self.run("select entry, retired from items where id = ?", item):
            return Item(Entry.model_validate_json(text), why, self._uses(item))
        raise BankError(f"{self.path}: there is no item {item}; `lecturegen bank list` shows them")

    def history(self, item: str) -> list[tuple[str, str, str]]:
        """Date, what happened, and to what it refers; the oldest first."""
        return self.run("select at, what, detail from history where item = ? order by number", item)

    def quizzes(self) -> dict[str, int]:
        """Name of each quiz that was noted -> how many of its questions are here."""
        return dict(self.run("select quiz, count(*) from uses group by quiz order by min(at), quiz"))

    def _uses(self, item: str) -> tuple[str, ...]:
        return tuple(quiz for (quiz,) in self.run("select quiz from uses where item = ? order by at, quiz", item))

    def _put(self, entry: Entry, what: str) -> None:
        question = entry.question
        bloom = question.bloom.value if question.bloom else ""
        self.run(
            """insert into items values (?, ?, ?, ?, ?, ?, ?, ?, null, ?) on conflict (id) do update set
            bloom = excluded.bloom, week = excluded.week, number = excluded.number, section = excluded.section,
            objective = excluded.objective, origin = excluded.origin, entry = excluded.entry""",
            entry.id, question.kind, bloom, entry.week, entry.number, entry.section, entry.objective,
            entry.origin.value, entry.model_dump_json(),
        )  # fmt: skip
        # by its number, since to search for its id would be to walk through all of them
        self.run("delete from words where rowid = ?", int(entry.id, 16))
        self.run("insert into words (rowid, id, text) values (?, ?, ?)", int(entry.id, 16), entry.id, _words(entry))
        self._note(entry.id, what, entry.source)

    def _mark(self, item: str, reason: str | None, what: str) -> None:
        self.item(item)
        with self.transaction():
            self.run("update items set retired = ? where id = ?", reason, item)
            self._note(item, what, reason or "")

    def _note(self, item: str, what: str, detail: str) -> None:
        self.run("insert into history values (null, ?, ?, ?, ?)", item, self._today, what, detail)


def _words(entry: Entry) -> str:
    """Everything in words that a question says."""
    return "\n".join(_texts(entry))


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.objective
    yield entry.section
    yield from _strings(
        entry.question.model_dump(exclude={"kind", "id", "objective", "bloom", "difficulty", "scoring"})
    )


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _strings(part)
        case list() | tuple():
            for part in value:
                yield from _strings(part)
