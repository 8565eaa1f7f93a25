"""What happened to each request, one line of JSON apiece, written when the request ends."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Entry:
    """``start`` and ``end`` are seconds since 1970; ``in_flight`` counts requests at the start, this one included.

    ``status`` is 0 if no answer went out: the client gave up, or the fault was one of silence. ``fault`` is None or
    the names of the faults that bit, joined by ``+``. ``digest`` is the same for requests with the same messages.
    ``batch`` is the batch that it was a line of.
    """

    n: int
    kind: str
    section: int | None
    start: float
    end: float
    in_flight: int
    status: int
    fault: str | None
    finish_reason: str | None
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    model: str
    stream: bool
    digest: str
    batch: str | None = None


def most_in_a_minute(entries: Sequence[Entry]) -> int:
    """Requests that began in any sixty seconds."""
    starts = sorted(entry.start for entry in entries)
    return max(bisect_left(starts, start + 60) - place for place, start in enumerate(starts))


@dataclass
class Log:
    """Entries in the order in which their requests ended, and the file that they go to."""

    path: Path | None = None
    keep: bool = True
    entries: list[Entry] = field(default_factory=list)
    _file: TextIO | None = None

    def add(self, entry: Entry) -> None:
        if self.keep:
            self.entries.append(entry)
        if self.path is not None:
            self._file = self._file or self.path.open("a", encoding="utf-8")
            self._file.write(json.dumps(asdict(entry)) + "\n")
            self._file.flush()  # whoever waits for the line is another process

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
