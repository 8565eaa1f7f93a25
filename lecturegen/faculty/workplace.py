"""The place of one week on this machine, where it is made and its journal stays; what comes of it goes to an outlet.

    folder/            a copy of what lies in the outlet, and what becomes of it
    folder/.journal…   stays here, for whoever on this machine does the week again
    folder.lock        held while somebody works here, and let go by the system if that one is killed

Nothing of a person's is overwritten, here or in the outlet. Here `lecturegen.run_dir` sees to it, by the manifest that
was fetched. In the outlet a file is replaced only if it is the one that was fetched or one that we are known to have
put there: its digest is in a manifest in the outlet, or in the note that is put there before the first file and taken
away after the last, so that a machine lost between the two is not mistaken for a person.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from lecturegen.errors import FolderError
from lecturegen.events import Emit, FileWritten, Waiting, silent
from lecturegen.faculty.outlet import Outlet
from lecturegen.llm.journal import FILE as JOURNAL
from lecturegen.run_dir import MANIFEST, digest
from lecturegen.schema import Manifest

if TYPE_CHECKING:
    from filelock import BaseFileLock

NOTE = ".publishing.json"
LOOK_AGAIN = 1.0
"""Seconds between two looks at a lock that another holds."""


class Workplace:
    """One week's. ``outlet`` is that of the week."""

    def __init__(self, folder: Path, outlet: Outlet) -> None:
        self.folder, self._outlet = folder, outlet
        self._fetched: dict[str, str] = {}

    @asynccontextmanager
    async def mine(self, emit: Emit = silent) -> AsyncIterator[None]:
        """Wait until nobody else of this machine is at work here, and fetch what lies in the outlet."""
        from filelock import FileLock  # of lecturegen[dask] and [remote], which alone come here

        lock = FileLock(self.folder.with_name(f"{self.folder.name}.lock"), thread_local=False)
        await self._take(lock, emit)
        try:
            await asyncio.to_thread(self._fetch)
            yield
        finally:
            lock.release()

    async def _take(self, lock: BaseFileLock, emit: Emit) -> None:
        from filelock import Timeout

        told = False
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            while True:
                try:
                    lock.acquire(blocking=False)
                except Timeout:
                    if not told:
                        emit(Waiting(LOOK_AGAIN, "another process of this machine is at work on this week"))
                    told = True
                    await asyncio.sleep(LOOK_AGAIN)
                else:
                    return
        except OSError as error:
            raise FolderError(f"{self.folder}: cannot be written: {error.strerror}") from error

    def _fetch(self) -> None:
        """Make the folder what the outlet is. What was half published is ours to make again, and is left out."""
        content = {name: text for name in self._outlet.names() if (text := self._outlet.read(name)) is not None}
        self._fetched = {name: digest(text) for name, text in content.items()}
        ours, noted = _in_manifests(content), self._noted()
        half = {name for name, found in self._fetched.items() if found in noted - ours}
        try:
            for path in _files(self.folder):
                if path.relative_to(self.folder).as_posix() not in content:
                    path.unlink()
            for name, text in content.items():
                path = self.folder / name
                if name in half:
                    path.unlink(missing_ok=True)
                elif not path.is_file() or path.read_bytes() != text:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(text)
        except OSError as error:
            raise FolderError(f"{self.folder}: cannot be written: {error.strerror}") from error

    def publish(self) -> list[FileWritten]:
        """Put what has changed in the outlet, manifests last. What a person's file was left alone for is told."""
        made = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in _files(self.folder)}
        changed = {name: text for name, text in made.items() if self._fetched.get(name) != digest(text)}
        kept: list[FileWritten] = []
        if not changed:
            return kept
        lying = {name: text for name in self._outlet.names() if (text := self._outlet.read(name)) is not None}
        noted = self._noted()
        ours = noted | _in_manifests(lying)
        note = sorted(noted | {digest(text) for name, text in changed.items() if not _is_manifest(name)})
        self._outlet.write(NOTE, json.dumps(note).encode())
        for name in sorted(changed, key=lambda name: (_is_manifest(name), name)):
            found = lying.get(name)
            known = found is None or _is_manifest(name) or digest(found) in {*ours, self._fetched.get(name)}
            if known or found == changed[name]:
                self._outlet.write(name, changed[name])
                continue
            beside = PurePosixPath(name)
            beside = beside.with_name(f"{beside.stem}.new{beside.suffix}")
            self._outlet.write(str(beside), changed[name])
            kept.append(FileWritten(str(beside), kept=name))
        self._outlet.remove(NOTE)
        return kept

    def _noted(self) -> set[str]:
        """Digests of what somebody was about to publish."""
        text = self._outlet.read(NOTE)
        return set(json.loads(text)) if text else set()


def _files(folder: Path) -> list[Path]:
    """All but the journal, and what a killed process left."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not path.name.startswith((JOURNAL, "."))]


def _is_manifest(name: str) -> bool:
    return PurePosixPath(name).name == MANIFEST


def _in_manifests(content: dict[str, bytes]) -> set[str]:
    """Digests of all files that the manifests among ``content`` say are ours. Raises FolderError."""
    return {found for name, text in content.items() if _is_manifest(name) for found in _outputs(name, text)}


def _outputs(name: str, manifest: bytes) -> Iterable[str]:
    try:
        return Manifest.model_validate_json(manifest).outputs.values()
    except ValidationError as error:
        reason = str(error).splitlines()[0]
        raise FolderError(f"{name}: cannot be read ({reason}); move it away: all files then count as yours") from error
