"""The embedded default: a model that is none. It selects and arranges what the user's own notes say.

No network, no weights, no chance: the same notes and topics give the same week. Read in this order: ``material``
(notes -> pieces), ``telling`` (piece -> speech), ``topics`` (which piece belongs to which topic), ``frames`` and
``week`` (the arrangement), then ``plan``, ``draft`` and ``assess``, which read a reply off from it.

Not covered: anything that the notes do not say. Questions that take grammar are English; with notes in another
language there are fewer kinds of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any

from lecturegen.errors import BadReply
from lecturegen.languages import languages, served_by, tags
from lecturegen.llm import Reply, Request, W
from lecturegen.llm.offline.assess import assessed
from lecturegen.llm.offline.draft import drafted
from lecturegen.llm.offline.errors import NoNotes, NothingToSay
from lecturegen.llm.offline.items import items_of
from lecturegen.llm.offline.language import tight
from lecturegen.llm.offline.material import Material
from lecturegen.llm.offline.options import Label, Pool
from lecturegen.llm.offline.paper import Paper
from lecturegen.llm.offline.plan import planned
from lecturegen.llm.offline.predications import Names
from lecturegen.llm.offline.telling import Told, told
from lecturegen.llm.offline.tongue import Tongue
from lecturegen.llm.offline.week import Section, arranged
from lecturegen.schema import AssessAsk, DraftAsk, Passage, PlanAsk
from lecturegen.schema.wire import Wire

__all__ = ["NoNotes", "NothingToSay", "OfflineModel"]


class OfflineModel:
    """Answers from ``passages`` alone. Raises NoNotes if there are none, or none with a word to say."""

    name = "offline"
    revises = False

    def __init__(self, passages: Sequence[Passage]) -> None:
        if not any(any(c.isalnum() for c in passage.text) for passage in passages):
            raise NoNotes("there is neither a key for a model nor a note to work from")
        self._passages = tuple(passages)
        self._weeks: dict[tuple[tuple[str, ...], str], _Arranged] = {}

    @cached_property
    def fingerprint(self) -> str:
        """Changes when this package or the notes do, so that no journal answers from an older state of either."""
        digest = sha256()
        for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".py"):
                digest.update(file.read_bytes())
        for words in languages().values():
            digest.update(words.model_dump_json().encode())
        for passage in self._passages:
            digest.update(passage.model_dump_json().encode())
        return f"offline:{digest.hexdigest()}"

    async def ask(self, request: Request[W]) -> Reply[W]:
        """The reply to a plan, a draft or an assessment. Raises NothingToSay where the notes hold nothing."""
        value = self._answer(request.variables)
        if not isinstance(value, request.shape):
            raise BadReply(f"the offline model has no answer of the form {request.shape.__name__}")
        if not value.model_dump_json().isascii():
            value = request.shape.model_validate(_tight(value.model_dump(mode="json")))
        return Reply(value, value.model_dump_json())

    async def aclose(self) -> None:
        """Nothing is open."""

    def _answer(self, variables: object) -> Wire | None:
        match variables:
            case PlanAsk():
                week = self._week(variables.topics, variables.language)
                return planned(variables, week.sections, week.paper.asked, week.tongue)
            case DraftAsk():
                week = self._week(variables.outline, variables.language)
                place = variables.number - 1
                asked = [one.item.evidence for one in week.paper.asked[place]]
                return drafted(variables, week.sections[place], asked, week.tongue)
            case AssessAsk():
                place = variables.number - 1
                outline = (*variables.elsewhere[:place], variables.section, *variables.elsewhere[place:])
                week = self._week(outline, variables.language)
                return assessed(variables, week.sections[place], week.paper, week.tongue)
            case _:
                return None

    def _week(self, topics: tuple[str, ...], language: str) -> _Arranged:
        if (served := served_by(language)) is None:
            raise NothingToSay(f"without a language model, weeks are made in {', '.join(tags())}, not in {language}")
        tongue = Tongue(self._material, served)
        key = (topics, tongue.language)
        if key not in self._weeks:
            self._weeks[key] = _Arranged(topics, tongue, [told(piece, tongue) for piece in self._material.pieces])
        return self._weeks[key]

    @cached_property
    def _material(self) -> Material:
        return Material(self._passages)


def _tight(value: Any) -> Any:
    """All texts without the spaces that their script does not write; quotes and code stay letter for letter."""
    match value:
        case str():
            return "\n".join(map(tight, value.split("\n")))
        case dict():
            return {key: one if key in ("quote", "code") else _tight(one) for key, one in value.items()}
        case list():
            return [_tight(one) for one in value]
        case _:
            return value


class _Arranged:
    """A week, and everything that could be asked about it."""

    def __init__(self, topics: tuple[str, ...], tongue: Tongue, said: Sequence[Told]) -> None:
        self.tongue = tongue
        self.sections: tuple[Section, ...] = arranged(topics, said, tongue)
        names = Names(tongue.material)
        heads = [piece.head for piece in tongue.material.pieces]
        items = [items_of(section.topic, section.frames, names, heads, tongue.english) for section in self.sections]
        tables = [table for section in self.sections for frame in section.frames for table in frame.tables]
        labels = [
            Label(number, name, text)
            for number, section in enumerate(self.sections)
            for frame in section.frames
            for name, text in frame.pairs
        ]
        self.paper = Paper(self.sections, items, Pool(items, tables, labels, tongue), tongue)
