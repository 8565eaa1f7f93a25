"""What each format for the LMS carries, found out by writing a sample of everything: docs/exports.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lecturegen.exporters._base import EXPORTERS, Wishes
from lecturegen.questions import TYPES, Bloom, Question
from lecturegen.schema import Assessment, Objective, Section, Week

FORMATS: Mapping[str, str] = {
    "moodle-xml": "Moodle 4.4 or later",
    "gift": "Moodle and whatever reads GIFT",
    "qti12": "Canvas (classic quizzes), through `lecturegen[lms]`",
    "aiken": "Moodle and whatever reads Aiken",
    "anki": "Anki, through `lecturegen[lms]`",
    "csv": "spreadsheets",
}
"""Name after ``--to`` -> what reads the file."""

_WRONG = [{"text": "A minimum", "rationale": "Taken for a min-heap"}, {"text": "Its oldest key"}]
_RIGHT = [{"text": "A parent"}, {"text": "A leaf"}]
_RUBRIC = [{"text": "Depth", "levels": [{"points": 1, "text": "gives a reason"}, {"points": 0, "text": "gives none"}]}]
_SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "single-choice": {"answer": "A maximum", "distractors": _WRONG},
    "multiple-choice": {"answers": _RIGHT, "distractors": _WRONG},
    "true-false": {"answer": True},
    "numeric": {"answer": "3.0", "tolerance": "0.5", "unit": "ms"},
    "short-answer": {"answer": "heap", "variants": ["max-heap"]},
    "essay": {"rubric": _RUBRIC},
    "matching": {"pairs": [{"premise": "sift", "response": "log n"}, {"premise": "top", "response": "1"}]},
    "ordering": {"steps": ["Swap", "Sift", "Stop"]},
}
_ASKED = "What is on top of a heap?"
_CODE = "```python\nheap[0]\n```"
_CASES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "more than one point": ("single-choice", {"points": 2}),
    "code, a list or a table in the stem": ("single-choice", {"stem": f"{_ASKED}\n\n{_CODE}"}),
    "several paragraphs": ("single-choice", {"stem": f"A heap is a tree.\n\n{_ASKED}"}),
    "maths": ("single-choice", {"stem": "What costs $\\log n$?"}),
    "an image": ("single-choice", {"stem": f"{_ASKED} ![A heap](heap.png)"}),
    "scoring all-or-nothing": ("multiple-choice", {"scoring": "all-or-nothing"}),
    "multiple choice with one right option": ("multiple-choice", {"answers": _RIGHT[:1]}),
    "more than ten right options": ("multiple-choice", {"answers": [{"text": f"Key {key}"} for key in range(11)]}),
    "an accepted answer with an arrow": ("short-answer", {"variants": ["a -> b"]}),
    "spare responses": ("matching", {"spare": ["n"]}),
    "maths to be matched": ("matching", {"spare": ["$n$"]}),
    "code to be matched": ("matching", {"spare": [f"So:\n\n{_CODE}"]}),
}
_PREFACE = """\
# What each format carries

<!-- Written by lecturegen.exporters._carried, which exports a sample of everything; change the exporters. -->

`lecturegen export WEEK --to moodle-xml,gift,qti12,aiken,anki,csv` writes one file a format below `exports/`. Every file
holds the sections in order, the options as they are dealt, and the same bytes for the same week. Markdown becomes HTML
where the format has it, maths what the LMS renders. Whatever a format cannot carry is named in a finding: LG600 for a
question that is left out, LG601 for one that is written otherwise, LG602 for a detail.

✓ carried; ≈ written otherwise, as the notes below say; — left out.
"""


def carried() -> str:
    """The page, as markdown."""
    told = {name: {case: _told(name, *sample) for case, sample in _samples()} for name in FORMATS}
    return "\n".join([_PREFACE, *_table(told), "", *_notes(told)]).rstrip() + "\n"


def _samples() -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    yield from ((kind, (kind, {})) for kind in TYPES)
    yield from _CASES.items()


def _told(name: str, kind: str, changes: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Code and message of each finding, without names of format and question."""
    section = Section(
        id="heaps", title="Heaps", minutes=5, opening="", closing="", frames=(),
        objectives=(Objective(id="heaps.o1", text="Trace a sift", bloom=Bloom.APPLY),),
        assessment=Assessment.model_validate({"questions": [_question(kind, changes).model_dump()]}),
    )  # fmt: skip
    week = Week(course="Algorithms", number=1, title="Heaps", minutes=5, sections=(section,))
    found = EXPORTERS[name](week, Wishes("Heaps")).findings
    return tuple((one.code, _message(name, one.message)) for one in found)


def _question(kind: str, changes: Mapping[str, Any]) -> Question:
    common = {
        "id": "heaps.q1", "objective": "heaps.o1", "frame": 1, "bloom": "apply", "stem": _ASKED,
        "explanation": "A heap keeps every parent above its children.",
    }  # fmt: skip
    return TYPES[kind].model_validate({**common, **_SAMPLES[kind], **changes})


def _message(name: str, message: str) -> str:
    said = message.removeprefix(f"{name}: ").removesuffix(" (question 1.1)")
    return said.removeprefix("question 1.1 is left out: ")


Told = Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]


def _table(told: Told) -> Iterator[str]:
    yield f"| | {' | '.join(FORMATS)} |"
    yield f"| --- |{' --- |' * len(FORMATS)}"
    for case, _ in _samples():
        yield f"| {case} | {' | '.join(_sign(told[name], case) for name in FORMATS)} |"


def _sign(told: Mapping[str, tuple[tuple[str, str], ...]], case: str) -> str:
    kind, _ = dict(_samples())[case]
    of_all = told[kind]
    if "LG600" in {code for code, _ in (*told[case], *of_all)}:
        return "—"
    # what every question of the type loses is told once, in the notes
    own = [code for code, said in told[case] if (code, said) not in of_all]
    return "≈" if own or "LG601" in {code for code, _ in of_all if case == kind} else "✓"


def _notes(told: Told) -> Iterator[str]:
    for name, reader in FORMATS.items():
        said = {message: code for case in told[name].values() for code, message in case}
        yield f"## {name}"
        yield f"For {reader}.{'' if said else ' Nothing is lost.'}"
        yield ""
        for message, code in said.items():
            cases = [case for case, found in told[name].items() if (code, message) in found]
            kinds = [case for case in cases if case in TYPES]
            yield f"- {code}: {message} ({', '.join(kinds if len(kinds) > 1 else cases)})"
        if said:
            yield ""
