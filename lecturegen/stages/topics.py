"""List of topics and a title -> Course with one week."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lecturegen.errors import CourseError, Problem
from lecturegen.languages import week_number
from lecturegen.reading.text_file import read_text
from lecturegen.reading.yaml_source import Fault, YamlSource
from lecturegen.reading.yaml_wording import Wrong, wording
from lecturegen.schema import Course
from lecturegen.stages.course_file import is_course_file, repeated_topics

# what parts "Week 10" from its title; "Apollo 13: …" is a title
_PARTED = re.compile(r"(?: ?[:：,，–—] ?| ?\.(?!\d) ?| - | |$)(.*)")
_MARKER = re.compile(r"(?:[-*+•–]+|\(?\d{1,3}[.)])(?:\s+|$)")


def load_topics(path: Path, title: str, notes: Sequence[str] = (), *, course: str = "", **defaults: object) -> Course:
    """Read one topic a line; blank lines and lines that begin with ``#`` say nothing, list markers are stripped.

    ``title`` "Week 10: Generative Models" gives week 10, titled "Generative Models"; without a number it is week 1.
    ``course`` is the course's title and, if empty, the same as the week's. ``notes`` are relative to the working
    directory, as on a command line. ``defaults`` are fields of Course; None stands for "not given".
    Raises CourseError with everything that is wrong.
    """
    if is_course_file(path):
        fault = "a course file has titles and notes of its own; leave --title out, or name a list of topics (.txt)"
        raise CourseError(Problem(str(path), fault))
    lines = tuple(_topics(read_text(path)))
    problems = [Problem(f"{path}:{fault.line}", fault.message) for fault in _faults(lines)]
    if not lines:
        problems.append(Problem(str(path), "there is no topic in the file; write one a line"))
    number, name = _title(title, problems)
    data = {
        "title": " ".join(course.split()) or name,
        "notes": [_beside(path, note) for note in notes],
        "weeks": [{"number": number, "title": name, "topics": [topic for _, topic in lines]}],
    } | {key: value for key, value in defaults.items() if value is not None}
    try:
        result = Course.model_validate(data)
    except ValidationError as error:
        problems.extend(_problems(error, path, data, empty=not lines))
    else:
        if not problems:
            return result
    raise CourseError(*problems)


def _topics(text: str) -> Iterator[tuple[int, str]]:
    """Line and topic."""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        marker = _MARKER.match(stripped)
        topic = stripped[marker.end() :] if marker else stripped
        if topic and not stripped.startswith("#"):
            yield number, topic


def _faults(lines: tuple[tuple[int, str], ...]) -> list[Fault]:
    faults = list(repeated_topics(lines))
    for line, topic in lines:
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\t" for sign in topic):
            faults.append(Fault(line, "the topic holds a control character; type the line again"))
    return sorted(faults, key=lambda fault: fault.line)


def _title(title: str, problems: list[Problem]) -> tuple[int, str]:
    """Number and name of the week."""
    whole = " ".join(title.split())
    named = week_number().match(whole)
    parted = _PARTED.fullmatch(whole, named.end()) if named else None
    number, name = (int(named[1]), parted[1]) if named and parted else (1, whole)
    if not name:
        problems.append(Problem("--title", 'the week has no name; write, say, "Week 10: Generative Models"'))
    return number, name or "-"


def _beside(path: Path, note: str) -> str:
    """``note`` relative to the folder of ``path``, which is how a Course names its notes."""
    if Path(note).is_absolute():
        return note
    return Path(os.path.relpath(Path.cwd() / note, path.parent.resolve())).as_posix()


def _problems(error: ValidationError, path: Path, data: dict[str, Any], *, empty: bool) -> Iterator[Problem]:
    """What the schema says: about the title, the options, or the list as a whole."""
    source = YamlSource(str(path), None, data)
    for one in error.errors(include_url=False):
        wrong = Wrong(one, source, Course)
        match wrong.at:
            case ("weeks", 0, "topics", *_) if empty:
                continue
            case ("weeks",):  # only says again that its one week is wrong
                continue
            case ("weeks", 0, "topics", *_):
                yield Problem(str(path), wording(wrong))
            case ("weeks", *_):
                yield Problem("--title", f"week {wording(wrong)}")
            case (str(option), *_):
                yield Problem(f"--{option.replace('_', '-')}", wording(wrong))
