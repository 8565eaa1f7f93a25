"""A week's document as JSON on the disk -> the Week, or an error that says what to do about the file."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from lecturegen.errors import CourseError, DocumentError, Problem
from lecturegen.reading.text_file import read_text
from lecturegen.schema import Week


def load_week(path: Path, without: str) -> Week:
    """``without``: what can be done once the file is away: "read the assessment alone". Raises DocumentError."""
    try:
        return Week.model_validate_json(read_text(path))
    except CourseError as error:
        raise DocumentError(*error.problems) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/" + "/".join(map(str, first["loc"]))
        fault = f"{where}: {first['msg']}; move the file away to {without}"
        raise DocumentError(Problem(str(path), fault)) from None
