"""Files -> the same files after every safe mend, changed in those places only.

Mends work on documents. What a mend changed in a text is put where that text stands in its file, and nothing else of
the file is touched. The result is read again: it has to hold what the mends made, or the file is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

from lecturegen import rules
from lecturegen.errors import DocumentError, FolderError, Problem
from lecturegen.existing.find import Bundle
from lecturegen.existing.places import Spot
from lecturegen.existing.weeks import CheckedWeek, read_texts
from lecturegen.reading.sections import load
from lecturegen.rules import Scope
from lecturegen.schema import CheckSettings
from lecturegen.schema.grammar import indented

_ROUNDS = 10
"""One mend uncovers work for another: a fence is taken off, and a banner stands below it."""


class Mended(NamedTuple):
    """A file before and after; they differ."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """As ``diff -u`` shows it."""
        name = str(self.path)
        lines = unified_diff(self.before.splitlines(True), self.after.splitlines(True), name, name, n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


class _Change(NamedTuple):
    spot: Spot
    text: str


def mended_files(bundle: Bundle, settings: CheckSettings) -> tuple[Mended, ...]:
    """The files of one week that mends change. Raises InputError for files that cannot be read."""
    before = {path: load(path) for path in bundle.paths}
    after = mended_texts(bundle, before, settings)
    return tuple(Mended(path, before[path], after[path]) for path in before if after[path] != before[path])


def mended_texts(bundle: Bundle, texts: dict[Path, str], settings: CheckSettings) -> dict[Path, str]:
    """The same for texts by path. Raises DocumentError for texts that cannot be read."""
    for _ in range(_ROUNDS):
        after = _applied(bundle, texts, read_texts(bundle, texts, settings), settings)
        if after == texts:
            break
        texts = after
    return texts


def write(mended: Mended) -> None:
    """Put the file in the place of the old one, in one step and with its line ends. Raises FolderError."""
    path = mended.path
    scratch = path.with_name(f".{path.name}.tmp")
    try:
        data = path.read_bytes()
        text = mended.after.replace("\n", "\r\n") if b"\r\n" in data else mended.after
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        scratch.write_bytes(mark + text.encode())
        scratch.chmod(path.stat().st_mode)
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise FolderError(f"{path}: the file cannot be written ({error.strerror})") from None


def mixed_line_ends(path: Path) -> Problem | None:
    """Such a file is not mended: written again, lines would change that no mend has touched."""
    data = path.read_bytes()
    windows = data.count(b"\r\n")
    if (windows == data.count(b"\n") and windows == data.count(b"\r")) or b"\r" not in data:
        return None
    return Problem(str(path), "some lines end as in Windows and some do not; save it with one kind of line end")


def _applied(bundle: Bundle, texts: dict[Path, str], week: CheckedWeek, settings: CheckSettings) -> dict[Path, str]:
    """``texts`` after one round. What would read back as something else is tried section by section, then left."""
    units = list(_units(week))
    after = _spliced(texts, [change for unit in units for change in unit])
    if _holds(bundle, after, week, settings):
        return after
    # offsets belong to the text as it was, so those units that hold alone are put in together
    held = [unit for unit in units if unit and _holds(bundle, _spliced(texts, unit), week, settings)]
    after = _spliced(texts, [change for unit in held for change in unit])
    return after if _holds(bundle, after, week, settings) else texts


def _holds(bundle: Bundle, texts: dict[Path, str], before: CheckedWeek, settings: CheckSettings) -> bool:
    """Whether ``texts`` can be read, and every section, frame and question of ``before`` is still there."""
    try:
        after = read_texts(bundle, texts, settings)
    except DocumentError:
        return False
    return _shape(after) == _shape(before)


def _shape(week: CheckedWeek) -> tuple[list[tuple[str, int]], list[int]]:
    """Titles and frames, and the questions as they are printed: one whose key is mended was there before as well."""
    asked = week.files.sheet.sections if week.files.sheet else ()
    return [(one.title, len(one.frames)) for one in week.week.sections], [len(one.questions) for one in asked]


def _units(week: CheckedWeek) -> Iterator[list[_Change]]:
    """What the mends change: in the files as they stand, or else in each section."""
    form = list(_changes(week.files, rules.mend(week.files, Scope.FILES, week.context), "", week))
    if deck := week.files.deck:
        yield list(_changes(deck, rules.mend(deck, Scope.DECK, week.context), "/deck", week))
    if form:
        yield form  # bodies hold the texts of sections: these come in the next round
        return
    for index, (section, context) in enumerate(zip(week.week.sections, week.contexts, strict=True)):
        mended = rules.mend(section, Scope.DRAFT, context) if section.frames else section
        mended = rules.mend(mended, Scope.ASSESSMENT, context) if section.assessment else mended
        yield list(_changes(section, mended, f"/sections/{index}", week))


def _changes(before: Any, after: Any, base: str, week: CheckedWeek) -> Iterator[_Change]:
    """Every text of a file that differs between two documents of one form; what stands in no file is passed over."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for where, one, other in _differing(old, new, base):
        spot = week.places.exact(where)
        if spot is not None and spot.text == one:
            yield _Change(spot, other)


def _differing(old: Any, new: Any, where: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() & new.keys():
            yield from _differing(old[key], new[key], f"{where}/{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differing(one, other, f"{where}/{index}")
    elif isinstance(old, str) and isinstance(new, str) and old != new:
        yield where, old, new


def _spliced(texts: dict[Path, str], changes: list[_Change]) -> dict[Path, str]:
    after = dict(texts)
    for change in sorted(changes, key=lambda change: change.spot.start, reverse=True):
        path, start, end = change.spot.source.path, change.spot.start, change.spot.end
        text = after[path]
        if not change.text:
            # a text that is gone leaves no hole: the empty lines behind it go too
            end += len(text[end:]) - len(text[end:].lstrip("\n"))
        after[path] = text[:start] + indented(change.text, change.spot.depth) + text[end:]
    return after
