"""Make the weeks, wait until one of their files changes, make again what it concerns.

What concerns a week is its part of the course file, its notes, its template, and its plan.yaml if a person edited it.
What is wrong is told, in the terminal and on the pages, and the last good pages stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from lecturegen.batch import Failed, Tell, Told, WeekOrder
from lecturegen.errors import ConfigurationError, Interrupted, LecturegenError, Problem
from lecturegen.existing.find import EXPORTS
from lecturegen.exporters._optional import optional
from lecturegen.exports import Written
from lecturegen.pipeline import Outcome
from lecturegen.reading._files import find_files
from lecturegen.run_dir import digest, manifest_in, week_path
from lecturegen.stages.plan import FILE as PLAN
from lecturegen.watching.served import Pages

QUIET, PATIENCE = 100, 1000
"""Milliseconds without a change after which changes count as one, and milliseconds after which they do in any case."""
LOOK = 1000
"""Milliseconds after which files are looked at although nothing was heard: where notices get lost, and between two
waits."""

Seen = dict[Path, tuple[int, int, int]]
"""What tells an edited file, or another one in its place."""


class Read(Protocol):
    """The weeks as the course file has them at the moment. Raises LecturegenError."""

    def __call__(self) -> list[WeekOrder]: ...


@dataclass
class Loop:
    """``make`` makes weeks and tells how each ended; ``complain`` tells people what is wrong."""

    source: Path
    out: Path
    read: Read
    make: Callable[[Sequence[WeekOrder], Tell], None]
    pages: Pages
    complain: Callable[[LecturegenError], None]
    _orders: list[WeekOrder] = field(default_factory=list)
    _made: dict[int, str] = field(default_factory=dict)
    _wrong: list[LecturegenError] = field(default_factory=list)
    _seen: Seen = field(default_factory=dict)

    def run(self) -> None:
        """Until Ctrl-C, which raises Interrupted while something is being made, and KeyboardInterrupt otherwise."""
        watch = optional("watchfiles", "watch").watch
        self._seen = self._look()
        self._build(first=True)
        while True:
            heard = watch(
                *self._folders(), watch_filter=None, recursive=False, yield_on_timeout=True, step=QUIET,
                debounce=PATIENCE, rust_timeout=LOOK,
            )  # fmt: skip
            for _ in heard:
                now = self._look()
                # an editor that saves by moving takes the file away for a moment
                if now != self._seen and self.source in now:
                    self._seen = now
                    break
            self._build()

    def _build(self, *, first: bool = False) -> None:
        """Make what changed. Raises Interrupted; and ConfigurationError at first, since no edit mends that."""
        self._wrong = []
        try:
            self._orders = self.read()
            changed = {order.brief.number: self._concerns(order) for order in self._orders}
            changed = {number: concerns for number, concerns in changed.items() if self._made.get(number) != concerns}
            for number in changed:
                self._made.pop(number, None)
            if changed:
                self.make([order for order in self._orders if order.brief.number in changed], self._hear(changed))
        except Interrupted:
            raise
        except LecturegenError as error:
            if first and isinstance(error, ConfigurationError):
                raise
            self._tell(error)
        for order in self._orders:
            page = self._folder(order) / EXPORTS / "week.html"
            if page.is_file():
                self.pages.show(self._folder(order).name, page.read_bytes())
        self.pages.tell("\n".join(f"{error}\n{error.hint}".strip() for error in self._wrong))

    def _hear(self, changed: dict[int, str]) -> Tell:
        """Whatever is whole need not be made again until it changes; the rest is tried again with the next save."""

        def tell(done: Told) -> None:
            match done:
                case Failed(brief, error):
                    self._made.pop(brief.number, None)
                    self._tell(error)
                case Outcome(plan=plan, report=report) if report.rejected:
                    reasons = [Problem(one.title, one.reason) for one in report.rejected]
                    self._tell(LostSections(*reasons))
                    self._made.pop(plan.number, None)
                case Outcome(plan=plan):
                    self._made[plan.number] = changed[plan.number]
                case Written() | _:
                    pass

        return tell

    def _tell(self, error: LecturegenError) -> None:
        self._wrong.append(error)
        self.complain(error)

    def _folder(self, order: WeekOrder) -> Path:
        return week_path(self.out, order.brief.course, order.brief.number)

    def _concerns(self, order: WeekOrder) -> str:
        """Digest of all that a week is made from."""
        template = order.template.read_bytes() if order.template else b""
        parts = (order.brief.model_dump_json(), str(sorted(order.notes.digests.items())), digest(template))
        return digest("\n".join((*parts, self._edited_plan(order))).encode())

    def _edited_plan(self, order: WeekOrder) -> str:
        path = self._folder(order) / PLAN
        manifest = manifest_in(path.parent)
        if manifest is None or not path.is_file():
            return ""
        found = digest(path.read_bytes())
        return "" if found == manifest.outputs.get(PLAN) else found

    def _files(self) -> Iterator[Path]:
        """Whatever a save of which may concern a week."""
        yield self.source
        for order in self._orders:
            yield from (file.path for file in find_files(order.brief.notes, self.source.parent, []))
            yield self._folder(order) / PLAN
            if order.template:
                yield order.template

    def _look(self) -> Seen:
        found = {}
        for path in self._files():
            try:
                stat = path.stat()
            except OSError:
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return found

    def _folders(self) -> set[Path]:
        """Where those files lie; and folders of notes, where new ones may come."""
        notes = {self.source.parent / pattern for order in self._orders for pattern in order.brief.notes}
        wanted = {path.parent for path in self._files()} | notes
        return {folder.resolve() for folder in wanted if folder.is_dir()}


class LostSections(LecturegenError):
    """A week came out without some of its sections."""

    hint = "Save the course file again to ask anew."

    def __init__(self, *lost: Problem) -> None:
        super().__init__("\n".join(f"section {one.place!r} is missing: {one.message}" for one in lost))
