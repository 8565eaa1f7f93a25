"""What Ctrl-C does for a while, also where a script's ``&`` has had the command start with it ignored."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_interrupt(do: Callable[..., object] = signal.default_int_handler) -> Iterator[None]:
    """Ctrl-C calls ``do`` (as it is: raises KeyboardInterrupt). Outside of the main thread nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, do)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
