"""User messages -> what they ask for: our own prompts, read back by their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NUMBERED = re.compile(r"^\d+\. (.+)$", re.M)
_OBJECTIVE = re.compile(r"^\d+\. (.+?)(?: \((\w+)\))?$", re.M)
_TAUGHT = re.compile(r'<taught section="(\d+)" title="(.*?)">\n')
_FRAME = re.compile(r"(?<=\n\n)frame (\d+): (.*)")
_SLOT = re.compile(
    r"^- (\w+)(?: on objective (\d+))?(?:, (?!else|\d)(\w+)( or above)?)?(?:, (\d+) points)?(?:, else (\w+))?$", re.M
)

_EARLIER = re.compile(r"^- (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanPrompt:
    week: str
    title: str
    minutes: float
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameAsked:
    number: int
    title: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPrompt:
    """``week`` is the part of the prompt that all sections of a week share."""

    week: str
    number: int
    of: int
    title: str
    takes_up: str
    leaves_open: str
    frames: tuple[FrameAsked, ...]
    words: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveAsked:
    text: str
    bloom: str


@dataclass(frozen=True, slots=True)
class SlotAsked:
    """A question that is wanted: its type as replies name it, the level (or none) and whether it is the lowest or the
    only one, its points, and the number of its objective, 0 for any."""

    kind: str
    level: str = ""
    points: int = 1
    objective: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class AssessPrompt:
    week: str
    number: int
    title: str
    objectives: tuple[ObjectiveAsked, ...]
    frames: tuple[FrameAsked, ...]
    slots: tuple[SlotAsked, ...]
    words: frozenset[str] = frozenset()
    earlier: tuple[str, ...] = ()


def read_plan(text: str) -> PlanPrompt:
    week = _week(text)
    title = re.sub(r"^\S+, ", "", _field(week, "week"))
    topics = tuple(_NUMBERED.findall(_between(text, "<topics>", "</topics>")))
    return PlanPrompt(week, title, float(_field(week, "minutes") or 60), topics)


def read_draft(text: str) -> DraftPrompt:
    asked = text[text.rindex("<section number=") :]
    numbers = re.match(r'<section number="(\d+)" of="(\d+)">', asked)
    words = re.search(r"about (\d+) spoken words", asked)
    section = asked.partition("</section>")[0]
    return DraftPrompt(
        week=_week(text),
        number=int(numbers[1]) if numbers else 1,
        of=int(numbers[2]) if numbers else 1,
        title=_field(section, "title"),
        takes_up=_field(section, "starts from"),
        leaves_open=_field(section, "leaves open"),
        frames=_planned_frames(section),
        words=int(words[1]) if words else 800,
        passages=tuple(_passages(text)),
    )


def read_assess(text: str) -> AssessPrompt:
    head = _TAUGHT.search(text)
    taught = text[head.end() :].partition("</taught>")[0] if head else ""
    objectives = re.split(r"\nframe \d+: ", taught, maxsplit=1)[0]
    wanted = text.rpartition("</taught>")[2].rpartition("Write its activities")[2]
    return AssessPrompt(
        week=_week(text),
        number=int(head[1]) if head else 1,
        title=head[2] if head else "",
        objectives=tuple(ObjectiveAsked(*found) for found in _OBJECTIVE.findall(objectives)),
        frames=_taught_frames(taught),
        slots=tuple(_slot(*found) for found in _SLOT.findall(wanted)),
        words=vocabulary(taught),
        earlier=tuple(_EARLIER.findall(_between(text.rpartition("</taught>")[2], "<earlier>", "</earlier>"))),
    )


def _slot(kind: str, objective: str, level: str, above: str, points: str, _: str) -> SlotAsked:
    return SlotAsked(kind, level, int(points or 1), int(objective or 0), exact=bool(level) and not above)


def _passages(text: str) -> Iterator[Passage]:
    for started in text.split('<passage id="')[1:]:  # ten times as quick as a regular expression
        head, _, rest = started.partition("\n")
        yield Passage(head.partition('"')[0], rest.partition("\n</passage>")[0])


def _planned_frames(section: str) -> tuple[FrameAsked, ...]:
    frames: list[FrameAsked] = []
    for line in section.partition("\nframes:\n")[2].splitlines():
        if line.startswith("   - ") and frames:
            last = frames.pop()
            frames.append(FrameAsked(last.number, last.title, (*last.points, line[5:].strip())))
        elif found := _NUMBERED.match(line):
            frames.append(FrameAsked(len(frames) + 1, found[1]))
    return tuple(frames)


def _taught_frames(taught: str) -> tuple[FrameAsked, ...]:
    """The numbered heads, in order; a script may say `frame 2:` too, but not at the place of the next number."""
    frames: list[FrameAsked] = []
    for number, title in _FRAME.findall(taught):
        if int(number) == len(frames) + 1:
            frames.append(FrameAsked(int(number), title))
    return tuple(frames)


@lru_cache(maxsize=4096)
def vocabulary(text: str) -> frozenset[str]:
    """Lower-case words of more than three letters. Remembered: the same passages come with every section."""
    return frozenset(re.findall(r"[^\W\d_]{4,}", text.lower()))


def _week(text: str) -> str:
    """What is drawn from it must not change with how prompts call the language."""
    return _between(text, "<week>", "</week>").replace(
        "language of all you write: English", "language of all you write: en"
    )


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0].strip()


def _field(block: str, name: str) -> str:
    found = re.search(rf"^{name}: *(.*)$", block, re.M)
    return found[1].strip() if found else ""
