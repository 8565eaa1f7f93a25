"""Any week on the disk -> files in the formats that were asked for, below ``exports/`` beside it.

`lecturegen export` makes all formats of a week before the first file is written. With weeks that are made they are made
one by one, and those alone that would come out otherwise; the manifest beside the files says what each was made from.
A file that a person changed since we wrote it is kept, and the new one goes beside it (see `lecturegen.run_dir`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from lecturegen import __version__, accessible, rules
from lecturegen.errors import DocumentError, LecturegenError, Problem, Unwritable
from lecturegen.existing.config import Config, config_for, is_ignored
from lecturegen.existing.details import details_path
from lecturegen.existing.find import EXPORTS, Bundle, find
from lecturegen.existing.findings import findings_in
from lecturegen.existing.ours import PLAN, WEEK
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.exporters import EXPORTERS, Exported, Known, Wishes
from lecturegen.finished import stamp
from lecturegen.languages import words_of
from lecturegen.rules._guesser import guessed
from lecturegen.run_dir import WeekFolder, digest, manifest_in
from lecturegen.schema import Finding, FormatMade, Manifest, Week
from lecturegen.schema.policy import Policy


@dataclass(frozen=True, slots=True)
class Written:
    """What was written for one week, and what its formats cannot carry. ``folder``: where.

    ``made``: the formats that were made now; others were there as they would have come out.
    """

    folder: Path
    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    made: tuple[str, ...] = ()


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
        folder = out / bundle.folder.name if out and len(bundles) > 1 else out or bundle.folder / EXPORTS
        try:
            yield export_week(bundle, formats, wishes, folder)
        except (DocumentError, Unwritable) as error:
            yield error


def export_week(bundle: Bundle, formats: Sequence[str], wishes: Wishes, out: Path) -> Written:
    """Raises DocumentError, Unwritable, FolderError."""
    source = _Source(bundle, wishes)
    made_from = [source.made_from(name) for name in formats]
    return write_exports(source.week, formats, source.wishes, out, source.inputs, made_from, source.root)


def renew_exports(
    bundle: Bundle, formats: Sequence[str], wishes: Wishes, out: Path
) -> Iterator[Written | LecturegenError]:
    """The exports of a week, format by format: a format that fails is named and stops no other.

    What would come out as it is there already is not made again.
    """
    source = _Source(bundle, wishes)
    for name in formats:
        try:
            yield _renew(source, name, out)
        except LecturegenError as error:
            yield error


def bundle_in(week: Path) -> Bundle:
    """The files of a week of ours, whose folder this is."""
    return next((one for one in find([str(week)])[0] if one.folder == week), Bundle(script=week / "script.md"))


@dataclass(frozen=True)
class _Source:
    """The files of a week, and how they are to be exported."""

    bundle: Bundle
    asked: Wishes

    @cached_property
    def read(self) -> CheckedWeek:
        """Raises DocumentError."""
        if not self.bundle.script and not self.bundle.sheet:
            place = str(self.bundle.paths[0])
            raise DocumentError(Problem(place, "there is neither a script nor an assessment beside it to export"))
        return read_week(self.bundle, self._config.settings)

    @cached_property
    def week(self) -> Week:
        """With what is wanted of the rules, wherever that stands."""
        return self.read.week.model_copy(update={"policy": self.read.context.policy})

    @cached_property
    def wishes(self) -> Wishes:
        title = self.asked.title or _title(self.read.week)
        return replace(self.asked, title=title, known=partial(_known, self.bundle.folder, self.read))

    @cached_property
    def inputs(self) -> dict[str, str]:
        """File name -> sha256 of what is exported."""
        known = [path for path in (self.bundle.folder / WEEK,) if path.is_file()]
        return {path.name: digest(path.read_bytes()) for path in (*self.bundle.paths, *known)}

    def made_from(self, name: str) -> str:
        """Digest of all that the files of a format come from."""
        folder = self.bundle.folder
        beside = [folder / PLAN, *([details_path(self.bundle.sheet)] if self.bundle.sheet else [])]
        manifest = manifest_in(folder)
        paid = [manifest.tokens.model_dump(), manifest.cost_usd, manifest.model] if manifest else []
        parts = [
            _stamp(name, self.asked), self.inputs, self._config.settings.model_dump(mode="json"), paid,
            [digest(path.read_bytes()) if path.is_file() else "" for path in beside],
        ]  # fmt: skip
        return digest(json.dumps(parts, sort_keys=True).encode())

    @property
    def root(self) -> Path | None:
        """The folder that globs of ignored files count from."""
        return self._config.root

    @cached_property
    def _config(self) -> Config:
        return config_for(self.bundle.folder.resolve())


def _stamp(name: str, wishes: Wishes) -> str:
    """Of a format as it is wanted; see lecturegen.finished. Without a title it has the week's."""
    template = digest(wishes.template.read_bytes()) if wishes.template and wishes.template.is_file() else ""
    return stamp(None, formats=[name], title=wishes.title, answers=wishes.answers, template=template)


def _renew(source: _Source, name: str, out: Path) -> Written:
    manifest, made_from = manifest_in(out), source.made_from(name)
    there = manifest.formats.get(name) if manifest else None
    if there and there.made_from == made_from and all((out / file).is_file() for file in there.files):
        return Written(out, tuple(out / file for file in there.files), there.findings)
    return write_exports(source.week, [name], source.wishes, out, source.inputs, [made_from], source.root)


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
    week: Week,
    formats: Sequence[str],
    wishes: Wishes,
    out: Path,
    inputs: dict[str, str],
    made_from: Sequence[str] = (),
    root: Path | None = None,
) -> Written:
    """``inputs``: file name -> sha256 of what the week was read from; ``made_from``: for each of ``formats`` the digest
    of all that it comes from; ``root``: the folder that globs of ignored files count from. Raises FolderError."""
    exported = [_heard(_read_back(EXPORTERS[name](week, wishes)), out, week.policy, root) for name in formats]
    folder = WeekFolder(out, _NoNotebook())
    written = tuple(folder.write(name, content) for one in exported for name, content in sorted(one.files.items()))
    before = manifest_in(out)
    entries = {name: one for name, one in before.formats.items() if name not in formats} if before else {}
    entries |= {name: _entry(one, of) for name, one, of in zip(formats, exported, made_from, strict=False)}
    folder.write_manifest(
        Manifest(
            lecturegen=__version__, model="", inputs=inputs, outputs=folder.outputs,
            formats=dict(sorted(entries.items())),
        )
    )  # fmt: skip
    return Written(out, written, tuple(finding for one in exported for finding in one.findings), tuple(formats))


def _entry(made: Exported, made_from: str) -> FormatMade:
    return FormatMade(made_from=made_from, files=tuple(sorted(made.files)), findings=made.findings)


def _read_back(made: Exported) -> Exported:
    """With what its files, read back, are found to keep from some."""
    files = [(name, content) for name, content in sorted(made.files.items()) if accessible.is_checked(name)]
    return made._replace(findings=(*made.findings, *(one for file in files for one in accessible.faults(*file))))


def _heard(made: Exported, out: Path, policy: Policy, root: Path | None) -> Exported:
    """Without the findings that the settings silence in the files that are written to ``out``."""
    paths = [out / name for name in made.files]
    found = (one for one in made.findings if not any(is_ignored(one.code, path, policy.ignore, root) for path in paths))
    return made._replace(findings=tuple(found))
