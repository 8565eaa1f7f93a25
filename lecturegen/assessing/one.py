"""One week: what students know -> new sections -> the old versions kept, the new ones written, the report.

Order of writing: old version, then what is noted beside, then the sheet, then report and manifest. Killed anywhere in
between, the same command does the rest, and what was answered is not asked again: what the new items had to differ
from is noted in the journal when a run with this seed first begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lecturegen import __version__
from lecturegen.assessing.desk import LETTERS
from lecturegen.assessing.opened import Opened
from lecturegen.assessing.order import renewal
from lecturegen.assessing.results import Result, SectionResult, Status
from lecturegen.assessing.sheets import Made, details_of, new_sheet, week_json, with_new
from lecturegen.assessing.versions import keep
from lecturegen.assessing.wishes import Wishes
from lecturegen.checking.lint import lint
from lecturegen.events import Emit, SectionsChosen, WeekAssessed, WeekStarted
from lecturegen.existing.details import load_details
from lecturegen.existing.ours import WEEK
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.exporters.assessment import write_assessment
from lecturegen.finished import stamp
from lecturegen.llm import Model
from lecturegen.llm.journal import Journal, Totals
from lecturegen.reading.assessment import load_assessment
from lecturegen.rules._guesser import guessed
from lecturegen.run_dir import MANIFEST, WeekFolder, digest, manifest_in
from lecturegen.schema import Finding, Manifest, PromptUsed, Report, Severity, Tokens
from lecturegen.settings import Settings
from lecturegen.stages.renew import Form, Renewed, renew, stems_of
from lecturegen.stages.sections import Lost
from lecturegen.usage import Usage

REPORT = "report.json"


@dataclass(frozen=True)
class Renewing:
    """What is at hand for one week."""

    opened: Opened
    wishes: Wishes
    model: Model
    journal: Journal
    folder: WeekFolder
    emit: Emit
    settings: Settings


async def renew_week(work: Renewing) -> Result:
    """Raises Stopped, FolderError and DocumentError; whatever else goes wrong belongs to a section."""
    opened, wishes = work.opened, work.wishes
    before = work.journal.totals()
    chosen = wishes.chosen(opened.titles)
    work.emit(WeekStarted(opened.week.title, work.model.name, str(opened.desk.folder)))
    sections = opened.week.sections
    work.emit(SectionsChosen(tuple((sections[n].id, sections[n].title) for n in chosen), len(sections)))
    job = renewal(opened, wishes, work.model, work.journal)
    job = replace(job, blind=work.settings.blind, emit=work.emit, at_once=work.settings.concurrency)
    forms = await renew(job, wishes.forms)
    for form in forms:
        for one in form.values():
            if isinstance(one, Lost):
                work.journal.forget(one.keys)
    kept = [path for number, form in enumerate(forms) if (path := _write(work, number, form))]
    told = _results(work, forms)
    if any(section.questions for section in told):
        _finish(work, forms)
    result = _result(work, told, kept, before, forms)
    failed = tuple(sections[one.number - 1].id for one in told if one.status is Status.FAILED)
    made, questions = result.count(Status.MADE), sum(one.questions for one in told)
    work.emit(WeekAssessed(made, result.count(Status.KEPT), failed, questions))
    return result


def _made(work: Renewing, form: Form) -> Made:
    """The sections as they stand, with what is new of them."""
    sections, kind = work.opened.week.sections, work.wishes.kind
    return {
        index: with_new(sections[index], one.section, kind) for index, one in form.items() if isinstance(one, Renewed)
    }


def _write(work: Renewing, number: int, form: Form) -> Path | None:
    """Write a form, if a section of it is new; where its old version is kept, if there was one."""
    desk, made, seed = work.opened.desk, _made(work, form), work.wishes.seed
    if not made:
        return None
    path, before = desk.form(number), work.opened.known
    there = desk.current if number == 0 else path if path.is_file() else None
    old = load_assessment(there) if there else None
    if number > 0:
        before = load_details(path)
    letter = path.stem[-1] if number else ""
    text = write_assessment(new_sheet(work.opened, old, made, work.wishes, letter))
    noted = details_of(work.opened, {}, before.seed, before) if before else None
    kept = keep(work.folder, path, text, before.seed if before else None, noted)
    if desk.ours and number == 0:
        work.folder.write(WEEK, week_json(work.opened, made, seed))
    else:
        details = desk.details(number).relative_to(work.folder.path).as_posix()
        work.folder.write(details, details_of(work.opened, made, seed, before))
    work.folder.write(path.name, text)
    return kept


def _results(work: Renewing, forms: Sequence[Form]) -> tuple[SectionResult, ...]:
    found = []
    for index, title in enumerate(work.opened.titles):
        made = [form[index] for form in forms if index in form]
        lost = next((one for one in made if isinstance(one, Lost)), None)
        questions = sum(len(stems_of(one)) for one in made if isinstance(one, Renewed))
        if lost is not None:
            letter = LETTERS[made.index(lost)] if len(forms) > 1 else ""
            reason, hint = lost.rejected.reason, lost.rejected.hint
            found.append(SectionResult(index + 1, title, Status.FAILED, questions, reason, hint, letter))
        else:
            found.append(SectionResult(index + 1, title, Status.MADE if made else Status.KEPT, questions))
    return tuple(found)


def _result(
    work: Renewing, sections: tuple[SectionResult, ...], kept: Sequence[Path], before: Totals, forms: Sequence[Form]
) -> Result:
    desk, after = work.opened.desk, work.journal.totals()
    files = [path for number in range(len(forms)) if (path := desk.form(number)).is_file()]
    spent = Usage(
        after.usage.prompt - before.usage.prompt, after.usage.completion - before.usage.completion,
        after.usage.cached - before.usage.cached,
    )  # fmt: skip
    cost = None if after.cost is None or before.cost is None else after.cost - before.cost
    asked = sum(after.attempts.values()) - sum(before.attempts.values())
    tried = [section for section in sections if section.status is not Status.KEPT]
    nothing = tried and all(section.status is Status.FAILED for section in tried)
    error = next((one.error for one in forms[0].values() if isinstance(one, Lost)), None) if nothing else None
    return Result(
        str(desk.script), work.opened.week.title, work.wishes.seed, sections, tuple(files), tuple(kept), asked, spent,
        cost, error=error,
    )  # fmt: skip


def _finish(work: Renewing, forms: Sequence[Form]) -> None:
    """Report and manifest, of the files as they are now."""
    desk = work.opened.desk
    home = desk.home.relative_to(work.folder.path)
    lost = [one.rejected for form in forms for one in form.values() if isinstance(one, Lost)]
    week = work.opened.week
    read = read_week(desk.now, work.opened.settings)
    report = Report(
        course=week.course, number=week.number, title=week.title, origin=week.origin,
        findings=_findings(work, forms, read), rejected=tuple(lost), guessed=guessed(read.week),
    )  # fmt: skip
    work.folder.write((home / REPORT).as_posix(), report.model_dump_json(indent=2) + "\n")
    before = manifest_in(desk.home) if desk.ours else None
    stamped = (before.made if before else {}) | {"assess": assess_stamp(work.wishes, work.settings, work.opened)}
    totals = work.journal.totals()
    prompts = tuple(PromptUsed(id=name, version=version) for name, version in work.journal.prompts())
    work.folder.write_manifest(
        Manifest(
            lecturegen=__version__, model=work.model.name, inputs=_inputs(work), outputs=work.folder.outputs,
            made=stamped, prompts=prompts, attempts=totals.attempts, cost_usd=totals.cost,
            tokens=Tokens(prompt=totals.usage.prompt, completion=totals.usage.completion, cached=totals.usage.cached),
        )
    )  # fmt: skip


def assess_stamp(wishes: Wishes, settings: Settings, opened: Opened) -> str:
    """Of new assessments with these wishes; see lecturegen.finished."""
    told = {name: value for name, value in asdict(wishes).items() if name != "out"}
    return stamp(settings, **told, check=opened.settings.model_dump(mode="json"))


def _findings(work: Renewing, forms: Sequence[Form], now: CheckedWeek) -> tuple[Finding, ...]:
    """What `lecturegen check` would say, of a week of ours all, of anybody's what stands in the assessment; and what
    readers of the questions without their keys have found.

    What notes and plan gave rise to was said when the week was made, and no file tells it.
    """
    desk = work.opened.desk
    read = [
        finding.model_copy(update={"where": f"/sections/{index}{finding.where}"})
        for form in forms
        for index, one in form.items()
        if isinstance(one, Renewed)
        for finding in one.findings
    ]
    found = lint(now, work.opened.settings.ignore).found
    if not desk.ours:
        return _ranked([*(one.finding for one in found if one.path == desk.current), *read])
    path = desk.home / REPORT
    said = Report.model_validate_json(path.read_bytes()).findings if path.is_file() else ()
    return _ranked([*(f for f in said if not f.where.startswith("/")), *(one.finding for one in found), *read])


def _ranked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))


def _inputs(work: Renewing) -> dict[str, str]:
    """What the files are made from: with a week of ours what it was made from, else the script."""
    desk = work.opened.desk
    path = desk.home / MANIFEST
    if desk.ours and path.is_file():
        return Manifest.model_validate_json(path.read_bytes()).inputs
    return {desk.script.name: digest(desk.script.read_bytes())}
