"""A model whose errors may repeat what it was sent -> one whose errors do not.

Services quote requests in their complaints: FastAPI repeats the whole input, gateways the key. An error of ours goes to
the terminal, the journal, the report and the logs, so what it repeats of the user's material is cut out here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lecturegen.errors import ModelError
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.settings import Settings

REPEATED = 20
"""Letters and digits in a row that count as repeated: three or four words, more than an error shares by chance."""

_KEY = re.compile(r"\b(?:sk|key|gsk|xai)-[\w*.-]{6,}|(?<=Bearer )\S+", re.I)
_SIGN = re.compile(r"\\[nrt]|[\W_]+")


class Discreet(Wrapper):
    """Errors without key, notes, or the model's own words about them."""

    def __init__(self, inner: Model, settings: Settings) -> None:
        super().__init__(inner)
        self._key = settings.api_key.get_secret_value() if settings.api_key else ""

    async def ask(self, request: Request[W]) -> Reply[W]:
        try:
            return await self._inner.ask(request)
        except ModelError as error:
            error.args = (self._clean(str(error), request),)
            raise

    def _clean(self, said: str, request: Request[Any]) -> str:
        sent = "".join(_letters(text) for text in _texts(request))
        return without_repeats(without_key(said, self._key), sent)


def without_key(said: str, key: str) -> str:
    """``said`` without ``key``, and without what looks like one."""
    if len(key) >= 6:  # "none" and "x" are words
        said = said.replace(key, "[key]")
    return _KEY.sub("[key]", said)


def without_repeats(said: str, sent: str) -> str:
    """``said`` with every stretch that ``sent`` (letters and digits only) holds too replaced by ``[…]``."""
    places = [at for at, sign in enumerate(_blanked(said)) if sign.isalnum()]
    letters = "".join(said[at] for at in places)
    repeated = [False] * len(letters)
    for start in range(len(letters) - REPEATED + 1):
        if letters[start : start + REPEATED] in sent:
            repeated[start : start + REPEATED] = [True] * REPEATED
    kept, end = "", 0
    for first, last in _runs(repeated):
        kept += f"{said[end : places[first]]}[…]"
        end = places[last] + 1
    return kept + said[end:]


def _runs(marks: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = at
        elif not mark and start is not None:
            yield start, at - 1
            start = None


def _blanked(text: str) -> str:
    """``text`` with the escapes of JSON blank, so that a quoted newline joins no words."""
    return _SIGN.sub(lambda match: " " * len(match[0]), text)


def _letters(text: str) -> str:
    return _SIGN.sub("", text)


def _texts(request: Request[Any]) -> Iterable[str]:
    """The user's material and what the model made of it; the words of our own prompts are no secret."""
    yield from _strings(request.variables.model_dump())
    yield from (message.text for message in request.messages if message.role == "assistant")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
