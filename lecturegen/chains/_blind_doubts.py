"""Votes on a question -> what is said about it: to the writer while it can be put right, in the report afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from lecturegen.chains._blind_vote import Vote
from lecturegen.questions import (
    AnyQuestion,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Finding, Severity

_NAMES = {
    "LG290": "key-confirmed", "LG291": "key-alone", "LG292": "answer-taught", "LG293": "answer-certain",
    "LG294": "answers-accepted", "LG295": "answers-readable", "LG296": "questions-kept", "LG297": "questions-read",
}  # fmt: skip
_WARNINGS = frozenset(("LG293", "LG294", "LG296", "LG297"))
_WHY = """\
Why: in a published attempt 15% of 371 rewritten quizzes had a wrong key although their structure had been checked;
what finds that is answering the question again without the key. One disagreement sends the question back, and the
writer may insist; then a second reader decides, and the majority counts: writer, first reader, second reader."""
MANUAL = {
    "LG290": f"""\
LG290 key-confirmed: a reader who knows only the section, and not the key, gives the answer that the key says.

{_WHY}""",
    "LG291": """\
LG291 key-alone: no other answer than the key can be defended from the section.

Why: a question with two right answers is marked wrong for those who know most. Another option that a blind reader
can defend with reasons sends the question back.""",
    "LG292": """\
LG292 answer-taught: the section gives what it takes to answer, and to meet each criterion of a rubric in full.

Why: what was not taught is not tested, however true the key is.""",
    "LG293": """\
LG293 answer-certain: whoever knows the section answers without guessing.

Why: a reader who takes the key and is unsure of it has met a question that can be read in two ways. It goes back once;
it is never dropped for that.""",
    "LG294": """\
LG294 answers-accepted: a right answer is marked right however it is rounded or inflected.

Why: learning platforms compare signs. What a reader answered, and the key's tolerance or variants leave out by a last
place or a word's ending, is proposed to the writer once.""",
    "LG295": """\
LG295 answers-readable: a blind reader's reply answers every question in the form asked for.

Why: what cannot be read decides nothing; the reply goes back. It never stands in a report: see LG297.""",
    "LG296": """\
LG296 questions-kept: no question is left out of a section.

Why: a question that two readers answered otherwise than its key, that the writer would not change, and that had no good
replacement is dropped, if enough questions are left and every objective still has one; else the section fails.""",
    "LG297": """\
LG297 questions-read: every question was answered again without its key.

Why: the reader's request failed, or its reply could not be read. The questions keep every other rule; the next run of
the same command asks again.""",
}
"""Manual pages of the findings of the blind check."""

_WORKING = 240
"""Characters of a reader's working that go to the writer."""


def finding(code: str, where: str, message: str, fix: str = "") -> Finding:
    severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
    return Finding(code=code, rule=_NAMES[code], severity=severity, where=where, message=message, fix=fix)


def doubts(question: AnyQuestion, vote: Vote, where: str) -> Iterator[Finding]:
    """What ``vote`` has against ``question``, the grave first; nothing if it is for it without reserve."""
    because = f" ({vote.working[:_WORKING]})" if vote.working else ""
    if vote.untaught:
        yield finding(
            "LG292", where, f"from the section alone, without the key, this cannot be met: {vote.untaught}{because}",
            "put what is missing into the stem, or ask what a frame teaches; if all of it is there, leave it as it is",
        )  # fmt: skip
    elif not vote.answer.right:
        yield finding(
            "LG290", where,
            f"from the section alone, without the key, a reader answers {vote.answer.said}, not {key(question)}"
            + because,
            _if_right(question) + "; if the key holds, leave the question word for word",
        )  # fmt: skip
    if vote.also and not vote.untaught:
        yield finding(
            "LG291", where, f"without the key, this can be defended too: {' and '.join(vote.also)}{because}",
            "let the stem decide it, or replace that option; if it is plainly wrong, leave the question word for word",
        )  # fmt: skip
    if vote.answer.near:
        yield finding(
            "LG294", where, f"a reader answers {vote.answer.said}, which would be marked wrong beside {key(question)}",
            "say in the stem how exact the answer has to be, or widen the tolerance"
            if isinstance(question, Numeric) else f"accept {vote.answer.said} as a variant",
        )  # fmt: skip
    elif not vote.sure and not vote.untaught and vote.answer.right and not vote.also:
        yield finding(
            "LG293", where, f"without the key, a reader finds the answer and is unsure of it{because}",
            "put into the stem what decides it",
        )  # fmt: skip


def replace_it(question: AnyQuestion, vote: Vote, where: str) -> Finding:
    """To a writer who insisted on what two readers deny."""
    (first, *_) = doubts(question, vote, where)
    return finding(
        first.code, where, f"a second reader agrees with the first: {first.message}",
        "write another question on the same objective in its place, of the same type, on another case",
    )  # fmt: skip


def dropped(question: AnyQuestion, vote: Vote) -> Finding:
    """What the report says of a question that was left out."""
    (first, *_) = doubts(question, vote, "/assessment/questions")
    return finding("LG296", "/assessment/questions", f"«{question.stem}» was left out: {first.message}")


def _if_right(question: AnyQuestion) -> str:
    if isinstance(question, ShortAnswer):
        return "if that is right too, add it to the variants; if it alone is right, correct answer and explanation"
    return "work it out once more; if the reader is right, correct the answer, and the explanation with it"


def key(question: AnyQuestion) -> str:
    """The key, in words."""
    match question:
        case SingleChoice(answer=answer) | ShortAnswer(answer=answer):
            return f"«{answer}»"
        case MultipleChoice(answers=answers):
            return " and ".join(f"«{option.text}»" for option in answers)
        case TrueFalse(answer=holds):
            return str(holds).lower()
        case Numeric(answer=number, tolerance=off, unit=unit):
            return f"{number} ± {off} {unit}".rstrip() if off else f"{number} {unit}".rstrip()
        case Matching(pairs=pairs):
            return " and ".join(f"«{pair.premise} → {pair.response}»" for pair in pairs)
        case Ordering(steps=steps):
            return " → ".join(steps)
        case Essay():
            return "its rubric"
        case unknown:
            assert_never(unknown)
