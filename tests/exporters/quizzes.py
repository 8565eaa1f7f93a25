"""Weeks of hostile questions, and what each of their texts means: the same for every format.

A text is made of pieces that we know the meaning of, so that no reader of markdown has to say it. What an LMS shows
is reduced to the same pieces by `shown_html`. Strategies are made once: hypothesis looks through each new one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.questions import (
    AnyQuestion,
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.questions.order import deal
from lecturegen.schema import Finding, Objective, Week
from tests.exporters.weeks import section, week

# a week of eight types is large, and shrinking one takes minutes
patient = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=list(HealthCheck),
    phases=set(Phase) - {Phase.shrink, Phase.explain},
)

Piece = tuple[str, str]
"""``words``, ``code`` or ``maths``, and what it says."""
Pieces = tuple[Piece, ...]
TITLE = "Week 3: Sorting / searching"

# words as they stand in markdown, where none of this is a sign, -> what they say
HOSTILE = {
    "{a = b}": "{a = b}",
    "~x =y #z :w": "~x =y #z :w",
    "a -> b": "a -> b",
    "]]>": "]]>",
    "<b>bold?</b> a<b": "<b>bold?</b> a<b",
    "AT&T & so": "AT&T & so",
    "\"quoted\" 'single' „deutsch“": "\"quoted\" 'single' „deutsch“",
    "Größe, naïve, ẞ": "Größe, naïve, ẞ",
    "排序算法": "排序算法",
    "שלום עולם": "שלום עולם",
    "العربية 123": "العربية 123",
    "🎲👩‍🔬": "🎲👩‍🔬",
    "50% %50%": "50% %50%",
    "[html] [tag:x]": "[html] [tag:x]",
    "// no comment": "// no comment",
    "::title::": "::title::",
    "$CATEGORY: no": "$CATEGORY: no",
    "costs $5 or $6": "costs $5 or $6",
    "####": "####",
    r"C:\new\temp": r"C:\new\temp",
    r"\\(x\\)": r"\(x\)",
    r"\\[x\\] \$\$": r"\[x\] $$",
    "&&058; &amp;#58;": "&&058; &#58;",
    "A) first": "A) first",
    "ANSWER: B": "ANSWER: B",
    "@@PLUGINFILE@@": "@@PLUGINFILE@@",
    "{{c1::x}} [sound:a.mp3]": "{{c1::x}} [sound:a.mp3]",
    "***": "***",
    "a\u2028b": "a b",
    ", ; | \t tab": ", ; | tab",
    "=1+1": "=1+1",
    "- 3": "- 3",
    "> 5": "> 5",
    "1. one": "1. one",
    "# of keys": "# of keys",
    "  spaces  ": "spaces",
    "T": "T",
    "0": "0",
}
CODE = (
    "x = {1: 2}",
    "if (a < b) { /* ~ */ }",
    "a->b",
    "y = $x$ \\(y\\)",
    "#include <map>",
    "~T() = default;",
    "]]>",
    "&lt;",
)
MATHS = (r"\frac{a}{b} < 1", r"x_1 = \{y : y > 0\}", r"e^{-x} \& \#", r"\nabla f \to 0", r"a ~ b \text{größer}")
FENCED = ("def f(x):\n    return {x: 'a'}\n\nprint(f(1))  # -> {1: 'a'}", "a = b\n  ~ c\n# d", "if (a && b <= c) {\n}")
TYPED = (
    "heap",
    "a*b",
    "größer als",
    "x = {1}",
    "50%",
    "C#",
    "a:b ~ c",
    "\\n",
    "\\*",
    "堆",
    "0",
    "T",
    "]]>",
    "<b>&amp;",
)


class Said(NamedTuple):
    markdown: str
    pieces: Pieces


def _drawn(*categories: Any) -> st.SearchStrategy[str]:
    """In Unicode's composed form, in which Anki keeps text."""
    drawn = st.text(st.characters(categories=categories), min_size=1, max_size=8)
    return drawn.map(lambda text: normalize("NFC", text))


@cache
def _words() -> st.SearchStrategy[Said]:
    drawn = _drawn("L", "N", "S", "P")
    # not ( and [: with a backslash they begin maths
    escaped = drawn.map(lambda text: Said(re.sub(r"[!-'*-/:-@\\-`{-~]", r"\\\g<0>", text), (("words", text),)))
    known = st.sampled_from(sorted(HOSTILE)).map(lambda text: Said(text, (("words", HOSTILE[text]),)))
    return escaped | known


