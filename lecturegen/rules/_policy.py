"""What a user may want of the rules, held against the rules that there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from lecturegen.rules._base import LIMITS, RULES


class Unfit(NamedTuple):
    """A wish that does not fit: the keys that lead to it, and what is wrong with it."""

    steps: tuple[str | int, ...]
    message: str


def unfit(wishes: Any, others: Callable[[], Collection[str]]) -> Iterator[Unfit]:
    """What a schema cannot say about plain data that is to be a Policy: any data is expected.

    ``others``: codes of findings that no rule makes, and that can be ignored all the same; asked for only when needed.
    """
    if not isinstance(wishes, dict):
        return
    settings = wishes.get("rules")
    for code, setting in settings.items() if isinstance(settings, dict) else ():
        yield from _known(code, ("rules", code))
        if code in RULES and RULES[code].guards and isinstance(setting, dict) and "severity" in setting:
            yield Unfit(("rules", code), f"{code} cannot be softened: without it files would not read back the same")
        limits = setting.get("limits") if isinstance(setting, dict) else None
        for name in limits if isinstance(limits, dict) else ():
            known = LIMITS.get(code, {})
            if code in RULES and name not in known:
                there = f"it has {', '.join(known)}" if known else "it has none"
                yield Unfit(("rules", code, "limits", name), f"{code} has no limit {name!r}; {there}")
    ignores = wishes.get("ignore")
    for number, ignore in enumerate(ignores if isinstance(ignores, list) else ()):
        code = ignore.get("rule") if isinstance(ignore, dict) else None
        if isinstance(code, str):
            if code not in RULES and code not in others():
                yield from _known(code, ("ignore", number, "rule"))
            if code in RULES and RULES[code].guards:
                message = f"{code} cannot be ignored: without it files would not read back the same"
                yield Unfit(("ignore", number, "rule"), message)


def _known(code: object, steps: tuple[str | int, ...]) -> Iterator[Unfit]:
    if str(code) not in RULES:
        close = get_close_matches(str(code), RULES, n=1)
        remedy = f"did you mean {close[0]}?" if close else "`lecturegen rules` lists them"
        yield Unfit(steps, f"there is no rule {code}; {remedy}")
