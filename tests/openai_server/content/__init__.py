"""A request -> the text that a good model would answer: deterministic, and clean by our rules.

Read ``answer`` first; ``plans``, ``drafts`` and ``assessments`` make the three kinds of reply from the phrases in
``phrases.txt``. The sentences are English and their sums are right, but nobody should learn the subject from them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.content.assessments import assessment, objectives
from tests.openai_server.content.drafts import draft
from tests.openai_server.content.plans import plan
from tests.openai_server.content.prompt import read_assess, read_draft, read_plan

_PLACE = re.compile(r"^- (/\S*): ", re.M)
_SMALL_TALK = "I count 3 requests in this answer, because you asked for nothing that has a form."


def answer(asked: Asked) -> str:
    """The content of the reply to ``asked``, before any fault."""
    clean = _document(asked.first_kind, asked.original)
    if clean is None:
        return _SMALL_TALK
    if asked.kind == "revise" and _parsed(asked.turns[-2].text) == clean:
        # it was clean by our lights, and still sent back: put other words at the places named
        other = _document(asked.first_kind, asked.original, salt=len(asked.turns))
        for place in _PLACE.findall(asked.users[-1]):
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