@cache
def _pieces() -> st.SearchStrategy[Said]:
    code = st.sampled_from(CODE).map(lambda text: Said(f"`{text}`", (("code", text),)))
    maths = st.sampled_from(MATHS).map(lambda text: Said(f"${text}$", (("maths", text),)))
    return _words() | _words() | code | maths


@cache
def lines() -> st.SearchStrategy[Said]:
    """Texts of one line. They begin with a word: code before words would need a line of its own."""
    return st.tuples(_words(), st.lists(_pieces(), max_size=3)).map(lambda drawn: _joined([drawn[0], *drawn[1]], " "))


@cache
def texts() -> st.SearchStrategy[Said]:
    """Texts of one or more paragraphs, with blocks of code and maths between them."""
    fence = st.sampled_from(FENCED).map(lambda text: Said(f"```python\n{text}\n```", (("code", text),)))
    display = st.sampled_from(MATHS).map(lambda text: Said(f"$$\n{text}\n$$", (("maths", text),)))
    # a paragraph after the first may begin a list or a heading; a plain word keeps it one
    more = lines().map(lambda said: _joined([Said("So", (("words", "So"),)), said], " "))
    return st.tuples(lines(), st.lists(fence | display | more, max_size=2)).map(
        lambda drawn: _joined([drawn[0], *drawn[1]], "\n\n")
    )


@cache
def plain() -> st.SearchStrategy[str]:
    """What somebody types as an answer: no markdown."""
    return st.sampled_from(TYPED) | _drawn("L", "N")


def _joined(said: list[Said], between: str) -> Said:
    return Said(between.join(one.markdown for one in said), apart(*(one.pieces for one in said)))


def merged(pieces: list[Piece]) -> Pieces:
    """Words beside words are one piece; white space counts once, and none around a piece."""
    found: list[Piece] = []
    for kind, text in pieces:
        if kind == "words" and found and found[-1][0] == "words":
            found[-1] = ("words", found[-1][1] + text)
        else:
            found.append((kind, text))
    tidied = [(kind, text if kind == "code" else " ".join(text.split())) for kind, text in found]
    return tuple(piece for piece in tidied if piece[1])


def apart(*texts: Pieces) -> Pieces:
    """One text below the other."""
    return merged([piece for text in texts for piece in (*text, ("words", " "))])


_DELIMITED = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.S)


def shown_html(html: str) -> Pieces:
    """What a browser with MathJax shows of ``html``."""
    return merged(list(_shown(BeautifulSoup(html, "html.parser"))))


def _shown(element: PageElement) -> list[Piece]:
    if isinstance(element, NavigableString):
        # between every three: words, maths in the line, maths displayed
        parts = _DELIMITED.split(str(element))
        kinds = ["words", "maths", "maths"] * len(parts)
        return [(kind, part) for kind, part in zip(kinds, parts, strict=False) if part]
    assert isinstance(element, Tag)
    if element.name == "code":
        return [("code", element.get_text().removesuffix("\n"))]
    if element.name == "img":
        return [("maths", str(element["data-equation-content"]))]
    pieces = [piece for child in element.children for piece in _shown(child)]
    return pieces if element.name in {"span", "em", "strong"} else [("words", " "), *pieces, ("words", " ")]


class Told(NamedTuple):
    """An option as it is shown. ``share``: percent of the points that it gives."""

    text: Pieces
    right: bool
    rationale: Pieces = ()


@dataclass(frozen=True)
class Meant:
    """A question, whatever the format. ``pairs``: of a matching; with nothing on the left for spare responses."""

    id: str
    kind: str
    stem: Pieces
    general: Pieces
    points: int = 1
    options: tuple[Told, ...] = ()
    truth: bool | None = None
    number: tuple[Any, Any] | None = None
    accepted: tuple[str, ...] = ()
    pairs: tuple[tuple[Pieces, Any], ...] = ()
    steps: tuple[Pieces, ...] = ()
    rubric: Pieces = ()


