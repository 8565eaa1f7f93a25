"""The files of a week as they stand: how frames are marked, what is printed, and whether they agree.

A Week holds the sense of its files, in which marks and letters are no part. Rules of the scope FILES look at the form,
and ``lecturegen check`` reads it from any script.md, assessment.md and slides.tex.
"""

from __future__ import annotations

from lecturegen.frozen import Frozen
from lecturegen.schema.deck import Deck
from lecturegen.schema.markdown import AssessmentSheet, Script


class WeekFiles(Frozen):
    """None: not at hand. The script and the sheet of a foreign week need not have the same sections."""

    script: Script | None = None
    sheet: AssessmentSheet | None = None
    deck: Deck | None = None
