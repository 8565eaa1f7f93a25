"""`lecturegen init`: a course that loads as it is, and nothing of the user's overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lecturegen.errors import FolderError, InputError
from lecturegen.schema.export import json_schemas
from lecturegen.stages.load import load_course
from lecturegen.stages.starter import write_starter


def test_starter_loads_as_it_is_and_its_notes_exist(tmp_path: Path) -> None:
    course_file, notes, _ = write_starter(tmp_path / "my course")
    course = load_course(course_file)
    assert course.notes == ("notes/",)
    assert notes.parent == course_file.parent / "notes"
    for topic in course.weeks[0].topics:
        assert f"## {topic}\n" in notes.read_text("utf-8")


def test_first_line_names_the_schema_that_lies_beside_it(tmp_path: Path) -> None:
    course_file, *_ = write_starter(tmp_path)
    first = course_file.read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    assert json.loads((tmp_path / found[1]).read_text("utf-8"))["$id"] == "urn:lecturegen:schema:course"


def test_lines_that_are_commented_out_are_right_once_they_are_not(tmp_path: Path) -> None:
    course_file, *_ = write_starter(tmp_path)
    text = course_file.read_text("utf-8")
    text = re.sub(r"(?m)^minutes: .*\n", "", text)
    text = re.sub(r"(?m)^# (?=[a-z_]+: .*  #)|^#(?=  )", "", text)
    course_file.write_text(text, "utf-8")
    course = load_course(course_file)
    assert course.weeks[1].overrides.minutes == 90
    assert {"language", "minutes", "words_per_minute", "questions_per_section", "seed"} <= course.model_fields_set
    assert course.model_copy(update={"weeks": ()}).model_dump(include={"language", "minutes", "seed"}) == {
        "language": "en",
        "minutes": 60,
        "seed": 0,
    }


def test_what_exists_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    mine = tmp_path / "course.yaml"
    mine.write_text("title: Mine\n", "utf-8")
    with pytest.raises(InputError) as caught:
        write_starter(tmp_path)
    assert str(caught.value) == (
        f"{mine}: the file exists already; it is not overwritten; name another folder, or move it away"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["course.yaml"]
    assert mine.read_text("utf-8") == "title: Mine\n"


def test_schema_of_an_older_version_is_replaced(tmp_path: Path) -> None:
    old = tmp_path / ".lecturegen" / "course.schema.json"
    old.parent.mkdir()
    old.write_text("{}", "utf-8")
    write_starter(tmp_path)
    assert old.read_text("utf-8") == json_schemas()["course.schema.json"]


def test_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("", "utf-8")
    with pytest.raises(FolderError, match="cannot be written"):
        write_starter(tmp_path / "course")
