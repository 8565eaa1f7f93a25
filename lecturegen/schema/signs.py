"""The signs of script.md and assessment.md in one language: what stands around its words, and how they are found again.

The first line of a file tells in which language its signs are, so both files are read with the signs that they were
written with. Marks in a body are known in every language: a body is kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from lecturegen.languages import ENGLISH, Counted, served_by, tags, words_of
from lecturegen.schema.grammar import ITEM, Form, Mark, Marked

KINDS = (
    "single-choice",
    "multiple-choice",
    "true-false",
    "numeric",
    "short-answer",
    "essay",
    "matching",
    "ordering",
)
_MINUTES = r"[0-9]{1,4}(?:D5)?"


class Signs:
    """What documents in one language print. ``language``: the tag of its file."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = words = words_of(language)
        colon = words.colon
        # a bold sign ends before the space that parts it from its text
        self.bold_colon = colon.rstrip()
        self.script, self.assessment = f"# {words.script}{colon}", f"# {words.assessment}{colon}"
        self.objectives, self.questions = f"### {words.objectives}", f"### {words.questions}"
        self.activities, self.discussion = f"### {words.activities}", f"### {words.discussion}"
        self.blocks = (self.objectives, self.questions, self.activities, self.discussion)
        self.key, self.explanation = f"{self._bold(words.key)} ", f"{self._bold(words.explanation)} "
        self.accepted, self.rubric = self._bold(words.accepted), self._bold(words.rubric)
        self.shown, self.close = f"*({words.shown})*", f"*({words.close})*"
        self.forms = {kind: str(getattr(words.forms, kind.replace("-", "_"))) for kind in KINDS}

    def _bold(self, word: str) -> str:
        return f"**{word}{self.bold_colon}**"

    def section(self, number: int) -> str:
        return f"## {self.words.section.format(number=number)}{self.words.colon}"

    def frames(self, frames: int) -> str:
        return f"*({self.words.frames.format(number=frames)})*"

    def about(self, minutes: float) -> str:
        return f"*({self.words.counted(minutes, self.words.about)})*"

    def frame(self, number: int, title: str) -> str:
        return f"### {self.words.frame.format(number=number)}{self.words.colon}{title}"

    def advance(self, number: int) -> str:
        return f"*({self.words.advance.format(number=number)})*"

    def transition(self, number: int) -> str:
        return f"*({self.words.transition.format(number=number)})*"

    def question(self, number: int) -> str:
        return f"{self._bold(self.words.question.format(number=number))} "

    def points(self, points: int) -> str:
        return self.words.counted(points, self.words.points)

    def named(self, form: Form) -> str:
        """What a form says: ``Multiple choice, 2 points: all points …``."""
        points = "" if form.points == 1 else f"{self.words.comma}{self.points(form.points)}"
        told = f"{self.words.colon}{form.told}" if form.told else ""
        return f"{self.forms[form.kind]}{points}{told}"

    def form(self, form: Form) -> str:
        return f"*({self.named(form)})*"

    def formed(self, line: str) -> Form | None:
        """What a line says if it is the line below a stem."""
        match = self._form.fullmatch(line) if line.startswith("*(") else None
        if match is None:
            return None
        points = next(filter(None, match.group("one", "several")), "1")
        return Form(kind=self._kinds[match["name"]], points=int(points), told=match["told"] or "")

    def criterion(self, points: int) -> str:
        return f"{ITEM}{self.points(points)}{self.bold_colon} "

    @cached_property
    def criterion_pattern(self) -> re.Pattern[str]:
        points = "|".join(_template(word, "[0-9]{1,18}") for word in self.words.points)
        return re.compile(rf"- (?P<sign>{points}){re.escape(self.bold_colon)}(?: (?P<text>.*))?")

    @cached_property
    def question_pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.question(0)).replace("0", "[0-9]+"))

    @cached_property
    def section_pattern(self) -> re.Pattern[str]:
        """The heading of a section of any number; ``Slide`` is an older spelling of English, which nobody writes."""
        older = r"|Slide (?P<older>[0-9]+): " if self.language == ENGLISH else ""
        section = _template(self.words.section, "(?P<number>[0-9]+)") + re.escape(self.words.colon)
        return re.compile(f"## (?:{section}{older})")

    def begins_section(self, line: str, number: int) -> bool:
        match = self.section_pattern.match(line)
        return match is not None and str(number) in match.groups()

    @cached_property
    def frames_pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape("*(") + _template(self.words.frames, "([2-9]|[1-9][0-9]{1,3})") + re.escape(")*"))

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {name: kind for kind, name in self.forms.items()}

    @cached_property
    def _form(self) -> re.Pattern[str]:
        comma, colon = re.escape(self.words.comma), re.escape(self.words.colon)
        names = "|".join(map(re.escape, self.forms.values()))
        one, several = self.words.points
        number = "[1-9][0-9]{0,17}"
        points = f"{_template(one, f'(?P<one>{number})')}|{_template(several, f'(?P<several>{number})')}"
        return re.compile(rf"\*\((?P<name>{names})(?:{comma}(?:{points}))?(?:{colon}(?P<told>.*))?\)\*[ \t]*")

    @cached_property
    def marks(self) -> Mapping[Mark, re.Pattern[str]]:
        words, number = self.words, "(?P<number>[0-9]{1,4})"
        minutes = f"(?P<number>{_MINUTES.replace('D', re.escape(words.decimal))})"
        about = "|".join(_template(word, minutes.replace("number", name)) for word, name in _named(words.about))
        end = f"{_template(words.transition, '[0-9]{1,4}')}|{re.escape(words.close)}"
        frame = _template(words.frame, number) + re.escape(words.colon)
        return {
            Mark.ABOUT: re.compile(rf"\*\((?:{about})\)\*"),
            Mark.FRAME: re.compile(rf"### {frame}(?P<title>.*)"),
            Mark.SHOWN: re.compile(re.escape(self.shown)),
            Mark.ADVANCE: re.compile(rf"\*\({_template(words.advance, number)}\)\*"),
            Mark.END: re.compile(rf"\*\((?:{end})\)\*"),
        }

    def marked(self, line: str) -> Marked | None:
        for mark, pattern in self.marks.items():
            if match := pattern.fullmatch(line):
                said = match.groupdict()
                number = said.get("number") or said.get("one") or said.get("several") or "0"
                return Marked(mark, float(number.replace(self.words.decimal, ".")), said.get("title") or "")
        return None


def _named(counted: Counted) -> tuple[tuple[str, str], ...]:
    return (counted.one, "one"), (counted.several, "several")


def _template(template: str, number: str) -> str:
    """A pattern for a template of words. ``number``: a pattern for what it takes."""
    return re.escape(template).replace(re.escape("{number}"), number)


_signs = cache(Signs)


def signs_of(language: str) -> Signs:
    """Of any BCP 47 tag; those of English where no file serves it."""
    return _signs(served_by(language) or ENGLISH)


@cache
def every_signs() -> tuple[Signs, ...]:
    """English first."""
    return tuple(map(_signs, tags()))


def signs_in(line: str) -> Signs | None:
    """Those that the first line of a script or of an assessment is written with."""
    return next((signs for signs in every_signs() if line.startswith((signs.script, signs.assessment))), None)


def marked(line: str) -> Marked | None:
    """What a line of a body says if it is a mark, in any language."""
    if not line.startswith(("*(", "### ")):
        return None
    return next((found for signs in every_signs() if (found := signs.marked(line))), None)


ENGLISH_SIGNS = signs_of(ENGLISH)
