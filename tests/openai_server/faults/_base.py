"""What a fault is, and when it strikes: ``KIND:NTH:FAULT``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from inspect import getdoc

from tests.openai_server.asked import KINDS, Asked
from tests.openai_server.reply import Reply

Effect = Callable[[Reply, Asked], Reply]


@dataclass(frozen=True, slots=True)
class Fault:
    """``effect`` gives back the very same reply where the fault has nothing to bite on."""

    name: str
    does: str
    effect: Effect


FAULTS: dict[str, Fault] = {}

_FORM = re.compile(r"(?P<kind>\*|\w+)(?:#(?P<section>\d+))?:(?P<nth>all|[1-9]\d*\+?):(?P<name>[\w-]+)")


def fault(name: str) -> Callable[[Effect], Effect]:
    """Enter the decorated effect under ``name``; its docstring is what ``--help`` says."""

    def enter(effect: Effect) -> Effect:
        FAULTS[name] = Fault(name, " ".join((getdoc(effect) or "").split()), effect)
        return effect

    return enter


@dataclass(frozen=True, slots=True)
class Planned:
    """A fault and the requests that it meets: the ``first`` to the ``last`` of those that match (None: no end)."""

    kind: str
    section: int | None
    first: int
    last: int | None
    fault: Fault

    @classmethod
    def parse(cls, text: str) -> Planned:
        """Read ``KIND:NTH:FAULT`` or ``KIND#SECTION:NTH:FAULT``. Raises ValueError, which names the mistake."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(
                f"{text!r}: a fault is KIND:NTH:FAULT, such as draft:2:truncated, *:all:hang, plan:3+:empty"
            )
        kind, name, nth = found["kind"], found["name"], found["nth"]
        if kind != "*" and kind not in KINDS:
            raise ValueError(f"{text!r}: there is no kind of request {kind!r}; there are * {' '.join(KINDS)}")
        if name not in FAULTS:
            near = get_close_matches(name, FAULTS, 1)
            raise ValueError(f"{text!r}: there is no fault {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        first = 1 if nth == "all" else int(nth.rstrip("+"))
        section = int(found["section"]) if found["section"] else None
        return cls(kind, section, first, first if nth.isdigit() else None, FAULTS[name])

    def matches(self, asked: Asked) -> bool:
        return self.kind in ("*", asked.kind) and self.section in (None, asked.section)


class Schedule:
    """Counts requests as they arrive and says which faults meet each."""

    def __init__(self, planned: Iterable[str | Planned]) -> None:
        self.planned = [p if isinstance(p, Planned) else Planned.parse(p) for p in planned]
        self._seen = [0] * len(self.planned)

    def due(self, asked: Asked) -> list[Fault]:
        """The faults for this request, in the order in which they were given."""
        due = []
        for place, planned in enumerate(self.planned):
            if planned.matches(asked):
                self._seen[place] += 1
                if planned.first <= self._seen[place] <= (planned.last or self._seen[place]):
                    due.append(planned.fault)
        return due
