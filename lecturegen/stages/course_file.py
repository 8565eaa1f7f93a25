"""Course file -> Course. What is wrong with the file is said at once, with its lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lecturegen import accessible
from lecturegen.errors import CourseError, Problem
from lecturegen.reading.text_file import read_text
from lecturegen.reading.yaml_document import read_document
from lecturegen.reading.yaml_source import Fault, YamlSource, parse_yaml
from lecturegen.rules._policy import unfit
from lecturegen.schema import Course
from lecturegen.stages.blueprint_faults import blueprint_faults

COURSE_SUFFIXES = (".yaml", ".yml")


def is_course_file(path: Path) -> bool:
    """Whether ``path`` is read as a course file (YAML); every other file is a list of topics."""
    return path.suffix.lower() in COURSE_SUFFIXES


def load_course(path: Path) -> Course:
    """Read a course file. Raises CourseError.

    Not covered: whether the notes exist; who reads the notes says that.
    """
    text = read_text(path)
    if not is_course_file(path):
        fault = 'a list of topics needs a title; add --title "Week 10: …", or name a course file (.yaml)'
        raise CourseError(Problem(str(path), fault))
    return read_document(parse_yaml(text, str(path)), Course, course_faults)


def course_faults(source: YamlSource) -> Iterator[Fault]:
    """Weeks and topics that appear twice, rules that there are not, and blueprints that do not add up."""
    for wish in unfit(source.data, accessible.of_exports):
        yield Fault(source.line(*wish.steps), wish.message)
    for at, ignore in enumerate(_list(source.data.get("ignore"))):
        if isinstance(ignore, dict) and "files" in ignore:
            yield Fault(
                source.line("ignore", at, "files"), "`files:` goes into lecturegen.yaml, which files are checked by"
            )
    yield from blueprint_faults(source)
    numbers: dict[int, int] = {}
    for at, week in enumerate(_list(source.data.get("weeks"))):
        if not isinstance(week, dict):
            continue
        number, topics = week.get("number"), _list(week.get("topics"))
        if isinstance(number, int) and not isinstance(number, bool):
            line = source.line("weeks", at, "number")
            if (first := numbers.setdefault(number, line)) != line:
                yield Fault(line, f"week {number} appears twice; remove or renumber one (the other is in line {first})")
        lines = (source.line("weeks", at, "topics", n) for n in range(len(topics)))
        yield from repeated_topics(zip(lines, topics, strict=True))


def repeated_topics(topics: Iterable[tuple[int, Any]]) -> Iterator[Fault]:
    """Topics of one week, each with its line, that are the same but for case, spaces and width of characters."""
    seen: dict[str, int] = {}
    for line, topic in topics:
        if not isinstance(topic, str) or not (name := " ".join(topic.split())):
            continue
        first = seen.setdefault(unicodedata.normalize("NFKC", name).casefold(), line)
        if first != line:
            yield Fault(line, f"topic {name!r} appears twice; remove one (the other is in line {first})")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
