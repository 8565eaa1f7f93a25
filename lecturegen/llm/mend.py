r"""The text of a reply -> the JSON value in it, mended where only one reading is left.

Three steps, each in a module of its own: find the JSON text in the reply and tell its strings from what stands around
them (``_json_text``), putting right what is almost JSON (``_almost_json``); decide for every backslash whether it is
JSON's or LaTeX's (``_latex``); read the result, in which nothing but punctuation and backslashes has changed. So a
value has every word of the reply, in its order. What cannot be decided, or is lost already, is asked for again.

All of it takes time in proportion to the length of the reply.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import Any

from lecturegen.errors import BadReply, Truncated
from lecturegen.llm import _json_text, _latex
from lecturegen.llm._commands import EATEN

_BEGINS_AS_JSON = re.compile(r"\s*(?:```[a-zA-Z]*\s*)?[{\[]")
# C0 but for tab and line break, delete, C1, halves of surrogate pairs
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def loads(text: str) -> Any:
    """The object or list in ``text``. Raises BadReply, with words for the model, if it is not safe to take one."""
    try:
        pieces = _json_text.apart(text)
        pieces[1::2] = _latex.protected(pieces[1::2])
        return _value('"'.join(pieces))
    except BadReply as error:
        # some services cut a reply without saying so; prose with a bracket in it was never meant to be JSON
        cut = isinstance(error, Truncated) and _BEGINS_AS_JSON.match(text)
        raise (Truncated if cut else BadReply)(str(error), text=text) from None


def _value(json_text: str) -> Any:
    try:
        value = _DECODER.decode(json_text)
    except RecursionError:
        raise BadReply("the reply is nested too deep") from None
    except ValueError as error:
        raise BadReply(f"the reply is not JSON: {error}") from None
    for string in _strings(value):
        if found := _CONTROL.search(string) or EATEN.search(string):
            near = string[max(0, found.start() - 20) : found.end() + 20]
            sign = f"the control character U+{ord(string[found.start()]):04X}"
            raise BadReply(f"the reply has {sign} in {near!a}; write text without, and double the backslashes of LaTeX")
    return value


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    if len(made) < len(members):
        ((twice, _),) = Counter(name for name, _ in members).most_common(1)
        raise BadReply(f"the reply has {twice!r} twice in one object, and only one could be kept")
    return made


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise BadReply(f"the reply has {digits}, which is no number in JSON, or too large a one")
    return number


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_finite, parse_float=_finite, strict=False)


def _strings(value: Any) -> Iterator[str]:
    """Names and texts, without recursion: a value may be nested deeper than a function may."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            left += item
            left += item.values()
        elif isinstance(item, list):
            left += item
