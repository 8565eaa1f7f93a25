r"""Strings of a JSON reply as they were written -> the same, each backslash doubled that was meant as a backslash.

A model that forgets to double the backslashes of LaTeX writes ``\alpha``, which JSON refuses, or ``\beta``, which JSON
takes for a backspace and ``eta``. Most of it is told by the name of the command (``_commands``). Where a word or a
variable is left of it (``\nu`` and ``u``, ``\tan`` and ``an``), the surroundings decide: whether maths is around, and
how this reply writes its other commands. Two backslashes are one to JSON, and the end of a row to a writer who doubles
none. Where the surroundings say nothing, or contradict each other, BadReply says what to write instead.

Not covered: relative Windows paths (``data\new``); a line break in program text that was meant as ``\n``, but for the
one that ends a string of the program.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import cached_property, reduce
from operator import or_

from lecturegen.errors import BadReply
from lecturegen.llm._almost_json import LONGEST
from lecturegen.llm._commands import CODE_ENDS, KNOWN, RELATIONS, is_clear, only_backslash
from lecturegen.llm._places import Places

_RUN = re.compile(r"(\\+)(u[0-9a-fA-F]{4}|[A-Za-z]+|[^\\]|\Z)", re.S)
_TWO = re.compile(r'(?<!\\)\\\\(?:[A-Za-z]{2}|\\")')
_TWO_OR_ROW = re.compile(rf"{_TWO.pattern}|(?<!\\)\\\\[A-Za-z]")
_BREAK = re.compile(r"\n|(?<!\\)(?:\\\\)*+\\n(?![A-Za-z])")
_ASSIGNED = re.compile(r"\s*+(?:[-+*/%]?=|\.[eg]\.)")
_DRIVE = re.compile(r"(?:(?<![A-Za-z])|(?<=\\[nt]))[A-Za-z]:((?:\\\w[\w.]++)++)")
_STEP = re.compile(r"[nt][a-z][A-Za-z]*")
_ROW = "may be one backslash or the end of a row; that is four backslashes in JSON"


class Writer(Flag):
    """How a text writes backslashes: as LaTeX has them, as JSON wants them, now so and now so, or none to judge by."""

    UNKNOWN = 0
    SINGLE = auto()
    DOUBLED = auto()
    BOTH = SINGLE | DOUBLED


def protected(strings: list[str]) -> list[str]:
    """JSON strings (without quotation marks) that say what was meant. Raises BadReply where that cannot be known."""
    doubtful = {at for at, string in enumerate(strings) if "\\" in string and not is_clear(string)}
    if not doubtful:
        return strings
    if sum(len(strings[at]) for at in doubtful) > LONGEST:
        raise BadReply("the reply has backslashes that may be LaTeX's or JSON's, and is too long to judge them")
    writers = [_writer(string, at in doubtful) for at, string in enumerate(strings)]
    reply = reduce(or_, set(writers))
    return [
        _Reading(string, writers[at], reply).result() if at in doubtful else string for at, string in enumerate(strings)
    ]


def _writer(string: str, doubtful: bool) -> Writer:
    writer = Writer.UNKNOWN
    if "\\" not in string:
        return writer
    # in a matrix, two backslashes and one letter may be the end of a row
    if (_TWO if "&" in string else _TWO_OR_ROW).search(string):
        writer |= Writer.DOUBLED
    if doubtful and any(len(run[1]) % 2 and only_backslash(run[2], string, run.end()) for run in _RUN.finditer(string)):
        writer |= Writer.SINGLE
    return writer


class _Reading:
    """One string, from left to right. ``own``: how it is written; ``reply``: how the whole reply is."""

    def __init__(self, string: str, own: Writer, reply: Writer) -> None:
        self._string = string
        self._own, self._reply = own, reply
        self._writer = own or reply
        self._places = Places(string)

    def result(self) -> str:
        if self._own is not Writer.DOUBLED:  # a reply may double what is LaTeX, and forget a path
            self._refuse_paths()
        return _RUN.sub(self._run, self._string)

    def _run(self, run: re.Match[str]) -> str:
        pairs, single = divmod(len(run[1]), 2)
        if pairs > 1 and not single and self._places.inline(run.start()) and (run[2] in ("(", ")") or len(run[2]) > 1):
            raise self._doubt(run, "has four backslashes or more; two are one in JSON")
        if pairs == 1 and self._ends_row(run, bool(single)):
            pairs = 2
        return "\\\\" * pairs + (self._single(run) if single else run[2])

    def _ends_row(self, run: re.Match[str], single: bool) -> bool:
        """Whether two backslashes, which are one to JSON, are the two that end a row."""
        tail, at = run[2], run.start()
        rows = self._places.rows(at)
        if single and tail in ('"', "/"):
            return False
        word = len(tail) > 1 and not single
        space = not tail or tail.isspace()
        bare = single or space or tail == "&" or (tail.isalnum() and not word) or (rows and tail == "[")
        if self._own is Writer.SINGLE:
            maths = self._places.inline(at) or self._places.display(at)
            if (rows and bare) or (maths and (single or space)):
                return True
            refused = rows or bare
        elif self._own is Writer.BOTH:
            refused = bare or (rows and word)
        elif self._own is Writer.DOUBLED:
            refused = bare and rows and not self._has_four
        else:
            refused = space and self._reply is Writer.SINGLE
        if refused:
            raise self._doubt(run, _ROW)
        return False

    def _single(self, run: re.Match[str]) -> str:
        tail, end = run[2], run.end()
        if only_backslash(tail, self._string, end):
            return "\\\\" + tail
        if tail[0] in "nt":
            if tail in KNOWN and self._is_command(run):
                return "\\\\" + tail
            if len(tail) == 1 and CODE_ENDS.match(self._string, end):
                raise self._doubt(run, "breaks a line of program text; what the program shall see has two backslashes")
        elif tail[0] == "r":
            if self._string.startswith("\\n", end):
                return ""  # the line end of Windows
            raise self._doubt(run, "begins with a carriage return, which no text has; double the backslash of LaTeX")
        elif tail == "u":
            raise self._doubt(run, "is half of an escape; write the sign itself")
        elif tail == "'":
            behind = self._string[end : end + 1]
            if behind == "{" or (behind and behind in "aeiouyAEIOUY" and self._before(run).isalpha()):
                raise self._doubt(run, "may be an apostrophe or an accent; write the letter itself")
            return tail
        return "\\" + tail

    def _is_command(self, run: re.Match[str]) -> bool:
        r"""Whether ``\nu`` is LaTeX and no line break, ``\to`` LaTeX and no tab. Raises BadReply if it may be both."""
        tail, before = run[2], self._before(run)
        doubles = Writer.DOUBLED in self._writer
        if self._places.inline(run.start()):
            if not doubles:
                return True
        elif self._places.display(run.start()):
            if not doubles and not self._has_lines:
                return True
            if self._own is Writer.DOUBLED and self._has_lines and tail[0] == "n" and before != " ":
                return False
        elif tail == "neq" and not doubles:
            return True
        # nothing stands between a relation and an equals sign: "i = 0" begins a line
        elif before not in ("", *" ([{$") and (
            self._writer is Writer.DOUBLED or (tail in RELATIONS and _ASSIGNED.match(self._string, run.end()))
        ):
            return False
        white = "a line break" if tail[0] == "n" else "a tab"
        raise self._doubt(
            run, rf"may be {white} or LaTeX; write \\{tail} for LaTeX, or begin the line with another word"
        )

    @cached_property
    def _has_lines(self) -> bool:
        return _BREAK.search(self._string) is not None

    @cached_property
    def _has_four(self) -> bool:
        """Whether rows end elsewhere as JSON wants it; two backslashes are then a space of LaTeX."""
        return r"\\\\" in self._string

    def _before(self, run: re.Match[str]) -> str:
        return self._string[run.start() - 1 : run.start()] if run.start() else ""

    def _refuse_paths(self) -> None:
        r"""``C:\new\temp`` is legal, and becomes a line break and a tab."""
        for drive in _DRIVE.finditer(self._string):
            steps = drive[1].split("\\")[1:]
            names = [name[0] for step in steps if (name := _STEP.match(step)) and name[0] not in KNOWN]
            if names and (len(steps) > 1 or steps[0][0] == "t" or "." in steps[0]):
                raise self._doubt(drive, "may be a path or a line break; in a path every backslash is doubled")

    def _doubt(self, match: re.Match[str], what: str) -> BadReply:
        near = " ".join(self._string[max(0, match.start() - 20) : match.end() + 20].split())
        return BadReply(f"{match[0]} in '{near}' {what}")
