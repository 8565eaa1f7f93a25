"""Questions without keys -> answers: right ones, because the server remembers what it wrote; wrong ones on demand.

What one server of a process wrote, all of them know: a week may be begun with one and ended with another.

Both faults depend on the words alone, so the same week has the same faults: a question has a wrong key, or it does not;
a reader errs on a question in one order of its options, and perhaps not in another.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

_HEAD = re.compile(r"(\d+)\. \(([a-z-]+)(?:, in (?:[^()]|\([^()]*\))*)?\) (.*)")
_LINE, _OPTION = re.compile(r" {3}\d+\. (.*)"), re.compile(r" {3}([A-Z])\. (.*)")

Question = dict[str, Any]
_TRUTH: dict[str, Question] = {}
_NAMESAKES: dict[str, list[Question]] = {}


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

    Weeks that know nothing of each other may have a stem in common, over other options: ``namesakes`` has them all.
    ``wrong_keys`` and ``wrong_answers`` are shares between 0 and 1. An essay has no key that could be wrong.
    """

    wrong_keys: float = 0.0
    wrong_answers: float = 0.0
    truth: dict[str, Question] = field(default_factory=lambda: _TRUTH)
    namesakes: dict[str, list[Question]] = field(default_factory=lambda: _NAMESAKES)
    planted: set[str] = field(default_factory=set)
    strayed: int = 0

    def written(self, text: str, *, plant: bool) -> str:
        """Remember an assessment; with ``plant``, a share of its keys is wrong in what is given back."""
        document = json.loads(text)
        for kind, questions in document["questions"].items():
            for question in questions:
                stem = plain(question["stem"])
                self.truth[stem] = copy.deepcopy(question) | {"kind": kind}
                if self.truth[stem] not in (others := self.namesakes.setdefault(stem, [])):
                    others.append(self.truth[stem])
                if plant and kind in _SPOIL and _drawn(self.wrong_keys, "key", stem):
                    self.planted.add(stem)
                    _SPOIL[kind](question)
        return json.dumps(document, ensure_ascii=False)

    def answers(self, text: str) -> str:
        before = re.search(r"^Readers before you: (\d+)", text, re.M)
        turn = before[1] if before else "0"
        return json.dumps({"answers": [self._answer(asked, turn) for asked in read(text)]}, ensure_ascii=False)

    def _answer(self, asked: Asked, turn: str) -> dict[str, Any]:
        question = next((one for one in reversed(self.namesakes.get(plain(asked.stem), ())) if _is(one, asked)), None)
        also: list[str] = []
        known = {"also": also, "answerable": True, "confidence": "certain" if question else "unsure"}
        if question is None:
            return {"question": asked.number, "working": "Guessed.", "answer": list(asked.options)[:1], **known}
        answer = _right(question, asked)
        if _drawn(self.wrong_answers, "answer", asked.stem, turn):
            self.strayed += 1
            answer = _astray(answer, asked, _digest("astray", asked.stem, turn))
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


def key_of(question: Mapping[str, Any]) -> object:
    """What makes an answer right, of a question in a reply or in a week's JSON; equal for equal keys."""
    if "pairs" in question:
        return {pair["premise"]: pair["response"] for pair in question["pairs"]}
    if "answers" in question:
        return {option["text"] for option in question["answers"]}
    if "rubric" in question or "steps" in question:
        return question.get("steps")
    return str(question["answer"])


def _is(question: Question, asked: Asked) -> bool:
    """Whether all that makes an answer right is there to be chosen."""
    match asked.form:
        case "choice":
            wanted = [question["answer"]]
        case "choices":
            wanted = [option["text"] for option in question["answers"]]
        case "matching":
            wanted = [pair["response"] for pair in question["pairs"]]
        case "ordering":
            wanted = question["steps"]
        case _:
            return True
    return {plain(one) for one in wanted} <= {plain(text) for text in asked.options.values()}


def _right(question: Question, asked: Asked) -> list[str]:
    """The answer in the form asked for."""
    match asked.form:
        case "choice":
            return _letters([question["answer"]], asked)
        case "choices":
            return sorted(_letters([option["text"] for option in question["answers"]], asked))
        case "matching":
            partners = {plain(pair["premise"]): pair["response"] for pair in question["pairs"]}
            return _letters([partners[plain(line)] for line in asked.lines], asked)
        case "ordering":
            return _letters(question["steps"], asked)
        case "essay":
            return list(asked.options)
        case _:
            return [str(question["answer"]).lower() if asked.form == "true-false" else str(question["answer"])]


def _letters(texts: Sequence[str], asked: Asked) -> list[str]:
    return [next(letter for letter, text in asked.options.items() if plain(text) == plain(one)) for one in texts]


def _astray(answer: list[str], asked: Asked, pick: int) -> list[str]:
    """Another answer of the same form, one of several where there are several."""
    match asked.form:
        case "choice":
            others = [letter for letter in asked.options if letter not in answer]
            return [others[pick % len(others)]]
        case "true-false":
            return ["false" if answer == ["true"] else "true"]
        case "number":
            return [str(Decimal(answer[0]) + 2 + pick % 5)]
        case "words":
            return [("quicksand", "pendulum", "turnstile")[pick % 3]]
        case "matching" | "ordering":
            place = pick % (len(answer) - 1)
            return [*answer[:place], answer[place + 1], answer[place], *answer[place + 2 :]]
        case _:
            return answer[1:]


def _swap(one: Question, name: str, other: Question, its: str) -> None:
    one[name], other[its] = other[its], one[name]


def _wrong_number(question: Question) -> None:
    question["answer"] = str(Decimal(question["answer"]) + 1)


def _wrong_word(question: Question) -> None:
    question |= {"answer": "residual" if question["answer"] != "residual" else "baseline", "variants": []}


def _wrong_truth(question: Question) -> None:
    question["answer"] = not question["answer"]


def _wrong_order(question: Question) -> None:
    question["steps"][:2] = reversed(question["steps"][:2])


_SPOIL: dict[str, Callable[[Question], None]] = {
    "single_choice": lambda q: _swap(q, "answer", q["distractors"][0], "text"),
    "multiple_choice": lambda q: _swap(q["answers"][0], "text", q["distractors"][0], "text"),
    "true_false": _wrong_truth,
    "numeric": _wrong_number,
    "short_answer": _wrong_word,
    "matching": lambda q: _swap(q["pairs"][0], "response", q["pairs"][1], "response"),
    "ordering": _wrong_order,
}
"""What gives a question of a type a wrong key."""


def _drawn(share: float, *words: str) -> bool:
    """True for about ``share`` of all words."""
    return _digest(*words) < share * 2**32


def _digest(*words: str) -> int:
    return int.from_bytes(sha256("\n".join(words).encode()).digest()[:4])


def plain(text: str) -> str:
    return " ".join(text.split())
