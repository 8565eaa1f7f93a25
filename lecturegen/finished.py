"""What was made before, from the same inputs and told the same, need not be made again: its manifest says so.

This is for skipping whole weeks cheaply. Where it says no, the journal still knows every answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from lecturegen import __version__
from lecturegen.prompting import prompts_folder
from lecturegen.run_dir import digest, manifest_in
from lecturegen.schema import Manifest
from lecturegen.settings import Settings

_TELLING = {
    "provider", "model", "base_url", "temperature", "reasoning_effort", "notes_tokens", "blind", "title",
}  # fmt: skip
"""The settings that change what is written; the others change how it is asked for."""


def stamp(settings: Settings | None, **told: object) -> str:
    """sha256 over all that rules what is made but the input files: version, prompts, settings, and what is ``told``."""
    rules = settings.model_dump(mode="json", include=_TELLING) if settings else {}
    parts = [__version__, _prompts() if settings else "", rules, told]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def made_before(
    folder: Path, command: str, stamp: str, inputs: dict[str, str] | None = None, home: Path | None = None
) -> Manifest | None:
    """The manifest of ``folder``, if ``command`` was told the same there and its files are as it left them.

    ``inputs``: file name -> sha256 as they are now, unless the files of the folder are all there is. ``home``: where
    the manifest lies, if not there. Raises FolderError.
    """
    manifest = manifest_in(home or folder)
    if manifest is None or manifest.made.get(command) != stamp or inputs not in (None, manifest.inputs):
        return None
    return manifest if all(_is(folder / name, known) for name, known in manifest.outputs.items()) else None


def _is(path: Path, known: str) -> bool:
    try:
        return digest(path.read_bytes()) == known
    except OSError:
        return False


@cache
def _prompts() -> str:
    whole = sha256()
    for path in _files(prompts_folder()):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir():
            yield from _files(path)
        else:
            yield path