@dataclass(frozen=True)
class Quiz:
    """A week, and what its texts mean."""

    week: Week
    said: Mapping[str, Pieces]

    def meant(self) -> list[Meant]:
        shown = deal(self.week)
        return [self._meant(question, shown.get(question.id, ())) for question in self.questions]

    def _meant(self, question: AnyQuestion, shown: tuple[str, ...]) -> Meant:
        said = self.said
        common: dict[str, Any] = {
            "id": question.id,
            "kind": question.kind,
            "stem": said[question.stem],
            "general": said[question.explanation],
            "points": question.points,
        }
        match question:
            case SingleChoice(answer=answer, distractors=wrong):
                rationales = {one.text: said[one.rationale] for one in wrong}
                told = tuple(Told(said[text], text == answer, rationales.get(text, ())) for text in shown)
                return Meant(**common, options=told)
            case MultipleChoice(answers=right, distractors=wrong):
                rationales = {one.text: said[one.rationale] for one in (*right, *wrong)}
                answers = {one.text for one in right}
                told = tuple(Told(said[text], text in answers, rationales[text]) for text in shown)
                return Meant(**common, options=told)
            case TrueFalse(answer=truth):
                return Meant(**common, truth=truth)
            case Numeric(answer=value, tolerance=tolerance, unit=unit):
                stem = apart(said[question.stem], (("words", f"({unit})"),)) if unit else said[question.stem]
                return Meant(**(common | {"stem": stem}), number=(f"{value:f}", f"{tolerance:f}"))
            case ShortAnswer(answer=first, variants=others):
                return Meant(**common, accepted=tuple(dict.fromkeys((first, *others))))
            case Essay(rubric=criteria):
                rows: list[Pieces] = []
                for criterion in criteria:
                    rows.append(said[criterion.text])
                    for level in criterion.levels:
                        rows += [(("words", f"{level.points}:"),), said[level.text]]
                return Meant(**common, rubric=apart(*rows))
            case Matching(pairs=pairs, spare=spare):
                matched = [(said[pair.premise], in_menu(said[pair.response])) for pair in pairs]
                return Meant(**common, pairs=(*matched, *(((), in_menu(said[text])) for text in spare)))
            case Ordering(steps=steps):
                return Meant(**common, steps=tuple(said[step] for step in steps))

    def places(self, identity: str) -> tuple[tuple[Pieces, str], ...]:
        """The steps of an ordering as they are dealt, each with its place, from 1."""
        (question,) = (q for q in self.questions if q.id == identity)
        assert isinstance(question, Ordering)
        return tuple((self.said[step], str(question.steps.index(step) + 1)) for step in deal(self.week)[identity])

    @property
    def questions(self) -> list[AnyQuestion]:
        return [q for one in self.week.sections if one.assessment for q in one.assessment.questions]


def in_menu(pieces: Pieces) -> str:
    """The same as plain text, without any signs."""
    return " ".join(" ".join(text for _, text in pieces).split())


@st.composite
def questions(draw: st.DrawFn, kind: type[Question], number: int, said: dict[str, Pieces]) -> Question:
    def say(texts: st.SearchStrategy[Said]) -> str:
        drawn = draw(texts)
        # a number makes each text different, as rules demand of options; the last piece may be code
        tail = f"n{len(said)}"
        said[text := f"{drawn.markdown}\n\n{tail}"] = apart(drawn.pieces, (("words", tail),))
        return text

    def option() -> dict[str, str]:
        return {"text": say(texts()), "rationale": say(texts())}

    given: dict[str, Any] = {
        "id": f"heaps.q{number}",
        "objective": "heaps.o1",
        "frame": 1,
        "bloom": draw(st.sampled_from(["remember", "apply", "create"])),
        "points": draw(st.integers(1, 5)),
        "stem": say(texts()),
        "explanation": say(texts()),
    }
    if kind is SingleChoice:
        given |= {"answer": say(texts()), "distractors": [option() for _ in range(draw(st.integers(1, 3)))]}
    elif kind is MultipleChoice:
        given |= {"answers": [option() for _ in range(draw(st.integers(2, 4)))]}
        given |= {"distractors": [option() for _ in range(draw(st.integers(1, 2)))]}
    elif kind is TrueFalse:
        given |= {"answer": draw(st.booleans())}
    elif kind is Numeric:
        decimals = st.decimals(-1000, 1000, places=draw(st.integers(0, 6)), allow_nan=False)
        given |= {
            "answer": draw(decimals),
            "tolerance": abs(draw(decimals)),
            "unit": draw(st.sampled_from(["", "ms", "µm²"])),
        }
    elif kind is ShortAnswer:
        given |= {"answer": draw(plain()), "variants": draw(st.lists(plain(), max_size=3))}
    elif kind is Essay:
        levels = [{"points": number, "text": say(lines())} for number in (2, 1, 0)]
        given |= {"rubric": [{"text": say(lines()), "levels": levels}, {"text": say(lines()), "levels": levels}]}
    elif kind is Matching:
        given |= {
            "pairs": [{"premise": say(texts()), "response": say(lines())} for _ in range(draw(st.integers(2, 4)))]
        }
        given |= {"spare": [say(lines()) for _ in range(draw(st.integers(0, 1)))]}
    elif kind is Ordering:
        given |= {"steps": [say(texts()) for _ in range(draw(st.integers(2, 4)))]}
    return kind.model_validate(given)


