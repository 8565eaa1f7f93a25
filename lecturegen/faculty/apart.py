"""A unit done in a place of this machine, and published where it belongs when it is done.

The journals stay in one folder of the machine, whoever of its processes does a week: ``--journals``, or
``LECTUREGEN_JOURNALS``, or ``$XDG_CACHE_HOME/lecturegen`` (``~/.cache/lecturegen``).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from lecturegen.errors import FolderError, UsageError
from lecturegen.events import Emit, Event, FileWritten, WeekStarted
from lecturegen.existing.find import Bundle
from lecturegen.faculty.do import do
from lecturegen.faculty.outlet import LOCAL, outlet_at
from lecturegen.faculty.unit import Done, Status, Unit, Wanted, failed
from lecturegen.faculty.workplace import Workplace
from lecturegen.models import Service

StillMine = Callable[[], Awaitable[bool]]
"""Whether a unit has not been given to somebody else meanwhile."""


async def always_mine() -> bool:
    """Where nobody else does units."""
    return True


class Superseded(Exception):
    """The unit was given to another worker; nothing was published."""


@dataclass(frozen=True, slots=True)
class At:
    """What ``--out`` names: a folder, or an address for which a folder of this machine stands (with the run's state).

    ``address`` is empty if ``root`` is the place itself.
    """

    root: Path
    address: str = ""


def at(out: str, journals: Path | None) -> At:
    """Raises UsageError and FolderError if there is an address that cannot be used."""
    out = out.removeprefix(LOCAL)
    if "://" not in out:
        return At(Path(out))
    outlet_at(out).read("lecturegen")  # a key or a bucket that is missing is told before anything is asked
    return At((journals or default_journals()) / "addresses" / sha256(out.encode()).hexdigest()[:12], out)


def default_journals() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lecturegen"


async def do_apart(
    unit: Unit, wanted: Wanted, service: Service, emit: Emit, journals: Path, still_mine: StillMine
) -> Done:
    """Do ``unit`` and publish it, unless it waits for a batch. Raises Stopped and Superseded alone."""
    target = _target(unit)
    there = str(target)
    if wanted.out and target.is_relative_to(wanted.root):
        there = f"{wanted.out.rstrip('/')}/{target.relative_to(wanted.root).as_posix()}"
    here = journals / target.parent.name / sha256(there.encode()).hexdigest()[:12] / target.name

    def told(event: Event) -> None:
        emit(_moved_event(event, str(here), there))

    try:
        place = Workplace(here, outlet_at(there))
        async with place.mine(emit):
            done = await do(_moved_unit(unit, target, here), replace(wanted, bank=False), service, told)
            if not await still_mine():
                raise Superseded
            if done.status is Status.WAITS:
                return _moved_done(done, unit, str(here), there)
            for event in await asyncio.to_thread(place.publish):
                emit(event)
    except (FolderError, UsageError) as error:
        return failed(unit, error)
    return _moved_done(done, unit, str(here), there)


def _target(unit: Unit) -> Path:
    if unit.folder is not None:
        return unit.folder
    assert unit.bundle is not None
    return unit.bundle.folder


def _moved_unit(unit: Unit, there: Path, here: Path) -> Unit:
    bundle = unit.bundle
    if bundle is not None and unit.folder is None:
        bundle = Bundle(
            *(path and here / path.relative_to(there) for path in (bundle.script, bundle.sheet, bundle.deck))
        )
    return unit.model_copy(update={"bundle": bundle, "folder": None if unit.folder is None else here})


def _moved_event(event: Event, here: str, there: str) -> Event:
    match event:
        case WeekStarted(folder=folder):
            return replace(event, folder=folder.replace(here, there))
        case FileWritten(path=path, kept=kept):
            return replace(event, path=path.replace(here, there), kept=kept.replace(here, there))
        case _:
            return event


def _moved_done(done: Done, unit: Unit, here: str, there: str) -> Done:
    faults = tuple(
        fault.model_copy(
            update={"place": fault.place.replace(here, there), "message": fault.message.replace(here, there)}
        )
        for fault in done.faults
    )
    files = tuple(name.replace(here, there) for name in done.files)
    return done.model_copy(update={"unit": unit, "files": files, "faults": faults})
