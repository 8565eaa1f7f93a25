"""Where a week's new assessments go, and what we keep of it beside them.

In a week of ours journal, report and manifest are the week's own. Beside anybody else's script there is one folder,
``assessments/``, for all that we need; old versions are kept there in both. A script or sheet that has a name of its
own has a folder of its own in there, because others may lie beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import escape
from os.path import commonpath
from pathlib import Path

from lecturegen.errors import Problem, UsageError
from lecturegen.existing.details import FOLDER, details_path
from lecturegen.existing.find import Bundle
from lecturegen.existing.ours import WEEK

SCRIPT, SHEET = "script.md", "assessment.md"
LETTERS = "abcdefghij"


@dataclass(frozen=True)
class Desk:
    """``sheet``: the file of form A, whether it is there or not. ``home``: folder of journal, report and manifest.

    ``ours``: week.json lies beside the files, and is kept true to them.
    """

    bundle: Bundle
    sheet: Path
    home: Path
    ours: bool = False

    @property
    def folder(self) -> Path:
        return self.sheet.parent

    @property
    def kept(self) -> Path:
        """Where old versions are."""
        return self.folder / FOLDER

    @property
    def script(self) -> Path:
        assert self.bundle.script is not None
        return self.bundle.script

    @property
    def current(self) -> Path | None:
        """The sheet as it is: ours if we have made one, else the one that was found."""
        return self.sheet if self.sheet.is_file() else self.bundle.sheet

    @property
    def now(self) -> Bundle:
        """The files of the week as they are."""
        return Bundle(self.bundle.script, self.current)

    def form(self, number: int) -> Path:
        """The file of form ``number``, from 0: first the sheet itself, then ``assessment-b.md``."""
        if number == 0:
            return self.sheet
        return self.sheet.with_name(f"{self.sheet.stem}-{LETTERS[number]}{self.sheet.suffix}")

    def details(self, number: int) -> Path:
        return details_path(self.form(number))

    def known_sheets(self) -> Iterator[Path]:
        """Every assessment of this week that students may know: the current forms, and what is kept of old ones."""
        for base in dict.fromkeys(path for path in (self.current, self.sheet, self.bundle.sheet) if path):
            forms = [base.stem, *(f"{base.stem}-{letter}" for letter in LETTERS[1:])]
            for stem in forms:
                yield from sorted((base.parent / FOLDER).glob(f"{escape(stem)}.*{base.suffix}"))
                if (path := base.with_name(f"{stem}{base.suffix}")).is_file():
                    yield path


def desks(bundles: Sequence[Bundle], paths: Sequence[str], out: Path | None) -> tuple[list[Desk], list[Problem]]:
    """A desk for each week, and what there is no week to work on. Raises UsageError if two would share a folder."""
    found, problems = [], []
    for bundle in bundles:
        if bundle.script is None:
            fault = "there is no script beside it, and questions are made from what is said"
            problems.append(Problem(str(bundle.paths[0]), fault))
        else:
            found.append(desk_of(bundle, None if out is None else out / name_below(bundle, paths)))
    places: dict[Path, Path] = {}
    for desk in found:
        other = places.setdefault(desk.home.resolve(), desk.script)
        if other != desk.script:
            raise UsageError(f"{other} and {desk.script} would both be written to {desk.home}; run them one by one")
    return found, problems


def root_of(desks: Sequence[Desk]) -> Path:
    """The folder above all that is written for these weeks, where batches on their way are noted."""
    return Path(commonpath([desk.home.resolve() for desk in desks])) if desks else Path()


def desk_of(bundle: Bundle, out: Path | None) -> Desk:
    """The desk of a week with a script; ``out``: the folder that is written to instead of the week's own."""
    script, sheet = bundle.script, bundle.sheet
    assert script is not None
    if out is not None:
        return Desk(bundle, out / SHEET, out / FOLDER)
    if script.name == SCRIPT and (sheet is None or sheet.name == SHEET):
        ours = (script.parent / WEEK).is_file()
        return Desk(bundle, script.parent / SHEET, script.parent if ours else script.parent / FOLDER, ours)
    return Desk(bundle, sheet or script.with_name(f"{script.stem}.{SHEET}"), script.parent / FOLDER / script.stem)


def name_below(bundle: Bundle, paths: Sequence[str]) -> Path:
    """Where below ``--out`` a week goes: as it lay below the folder that was named, else by its folder or file."""
    script = bundle.script
    assert script is not None
    folder = script.parent.resolve()
    name = Path(folder.name) if script.name == SCRIPT else Path(script.stem)
    roots = [root for path in paths if (root := Path(path)).is_dir() and root.resolve() in folder.parents]
    if not roots:
        return name
    below = folder.relative_to(max((root.resolve() for root in roots), key=lambda root: len(root.parts)))
    return below if script.name == SCRIPT else below / name
