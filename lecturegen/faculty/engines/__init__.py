"""Who does the units: one engine a file, found by name. An engine enters itself in ``ENGINES``.

An engine begins no unit before there is room for it, because the next one may have to be read from a slow disk, and a
run may have more of them than fit into memory. It keeps nothing of what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from lecturegen.events import Event
from lecturegen.faculty.unit import Done, Unit, Wanted
from lecturegen.registry import Plugins


class Hearing(Protocol):
    """Who is told, from one thread: that a unit has begun, what happens in it (as far as that is known), its end.

    What happens in no unit but in the run (None) are batches that are posted and collected.
    """

    def begun(self, unit: Unit) -> None: ...

    def happened(self, unit: Unit | None, event: Event) -> None: ...

    def ended(self, done: Done) -> None: ...

    def said(self, line: str) -> None:
        """For people, and about no unit: where to watch, say."""


class Engine(Protocol):
    """Does all units. Raises Interrupted if Ctrl-C stopped it before the end: what was in flight has then ended."""

    def __call__(self, units: Iterator[Unit], wanted: Wanted, hearing: Hearing) -> None: ...


MakeEngine = Callable[[str], Engine]
"""What is entered: makes an engine from the rest of ``--engine NAME:REST``, which may be empty."""
ENGINES: Plugins[MakeEngine] = Plugins("lecturegen.faculty.engines")
