"""What reading a file left out or mended -> one finding of each kind, with a count and the first place."""

from __future__ import annotations

from enum import Enum

from lecturegen.schema import Finding, Severity


class Loss(Enum):
    """Code, one of it, several of it, and what the user may do."""

    IMAGE = "LG590", "image was", "images were", "say in words what they show if the lecture needs it"
    ATTACHMENT = "LG590", "attachment was", "attachments were", "give the file itself as notes if it holds text"
    CHAT = "LG590", "paragraph of chat around the notes was", "paragraphs of chat around the notes were", ""
    POINTER = "LG590", "line that only points to a link was", "lines that only point to links were", ""
    CONTENTS = "LG590", "table of contents was", "tables of contents were", ""
    METADATA = "LG590", "block of metadata was", "blocks of metadata were", ""
    TIME = "LG590", "time code of a transcript was", "time codes of a transcript were", ""
    REPEATED = "LG590", "repeated passage was", "repeated passages were", ""
    BARE_HEADING = "LG590", "heading with nothing under it was", "headings with nothing under them were", ""
    MOJIBAKE = "LG591", "line in a wrong encoding was", "lines in a wrong encoding were", ""
    NOT_UTF8 = "LG591", "line that is not UTF-8 was", "lines that are not UTF-8 were", "save the file as UTF-8"
    UNKNOWN = (
        "LG591",
        "line with a lost character (\ufffd) was",
        "lines with lost characters (\ufffd) were",
        "type them again",
    )
    FENCE = "LG591", "code block that is never closed was", "code blocks that are never closed were", "close it"


_DONE = {"LG590": "left out", "LG591": "mended"}
_DONE_OTHERWISE = {Loss.NOT_UTF8: "read as Windows-1252", Loss.UNKNOWN: "kept", Loss.FENCE: "closed"}
_RULES = {"LG590": "notes-dropped", "LG591": "notes-repaired"}
MANUAL = {
    "LG590": """\
LG590 notes-dropped: notes hold text, and nothing that cannot be spoken.

Why: images, attachments, contents lists, pasted chat, time codes and repeated chapters say nothing in a lecture; left
in, they turn up on slides as `![…](attachment:…)` or "Do you want me to …?". One finding of each kind and file, with a
count.""",
    "LG591": """\
LG591 notes-repaired: notes are UTF-8 text whose code blocks are closed.

Why: text decoded with the wrong code page ("Letâ€™s") is mended where the round trip gives clean text; what is lost for
good is kept and named.""",
}
"""Manual pages of the findings that the reader of notes reports."""


class NotText(ValueError):
    """The whole file is lost: its bytes are no text. The message says why, and what to do."""


class Losses:
    """The losses of one file, by kind."""

    def __init__(self) -> None:
        self._lines: dict[Loss, list[int]] = {}

    def add(self, loss: Loss, line: int) -> None:
        """One more, at ``line`` of the file (from 1; for a notebook the number of the cell)."""
        self._lines.setdefault(loss, []).append(line)

    def findings(self, file: str) -> tuple[Finding, ...]:
        """One finding of each kind, by first line."""
        return tuple(
            _finding(loss, lines, file) for loss, lines in sorted(self._lines.items(), key=lambda item: min(item[1]))
        )


def empty(file: str) -> Finding:
    """The finding for a file in which nothing was left to read."""
    return Finding(
        code="LG590",
        rule=_RULES["LG590"],
        severity=Severity.WARNING,
        where=f"{file}:1",
        message="holds no text to draw from",
        fix="fill it or take it off the list",
    )


def _finding(loss: Loss, lines: list[int], file: str) -> Finding:
    code, one, several, fix = loss.value
    done = _DONE_OTHERWISE.get(loss, _DONE[code])
    many = len(lines) > 1
    return Finding(
        code=code,
        rule=_RULES[code],
        severity=Severity.WARNING,
        where=f"{file}:{min(lines)}",
        message=f"{len(lines)} {several if many else one} {done}{', the first one here' if many else ''}",
        fix=fix,
    )
