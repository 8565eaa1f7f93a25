"""Lines of a transcript -> what was said, a paragraph for each time code, without times and without "um".

Recordings, captions and meeting tools write ``[00:02:01] Slow start …``, ``2:01`` on a line of its own, or a pair of
times with an arrow. Conservative: most lines that hold anything must begin with a time or stand right below one, so a
timetable in the notes stays. Not covered: names of speakers, small talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lecturegen.reading._lines import Line
from lecturegen.reading._losses import Loss, Losses

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CODE = re.compile(rf"\s*(?:[\[(]{_TIME}(?:\s*(?:-->|-|–)\s*{_TIME})?[\])]|{_TIME}(?:\s*-->\s*{_TIME}.*)?(?=\s|$))\s*")
_CUE = re.compile(r"\s*(?:\d+|WEBVTT.*)\s*")  # the number of a caption, on a line of its own above its time
_FILLER = re.compile(r"(?:(?<=\s)|^),?\s?\b(?:um+|uh+|erm+|ähm?|euh)\b,?\s?", re.I)
_FEWEST = 4


def without_times(lines: Sequence[Line], losses: Losses) -> list[Line]:
    """The lines as they are, or, of a transcript, paragraphs of what was said."""
    codes = [_CODE.match(line.text) for line in lines]
    timed = sum(code is not None for code in codes)
    bare = [row for row, code in enumerate(codes) if code and not lines[row].text[code.end() :].strip()]
    spoken = sum(bool(line.text.strip()) and not _CUE.fullmatch(line.text) for line in lines)
    if timed < _FEWEST or (timed + len(bare)) * 2 < spoken:
        return list(lines)
    out: list[Line] = []
    for row, (line, code) in enumerate(zip(lines, codes, strict=True)):
        if code is not None:
            losses.add(Loss.TIME, line.first)
            out.append(line._replace(text=""))
        elif _CUE.fullmatch(line.text) and row + 1 < len(lines) and codes[row + 1]:
            continue
        out.append(line._replace(text=_FILLER.sub(" ", line.text[code.end() if code else 0 :]).strip()))
    return out
