"""For people: place, code, message, the line itself with the words underlined, and what to do.

week-10/script.md:14:1: LG141 error: this is an answer to us, not speech: "Certainly! Here's a script …"
   14 | Certainly! Here's a comprehensive speaking script for your slide on …
      | ^^^^^^^^^^
      = leave it out: the first sentence is the lecturer's
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lecturegen.checking.formats._base import output_format
from lecturegen.checking.lint import Located
from lecturegen.checking.run import Result

WIDTH = 100
"""Characters of a line that are shown: paragraphs are lines here, and run to a thousand."""
_BEFORE = 20
"""Characters that are shown before the wrong words, where a line has to be cut."""


@output_format("text")
def text(results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        for problem in result.problems:
            yield f"{problem}\n"
        for one in result.found:
            yield "\n".join(_lines(one)) + "\n"


def _lines(one: Located) -> Iterator[str]:
    finding = one.finding
    place = f"{one.path}:{one.start.line}:{one.start.column}"
    yield f"{place}: {finding.code} {finding.severity.value}: {finding.message}"
    number = f"{one.start.line:>5}"
    if one.source_line.strip():
        shown, first, last = _window(one)
        yield f"{number} | {shown}"
        if finding.at:
            yield f"{' ' * len(number)} | {' ' * first}{'^' * max(last - first, 1)}"
    if finding.fix:
        yield f"{' ' * len(number)} = {finding.fix}"


def _window(one: Located) -> tuple[str, int, int]:
    """The part of the line that is shown, and where in it the wrong words begin and end."""
    line = one.source_line.replace("\t", " ")
    first = one.start.column - 1
    last = one.end.column - 1 if one.end.line == one.start.line else len(line)
    if len(line) > WIDTH:
        cut = max(first - _BEFORE, 0)
        head = "…" if cut else ""
        tail = "…" if len(line) > cut + WIDTH else ""
        line = f"{head}{line[cut : cut + WIDTH]}{tail}"
        first, last = first - cut + len(head), last - cut + len(head)
    return line, first, min(last, len(line))
