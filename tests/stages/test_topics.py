"""A plain list of topics and a title are a course of one week."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import CourseError
from lecturegen.stages.load import load_topics

TITLE = "Week 10: Generative Models and LLMs"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("topics.txt")


def error_of(path: Path, title: str = TITLE, **options: int) -> str:
    with pytest.raises(CourseError) as caught:
        load_topics(path, title, (), course="", **options)
    return str(caught.value)


def test_one_topic_a_line_with_comments_blank_lines_and_list_markers(file: Path) -> None:
    file.write_text(
        "\ufeff# Topics of week 10\r\n\r\n- GANs: theory\n* VAEs\n 1. Diffusion\n2) LLMs\n--\n3.\nC# and F#\n-5 °C\n",
        "utf-8",
    )
    week = load_topics(file, TITLE).weeks[0]
    assert week.topics == ("GANs: theory", "VAEs", "Diffusion", "LLMs", "C# and F#", "-5 °C")


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        (TITLE, 10, "Generative Models and LLMs"),
        ("week 3 - Trees", 3, "Trees"),
        ("WEEK  4 — Forests", 4, "Forests"),
        ("Week 5 Bayes", 5, "Bayes"),
        ("Woche 2: Bäume", 2, "Bäume"),
        ("Week 7: 10 ways to fail", 7, "10 ways to fail"),
        ("Generative Models", 1, "Generative Models"),
        ("Apollo 13: a study", 1, "Apollo 13: a study"),
        ("Week 3-4: Trees", 1, "Week 3-4: Trees"),
        ("Weekly 3: Trees", 1, "Weekly 3: Trees"),
    ],
)
def test_number_of_the_week_is_read_from_the_title(file: Path, title: str, number: int, name: str) -> None:
    file.write_text("GANs\n", "utf-8")
    week = load_topics(file, title).weeks[0]
    assert (week.number, week.title) == (number, name)


def test_course_is_titled_like_its_week_unless_a_title_is_given(file: Path) -> None:
    file.write_text("GANs\n", "utf-8")
    assert load_topics(file, TITLE).title == "Generative Models and LLMs"
    assert load_topics(file, TITLE, course="Data Mining").title == "Data Mining"


def test_notes_are_seen_from_the_working_directory(file: Path) -> None:
    Path("lists").mkdir()
    moved = Path("lists/topics.txt")
    moved.write_text("GANs\n", "utf-8")
    course = load_topics(moved, TITLE, ["notes/*.md", "lists/own.md", "/srv/notes"])
    assert course.notes == ("../notes/*.md", "own.md", "/srv/notes")


def test_options_that_were_not_given_keep_their_defaults(file: Path) -> None:
    file.write_text("GANs\n", "utf-8")
    course = load_topics(file, TITLE, minutes=None, level="master")
    assert (course.minutes, course.level) == (60, "master")


def test_repeated_topics_name_both_lines(file: Path) -> None:
    file.write_text("GANs\n\n# more\n- gans\n", "utf-8")
    assert error_of(file) == "topics.txt:4: topic 'gans' appears twice; remove one (the other is in line 1)"


def test_list_without_topics_says_so(file: Path) -> None:
    file.write_text("# to do\n\n", "utf-8")
    assert error_of(file) == "topics.txt: there is no topic in the file; write one a line"


def test_too_many_topics_are_counted(file: Path) -> None:
    file.write_text("".join(f"topic {n}\n" for n in range(41)), "utf-8")
    assert error_of(file) == "topics.txt: topics has 41 entries and may have 40; remove some"


@pytest.mark.parametrize("title", ["", "Week 10", "Week 10: "])
def test_title_without_a_name_is_an_error(file: Path, title: str) -> None:
    file.write_text("GANs\n", "utf-8")
    assert error_of(file, title) == '--title: the week has no name; write, say, "Week 10: Generative Models"'


def test_everything_wrong_is_said_at_once(file: Path) -> None:
    file.write_text("GANs\nGANs\na\x07b\n", "utf-8")
    assert error_of(file, "Week 100: GANs", minutes=3, words_per_minute=20).splitlines() == [
        "topics.txt:2: topic 'GANs' appears twice; remove one (the other is in line 1)",
        "topics.txt:3: the topic holds a control character; type the line again",
        "--minutes: minutes must be at least 5, not 3",
        "--words-per-minute: words_per_minute must be at least 80, not 20",
        "--title: week number must be at most 99, not 100",
    ]


def test_course_file_has_titles_of_its_own(file: Path) -> None:
    assert error_of(Path("week10.yaml")).startswith("week10.yaml: a course file has titles and notes of its own;")


@settings(deadline=None)  # other tests run beside this one
@given(st.text(), st.text())
def test_any_list_and_title_are_a_course_or_a_course_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(text, "utf-8", newline="")
    try:
        course = load_topics(path, title)
    except CourseError:
        return
    assert course.weeks[0].topics
