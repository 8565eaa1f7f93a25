"""A file in Moodle's GIFT format -> questions, word for word.

    question := ["::" title "::"] ["[" format "]"] stem "{" answers "}" [rest of the stem]

Questions are parted by empty lines; lines that begin with ``//`` are comments, and ``$CATEGORY:`` names what follows.
``\\`` before one of ``~ = # { } :`` takes its meaning away, and ``\\n`` is the end of a line.

Not covered: weights other than equal parts (they are named as a problem, since our scoring cannot keep them), several
numbers with parts of the points, feedback to a wrong number. Source: docs.moodle.org, "GIFT format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from lecturegen.errors import DocumentError, Problem
from lecturegen.questions import (
    AnyQuestion,
    Distractor,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Pair,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.reading.text_file import read_text

_TITLE = re.compile(r"::((?:[^\\]|\\.)*?)::\s*", re.S)
_FORMAT = re.compile(r"\[(?:html|markdown|moodle|plain)\]\s*")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TRUE_FALSE = re.compile(r"\s*(TRUE|T|FALSE|F)\s*((?:#.*)?)", re.S)
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]{1,5})?)%")
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
_BLANK = "_____"
"""What stands for the answer of a stem that goes on behind it: Moodle shows a gap there."""


class Read(NamedTuple):
    """A question, and the category that it stands in; empty for none."""

    question: AnyQuestion
    category: str


class _Block(NamedTuple):
    line: int
    text: str
    category: str


class _Answer(NamedTuple):
    """``right``: marked with ``=``. ``weight``: percent of the points, if the file says."""

    right: bool
    weight: Decimal | None
    text: str
    feedback: str


class _Fault(Exception):
    pass


def load_gift(path: Path) -> tuple[Read, ...]:
    """Raises DocumentError with every question that cannot be kept as it is, CourseError for what is no text."""
    return read_gift(read_text(path), str(path))


def read_gift(text: str, name: str = "questions.gift") -> tuple[Read, ...]:
    """Raises DocumentError."""
    found: list[Read] = []
    problems: list[Problem] = []
    for block in _blocks(text):
        try:
            found.append(Read(_question(block.text, len(found) + 1), block.category))
        except _Fault as fault:
            problems.append(Problem(f"{name}:{block.line}", str(fault)))
    if not found and not problems:
        problems.append(Problem(f"{name}:1", "there is no question; one looks like 'What is 1 + 1? {=2 ~3}'"))
    if problems:
        raise DocumentError(*problems)
    return tuple(found)


def _blocks(text: str) -> Iterator[_Block]:
    """Runs of lines between empty ones, without comments; each with the category that it stands in."""
    category, start, kept = "", 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            continue
        named = _CATEGORY.match(line.strip())
        if line.strip() and not named:
            start = start if kept else number
            kept.append(line)
            continue
        if kept:
            yield _Block(start, "\n".join(kept).strip(), category)
            kept = []
        category = named[1].strip() if named else category


def _question(text: str, number: int) -> AnyQuestion:
    if title := _TITLE.match(text):
        text = text[title.end() :]
    if form := _FORMAT.match(text):
        text = text[form.end() :]
    start, end = _place(text, "{"), _place(text, "}")
    if start is None or end is None or end < start:
        raise _Fault("the question has no answers; put them between { and }")
    if _place(text[end + 1 :], "{") is not None:
        raise _Fault("a second { follows; part questions by an empty line, and write \\{ for a brace that is text")
    before, inside, after = text[:start].strip(), text[start + 1 : end], text[end + 1 :].strip()
    inside, _, general = _split(inside, "####")
    stem = _plain(f"{before} {_BLANK} {after}" if after else before)
    said = {
        "id": f"q{number}", "objective": "", "frame": None, "bloom": None, "stem": stem, "explanation": _plain(general),
    }  # fmt: skip
    return _by_answers(inside.strip(), said)


def _by_answers(inside: str, said: dict[str, Any]) -> AnyQuestion:
    if not inside:
        return Essay(**said, rubric=())
    if match := _TRUE_FALSE.fullmatch(inside):
        _, _, feedback = _split(match[2], "#")
        wrong, _, right = _split(feedback, "#")
        said["explanation"] = said["explanation"] or _plain(right) or _plain(wrong)
        return TrueFalse(**said, answer=match[1].startswith("T"))
    if inside.startswith("#"):
        return _numeric(inside[1:].strip(), said)
    answers = list(_answers(inside))
    if all(answer.right and _place(answer.text, "->") is not None for answer in answers):
        return _matching(answers, said)
    if all(answer.right for answer in answers):
        if any(answer.weight not in (None, 100) for answer in answers):
            raise _Fault("a short answer gives part of the points; we cannot keep that, make it right or leave it out")
        texts = [_plain(answer.text) for answer in answers]
        return ShortAnswer(**said, answer=texts[0], variants=tuple(texts[1:]))
    return _choice(answers, said)


def _choice(answers: list[_Answer], said: dict[str, Any]) -> AnyQuestion:
    weighted = [answer for answer in answers if not answer.right and _part(answer) > 0]
    right = [answer for answer in answers if answer.right]
    if len(right) == 1 and not weighted:
        others = tuple(Distractor(text=_plain(a.text), rationale=_plain(a.feedback)) for a in answers if not a.right)
        said["explanation"] = said["explanation"] or _plain(right[0].feedback)
        return SingleChoice(**said, answer=_plain(right[0].text), distractors=others, place=answers.index(right[0]))
    if right or not weighted:
        raise _Fault("a choice needs one answer marked =, or several with equal positive weights such as ~%50%")
    parts = list(map(_part, weighted))
    if len(set(parts)) > 1 or abs(sum(parts, Decimal(0)) - 100) > 1:
        raise _Fault("the right options do not have equal parts of 100%; we cannot keep other weights")
    options = [Option(text=_plain(answer.text), rationale=_plain(answer.feedback)) for answer in answers]
    places = tuple(place for place, answer in enumerate(answers) if answer in weighted)
    return MultipleChoice(
        **said, answers=tuple(options[place] for place in places), places=places,
        distractors=tuple(option for place, option in enumerate(options) if place not in places),
    )  # fmt: skip


def _part(answer: _Answer) -> Decimal:
    return Decimal(0) if answer.weight is None else answer.weight


def _matching(answers: list[_Answer], said: dict[str, Any]) -> Matching:
    split = [_split(answer.text, "->") for answer in answers]
    pairs = tuple(Pair(premise=_plain(left), response=_plain(right)) for left, _, right in split if left.strip())
    spare = tuple(_plain(right) for left, _, right in split if not left.strip())
    if len(pairs) < 2:
        raise _Fault("a matching needs two pairs or more, each '=left -> right'")
    return Matching(**said, pairs=pairs, spare=spare)


def _numeric(text: str, said: dict[str, Any]) -> Numeric:
    body, _, feedback = _split(text.removeprefix("="), "#")
    said["explanation"] = said["explanation"] or _plain(feedback)
    try:
        if ".." in body:
            low, high = (Decimal(part.strip()) for part in body.split("..", 1))
            return Numeric(**said, answer=(low + high) / 2, tolerance=(high - low) / 2)
        value, _, tolerance = body.partition(":")
        return Numeric(**said, answer=Decimal(value.strip()), tolerance=Decimal(tolerance.strip() or "0"))
    except (InvalidOperation, ValueError):
        raise _Fault(f"'{body.strip()}' is no number, 'number:tolerance' or 'low..high'") from None


def _answers(inside: str) -> Iterator[_Answer]:
    """The parts that begin with an unescaped = or ~."""
    starts = [place for place in range(len(inside)) if inside[place] in "=~" and not _is_escaped(inside, place)]
    if not starts or inside[: starts[0]].strip():
        raise _Fault("the answers have to begin with = for a right one or ~ for a wrong one")
    for start, end in zip(starts, [*starts[1:], len(inside)], strict=True):
        body, _, feedback = _split(inside[start + 1 : end], "#")
        weight = _WEIGHT.match(body)
        text = body[weight.end() :] if weight else body
        yield _Answer(inside[start] == "=", Decimal(weight[1]) if weight else None, text, feedback)


def _split(text: str, sign: str) -> tuple[str, str, str]:
    """Like str.partition, at the first ``sign`` that is not escaped."""
    place = _place(text, sign)
    return (text, "", "") if place is None else (text[:place], sign, text[place + len(sign) :])


def _place(text: str, sign: str) -> int | None:
    places = (match.start() for match in re.finditer(re.escape(sign), text))
    return next((place for place in places if not _is_escaped(text, place)), None)


def _is_escaped(text: str, place: int) -> bool:
    before = text[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _plain(text: str) -> str:
    """Text without the escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text.strip())
