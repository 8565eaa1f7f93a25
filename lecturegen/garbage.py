"""How often Python looks for garbage: seldom, and never among what was imported.

Imports leave half a million objects that stay until the end; to walk them again and again took a tenth of a run's
CPU, a fifth of its start and a quarter of a second of its end. Documents are frozen and hold no cycles, so what is
done with goes by itself; the cycles are those of tasks and errors, a few for each request.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 20)
"""Objects made and not yet gone between two looks at the youngest, and looks until the older ones have their turn."""


def settle() -> None:
    """Take all that is there for permanent, and look seldom from now on. For whole processes: it holds until the end.

    May be called again, when more has been imported.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)


@contextmanager
def importing() -> Iterator[None]:
    """Around imports that take a second: not looked through while they grow, for good when they are done."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        settle()
