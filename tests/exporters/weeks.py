"""Weeks of every legal and illegal kind, for tests of what is written and what is read again.

Strategies are made once: hypothesis looks through each new one before it draws, which took longer than drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.languages import languages
from lecturegen.questions import (
    TYPES,
    Bloom,
    Criterion,
    Distractor,
    Essay,
    Level,
    Matching,
    MultipleChoice,
    Numeric,
    Option,
    Ordering,
    Pair,
    Question,
    Scoring,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Assessment, Code, Frame, Objective, Origin, Section, Table, Week
from lecturegen.schema.grammar import Form
from lecturegen.schema.signs import Signs, every_signs

TITLE = "Slides Generation - Week 3: Sorting & searching"


def exported(name: str, made: Week, title: str = TITLE) -> dict[str, str]:
    """File name -> text."""
    return {file: content.decode() for file, content in EXPORTERS[name](made, Wishes(title)).files.items()}


# What no reader may take for a sign, wherever it stands.
HARMLESS = (
    "",
    "One sentence, and another; both end here.",
    "Umlaute äöü, 中文, العربية, \u2028 and an emoji 🎲",
    "$x_1 \\le \\frac{a}{b}$ and \\(\\beta\\)",
    "A) looks like an option",
    "A)",
    "(Advance to frame 2)",
    "*(Pause)*",
    "*(Advance to frame 2)* in the middle of a line",
    "He asked **Question 1:** and nobody answered",
    "Look: ### Activities",
    "### Why it works",
    "#hashtag",
    "- an item",
    "* another",
    "1. first",
    "| a | b |",
    "| --- | ---: |",
    "    four spaces",
    "> quoted",
    "a -- b --- c --> d",
    "<!-- class: lead -->",
    "class: a set of objects",
    "header: none",
    "`--` and `$$`",
    "***",
    "- - -",
    "trailing spaces  ",
    "&amp; <b>{}=~#:</b>",
    "___",
)
# What some reader takes for a sign if it stands in the wrong place.
ENGLISH = (
    "---",
    "-",
    "--  ",
    "# A title",
    "## A heading",
    "##",
    "## Section 1: again",
    "## Section 2: of the next",
    "## Slide 2: older",
    "### Learning Objectives",
    "### Assessment Questions",
    "### Activities",
    "### Discussion Questions",
    "**Question 1:** Which?",
    "**Question 2:** Which?",
    "  A) first",
    "  B) second",
    "  C)third",
    "- A) first",
    "- 4: a level",
    "1. first",
    "*(True or false)*",
    "*(Multiple choice, 2 points: as you like)*",
    "**Correct Answer:** A",
    "**Also Accepted:**",
    "**Rubric:**",
    "**Explanation:** because",
    "*(About 6 minutes)*",
    "*(About 0.5 minutes)* ",
    "### Frame 1: again",
    "### Frame 2: ",
    "*(Advance to frame 2)*",
    "*(On the slide)*",
    "*(Transition to section 2)*",
    "*(Close)*",
    "```",
    "```python",
    "~~~~",
    "a carriage\rreturn",
)
# The same in the other languages.
FOREIGN = tuple(
    line
    for one in every_signs()[1:]
    for line in (
        one.section(2), *one.blocks, f"{one.question(2)}?", f"{one.key}A", one.accepted, one.rubric,
        f"{one.explanation}z", one.form(Form(kind="essay", points=2)), one.about(6), one.frame(2, ""), one.advance(2),
        one.shown, one.transition(2), one.close,
    )
)  # fmt: skip
SIGNS = (*ENGLISH, *FOREIGN)
DASHES = ("--", "\\-", "\\\\ - -", "-")


def _begins_section(line: str) -> Callable[[Signs], bool]:
    return lambda signs: signs.section_pattern.match(line) is not None


# In fenced code of a script anything goes, but for the beginning of a section; in that of a question, less does,
# because readers of foreign assessments cannot trust fences.
IN_CODE = tuple(
    line
    for line in SIGNS
    if not line.startswith(("```", "~~~", "a carriage"))
    and not any(s.section_pattern.match(line) for s in every_signs())
)
IN_ASKED_CODE = tuple(
    line
    for line in IN_CODE
    if not line.startswith(("###", "**", "  ", "- 4")) and not any(s.formed(line) for s in every_signs())
)

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
_words = st.text(_CHARACTERS, min_size=1, max_size=12).filter(lambda text: text.strip("-`~# ") != "")
_harmless_lines = st.one_of(st.sampled_from(HARMLESS), _words.map(lambda text: f"w{text}"))


def _fences(lines: Sequence[str]) -> st.SearchStrategy[str]:
    inside = st.lists(st.one_of(_harmless_lines, st.sampled_from(lines)), max_size=4)
    return inside.map(lambda drawn: "\n".join(["```python", *drawn, "```"]))


_maths = st.sampled_from(["$$\n\\sum_i x_i\n$$", "$$e^x$$"])


@cache
def texts(signs: bool, in_code: tuple[str, ...] = IN_CODE) -> st.SearchStrategy[str]:
    """Markdown; with ``signs``, some that cannot be written."""
    line = st.one_of(_harmless_lines, _harmless_lines, st.sampled_from(SIGNS)) if signs else _harmless_lines
    block = st.one_of(line, line, _fences(in_code), _maths)
    # the first line of a stem or an option stands beside a sign: words, not code
    return st.tuples(_words.map(lambda text: f"W{text}"), st.lists(block, max_size=4)).map(
        lambda parts: "\n".join([parts[0], *parts[1]])
    )


@cache
def _lines() -> st.SearchStrategy[str]:
    """Titles."""
    return st.one_of(_words, st.sampled_from(["Learning Objectives", "C# -- a <!-- title -->", "Section 2: twice"]))


@cache
def _code() -> st.SearchStrategy[Code]:
    lines = st.lists(st.one_of(_harmless_lines, st.sampled_from([*IN_CODE, "```", "````"])), min_size=1, max_size=4)
    return st.builds(Code, language=st.sampled_from(["", "python", "c++"]), text=lines.map("\n".join))


@cache
def _tables() -> st.SearchStrategy[Table]:
    cells = st.lists(st.sampled_from(["", "a", "a|b", "$\\|x\\|$", "two\nlines", "中"]), min_size=1, max_size=3).map(
        tuple
    )
    return st.builds(Table, header=cells, rows=st.lists(cells, max_size=2).map(tuple))


@cache
def _frames(signs: bool) -> st.SearchStrategy[Frame]:
    return st.builds(
        Frame,
        title=_lines(),
        bullets=st.lists(texts(False) | st.sampled_from(["---", "--", "```", "<!-- x"]), max_size=3).map(tuple),
        script=texts(signs),
        code=st.none() | _code(),
        maths=st.sampled_from(["", "\\frac{a}{b}", "a = b \\\\\nc = d"]),
        table=st.none() | _tables(),
    )


@cache
def questions(signs: bool = False, kind: str | None = None) -> st.SearchStrategy[Question]:
    """Of one type, or of any. What stands in lists may hold every sign; with ``signs``, the rest does too."""
    asked = texts(signs, IN_ASKED_CODE)
    listed = listed_texts(signs)
    options = st.builds(Option, text=listed, rationale=st.just(""))
    numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999, max_value=999)
    levels = st.builds(Level, points=st.integers(0, 12), text=listed)
    # a criterion is followed by its levels, so it alone must not hold one
    criteria = st.builds(Criterion, text=listed if signs else asked, levels=_tuples(levels, 0))
    special: dict[type[Question], dict[str, st.SearchStrategy[Any]]] = {
        SingleChoice: {"answer": asked, "distractors": _tuples(st.builds(Distractor, text=asked), 1)},
        MultipleChoice: {
            "answers": _tuples(options, 1), "distractors": _tuples(options, 1), "scoring": st.sampled_from(Scoring),
        },
        TrueFalse: {"answer": st.booleans()},
        Numeric: {
            "answer": numbers | st.sampled_from([Decimal("0.10"), Decimal("1E+3"), Decimal("-0"), Decimal("2E-9")]),
            "tolerance": st.just(Decimal(0)) | numbers.map(abs),
            "unit": st.sampled_from(["", "ms", "m/s^2", "± 3 %", " a, 2 points: b)*", "$\\frac{m}{s}$"]) | _words,
        },
        ShortAnswer: {
            "answer": st.sampled_from(HARMLESS[1:]) | _words, "variants": _tuples(listed | st.sampled_from(DASHES), 0),
        },
        Essay: {"rubric": _tuples(criteria, 1)},
        Matching: {
            "pairs": _tuples(st.builds(Pair, premise=listed, response=listed), 2), "spare": _tuples(listed, 0, 12),
        },
        Ordering: {"steps": _tuples(listed, 2)},
    }  # fmt: skip
    shared: dict[str, st.SearchStrategy[Any]] = {
        "id": st.uuids().map(str), "objective": st.just("o"), "frame": st.just(1), "bloom": st.just(Bloom.APPLY),
        "points": st.sampled_from([1, 2, 10]), "stem": asked, "explanation": asked,
    }  # fmt: skip
    assert {one.model_fields["kind"].default for one in special} == set(TYPES)
    wanted = special if kind is None else {TYPES[kind]: special[TYPES[kind]]}
    return st.one_of(*(st.builds(one, **shared, **fields) for one, fields in wanted.items()))


@cache
def listed_texts(signs: bool) -> st.SearchStrategy[str]:
    """Whatever may stand in an item of a list of a question with a form."""
    anything = texts(True).filter(lambda text: "\r" not in text)
    opened = st.sampled_from(["```python\n  B) x\n\n- C) y", "~~~\n**Explanation:** z\n~~~", "  two\n\n   spaces", ""])
    return anything | opened | (texts(True) if signs else st.nothing())


def _tuples(one: st.SearchStrategy[Any], least: int, most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, min_size=least, max_size=most).map(tuple)


@cache
def _sections(signs: bool) -> st.SearchStrategy[Section]:
    items = st.lists(texts(True).filter(lambda text: "\r" not in text), max_size=2).map(tuple)
    assessments = st.builds(
        Assessment,
        questions=st.lists(questions(signs), max_size=3).map(tuple),
        activities=items,
        discussion=items,
    )
    return st.builds(
        Section,
        id=st.uuids().map(str),
        title=_lines(),
        minutes=st.floats(0.1, 90),
        objectives=items.map(lambda texts: tuple(Objective(id="o", text=text, bloom=Bloom.APPLY) for text in texts)),
        opening=texts(signs),
        frames=st.lists(_frames(signs), min_size=1, max_size=3).map(tuple),
        closing=texts(signs) | st.just(""),
        assessment=st.none() | assessments,
    )


@cache
def weeks(*, signs: bool = False) -> st.SearchStrategy[Week]:
    return st.builds(
        Week,
        course=_lines(),
        number=st.integers(1, 99),
        title=_lines(),
        language=st.sampled_from([*languages(), "de-AT", "zh-Hans", "pt-BR"]),
        minutes=st.just(60),
        seed=st.integers(0, 99),
        origin=st.sampled_from(Origin),
        sections=st.lists(_sections(signs), min_size=1, max_size=3).map(tuple),
    )


def week(*sections: Section, origin: Origin = Origin.MODEL) -> Week:
    return Week(course="Algorithms", number=3, title="Sorting", minutes=20, origin=origin, sections=sections)


def section(title: str = "Heaps", /, **changes: object) -> Section:
    """A small section that is right, with ``changes``."""
    right: dict[str, object] = {
        "id": title.lower(),
        "title": title,
        "minutes": 5.6,
        "objectives": [Objective(id="o1", text="Trace a sift", bloom=Bloom.APPLY)],
        "opening": "What is on top?",
        "frames": [frame("The largest is on top"), frame("A sift costs log n")],
        "closing": "And what is below?",
    }
    return Section.model_validate(right | changes)


def frame(title: str = "The largest is on top", /, **changes: object) -> Frame:
    return Frame.model_validate({"title": title, "bullets": ["Parent over child"], "script": "Look up."} | changes)


def question(identity: str = "q1", /, **changes: object) -> SingleChoice:
    right = {
        "id": identity,
        "objective": "o1",
        "frame": 1,
        "bloom": "apply",
        "stem": "Which key is on top of [3, 1, 2]?",
        "answer": "The largest one",
        "distractors": [{"text": text, "rationale": "?"} for text in ("The smallest one", "The oldest one")],
        "explanation": "A heap keeps every parent above its children.",
    }
    return SingleChoice.model_validate(right | changes)