KINDS: tuple[type[Question], ...] = (
    SingleChoice, MultipleChoice, TrueFalse, Numeric, ShortAnswer, Essay, Matching, Ordering,
)  # fmt: skip


@st.composite
def quizzes(draw: st.DrawFn, *kinds: type[Question]) -> Quiz:
    """Weeks of two sections with one question of each of ``kinds``, of all of them if none is named."""
    said: dict[str, Pieces] = {"": ()}
    wanted = draw(st.permutations(kinds or KINDS))
    made = [draw(questions(kind, number, said)) for number, kind in enumerate(wanted, start=1)]
    half = len(made) // 2
    parts = [
        section(
            title,
            objectives=[Objective(id="heaps.o1", text="Trace a sift", bloom="apply")],
            assessment={"questions": [q.model_dump() for q in part]},
        )
        for title, part in (("Heaps", made[:half]), ("Tries / tries", made[half:]))
    ]
    return Quiz(week(*parts), said)


def everything() -> Quiz:
    """Each type with each of the hostile texts in every place that holds text: what is drawn may leave some out."""
    said: dict[str, Pieces] = {"": ()}
    made: list[Question] = []
    hostile = [Said(text, (("words", words),)) for text, words in HOSTILE.items()]
    hostile += [Said(f"So `{text}`", (("words", "So"), ("code", text))) for text in CODE]
    hostile += [Said(f"So ${text}$", (("words", "So"), ("maths", text))) for text in MATHS]
    for number, one in enumerate(hostile):
        texts = []
        for tail in (f"n{number}.{place}" for place in range(8)):
            texts.append(text := f"{one.markdown}\n\n{tail}")
            said[text] = apart(one.pieces, (("words", tail),))
        made += _each_type(f"q{number}", texts)
    return Quiz(week(section(assessment={"questions": [one.model_dump() for one in made]})), said)


def _each_type(identity: str, texts: list[str]) -> list[Question]:
    stem, general, *others = texts
    first, second, third = (
        {"text": text, "rationale": why} for text, why in zip(others[::2], others[1::2], strict=True)
    )
    given: dict[type[Question], dict[str, Any]] = {
        SingleChoice: {"answer": others[5], "distractors": [first, second]},
        MultipleChoice: {"answers": [first, second], "distractors": [third]},
        TrueFalse: {"answer": True},
        Numeric: {"answer": "-0.10", "tolerance": "0.000001"},
        ShortAnswer: {"answer": TYPED[0], "variants": TYPED[1:]},
        Essay: {"rubric": [{"text": others[0], "levels": [{"points": 1, "text": others[1]}]}]},
        Matching: {
            "pairs": [{"premise": others[0], "response": others[1]}, {"premise": others[2], "response": others[3]}],
            "spare": [others[4]],
        },
        Ordering: {"steps": others[:3]},
    }
    common = {"objective": "heaps.o1", "frame": 1, "bloom": "apply", "points": 2, "stem": stem, "explanation": general}
    return [kind.model_validate({"id": f"{identity}.{kind.__name__}"} | common | own) for kind, own in given.items()]


def exported(name: str, made: Week, title: str = TITLE) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    done = EXPORTERS[name](made, Wishes(title))
    return dict(done.files), done.findings


def assert_equal(found: list[Meant], wanted: list[Meant]) -> None:
    """One field after the other: whole quizzes are too long to compare by eye."""
    assert [one.kind for one in found] == [one.kind for one in wanted]
    for one, other in zip(found, wanted, strict=True):
        for field in fields(Meant):
            left, right = getattr(one, field.name), getattr(other, field.name)
            assert left == right, f"{field.name} of {one.kind}:\n{left}\n{right}"
