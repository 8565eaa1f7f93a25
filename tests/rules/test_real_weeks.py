"""The rules against real machine-written weeks, where they lie at hand: they find what was counted in them.

The weeks are not part of the project, so this skips itself where they are absent.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from lecturegen import rules
from lecturegen.reading.script import load_script
from lecturegen.rules import Context, Scope
from lecturegen.rules._marks import marked_words, per_thousand, reasons
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Frame, Section, Week

SHARED = Path(__file__).parents[3] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("00[01]*.txt"))
WEEKS = sorted((SHARED / "corpus" / "weeks").glob("*/script.md"))
pytestmark = pytest.mark.skipif(len(SEEDS) < 2, reason="the sample weeks are not at hand")

WRAPPERS = ("LG141", "LG142", "LG143", "LG144", "LG145", "LG146", "LG147", "LG150", "LG151", "LG155", "LG156", "LG160")
COURTESIES = ("LG300", "LG302", "LG303")


@cache
def sections(path: Path) -> tuple[Section, ...]:
    """Each body as one long script: foreign files have no frames that could be trusted."""
    drafts = []
    for section in load_script(path).sections:
        frame = Frame(title=section.title, bullets=(section.title,), script=re.sub(r"\n---\s*$", "", section.body))
        drafts.append(
            Section(
                id=f"s{section.number}",
                title=section.title,
                minutes=6,
                objectives=(),
                opening="",
                frames=(frame,),
                closing="",
            )
        )
    return tuple(drafts)


def hits(path: Path, *, mended: bool = False) -> Counter[str]:
    """Code -> sections in which it is found."""
    counted: Counter[str] = Counter()
    for number, section in enumerate(sections(path), start=1):
        context = Context(number=number, of=len(sections(path)))
        shown = rules.mend(section, Scope.DRAFT, context) if mended else section
        counted.update({finding.code for finding in rules.check(shown, Scope.DRAFT, context)})
    return counted


@pytest.mark.parametrize(
    ("code", "number"), [("LG141", 8), ("LG142", 20), ("LG144", 15), ("LG145", 2), ("LG146", 5), ("LG160", 29)]
)
def test_sample_weeks_hold_the_wrappers_that_were_counted_in_them(code: str, number: int) -> None:
    assert sum(hits(path)[code] for path in SEEDS) == number


def test_mends_leave_no_wrapper_in_the_sample_weeks_but_one_label_that_holds_the_speech() -> None:
    left = sum((hits(path, mended=True) for path in SEEDS), Counter[str]())
    assert {code: left[code] for code in (*WRAPPERS, *COURTESIES) if left[code]} == {"LG143": 1}


@pytest.mark.skipif(not WEEKS, reason="the corpus is not at hand")
def test_mends_leave_no_wrapper_in_twelve_more_weeks() -> None:
    left = sum((hits(path, mended=True) for path in WEEKS), Counter[str]())
    assert not {code: left[code] for code in (*WRAPPERS, *COURTESIES) if left[code]}


def test_seven_openers_are_copied_in_the_sample_weeks() -> None:
    copied = 0
    for path in SEEDS:
        drafts = sections(path)
        mended = tuple(
            rules.mend(section, Scope.DRAFT, Context(number=number, of=len(drafts)))
            for number, section in enumerate(drafts, start=1)
        )
        week = Week(course="c", number=1, title="t", minutes=60, sections=mended)
        copied += sum(finding.code == "LG340" for finding in rules.check(week, Scope.WEEK, Context()))
    assert copied == 7


@pytest.mark.parametrize(("place", "marked"), [(0, 32), (1, 30)])
def test_sums_of_words_come_near_to_those_that_were_measured(place: int, marked: int) -> None:
    drafts = sections(SEEDS[place])
    spoken = sum(map(spoken_words, drafts))
    found = sum(marked_words(section, frozenset()).total() for section in drafts)
    assert per_thousand(found, spoken) == pytest.approx(marked, abs=3)
    assert per_thousand(sum(map(reasons, drafts)), spoken) == pytest.approx(3.6, abs=0.3)


def test_sections_that_name_the_wrong_predecessor_are_found() -> None:
    week = Week(course="c", number=1, title="t", minutes=60, sections=sections(SEEDS[0]))
    found = [finding.where for finding in rules.check(week, Scope.WEEK, Context()) if finding.code == "LG343"]
    assert found == [f"/sections/{index}/frames/0/script" for index in (9, 10, 11, 12)]


def test_findings_in_real_sections_point_into_their_texts() -> None:
    for path in SEEDS:
        for number, section in enumerate(sections(path), start=1):
            for finding in rules.check(section, Scope.DRAFT, Context(number=number, of=len(sections(path)))):
                if finding.at:
                    start, end = finding.at
                    assert finding.where == "/frames/0/script"
                    assert 0 <= start < end <= len(section.frames[0].script)
