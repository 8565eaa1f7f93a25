"""Where finished weeks go: a folder, or whatever fsspec has an address for (``s3://``, ``gs://``, ``memory://`` …).

A file is there whole or not at all: in a folder it replaces the old one in one step, and an object store takes an
object in one piece. Other services (ftp, sftp) are as safe as they are themselves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from lecturegen.errors import FolderError, UsageError
from lecturegen.run_dir import replace

LOCAL = "file://"


class Outlet(Protocol):
    """The files below one folder, by their names with ``/``. All raise FolderError. Hidden files are not listed."""

    def names(self) -> list[str]: ...

    def read(self, name: str) -> bytes | None:
        """None if there is no such file."""

    def write(self, name: str, content: bytes) -> None: ...

    def remove(self, name: str) -> None: ...


def outlet_at(out: str, folder: str = "") -> Outlet:
    """The outlet at an address or path, or in ``folder`` below it. Raises UsageError if a package for it is missing."""
    if "://" in out and not out.startswith(LOCAL):
        return _Remote(out.rstrip("/") + (f"/{folder}" if folder else ""))
    return _Local(Path(out.removeprefix(LOCAL)) / folder)


class _Local:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        try:
            found = [path.relative_to(self._root) for path in self._root.rglob("*") if path.is_file()]
        except OSError as error:
            raise FolderError(f"{self._root}: cannot be read: {error.strerror}") from error
        return sorted(path.as_posix() for path in found if not _hidden(path.parts))

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FolderError(f"{self._root / name}: cannot be read: {error.strerror}") from error

    def write(self, name: str, content: bytes) -> None:
        replace(self._root / name, content)

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class _Remote:
    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError(f"--out {address}: this needs lecturegen[remote]") from error
        try:
            # others write there too: what was listed before says nothing
            self._fs, self._root = url_to_fs(address, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise UsageError(f"--out {address}: {error}") from error
        self._address = address

    def names(self) -> list[str]:
        found: list[str] = self._try(self._fs.find, self._root) or []
        names = [path[len(self._root) :].lstrip("/") for path in found]
        return sorted(name for name in names if not _hidden(tuple(name.split("/"))))

    def read(self, name: str) -> bytes | None:
        content: bytes | None = self._try(self._fs.cat_file, self._path(name))
        return content

    def write(self, name: str, content: bytes) -> None:
        self._try(self._fs.pipe_file, self._path(name), content)

    def remove(self, name: str) -> None:
        self._try(self._fs.rm_file, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _try(self, call: Any, *given: Any) -> Any:
        """None if there is no such file."""
        try:
            return call(*given)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FolderError(f"{self._address}: {type(error).__name__}: {error}") from error


def _hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)
