"""`lecturegen bank …`: the item bank of a course."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.cli._lists import formats, parted
from lecturegen.errors import UsageError

if TYPE_CHECKING:
    from lecturegen.bank.store import Bank, Filter, Item

bank = typer.Typer(no_args_is_help=True, help="The item bank: every question of a course, found again and drawn anew.")
app.add_typer(bank, name="bank")

BankFile = Annotated[Path | None, typer.Option("--bank", help="The bank; else the only one below outputs/.")]
Kinds = Annotated[str, typer.Option("--type", help="Types of questions, parted by commas.")]
Blooms = Annotated[str, typer.Option("--bloom", help="Bloom levels, parted by commas.")]
Weeks = Annotated[str, typer.Option("--week", help="Numbers of weeks, parted by commas.")]
Machine = Annotated[str, typer.Option("--format", help="text or json.")]
To = Annotated[str, typer.Option(metavar="FORMAT,…", help="Formats, as of `lecturegen export`.")]
Out = Annotated[Path, typer.Option(help="Folder for the files.")]
Item_ = Annotated[str, typer.Argument(metavar="ITEM", help="Id of the item, as `list` shows it.")]


@bank.command("list")
def list_(
    file: BankFile = None, kinds: Kinds = "", blooms: Blooms = "", weeks: Weeks = "", output: Machine = "text",
    retired: Annotated[bool, typer.Option("--retired", help="Those that were retired instead.")] = False,
) -> None:  # fmt: skip
    """List items: id, type, level, uses, flaws, and what they ask."""
    with _opened(file) as store:
        _show(store.items(_filter(kinds, blooms, weeks, retired=retired)), output)


@bank.command()
def search(
    words: Annotated[list[str], typer.Argument(help="All of them have to stand in an item.")],
    file: BankFile = None, kinds: Kinds = "", blooms: Blooms = "", weeks: Weeks = "", output: Machine = "text",
) -> None:  # fmt: skip
    """Search the texts of all items, best first."""
    with _opened(file) as store:
        _show(store.items(_filter(kinds, blooms, weeks, words=" ".join(words))), output)


@bank.command()
def show(item: Item_, file: BankFile = None) -> None:
    """Show one item with its history, as JSON."""
    with _opened(file) as store:
        found = store.item(item)
        told = {"retired": found.retired, "uses": found.uses, "history": store.history(item)}
        print(json.dumps(_as_dict(found) | told, ensure_ascii=False, indent=2))


@bank.command()
def add(
    paths: Annotated[list[str], typer.Argument(metavar="WEEK…", help="Week folders, trees, files or globs.")],
    file: BankFile = None,
) -> None:
    """Enter the questions of weeks. New weeks of a course enter theirs by themselves."""
    from lecturegen.bank.entry import Origin
    from lecturegen.bank.sources import read_weeks

    with _opened(file, new=True) as store:
        _entered(store, store.enter(read_weeks(paths, Origin.MADE)))


@bank.command("import")
def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="GIFT (.gift, .txt) or assessments in markdown.")],
    file: BankFile = None,
) -> None:
    """Bring in your own questions. They are kept word for word; a file with a fault changes nothing."""
    from lecturegen.bank.sources import read_any

    entries = read_any(files)
    with _opened(file, new=True) as store:
        _entered(store, store.enter(entries))


@bank.command()
def draw(
    number: Annotated[int, typer.Option("--questions", min=1, help="Questions of the quiz.")] = 10,
    types: Annotated[str, typer.Option(help="Instead: how many of each, single-choice:6,numeric:2.")] = "",
    demanding: Annotated[float, typer.Option(min=0, max=1, help="Part of them at Apply or above, at least.")] = 1 / 3,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same quiz.")] = 0,
    name: Annotated[str, typer.Option("--as", help="Name of the quiz, such as '2027 spring': noted as given.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Draw also from what stood in a quiz before.")] = False,
    weeks: Weeks = "", to: To = "assessment", out: Out = Path("quiz"), file: BankFile = None,
) -> None:  # fmt: skip
    """Draw a quiz that repeats nothing of the quizzes before."""
    from lecturegen.bank.draw import Blueprint
    from lecturegen.bank.draw import draw as drawn_from

    blueprint = Blueprint(number, _counts(types), demanding)
    with _opened(file) as store:
        drawn = drawn_from(store.items(_filter("", "", weeks)), blueprint, seed, again=again)
        _write(drawn, name or "Quiz", seed, to, out)
        if name:
            store.note_use((item.id for item in drawn), name)


@bank.command()
def export(
    file: BankFile = None, kinds: Kinds = "", blooms: Blooms = "", weeks: Weeks = "", to: To = "assessment",
    out: Out = Path("bank"), title: Annotated[str, typer.Option(help="Title of the documents.")] = "Item bank",
) -> None:  # fmt: skip
    """Write all items, or those that are chosen, in other formats."""
    with _opened(file) as store:
        _write(store.items(_filter(kinds, blooms, weeks)), title, 0, to, out)


@bank.command()
def used(
    paths: Annotated[list[str], typer.Argument(metavar="WEEK…", help="Assessments that were given to students.")],
    name: Annotated[str, typer.Option("--as", help="Name of the quiz, such as '2026 autumn'.")],
    file: BankFile = None,
) -> None:
    """Note that questions were given to students: they are not drawn again unless asked for."""
    from lecturegen.bank.entry import Origin
    from lecturegen.bank.sources import read_weeks

    entries = list(read_weeks(paths, Origin.MADE))
    with _opened(file, new=True) as store:
        store.enter(entries)
        store.note_use((entry.id for entry in entries), name)
    print(f"{len(entries)} questions noted as given in {name!r}", file=sys.stderr)


@bank.command()
def retire(
    item: Item_, reason: Annotated[str, typer.Option(help="Why; kept in its history.")], file: BankFile = None
) -> None:
    """Draw an item no more. It is kept, with the reason."""
    with _opened(file) as store:
        store.retire(item, reason)


@bank.command()
def restore(item: Item_, file: BankFile = None) -> None:
    """Draw a retired item again."""
    with _opened(file) as store:
        store.restore(item)


@contextmanager
def _opened(path: Path | None, *, new: bool = False) -> Iterator[Bank]:
    """``new``: it need not be there yet."""
    from lecturegen.bank.store import FILE, Bank

    if path is None:
        banks = sorted(Path("outputs").glob(f"*/{FILE}"))
        if len(banks) != 1:
            found = f"there are {', '.join(map(str, banks))}" if banks else f"there is no outputs/*/{FILE}"
            raise UsageError(f"{found}; name one with --bank FILE")
        path = banks[0]
    if not new and not path.is_file():
        raise UsageError(f"{path}: there is no bank; `lecturegen bank add` and `bank import` make one")
    store = Bank(path)
    try:
        yield store
    finally:
        store.close()


def _filter(kinds: str, blooms: str, weeks: str, *, words: str = "", retired: bool = False) -> Filter:
    from lecturegen.bank.store import Filter
    from lecturegen.questions import TYPES, Bloom

    for kind in parted(kinds):
        if kind not in TYPES:
            raise UsageError(f"--type {kind}: choose of {', '.join(sorted(TYPES))}")
    levels = [level.value for level in Bloom]
    for bloom in parted(blooms):
        if bloom not in levels:
            raise UsageError(f"--bloom {bloom}: choose of {', '.join(levels)}")
    for week in parted(weeks):
        if not week.isdigit():
            raise UsageError(f"--week {week}: give numbers, such as 9,10")
    return Filter(words, parted(kinds), parted(blooms), tuple(map(int, parted(weeks))), retired=retired)


def _counts(given: str) -> dict[str, int]:
    """``single-choice:6,numeric:2`` -> how many of each."""
    from lecturegen.questions import TYPES

    counts = {}
    for part in parted(given):
        kind, _, number = part.partition(":")
        if kind not in TYPES or not number.isdigit() or not int(number):
            raise UsageError(f"--types {part}: give TYPE:NUMBER, with a type of {', '.join(sorted(TYPES))}")
        counts[kind] = int(number)
    return counts


def _entered(store: Bank, new: int) -> None:
    print(store.path)
    print(f"{new} new questions", file=sys.stderr)


def _show(items: list[Item], output: str) -> None:
    if output == "json":
        print(json.dumps([_as_dict(item) for item in items], ensure_ascii=False, indent=2))
        return
    if output != "text":
        raise UsageError(f"--format {output}: choose text or json")
    for item in items:
        question = item.entry.question
        level = question.bloom.value if question.bloom else "-"
        stem = " ".join(question.stem.split())
        shown = stem if len(stem) <= 70 else f"{stem[:69]}…"
        flaws = ",".join(item.entry.flaws) or "-"
        print(f"{item.id}  {question.kind:15}  {level:10}  used {len(item.uses)}  flaws {flaws:8}  {shown}")
    print(f"{len(items)} items", file=sys.stderr)


def _as_dict(item: Item) -> dict[str, object]:
    return {"id": item.id, **item.entry.model_dump(mode="json"), "uses": list(item.uses)}


def _write(items: list[Item], title: str, seed: int, to: str, out: Path) -> None:
    from lecturegen.bank.quiz import to_week
    from lecturegen.exporters import Wishes
    from lecturegen.exports import write_exports

    names = formats(to)
    if not items:
        raise UsageError("no item was chosen, so there is nothing to write")
    written = write_exports(to_week(items, title, seed), names, Wishes(title), out, {})
    for path in written.paths:
        print(path)
    for finding in written.findings:
        print(f"{out}: {finding}", file=sys.stderr)
