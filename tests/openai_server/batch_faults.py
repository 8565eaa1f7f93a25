"""What goes wrong with files and batches, and when: ``ACTION:NTH:FAULT``, as in ``faults`` for replies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from tests.openai_server.faults import FAULTS, statuses

ACTIONS = ("upload", "create", "retrieve", "list", "content")
ENDS = {
    "failed": "refused when it is validated: errors, no file",
    "expired": "half of the lines are answered, the other half is named in the error file",
    "cancelled": "the same, because somebody cancelled it",
    "duplicates": "every line of the output is there twice",
    "missing": "every fifth line is in neither file",
    "garbled": "a line that is no JSON, one of a stranger, and the last one without its end",
    "no-files": "completed, and neither file is named",
}
"""How a batch ends, in place of ``completed``."""
ON_THE_WAY = {
    "lost": "it is done, but the connection is reset before the answer",
    "reset": "the connection is reset, and nothing is done",
    "cut": "the first half of the answer, then the connection closes",
}
STATUSES = tuple(name for name, fault in FAULTS.items() if fault.effect.__module__ == statuses.__name__)

_FORM = re.compile(r"(?P<action>\w+):(?P<nth>all|[1-9]\d*\+?):(?P<name>[\w-]+)")


@dataclass(frozen=True, slots=True)
class BatchFault:
    """``first`` to ``last`` (None: no end) of the calls of ``action``, or of the batches if that is ``batch``."""

    action: str
    first: int
    last: int | None
    name: str

    @classmethod
    def parse(cls, text: str) -> BatchFault:
        """Raises ValueError, which names the mistake."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r}: a fault is ACTION:NTH:FAULT, such as create:1:lost, batch:2:expired")
        action, nth, name = found["action"], found["nth"], found["name"]
        if action not in (*ACTIONS, "batch"):
            raise ValueError(f"{text!r}: there is no action {action!r}; there are batch {' '.join(ACTIONS)}")
        known = (*ENDS,) if action == "batch" else (*ON_THE_WAY, *STATUSES)
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise ValueError(f"{text!r}: there is no fault {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return cls(action, 1 if nth == "all" else int(nth.rstrip("+")), int(nth) if nth.isdigit() else None, name)


class BatchSchedule:
    """Counts what happens and names the fault that meets it; empty: none."""

    def __init__(self, planned: Iterable[str]) -> None:
        self._planned = [BatchFault.parse(text) for text in planned]
        self._seen: Counter[str] = Counter()

    def due(self, action: str) -> str:
        self._seen[action] += 1
        count = self._seen[action]
        return next((p.name for p in self._planned if p.action == action and p.first <= count <= (p.last or count)), "")
