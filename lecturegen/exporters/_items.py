"""Week -> its questions one after the other, with what each of them shows in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lecturegen.exporters._losses import Losses, Place
from lecturegen.exporters._texts import UNSHOWABLE, Maths, has_image, html, mathjax
from lecturegen.languages import Words, words_of
from lecturegen.questions import Criterion, MultipleChoice, Numeric, Question, SingleChoice
from lecturegen.questions.order import deal
from lecturegen.schema import Section, Week

TAG_LENGTH = 50  # characters of a tag that Moodle keeps (TAG_MAX_LENGTH); it cuts the rest off

NO_LINE = "a list, a table or a block of code does not fit into one line"
ORDERING_MATCHED = "ordering is written as matching: each step with its place"


class Choice(NamedTuple):
    """An option. ``right``: of one or of several right ones."""

    text: str
    right: bool
    rationale: str


class Item(NamedTuple):
    """``number``: of the question in its section, from 1. ``shown``: options, responses or steps, as they are dealt.

    ``words``: those of the week's language.
    """

    place: Place
    section: Section
    number: int
    question: Question
    shown: tuple[str, ...]
    words: Words

    @property
    def objective(self) -> str:
        """Its words; empty if the file says none."""
        texts = {objective.id: objective.text for objective in self.section.objectives}
        return texts.get(self.question.objective, "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Objective, Bloom level and difficulty."""
        question = self.question
        bloom = f"bloom:{question.bloom.value}" if question.bloom else ""
        return tuple(filter(None, (_short(question.objective), bloom, f"difficulty:{question.difficulty.value}")))


def items(week: Week, losses: Losses, *, markdown: bool = False) -> Iterator[Item]:
    """In the order of the week. Characters that no LMS shows, and images, are left out and told to ``losses``.

    ``markdown``: texts stay markdown, and images in it.
    """
    cleaned = week.model_copy(update={"sections": tuple(_cleaned(section) for section in week.sections)})
    shown = deal(cleaned)
    for index, (section, original) in enumerate(zip(cleaned.sections, week.sections, strict=True)):
        for number, question in enumerate(section.assessment.questions if section.assessment else ()):
            place = Place(f"/sections/{index}/assessment/questions/{number}", f"{index + 1}.{number + 1}")
            assert original.assessment is not None
            if original.assessment.questions[number] != question:
                losses.detail(place, "control characters are left out")
            if not markdown and any("![" in text and has_image(text) for text in _texts(question.model_dump())):
                losses.detail(place, "images are left out; the words that stand for them are there")
            yield Item(place, section, number + 1, question, shown.get(question.id, ()), words_of(week.language))


def choices(item: Item) -> list[Choice]:
    """The options of a single or multiple choice as they are shown."""
    match item.question:
        case SingleChoice(answer=answer, distractors=wrong):
            all_of_them = [Choice(answer, True, ""), *(Choice(one.text, False, one.rationale) for one in wrong)]
        case MultipleChoice(answers=answers, distractors=wrong):
            all_of_them = [Choice(one.text, True, one.rationale) for one in answers]
            all_of_them += [Choice(one.text, False, one.rationale) for one in wrong]
        case unknown:
            raise TypeError(f"{unknown.kind} has no options")
    # one that is there twice is taken twice
    return [all_of_them.pop(next(i for i, one in enumerate(all_of_them) if one.text == text)) for text in item.shown]


def asked(question: Question) -> str:
    """The stem, with the unit of a numeric answer below it."""
    match question:
        case Numeric(unit=unit) if unit:
            return f"{question.stem}\n\n({unit})"
        case unknown:
            return unknown.stem


def rubric(criteria: tuple[Criterion, ...], maths: Maths = mathjax) -> str:
    """HTML: a list of criteria, each with its levels and their points."""
    rows = []
    for criterion in criteria:
        levels = "".join(f"<li>{html(f'{level.points}: {level.text}', maths)}</li>" for level in criterion.levels)
        rows.append(f"<li>{html(criterion.text, maths)}<ul>{levels}</ul></li>")
    return f"<ul>{''.join(rows)}</ul>"


def short_answers(answer: str, variants: tuple[str, ...]) -> list[str]:
    """What is accepted, as it is typed: in one line, and without the signs of code or maths around the whole."""
    return list(dict.fromkeys(_typed(text) for text in (answer, *variants)))


def _typed(text: str) -> str:
    words = " ".join(text.split())
    for sign in ("`", "$"):
        if len(words) > 2 and words[0] == words[-1] == sign and sign not in words[1:-1]:
            return words[1:-1].strip()
    return words


def _short(tag: str) -> str:
    head, dot, number = tag.rpartition(".")
    return head[: TAG_LENGTH - len(dot + number)] + dot + number if len(tag) > TAG_LENGTH and head else tag[:TAG_LENGTH]


def one_line(title: str) -> str:
    """A title without line ends and control characters."""
    return " ".join(UNSHOWABLE.sub("", title).split())


def _cleaned(section: Section) -> Section:
    if not any(map(UNSHOWABLE.search, _texts(section.model_dump(mode="json")))):
        return section
    cleaned: Section = Section.model_validate(_clean(section.model_dump(mode="json")))
    return cleaned


def _clean(value: Any) -> Any:
    match value:
        case str():
            return UNSHOWABLE.sub("", value)
        case dict():
            return {key: _clean(one) for key, one in value.items()}
        case list():
            return [_clean(one) for one in value]
        case number:
            return number


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
