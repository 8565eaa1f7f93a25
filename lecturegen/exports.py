"""`lecturegen export`: any week on the disk -> files in the formats that were asked for, below ``exports/`` beside it.

All formats of a week are made before the first file is written. A file that a person changed since we wrote it is
kept, and the new one goes beside it (see `lecturegen.run_dir`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lecturegen import __version__, rules
from lecturegen.errors import DocumentError, Problem, Unwritable
from lecturegen.existing.config import config_for
from lecturegen.existing.find import Bundle, find
from lecturegen.existing.findings import findings_in
from lecturegen.existing.ours import WEEK
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.exporters import EXPORTERS, Known, Wishes
from lecturegen.finished import stamp
from lecturegen.languages import words_of
from lecturegen.rules._guesser import guessed
from lecturegen.run_dir import WeekFolder, digest, manifest_in
from lecturegen.schema import Finding, Manifest, Week

FOLDER = "exports"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written for one week, and what its formats cannot carry. ``folder``: where."""

    folder: Path
    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]


class _NoNotebook:
    """Exports have their manifest and no journal: they cost nothing to make again."""

    def note_written(self, name: str, digest: str) -> None: ...

    def has_written(self, name: str, digest: str) -> bool:
        return False


def export_weeks(
    paths: Sequence[str], formats: Sequence[str], wishes: Wishes, out: Path | None = None
) -> Iterator[Written | DocumentError | Unwritable]:
    """One after the other; a week that cannot be read is named and stops no other. Raises InputError, FolderError.

    ``wishes.title`` may be empty: each week then has its own. ``out``: a folder instead of the weeks' own.
    """
    bundles, problems = find(paths)
    if problems:
        yield DocumentError(*problems)
    for bundle in bundles:
        folder = out / bundle.folder.name if out and len(bundles) > 1 else out or bundle.folder / FOLDER
        try:
            yield export_week(bundle, formats, wishes, folder)
        except (DocumentError, Unwritable) as error:
            yield error


def export_week(bundle: Bundle, formats: Sequence[str], wishes: Wishes, out: Path) -> Written:
    """Raises DocumentError, Unwritable, FolderError."""
    if not bundle.script and not bundle.sheet:
        place = str(bundle.paths[0])
        raise DocumentError(Problem(place, "there is neither a script nor an assessment beside it to export"))
    read = read_week(bundle, config_for(bundle.folder.resolve()).settings)
    inputs = export_inputs(bundle)
    named = replace(wishes, title=wishes.title or _title(read.week), known=partial(_known, bundle.folder, read))
    return write_exports(read.week, formats, named, out, inputs, export_stamp(formats, wishes))


def export_inputs(bundle: Bundle) -> dict[str, str]:
    """File name -> sha256 of what exports of a week are made from."""
    known = [path for path in (bundle.folder / WEEK,) if path.is_file()]
    return {path.name: digest(path.read_bytes()) for path in (*bundle.paths, *known)}


def export_stamp(formats: Sequence[str], wishes: Wishes) -> str:
    """Of exports in these formats; see lecturegen.finished. Without a title they have the week's."""
    template = digest(wishes.template.read_bytes()) if wishes.template and wishes.template.is_file() else ""
    return stamp(None, formats=sorted(formats), title=wishes.title, answers=wishes.answers, template=template)


def _title(week: Week) -> str:
    words = words_of(week.language)
    return f"{words.week.format(number=week.number)}{words.colon}{week.title}" if week.course else week.title


def _known(folder: Path, read: CheckedWeek) -> Known:
    """Findings and length of any week; tokens and cost of ours."""
    words = tuple(map(rules.spoken_words, read.week.sections))
    known = Known(findings_in(read), words, guessed(read.week))
    manifest = manifest_in(folder)
    if manifest is None:
        return known
    return replace(known, tokens=manifest.tokens, cost_usd=manifest.cost_usd, model=manifest.model)


def write_exports(
    week: Week, formats: Sequence[str], wishes: Wishes, out: Path, inputs: dict[str, str], stamped: str = ""
) -> Written:
    """``inputs``: file name -> sha256 of what the week was read from; ``stamped``: see lecturegen.finished. Raises
    FolderError."""
    exported = [EXPORTERS[name](week, wishes) for name in formats]
    folder = WeekFolder(out, _NoNotebook())
    written = tuple(folder.write(name, content) for one in exported for name, content in sorted(one.files.items()))
    made = {"export": stamped} if stamped else {}
    folder.write_manifest(Manifest(lecturegen=__version__, model="", inputs=inputs, outputs=folder.outputs, made=made))
    return Written(out, written, tuple(finding for one in exported for finding in one.findings))
