"""stdout and stderr of a run that nobody may be watching: a closed pipe or a full disk ends the words, not the run."""

from __future__ import annotations

import os
import sys
from typing import Any

from rich.console import Console

from lecturegen.errors import ResultsLost


class Results:
    """stdout, as far as it goes."""

    def __init__(self) -> None:
        self._lost: OSError | None = None

    def print(self, text: str, end: str = "\n") -> None:
        if self._lost is not None:
            return
        try:
            print(text, end=end, flush=True)
        except OSError as error:
            self._lost = error
            # what is left in the buffer would be tried again as Python ends, and change the exit code
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def check(self) -> None:
        """Raises ResultsLost if they are not whole."""
        if self._lost is not None:
            raise ResultsLost(f"stdout: the results are not whole: {self._lost.strerror}")


class NightConsole(Console):
    """Says nothing more once nothing can be said."""

    def print(self, *objects: Any, **how: Any) -> None:
        try:
            super().print(*objects, **how)
        except OSError:
            self.quiet = True

    def on_broken_pipe(self) -> None:
        self.quiet = True
