"""Week -> assessment.apkg: a deck with one of its own for each section, one note a question.

Whoever learns marks themselves, so the back says all there is to know: key, rationales, tolerance, rubric. A note is
known by its course, week, question and stem: a question that was written anew is a new note, and one whose explanation
was mended is the old one. All times are the same, since the bytes are; to have an old note changed, import with
"update notes: always".
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lecturegen.exporters._archive import archive
from lecturegen.exporters._base import Exported, Wishes, exporter, titled
from lecturegen.exporters._items import Item, asked, choices, items, one_line, rubric, short_answers
from lecturegen.exporters._losses import Losses
from lecturegen.exporters._optional import optional
from lecturegen.exporters._texts import as_text, html, mathjax
from lecturegen.questions import (
    Essay,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from lecturegen.schema import Week

FIELDS = ("Question", "Options", "Answer", "Explanation", "Id")
_TIME = 1_000_000_000  # seconds; Anki cannot load a note made at 0
_MODEL = 1_763_520_411
_CSS = ".card { font-family: sans-serif; text-align: left; } pre { background: #8882; padding: 0.5em; }"
_FRONT = "{{Question}}{{Options}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{Explanation}}"
# what Anki takes for a sound or for LaTeX of its own
_MARKS = re.compile(r"\[(?=sound:|latex\]|\$|anki:)", re.I)
_VERSION = slice(96, 100)  # of the library that wrote an SQLite file, in its header; it differs between machines

Parts = tuple[str, str]
"""HTML of what stands below the stem, and of the answer."""


@exporter("anki")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises ConfigurationError if genanki is not installed."""
    losses = Losses("anki")
    genanki = optional("genanki", "lms")
    model = genanki.Model(
        _MODEL, "lecturegen", fields=[{"name": name} for name in FIELDS], css=_CSS,
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
    )  # fmt: skip
    title = one_line(titled(week, wishes.title)).replace("::", ":")
    decks: dict[str, Any] = {}
    for item in items(week, losses):
        named = f"{title}::{item.place.label.partition('.')[0]}. {one_line(item.section.title).replace('::', ':')}"
        deck = decks.setdefault(named, genanki.Deck(_number(named), named))
        fields = [_safe(field) for field in _fields(item)]
        deck.add_note(genanki.Note(model, fields, tags=_tags(item), guid=_guid(week, item), due=len(deck.notes)))
    if not decks:
        return Exported({}, losses.findings())
    return Exported({"assessment.apkg": _packed(genanki.Package(list(decks.values())))}, losses.findings())


def _packed(package: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.apkg"
        package.write_to_file(path, timestamp=_TIME)
        with ZipFile(io.BytesIO(path.read_bytes())) as zipped:
            files = {name: bytearray(zipped.read(name)) for name in zipped.namelist()}
    files["collection.anki2"][_VERSION] = bytes(4)
    return archive({name: bytes(content) for name, content in files.items()})


def _number(name: str) -> int:
    """An id of Anki: the same for the same name, from 2^30 to 2^31, as genanki advises."""
    return (1 << 30) + int.from_bytes(sha256(name.encode()).digest()[:4]) % (1 << 30)


def _guid(week: Week, item: Item) -> str:
    named = (week.course or week.title, str(week.number), item.question.id, item.question.stem)
    return sha256("\n".join(named).encode()).hexdigest()[:20]


def _tags(item: Item) -> list[str]:
    question = item.question
    tags = [question.objective, question.bloom and f"bloom::{question.bloom.value}"]
    tags += [f"difficulty::{question.difficulty.value}", f"points::{question.points}", f"type::{question.kind}"]
    return ["_".join(tag.split()) for tag in tags if tag]


def _fields(item: Item) -> tuple[str, ...]:
    below, answer = _parts(item)
    return html(asked(item.question)), below, answer, html(item.question.explanation), escape(item.question.id)


def _parts(item: Item) -> Parts:
    match item.question:
        case SingleChoice() | MultipleChoice():
            told = choices(item)
            right = "".join(_entry(html(choice.text), number) for number, choice in enumerate(told, 1) if choice.right)
            why = "".join(
                _entry(html(choice.rationale), number) for number, choice in enumerate(told, 1) if choice.rationale
            )
            return _list([html(choice.text) for choice in told], "A"), _of(right, "A") + (_of(why, "A") if why else "")
        case TrueFalse(answer=truth):
            return "", f"<p>{as_text(item.words.true if truth else item.words.false)}</p>"
        case Numeric(answer=answer, tolerance=tolerance, unit=unit):
            off = f" ± {tolerance:f}" if tolerance else ""
            return "", html(f"{answer:f}{off} {unit}")
        case ShortAnswer(answer=answer, variants=variants):
            return "", _bullets([f"<p>{as_text(text)}</p>" for text in short_answers(answer, variants)])
        case Essay(rubric=criteria):
            return "", rubric(criteria, mathjax)
        case Matching(pairs=pairs):
            premises = _list([html(pair.premise) for pair in pairs], "1")
            matched = [html(pair.premise) + html(f"→ {pair.response}") for pair in pairs]
            return premises + _list(list(map(html, item.shown)), "A"), _list(matched, "1")
        case Ordering(steps=steps):
            return _bullets(list(map(html, item.shown))), _list(list(map(html, steps)), "1")
        case unknown:
            raise TypeError(f"Anki has no form for {unknown.kind} questions; give {__name__} one")


def _list(entries: Sequence[str], numbering: str) -> str:
    return _of("".join(_entry(entry, number) for number, entry in enumerate(entries, start=1)), numbering)


def _of(entries: str, numbering: str) -> str:
    return f'<ol type="{numbering}">{entries}</ol>'


def _entry(entry: str, number: int) -> str:
    return f'<li value="{number}">{entry}</li>'


def _bullets(entries: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"


def _safe(field: str) -> str:
    return _MARKS.sub("&#91;", field)
