"""What watches a run for people: bars or lines on stderr, and the log if one is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lecturegen.events import Emit, Event
    from lecturegen.runs import Watch as Watching
    from lecturegen.schema import Brief


@contextmanager
def watching(weeks: int, path: Path | None) -> Iterator[Watching]:
    """What watches each week, and the run as a whole: the terminal, and the log if one is wanted."""
    if path is None:
        with _showing(weeks) as watch:
            yield watch
        return
    from lecturegen.event_log import EventLog

    log = EventLog(path)

    @contextmanager
    def both(brief: Brief | None) -> Iterator[Emit]:
        with watch(brief) as show, log.listening(brief) as note:

            def emit(event: Event) -> None:
                note(event)
                show(event)

            yield emit

    try:
        with _showing(weeks) as watch:
            yield both
    finally:
        log.close()


@contextmanager
def _showing(weeks: int) -> Iterator[Watching]:
    """What tells people of each week: a bar on a terminal, lines elsewhere."""
    from rich.console import Console

    from lecturegen.progress import RunWatch, Watch, live_bars

    terminal = Console(stderr=True)
    # a log is not wrapped at the 80 columns that rich takes where there is no terminal
    bars = live_bars(terminal if terminal.is_terminal else Console(stderr=True, width=120))

    @contextmanager
    def watch(brief: Brief | None) -> Iterator[Emit]:
        if brief is None:
            yield RunWatch(bars.console)
            return
        with Watch(bars, f"week {brief.number}" if weeks > 1 else "") as listens:
            yield listens

    with bars:
        yield watch
