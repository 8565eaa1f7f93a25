"""What the user writes: a course, its weeks, and what may differ from week to week."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lecturegen.frozen import Frozen
from lecturegen.languages import words_of
from lecturegen.schema.blueprint import Blueprint
from lecturegen.schema.lines import Language, Line
from lecturegen.schema.policy import Policy

Minutes = Annotated[int, Field(ge=5, le=600, description="spoken minutes of one week")]
WordsPerMinute = Annotated[
    int,
    Field(ge=80, le=220, description="what is usual in the language if left out: 140 in English, 110 in German"),
]
Questions = Annotated[int, Field(ge=3, le=5, description="questions a section")]
NotesPath = Annotated[Line, Field(description="file, folder or glob, relative to the course file")]


class Overrides(Frozen):
    """What one week has different from its course."""

    audience: Line | None = None
    level: Line | None = None
    language: Language | None = None
    minutes: Minutes | None = None
    words_per_minute: WordsPerMinute | None = None
    questions_per_section: Questions | None = None
    blueprint: Blueprint | None = None
    notes: tuple[NotesPath, ...] | None = None


class CourseWeek(Frozen):
    """One week: a number, a title, and the topics in the order in which they are taught."""

    number: int = Field(ge=1, le=99)
    title: Line
    topics: tuple[Line, ...] = Field(min_length=1, max_length=40, description="one section is made of each")
    overrides: Overrides = Overrides()


class Course(Policy):
    """A course file. What it wants of the rules holds for the weeks that are made from it."""

    title: Line
    audience: str = Field(default="", description="who sits in the room, and what they know already")
    level: str = Field(default="", description="such as: second-year undergraduate")
    language: Language = "en"
    minutes: Minutes = 60
    words_per_minute: WordsPerMinute | None = None
    questions_per_section: Questions = 4
    blueprint: Blueprint = Field(default=Blueprint(), description="types, levels and points of the questions")
    seed: int = Field(default=0, ge=0, description="rules the order of options; the same seed gives the same letters")
    notes: tuple[NotesPath, ...] = Field(default=(), description="what the week rests on: .md .txt .html .ipynb")
    weeks: tuple[CourseWeek, ...] = Field(min_length=1)

    @property
    def policy(self) -> Policy:
        return Policy(rules=self.rules, ignore=self.ignore)

    def brief(self, number: int) -> Brief:
        """What is asked of week ``number``, overrides applied. Raises StopIteration for an unknown number."""
        week = next(week for week in self.weeks if week.number == number)
        common = self.model_dump(exclude={"title", "weeks", "rules", "ignore"}, exclude_none=True)
        own = week.overrides.model_dump(exclude_none=True)
        usual = {"words_per_minute": words_of((common | own)["language"]).pace.usual}
        return Brief(
            course=self.title,
            number=number,
            title=week.title,
            topics=week.topics,
            policy=self.policy,
            **(usual | common | own),
        )


class Brief(Frozen):
    """All that is asked of one week."""

    course: str
    number: int
    title: str
    topics: tuple[str, ...]
    audience: str = ""
    level: str = ""
    language: str = "en"
    minutes: int = 60
    words_per_minute: int = 140
    questions_per_section: int = 4
    blueprint: Blueprint = Blueprint()
    seed: int = 0
    notes: tuple[str, ...] = ()
    policy: Policy = Policy()
