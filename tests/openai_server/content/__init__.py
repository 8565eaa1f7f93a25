"""A request -> the text that a good model would answer: deterministic, and clean by our rules.

Read ``answer`` first; ``plans``, ``drafts`` and ``assessments`` make three kinds of reply from the phrases in
``phrases.txt``, ``answers`` the fourth from what was written before. Sentences are English and their sums are right,
but nobody should learn the subject from them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.content.answers import Memory
from tests.openai_server.content.assessments import assessment, objectives
from tests.openai_server.content.drafts import draft
from tests.openai_server.content.plans import plan
from tests.openai_server.content.prompt import read_assess, read_draft, read_plan

_PLACE = re.compile(r"^- (/\S*): (.*)", re.M)
_SMALL_TALK = "I count 3 requests in this answer, because you asked for nothing that has a form."


def answer(asked: Asked, memory: Memory | None = None) -> str:
    """The content of the reply to ``asked``, before any fault but wrong keys and wrong answers."""
    memory = Memory() if memory is None else memory
    if asked.first_kind == "answer":
        return memory.answers(asked.original)
    text = _written(asked)
    return memory.written(text, plant=asked.kind == "assess") if asked.first_kind == "assess" else text


def _written(asked: Asked) -> str:
    clean = _document(asked.first_kind, asked.original)
    if clean is None:
        return _SMALL_TALK
    if asked.kind == "revise" and _parsed(asked.turns[-2].text) == clean:
        # it was clean by our lights, and still sent back: put other words at the places named
        other = _document(asked.first_kind, asked.original, salt=len(asked.turns))
        for place, fault in _PLACE.findall(asked.users[-1]):
            if "without the key" in fault and "a second reader" not in fault:
                continue  # the key is right, so it is insisted on
            _copy(other, clean, place.strip("/").split("/"))
    return json.dumps(clean, ensure_ascii=False)


def _document(kind: str, text: str, salt: int = 0) -> dict[str, Any] | None:
    match kind:
        case "plan":
            return plan(read_plan(text), salt)
        case "objectives":
            return objectives(read_assess(text), salt)
        case "draft":
            return draft(read_draft(text), salt)
        case "assess":
            return assessment(read_assess(text), salt)
        case _:
            return None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _copy(source: Any, target: Any, path: list[str]) -> None:
    """Copy the value at ``path``; a place that one of the two lacks is left alone."""
    *parents, last = path
    for part in (*parents, last):
        inner = [_child(node, part) for node in (source, target)]
        if None in inner:
            return
        if part is last:
            target[int(part) if isinstance(target, list) else part] = inner[0]
        source, target = inner


def _child(node: Any, part: str) -> Any:
    if isinstance(node, list):
        return node[int(part)] if part.isdigit() and int(part) < len(node) else None
    return node.get(part) if isinstance(node, dict) else None
