"""Notes files -> passages: markdown, text, HTML and notebooks, however messy.

What the notes say is data: it is repaired, cleaned of what is no content, and cut, never rewritten or obeyed.
Everything left out or mended is told in a finding. Not covered: PDF, word processor and slide files; text in images.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from lecturegen.errors import NotesError, Problem
from lecturegen.reading._files import NotesFile, find_files
from lecturegen.reading._losses import Loss, Losses, NotText, empty
from lecturegen.schema.passage import Passage
from lecturegen.schema.report import Finding

if TYPE_CHECKING:
    from lecturegen.reading._passages import Excerpt

_Words = tuple[tuple[str, ...], str]
_TOO_SHORT_TO_REPEAT = 40  # characters: below this the same words may be meant twice, under two headings


@dataclass(frozen=True, slots=True)
class Notes:
    """All that was read.

    A passage's ``file`` is relative to the base, or the bare name of a file outside it; its lines count from 1, and
    for a notebook they are the number of the cell. ``digests``: the same file name -> sha256 of the file's bytes.
    """

    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)


def read_notes(patterns: Sequence[str], base: Path) -> Notes:
    """Read every file that ``patterns`` (files, folders, globs; relative to ``base`` or absolute) name, each once.

    Files come in the order of the patterns, sorted within one. A passage that was there before, word for word, is
    left out. Raises NotesError with all problems at once: a pattern without files, a kind of file that is not
    read, a file that cannot be opened, is no text, or is a broken notebook. An empty file is a finding.
    """
    problems: list[Problem] = []
    files = find_files(patterns, base, problems)
    passages: dict[_Words, Passage] = {}
    findings: list[Finding] = []
    digests: dict[str, str] = {}
    for file in files:
        try:
            data = file.path.read_bytes()
            findings += _add(passages, file, data)
            digests[file.name] = sha256(data).hexdigest()
        except OSError as error:
            problems.append(_closed(file, error))
        except NotText as error:
            problems.append(Problem(file.name, str(error)))
    if problems:
        raise NotesError(*problems)
    return Notes(tuple(passages.values()), tuple(findings), digests)


def digest_notes(patterns: Sequence[str], base: Path) -> dict[str, str]:
    """``Notes.digests`` alone, without reading what the files say. Raises NotesError."""
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    for file in find_files(patterns, base, problems):
        try:
            digests[file.name] = sha256(file.path.read_bytes()).hexdigest()
        except OSError as error:
            problems.append(_closed(file, error))
    if problems:
        raise NotesError(*problems)
    return digests


def _closed(file: NotesFile, error: OSError) -> Problem:
    return Problem(file.name, f"cannot be opened ({error.strerror}); check its permissions")


def _add(passages: dict[_Words, Passage], file: NotesFile, data: bytes) -> Iterable[Finding]:
    """Add the passages of ``file`` that are not there yet; return its findings. Raises NotText."""
    from lecturegen.reading._reader import read_excerpts

    losses = Losses()
    found = read_excerpts(data, file.path.suffix.lower(), losses)
    for excerpt in found:
        if (words := _words(excerpt)) in passages:
            losses.add(Loss.REPEATED, excerpt.first)
            continue
        passages[words] = Passage(
            id=f"p{len(passages) + 1}",
            file=file.name,
            headings=excerpt.headings,
            first_line=excerpt.first,
            last_line=excerpt.last,
            text=excerpt.text,
        )
    return (*losses.findings(file.name), *(() if found else (empty(file.name),)))


def _words(excerpt: Excerpt) -> _Words:
    """What tells a passage from others: its words, and if they are few, its headings too."""
    words = " ".join(excerpt.text.casefold().split())
    return (() if len(words) >= _TOO_SHORT_TO_REPEAT else excerpt.headings), words
