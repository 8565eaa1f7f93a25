"""The text of a reply -> the JSON text in it, its strings apart from what stands around them.

``apart`` gives ``[around, string, around, ..., string, around]``, strings as they were written, without their quotation
marks, so that ``'"'.join`` makes JSON text of it again. What a backslash means is not decided here, only that the sign
after it does not end the string. Talk before and behind, fences and thinking aloud are left out; more JSON is not.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from itertools import accumulate

from lecturegen.errors import BadReply
from lecturegen.llm import _almost_json

_THINKING = re.compile(r"<think(?:ing)?>", re.I)
_THOUGHT = re.compile(r"</think(?:ing)?>", re.I)
_FENCE = re.compile(r"```[a-zA-Z0-9]*+\s*+(?=[\[{])")
_VALUE = re.compile(
    r"""\{(?=\s*+(?:["'}]|/[/*]|[A-Za-z_]\w*+\s*+:))"""
    r"""|\[(?=\s*+(?:["'\[{\]]|/[/*]|-?\d|(?:true|false|null|True|False|None)\b))"""
)
_MORE = re.compile(r"""[\[{]\s*+["'\[{]""")
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)(?:"|\\?+\Z)', re.S)  # to the end if nothing closes it


def apart(reply: str) -> list[str]:
    """The pieces of the one JSON value in ``reply``. Raises BadReply where they cannot be told apart for certain."""
    text = _from_value_on(reply.replace("\r\n", "\n"))
    pieces = _STRING.split(text) if "\\" in text else [text]
    try:
        # with its strings emptied: what they hold is judged later
        end = json.JSONDecoder(strict=False).raw_decode('""'.join(pieces[0::2]))[1]
    except ValueError:
        pieces, behind = _almost_json.read(text)
    except RecursionError:
        raise BadReply("the reply is nested too deep") from None
    else:
        pieces, behind = _cut(pieces, end)
    _refuse_more(behind)
    return pieces


def _from_value_on(reply: str) -> str:
    """``reply`` without what stands before its value."""
    text = reply.lstrip("\ufeff \t\n")
    if thinking := _THINKING.match(text):
        thought = _THOUGHT.search(text, thinking.end())
        if thought is None:
            raise BadReply("the reply ends in the middle of thinking")
        text = text[thought.end() :].lstrip()
    if not text:
        raise BadReply("the reply is empty")
    if _VALUE.match(text):
        return text  # a fence further on belongs to a string of it
    if fence := _FENCE.search(text):
        return text[fence.end() :]
    if begins := _VALUE.search(text):
        return text[begins.start() :]
    raise BadReply("the reply holds no JSON")


def _cut(pieces: list[str], end: int) -> tuple[list[str], str]:
    """The pieces up to ``end``, for which strings count as empty, and the text behind."""
    ends = list(accumulate(len(around) + 2 for around in pieces[0::2]))
    last = bisect_left(ends, end + 2)
    inside = end - (ends[last - 1] if last else 0)
    around = pieces[2 * last]
    return [*pieces[: 2 * last], around[:inside]], '"'.join([around[inside:], *pieces[2 * last + 1 :]])


def _refuse_more(behind: str) -> None:
    """Talk behind a value is no matter; more JSON, or the rest of a value closed too early, would be lost."""
    talk = behind.strip().removeprefix("```").strip().removesuffix("```").rstrip()
    if talk and (talk[0] in ',:;]}"' or talk[-1] in "]}" or _MORE.search(talk)):
        raise BadReply(f"the reply goes on behind the end of its JSON value: {_almost_json.near(talk)}")
