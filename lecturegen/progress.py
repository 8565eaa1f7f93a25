"""Events -> what people see on stderr: one live line on a terminal, a few plain lines elsewhere, a table at the end."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from lecturegen.events import (
    BatchCollected,
    BatchesMissing,
    BatchPosted,
    BatchSeen,
    Event,
    FileWritten,
    PlanReady,
    Remembered,
    RequestEnded,
    RequestPosted,
    RequestStarted,
    SectionRejected,
    SectionsChosen,
    SentBack,
    StageDone,
    Stopping,
    Waiting,
    WeekAssessed,
    WeekDone,
    WeekStarted,
    WeekWaits,
)
from lecturegen.rules._words import shown_words
from lecturegen.schema import Report, Section, Severity, Week
from lecturegen.usage import Usage


def live_bars(console: Console) -> Progress:
    """A bar for every week that is being made; nothing where there is no terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[week]}{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        TextColumn("[dim]{task.fields[facts]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),  # where it is a file, the paths of results are to go there
    )


class RunWatch:
    """Listens to what concerns no single week; call it with an event."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, event: Event) -> None:
        match event:
            case BatchPosted(batch=batch, requests=requests, found=found):
                how = "was posted before; found again" if found else "posted"
                self._say(f"{batch}: {_many(requests, 'request')} {how}")
            case BatchSeen(batch=batch, status=status, requests=requests, done=done):
                self._say(f"{batch}: {status}, {done} of {requests} done")
            case BatchCollected(batch=batch, status=status, requests=requests, answered=answered):
                self._say(f"{batch}: {status}, {answered} of {requests} answered" + _odd(event))
            case BatchesMissing(reason=reason):
                self._say(f"{reason}; all is asked live")
            case Waiting(seconds=seconds, reason=reason):
                self._say(f"waiting {seconds:.1f} s: {reason}")

    def _say(self, line: str) -> None:
        self._console.print(escape(line), soft_wrap=not self._console.is_terminal, highlight=False)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("s" if count != 1 else "")


def _odd(ended: BatchCollected) -> str:
    strays = f"; {ended.strays} lines of its files were of no use" if ended.strays else ""
    return (f"; {', '.join(ended.reasons)}" if ended.reasons else "") + strays


class Watch:
    """Listens to the events of one week. Use it as a context manager; call it with an event."""

    def __init__(self, bars: Progress, week: str = "") -> None:
        """``week`` stands before every line, so that weeks made side by side can be told apart."""
        self._bar, self._console, self._week = bars, bars.console, f"{week}: " if week else ""
        self._live = self._console.is_terminal
        self._task = self._bar.add_task("plan", total=None, facts="", left="", week=self._week)
        self._usage, self._cost, self._unknown = Usage(), 0.0, False
        self._flying = self._asked = self._remembered = self._posted = 0
        self._titles: dict[str, str] = {}
        self._folder = ""
        self._done: Counter[str] = Counter()
        self._stages = 2

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task in self._bar.task_ids:
            self._bar.remove_task(self._task)

    def __call__(self, event: Event) -> None:
        match event:
            case WeekStarted(week=week, model=model, folder=folder):
                self._folder = folder
                self._say(f"[bold]{escape(week)}[/]  model {escape(model)}  → {escape(folder)}")
            case PlanReady(sections=sections, edited=edited, stages=stages):
                self._titles, self._stages = dict(sections), stages
                self._bar.update(self._task, description="draft and assess", total=stages * len(sections))
                self._say(f"plan: {len(sections)} sections" + (", as you edited it" if edited else ""))
            case SectionsChosen(sections=sections, of=of):
                self._titles = dict(sections)
                self._bar.update(self._task, description="assess", total=len(sections))
                self._say(f"{len(sections)} of {of} sections are asked about anew")
            case RequestStarted():
                self._flying += 1
            case RequestEnded():
                self._flying -= not event.batch
                self._asked += 1
                self._usage += event.usage
                self._unknown |= event.cost is None
                self._cost += event.cost or 0.0
            case RequestPosted():
                self._posted += 1
            case WeekWaits(requests=requests):
                self._say(f"waits for {_many(requests, 'answer')}; {self._facts()}")
            case Remembered():
                self._remembered += 1
            case StageDone(unit=unit):
                self._done[unit] += 1
                self._bar.update(self._task, completed=self._done.total())
            case Waiting(seconds=seconds, reason=reason):
                self._say(f"[yellow]waiting {seconds:.1f} s:[/] {escape(reason)}")
            case Stopping():
                self._say(f"stopping when {self._flying} requests in flight have ended; Ctrl-C again stops at once")
            case SentBack(unit=unit, findings=count):
                self._say(f"{escape(self._titles.get(unit, 'plan'))}: sent back with {count} findings")
            case SectionRejected(unit=unit, reason=reason):
                self._done[unit] = self._stages  # nothing more is coming
                self._bar.update(self._task, completed=self._done.total())
                self._say(f"[red]{escape(self._titles.get(unit, unit))}: rejected:[/] {escape(reason)}")
            case FileWritten(path=path, kept=kept):
                if kept:
                    self._say(f"[yellow]{escape(kept)} was changed by hand and is kept;[/] new text in {escape(path)}")
            case WeekDone(week=week, report=report):
                self._bar.remove_task(self._task)
                self._show(week, report)
                return
            case WeekAssessed():
                self._bar.remove_task(self._task)
                failed = f"[red]{len(event.failed)} failed[/]" if event.failed else "0 failed"
                self._say(
                    f"{event.made} sections with {event.questions} new questions, {event.kept} kept, {failed}; "
                    f"{self._facts()}"
                )
                return
        self._bar.update(self._task, facts=self._facts(), left=self._time_left())

    def _show(self, week: Week | None, report: Report) -> None:
        """What each section has, what is missing and why, and what was found."""
        if week is not None:
            self._console.print(_table(week, report))
        for rejected in report.rejected:
            self._say(f"[red]{escape(rejected.title)}: not written[/] ({rejected.stage}): {escape(rejected.hint)}")
        where = f" in {escape(self._folder)}/report.json" if report.findings else ""
        guessed = f"; {report.guessed}" if report.guessed else ""
        found = _counted(Counter(f.severity for f in report.findings))
        self._say(f"{found}{where}{guessed}; {self._facts()}")

    def _facts(self) -> str:
        """Requests, tokens and money so far."""
        parts = [f"{self._asked} asked"]
        if self._remembered:
            parts.append(f"{self._remembered} remembered")
        if self._posted:
            parts.append(f"{self._posted} posted")
        if self._flying:
            parts.append(f"{self._flying} in flight")
        if self._usage.counted or self._unknown:
            parts.append(f"{self._usage.prompt:,} + {self._usage.completion:,} tokens")
            parts.append("cost unknown" if self._unknown else f"${self._cost:.4f}")
        return ", ".join(parts)

    def _time_left(self) -> str:
        seconds = next((task.time_remaining for task in self._bar.tasks if task.id == self._task), None)
        return "" if seconds is None else f"about {seconds:.0f} s left"

    def _say(self, line: str) -> None:
        # wrapped by a terminal, never in a log
        self._console.print(f"{escape(self._week)}{line}", soft_wrap=not self._live, highlight=False)


def _table(week: Week, report: Report) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("section")
    for name in ("frames", "minutes", "words", "questions", "findings"):
        table.add_column(name, justify="right")
    sections = week.sections
    found = _by_section(report)
    for place, section in enumerate(sections):
        table.add_row(str(place + 1), section.title, *_numbers(section), found.get(place, ""))
    totals = [sum(float(_numbers(section)[column]) for section in sections) for column in range(4)]
    table.add_section()
    table.add_row("", f"{len(sections)} sections", *(f"{total:g}" for total in totals), "", style="bold")
    return table


def _numbers(section: Section) -> tuple[str, str, str, str]:
    spoken = [section.opening, *(frame.script for frame in section.frames), section.closing]
    words = sum(map(shown_words, spoken))
    questions = len(section.assessment.questions) if section.assessment else 0
    return str(len(section.frames)), f"{section.minutes:g}", str(words), str(questions)


def _by_section(report: Report) -> dict[int, str]:
    tally: dict[int, Counter[Severity]] = {}
    for finding in report.findings:
        parts = finding.where.split("/")
        if len(parts) > 2 and parts[0] == "" and parts[1] == "sections":
            tally.setdefault(int(parts[2]), Counter())[finding.severity] += 1
    return {place: _counted(counts) for place, counts in tally.items()}


def _counted(tally: Counter[Severity]) -> str:
    if not tally:
        return "no findings"
    return ", ".join(f"{tally[s]} {s.value}{'s' if tally[s] > 1 else ''}" for s in Severity if tally[s])
