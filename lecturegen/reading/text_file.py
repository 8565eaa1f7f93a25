"""Path -> the text of a file that a person wrote, or a CourseError that says how to mend the file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from lecturegen.errors import CourseError, Problem

LARGEST = 5_000_000  # bytes; a course of 99 full weeks has less than 1,000,000


def read_text(path: Path) -> str:
    """UTF-8 text with line ends as ``\\n`` and without a byte order mark. Raises CourseError."""
    data = _bytes(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CourseError(Problem(str(path), "the file is saved as UTF-16; save it as UTF-8"))
    if b"\0" in data:
        raise CourseError(Problem(str(path), "this is no text file; export it as plain text first"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise CourseError(Problem(f"{path}:{line}", fault)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise CourseError(Problem(str(path), f"there is no such file; {_remedy(path)}")) from None
    except IsADirectoryError:
        raise CourseError(Problem(str(path), "this is a folder; name a file in it")) from None
    except OSError as error:
        fault = f"the file cannot be read ({error.strerror}); check who may read it"
        raise CourseError(Problem(str(path), fault)) from None
    if len(data) > LARGEST:
        fault = f"the file is larger than {LARGEST // 1_000_000} MB; is it the right one? Divide it if it is"
        raise CourseError(Problem(str(path), fault))
    return data


def _remedy(path: Path) -> str:
    """Name the file that was probably meant."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"there is no folder {str(path.parent)!r} either"
    close = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return f"did you mean {str(path.with_name(close[0]))!r}?" if close else "check the name"
