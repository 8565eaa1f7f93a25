"""Questions without keys -> answers: right ones, because the server remembers what it wrote; wrong ones on demand.

Both faults depend on the words alone, so the same week has the same faults: a question has a wrong key, or it does not;
a reader errs on a question in one order of its options, and perhaps not in another.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

_HEAD = re.compile(r"(\d+)\. \(([a-z-]+)(?:, in (?:[^()]|\([^()]*\))*)?\) (.*)")
_LINE, _OPTION = re.compile(r" {3}\d+\. (.*)"), re.compile(r" {3}([A-Z])\. (.*)")

Question = dict[str, Any]
Texts = Mapping[str, str]
"""Letter -> text."""


@dataclass
class Asked:
    """One question as a reader sees it."""

    number: int
    form: str
    stem: str
    lines: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Memory:
    """What the server wrote, by stem, with the keys as they should be; ``planted``: stems that went out with others.

    ``wrong_keys`` and ``wrong_answers`` are shares between 0 and 1.
    """

    wrong_keys: float = 0.0
    wrong_answers: float = 0.0
    truth: dict[str, Question] = field(default_factory=dict)
    planted: set[str] = field(default_factory=set)

    def written(self, text: str, *, plant: bool) -> str:
        """Remember an assessment; with ``plant``, a share of its keys is wrong in what is given back."""
        document = json.loads(text)
        for question in document["questions"]:
            stem = _plain(question["stem"])
            self.truth[stem] = copy.deepcopy(question)
            if plant and _drawn(self.wrong_keys, "key", stem):
                self.planted.add(stem)
                _spoil(question)
        return json.dumps(document, ensure_ascii=False)

    def answers(self, text: str) -> str:
        return json.dumps({"answers": [self._answer(asked) for asked in read(text)]}, ensure_ascii=False)

    def _answer(self, asked: Asked) -> dict[str, Any]:
        question = self.truth.get(_plain(asked.stem))
        known = {"answerable": True, "confidence": "certain" if question else "unsure", "also": []}
        if question is None:
            return {"question": asked.number, "working": "Guessed.", "answer": list(asked.options)[:1], **known}
        answer = right(question, asked)
        if _drawn(self.wrong_answers, "answer", asked.stem, *asked.options.values()):
            answer = _astray(answer, asked)
        working = " ".join(str(question["explanation"]).split()[:20])
        return {"question": asked.number, "working": working, "answer": answer, **known}


def read(text: str) -> list[Asked]:
    """The questions of a prompt."""
    found: list[Asked] = []
    for line in text.partition("<questions>\n")[2].partition("\n</questions>")[0].splitlines():
        if head := _HEAD.fullmatch(line):
            found.append(Asked(int(head[1]), head[2], head[3]))
        elif option := _OPTION.fullmatch(line):
            found[-1].options[option[1]] = option[2]
        elif numbered := _LINE.fullmatch(line):
            found[-1].lines.append(numbered[1])
        elif found:
            found[-1].stem += f"\n{line}"
    return found


def right(question: Question, asked: Asked) -> list[str]:
    """The answer in the form asked for."""
    return _RIGHT[asked.form](question, asked)


def is_right(question: Question, truth: Question) -> bool:
    """Whether a question still has the key that it was written with."""
    return all(question[name] == truth[name] for name in ("answer",) if name in truth)


def _letters(texts: Sequence[str], options: Texts) -> list[str]:
    return [next(letter for letter, text in options.items() if _plain(text) == _plain(wanted)) for wanted in texts]


_RIGHT: dict[str, Callable[[Question, Asked], list[str]]] = {
    "choice": lambda question, asked: _letters([question["answer"]], asked.options),
}


def _spoil(question: Question) -> None:
    """Give a question a wrong key."""
    first = question["distractors"][0]
    question["answer"], first["text"] = first["text"], question["answer"]


def _astray(answer: list[str], asked: Asked) -> list[str]:
    """Another answer of the same form."""
    others = [letter for letter in asked.options if letter not in answer]
    return others[:1]


def _drawn(share: float, *words: str) -> bool:
    """True for about ``share`` of all words."""
    return int.from_bytes(sha256("\n".join(words).encode()).digest()[:4]) < share * 2**32


def _plain(text: str) -> str:
    return " ".join(text.split())
