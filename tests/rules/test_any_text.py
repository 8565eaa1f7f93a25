"""Whatever a model writes, in whatever field: nothing crashes, and mending twice changes nothing more."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen import rules
from lecturegen.rules import Scope
from lecturegen.rules._sample import laid_over, sample_context, sample_plan, sample_questions, sample_week
from lecturegen.rules._texts import texts, with_texts
from lecturegen.schema import Plan, Section

FRAGMENTS = [
    "Welcome back, everyone! ", "Certainly! ", "Here's a speaking script for your slide. ", "Thank you all!",
    "### Frame 2: Halving\n", "**(Advance to Frame 2)**\n", "(Pause for responses) ", "[Insert an example] ",
    "This script ensures clarity. ", "Good [morning/afternoon]", "Any questions? ", "Slide 3: ", "**Opening:** ",
    "---\n", "\n\n", "```python\n", "```\n", "`", "$", "$$", "\\(", "\\]", "\\frac{1}{2}", "{", "}", "\\begin{matrix}",
    "*", "**", "_", '"', "“", "”", "«", "- ", "# ", "<b>", "<!-- ", "-->", "<br>", "\t", "\r\n", "\x08eta", "\x0crac",
    "\x00", "\ufffd", "â€™", "Ã©", "‚Äô", "我", "а", "A) ", "B) 7", "All of the above", "option B", "TODO", "?", "! ",
    ". ", "because ", "why ", "word ", "\u200b", "\ufeff", "\u2028", "| a | b |\n", "1. ", "\\\\", "Error: ",
    "    ", "  \n", "[", "]", "(", ")", "…",
]  # fmt: skip
written = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=10).map("".join),
)
LANGUAGES = st.sampled_from(["en", "de", "zh"])
SECTION: Section = laid_over(Scope.ASSESSMENT, {"asked": list(sample_questions())}).document
"""The sample's second section, with a question of every type."""
PLACES = [text.where for text in texts(SECTION)]
PLANNED_PLACES = [text.where for text in texts(sample_plan())]


def rewritten(changes: Mapping[str, str]) -> Section:
    return with_texts(SECTION, changes)


@given(st.dictionaries(st.sampled_from(PLACES), written, min_size=1, max_size=6), LANGUAGES, st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_any_section_is_checked_and_mended_once_for_all(changes: dict[str, str], language: str, number: int) -> None:
    context = rules.Context(language=language, number=number, of=3, planned=sample_plan().sections[1], minutes=6)
    section = rewritten(changes)
    for scope in (Scope.DRAFT, Scope.ASSESSMENT):
        rules.check(section, scope, context)
        mended = rules.mend(section, scope, context)
        assert rules.mend(mended, scope, context) == mended
        rules.check(mended, scope, context)


@given(st.dictionaries(st.sampled_from(PLANNED_PLACES), written, min_size=1, max_size=6), LANGUAGES)
@settings(max_examples=100, deadline=None)
def test_any_plan_is_checked_and_mended_once_for_all(changes: dict[str, str], language: str) -> None:
    context = rules.Context(language=language, minutes=6, topics=("Linear search", "Binary search"))
    plan = with_texts(sample_plan(), changes)
    rules.check(plan, Scope.PLAN, context)
    mended = rules.mend(plan, Scope.PLAN, context)
    assert rules.mend(mended, Scope.PLAN, context) == mended


@given(st.dictionaries(st.sampled_from(PLACES), written, min_size=1, max_size=4), LANGUAGES)
@settings(max_examples=100, deadline=None)
def test_any_week_is_checked(changes: dict[str, str], language: str) -> None:
    first, _, last = sample_week().sections
    week = sample_week().model_copy(update={"sections": (first, rewritten(changes), last)})
    rules.check(week, Scope.WEEK, rules.Context(language=language))


@given(st.lists(st.floats(0.01, 1e6, allow_nan=False), min_size=1, max_size=40), st.integers(1, 600))
@settings(max_examples=200, deadline=None)
def test_minutes_are_scaled_to_the_exact_sum(minutes: list[float], total: int) -> None:
    section = sample_plan().sections[0]
    sections = tuple(section.model_copy(update={"minutes": m}) for m in minutes)
    plan = Plan(course="c", number=1, title="t", sections=sections)
    mended = rules.mend(plan, Scope.PLAN, rules.Context(minutes=total))
    spoken = [section.minutes for section in mended.sections]
    assert all(m > 0 for m in spoken)
    assert sum(spoken) == pytest.approx(total, rel=0.1)


def test_clean_sample_is_left_as_it_is() -> None:
    assert rules.mend(sample_plan(), Scope.PLAN, sample_context()) == sample_plan()
    for index, section in enumerate(sample_week().sections):
        for scope in (Scope.DRAFT, Scope.ASSESSMENT):
            assert rules.mend(section, scope, sample_context(index)) == section
