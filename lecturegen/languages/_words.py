"""What a language file holds. Every field has to be there; what a template takes is named in braces."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, StringConstraints

from lecturegen.frozen import Frozen

_BRACED = re.compile(r"\{([a-z_]*)\}")

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n\r]*$")]


def _taking(*names: str) -> AfterValidator:
    def checked(template: str) -> str:
        if sorted(_BRACED.findall(template)) != sorted(names):
            wanted = " and ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"{template!r} has to hold {wanted}, each once and nothing else in braces")
        return template

    return AfterValidator(checked)


Numbered = Annotated[Text, _taking("number")]


class Counted(NamedTuple):
    """What is said of one, and of several: ``{number} point``, ``{number} points``."""

    one: Numbered
    several: Numbered


class Pace(Frozen):
    """Spoken words a minute: what is usual in lectures, and from where on it is slow or fast."""

    usual: int = Field(ge=80, le=220)
    slow: int = Field(ge=80, le=220)
    fast: int = Field(ge=80, le=220)


class Forms(Frozen):
    """What the line below a stem says: the type of the question, and what else a student has to know."""

    single_choice: Text
    multiple_choice: Text
    true_false: Text
    numeric: Text
    short_answer: Text
    essay: Text
    matching: Text
    ordering: Text
    partial: Text
    all_or_nothing: Text
    unit: Annotated[Text, _taking("unit")]
    match: Text
    order: Text


def _of(*names: str) -> AfterValidator:
    def checked(template: str) -> str:
        if foreign := set(_BRACED.findall(template)) - set(names):
            raise ValueError(f"{template!r} takes {', '.join(sorted(foreign))}; it may take {', '.join(names)}")
        return template

    return AfterValidator(checked)


Task = Annotated[Text, _of("here", "first", "second")]


class Speech(Frozen):
    """What joins the parts of a week that is put together from notes alone, and what it asks.

    ``thanked``: words that thank, the longest first; a lecture in another language may end on them as well.
    Each phrase is said once a week at most; of ``questions`` the last one again where they run out. ``{here}`` and
    ``{there}`` are names of sections, ``{first}`` and ``{second}`` of what they are about, ``{given}`` is a meaning.
    """

    greeting: Text
    first: Annotated[Text, _taking("there")]
    thanks: Text
    thanked: tuple[Text, ...] = Field(min_length=1)
    starts: Annotated[Text, _taking("title")]
    separator: Text
    conjunction: Text
    define: Annotated[Text, _taking("terms")]
    summarise: Annotated[Text, _taking("title")]
    farewell: Annotated[Text, _of("here")]
    closings: tuple[Text, ...] = Field(min_length=8)
    openings: tuple[Annotated[Text, _taking("there")], ...] = Field(min_length=8)
    questions: tuple[Annotated[Text, _of("here", "there")], ...] = Field(min_length=8)
    by_meaning: tuple[Annotated[Text, _taking("given")], ...] = Field(min_length=3)
    by_term: tuple[Annotated[Text, _taking("key")], ...] = Field(min_length=3)
    activities: tuple[Task, ...] = Field(min_length=5)
    discussions: tuple[Task, ...] = Field(min_length=5)


class Page(Frozen):
    """What week.html says around the week. ``bloom``: the six levels, the lowest first."""

    to_sections: Text
    sections: Text
    sections_counted: Numbered
    frames_counted: Numbered
    spoken_minutes: Numbered
    of_minutes: Numbered
    rate: Numbered
    tokens: Numbered
    dollars: Numbered
    show_answers: Text
    print: Text
    keys: Text
    glance: Text
    minutes_by_section: Text
    minutes_caption: Text
    section: Text
    title: Text
    minutes: Text
    spoken: Text
    planned: Text
    by_bloom: Text
    by_type: Text
    by_letter: Text
    level: Text
    type: Text
    letter: Text
    share: Text
    questions: Text
    guessed: Annotated[Text, _taking("guessed")]
    findings: Text
    findings_counted: Annotated[Text, _taking("errors", "warnings")]
    on_week: Text
    in_section: Annotated[Text, _taking("number", "section", "title")]
    nothing_found: Text
    objectives_of: Numbered
    serves: Text
    objective: Text
    frame_short: Numbered
    question_short: Numbered
    no_question: Text
    no_frame: Text
    yes: Text
    frame: Numbered
    slide: Numbered
    said: Numbered
    questions_on: Numbered
    question: Numbered
    answer_to: Numbered
    also_accepted: Text
    rubric: Text
    criterion: Text
    points: Text
    earns: Text
    activities_in: Numbered
    discuss_in: Numbered
    findings_in: Numbered
    bloom: tuple[Text, ...] = Field(min_length=6, max_length=6)


class Words(Frozen):
    """The fixed words of our documents in one language.

    ``name``: of the language, in English. ``note``: what a language model is told beside it.
    ``not_for``: subtags of what these words would be wrong for.
    ``locale``: the language where most speak it, for programs that want a country.
    ``fonts``: those that have its signs, where fonts of Latin script have not; the last of them comes with Office.
    ``singular_below_two``: 1.5 minutes are "1,5 minute", as in French.
    """

    name: Text
    note: str = ""
    not_for: tuple[Text, ...] = ()
    locale: Text
    fonts: tuple[Text, ...] = ()
    pace: Pace
    colon: Text
    comma: Text
    decimal: Text
    singular_below_two: bool

    title: Annotated[Text, _taking("number", "title")]
    week: Numbered
    offline: Text

    script: Text
    section: Numbered
    frames: Numbered
    about: Counted
    frame: Numbered
    shown: Text
    advance: Numbered
    transition: Numbered
    close: Text
    pause: Text

    assessment: Text
    form: Annotated[Text, _taking("letter")]
    objectives: Text
    questions: Text
    activities: Text
    discussion: Text
    question: Numbered
    key: Text
    accepted: Text
    rubric: Text
    explanation: Text
    points: Counted
    true: Text
    false: Text
    forms: Forms
    speech: Speech
    page: Page

    def number(self, value: float) -> str:
        """``2.5`` with the sign that parts decimals."""
        return f"{value:g}".replace(".", self.decimal)

    def tenth(self, value: float) -> str:
        """``2.5``, ``2.0``."""
        return f"{value:.1f}".replace(".", self.decimal)

    def counted(self, value: float, of: Counted) -> str:
        one = value == 1 or (self.singular_below_two and value < 2)
        return (of.one if one else of.several).format(number=self.number(value))
