"""The page about scale says what the arithmetic says."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scale import Faculty, markdown, workers_for

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


def test_the_tables_of_the_page_are_generated() -> None:
    page = PAGE.read_text()
    for table in markdown():
        assert table in page, "python -m benchmarks.scale --markdown"


def test_a_course_by_hand() -> None:
    course = Faculty(1)
    assert (course.weeks, course.requests) == (15, 600)
    assert course.usage.prompt == pytest.approx(195 * 65_911 / 12, abs=1)
    assert course.dollars("gpt-4.1-mini") == pytest.approx(195 * (65_911 * 0.4 + 31_962 * 1.6) / 12 / 1e6)
    assert course.hours_of_tokens(200_000) == pytest.approx(195 * 97_873 / 12 / 200_000 / 60)


def test_cores_times_their_hours_are_the_work() -> None:
    faculty = Faculty(200)
    hours = faculty.hours_of_tokens(2_000_000)
    assert workers_for(2_000_000) * hours == pytest.approx(faculty.requests * 311.4 / 31_154 / 3600)
