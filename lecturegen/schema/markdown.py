"""What script.md and assessment.md say. How they say it is in ``grammar``; readers and writers are elsewhere.

These documents hold what foreign files hold too, so they know less than a Week: no Bloom levels, no rationales.
"""

from __future__ import annotations

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.questions import Criterion
from lecturegen.schema.grammar import Form


class SpokenFrame(Frozen):
    """What is said to one slide. ``shown``: what the slide shows beside its bullets, unless the speech quotes it."""

    title: str
    text: str
    shown: str = ""


class Speech(Frozen):
    """A body in the strict form, which is ours."""

    minutes: float = Field(gt=0, description="to the half minute")
    opening: str
    frames: tuple[SpokenFrame, ...] = Field(min_length=1)
    closing: str


class ScriptSection(Frozen):
    """One section of script.md.

    ``body`` is verbatim, and what is written; ``speech`` is how we understand it, None if it is not in the strict form.
    ``frames`` is declared by the file: the number of slides. ``gap``: an empty line stands before the body.
    """

    number: int = Field(ge=1)
    title: str
    frames: int = Field(default=1, ge=1)
    body: str
    gap: bool = True
    speech: Speech | None = None


class Script(Frozen):
    """``language``: the tag of the file that its fixed words are from."""

    language: str = "en"
    title: str
    sections: tuple[ScriptSection, ...] = Field(min_length=1)


class SheetOption(Frozen):
    """``letter`` is empty where a foreign file has none; ``text`` is then the whole line."""

    letter: str
    text: str


class SheetQuestion(Frozen):
    """A question as printed; what its parts mean depends on its type (``paper``).

    ``form`` is None for a single choice of one point, and for all that foreign files have: their ``key`` should be one
    of the letters, but there are texts and numbers. ``targets`` are what lettered options are matched with.
    """

    stem: str
    form: Form | None = None
    options: tuple[SheetOption, ...] = ()
    targets: tuple[str, ...] = ()
    key: str = ""
    accepted: tuple[str, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    explanation: str


class SheetSection(Frozen):
    """``remark``: comments (``<!-- … -->``) between the heading and the first block."""

    number: int = Field(ge=1)
    title: str
    remark: str = ""
    objectives: tuple[str, ...] = ()
    questions: tuple[SheetQuestion, ...] = ()
    activities: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()


class AssessmentSheet(Frozen):
    """``language``: the tag of the file that its fixed words are from."""

    language: str = "en"
    title: str
    sections: tuple[SheetSection, ...] = Field(min_length=1)
