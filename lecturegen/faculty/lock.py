"""One run at a time in an out folder, also where several machines share it; a run that was killed is in nobody's way.

Who holds the lock says so in a file, and gives a sign of life every few seconds. On the same machine the process tells
whether it lives. On another one its signs do: they are watched for a while, so clocks need not agree. File locks of the
system would be simpler, but shared folders keep them badly or not at all.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from math import inf
from pathlib import Path
from threading import Event, Thread

from pydantic import ValidationError

from lecturegen.errors import FolderError
from lecturegen.faculty.lines import now
from lecturegen.frozen import Frozen

LOCK, BEAT = "lock.json", "beat"
EVERY = 5.0
"""Seconds between two signs of life."""
PATIENCE = 3.5 * EVERY
"""Seconds without a sign after which a run on another machine counts as dead."""
_LOOK = 0.5
_WRITTEN = 2.0
"""Seconds within which whoever has made the lock has also written into it."""


class Taken(FolderError):
    hint = "Wait for it to end, stop it with Ctrl-C, or give another folder with --out; --status DIR shows it."


class Holder(Frozen):
    """Which run. ``where``: machine and process space, within which ``pid`` and ``start`` name one process."""

    run: str
    host: str
    pid: int
    where: str
    start: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


class Lock:
    """Of the run's folder. ``lost`` if another run has taken it over because this one had not moved for long.

    ``quiet``: seconds that no run had given a sign of life there when it was taken, by the clock of the folder.
    ``used``: whether the service was asked; if not, the signs of this run are taken back when it is over.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self.lost, self.used = folder, False, True
        self._before, self.quiet = -inf, inf
        self.holder = _myself()
        self._over = Event()
        self._heart = Thread(target=self._beat, daemon=True)

    def take(self) -> None:
        """Raises Taken while another run lives, FolderError if the folder cannot be written."""
        path, waited = self._folder / LOCK, 0.0
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while not self._create(path):
                other = holder(self._folder)
                if other is None and waited < _WRITTEN:
                    time.sleep(_LOOK)
                    waited += _LOOK
                elif other is not None and alive(self._folder, other):
                    raise Taken(f"{self._folder.parent}: another run is at work here ({other})")
                else:
                    self._clear(path, other)
            beat = self._folder / BEAT
            self._before = _beaten(beat)
            beat.write_text(f"{self.holder.run} 0\n", "utf-8")
            self.quiet = max(0.0, beat.stat().st_mtime - self._before)
        except OSError as error:
            raise FolderError(f"{path}: cannot be written: {error.strerror}") from error
        self._heart.start()

    def release(self) -> None:
        self._over.set()
        self._heart.join()
        if not self.lost and holder(self._folder) == self.holder:
            if not self.used:
                self._take_back()
            (self._folder / LOCK).unlink(missing_ok=True)

    def _take_back(self) -> None:
        """Our signs of life."""
        beat = self._folder / BEAT
        if self._before == -inf:
            beat.unlink(missing_ok=True)
        else:
            os.utime(beat, (self._before, self._before))

    def _create(self, path: Path) -> bool:
        """Whether the lock is ours now."""
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self.holder.model_dump_json())
        except FileExistsError:
            return False
        return True

    def _clear(self, path: Path, dead: Holder | None) -> None:
        """Take away what ``dead`` left; if another run has just done that and taken the lock, give it back."""
        aside = path.with_name(f"{path.name}.{self.holder.run}")
        try:
            path.rename(aside)
        except FileNotFoundError:
            return
        if _read(aside) == dead:
            aside.unlink()
        else:
            aside.rename(path)

    def _beat(self) -> None:
        beats = 0
        while not self._over.wait(EVERY if beats else 0):
            beats += 1
            try:
                (self._folder / BEAT).write_text(f"{self.holder.run} {beats}\n", "utf-8")
                self.lost = (self._folder / LOCK).exists() and holder(self._folder) != self.holder
            except OSError:
                continue  # a shared folder may be away for a moment; whoever takes over meanwhile is seen later
            if self.lost:
                return


def holder(folder: Path) -> Holder | None:
    """Who holds the lock of a run's folder; None if nobody does, or has not said so yet."""
    return _read(folder / LOCK)


def alive(folder: Path, other: Holder) -> bool:
    """Whether ``other`` still runs. On another machine its signs of life are watched, for ``PATIENCE`` at most."""
    if other.where and other.where == _where():
        return _start(other.pid) == other.start
    first, until = _sign(folder), time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(_LOOK)
        if _sign(folder) != first:
            return True
    return False


def _beaten(beat: Path) -> float:
    """When the last sign of life was given, long ago if there is none."""
    try:
        return beat.stat().st_mtime
    except FileNotFoundError:
        return -inf


def _read(path: Path) -> Holder | None:
    try:
        return Holder.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _sign(folder: Path) -> str:
    try:
        return (folder / BEAT).read_text("utf-8")
    except FileNotFoundError:
        return ""


def _myself() -> Holder:
    pid = os.getpid()
    return Holder(
        run=uuid.uuid4().hex[:12], host=socket.gethostname(), pid=pid, where=_where(), start=_start(pid), since=now()
    )


def _where() -> str:
    """This machine since it was started, and its process space; empty where the system does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _start(pid: int) -> str:
    """When a process began, in the system's ticks, so that a number used again is not taken for it; empty if it is
    dead."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    state, ticks = said[0], said[19]
    return "" if state in "ZX" else ticks
