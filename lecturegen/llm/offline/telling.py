"""A piece of the notes -> what is said of it, and what the slide could show: list items, formulas, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from lecturegen.llm.offline.grammar import Form, form, stands_alone
from lecturegen.llm.offline.language import capitalised, ended, length, sentences
from lecturegen.llm.offline.lists import tell
from lecturegen.llm.offline.markdown import Block, Entry, Formula, Listing, Prose
from lecturegen.llm.offline.pieces import ASPECTS, Piece
from lecturegen.llm.offline.tongue import Tongue, names_in, resolved, smooth
from lecturegen.schema import Code, Table


class Role(StrEnum):
    CLAIM = "claim"
    LIST = "list"
    EXAMPLE = "example"
    MISTAKE = "mistake"
    DEFINITION = "definition"
    RECALL = "recall"  # asked, waited for, answered
    LINK = "link"  # words of ours
    QUESTION = "question"  # what the topic leaves open
    ACTIVITY = "activity"
    DISCUSS = "discuss"


_ROLES = (
    (Role.MISTAKE, "mistake|common mistake|pitfall|misconception|fehler|häufiger fehler|irrtum|erreur|error"),
    (Role.EXAMPLE, "example|worked example|beispiel|rechenbeispiel|exemple|ejemplo"),
    (Role.QUESTION, "question|open question|frage|offene frage|pregunta"),
    (Role.ACTIVITY, "activity|exercise|try it|task|aufgabe|übung|aktivität|activité|exercice|actividad"),
    (Role.DISCUSS, "discuss|discussion|diskussion|zur diskussion|discussion question|discusión"),
)
_ROLE_OF = {name: role for role, names in _ROLES for name in names.split("|")}
# "The loss is:" and then a formula: spoken, the colon has to lead somewhere
_POINTS_AT_SHOWN = re.compile(r"\b(is|are|reads|becomes|gives|be|was|as)$", re.I)
_IN_THIS = re.compile(r"^(?:in|during|at) this (?:phase|stage|step|part)\b", re.I)
_LEAD = re.compile(r"([^\W\d_][\w’'-]*(?: [\w’'-]+){0,2})\s?[:：]\s*(?=\S)")
# says how to take what follows, and is no part of it
_ASIDE = re.compile(
    r"(?:warning|caution|note|nb|n\.b\.|tip|hint|important|remember|attention|reminder|achtung|hinweis|merke|wichtig"
    r"|tipp|anmerkung|remarque|attention|nota|importante|ojo|aviso)$",
    re.I,
)
STAGE = re.compile(r"^((?:Stage|Step|Phase|Part) \d+)\s*[—–:-]?\s*(?=\S)")
_SHORT = 6  # words of a sentence that only leads to what follows
SLIDE_ITEM = 12
"""Words of a slide's bullet at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """One spoken paragraph. ``piece``: number of the piece it comes from; ``lead``: words of ours at its beginning."""

    text: str
    role: Role
    piece: int
    lead: str = ""

    @property
    def words(self) -> int:
        return length(self.text)


@dataclass(slots=True)
class Told:
    """A piece, told. ``items``: of each list what fits a slide; ``steps``: of each numbered one what
    is done in turn; ``aside``: question, activity, discussion."""

    piece: Piece
    said: list[Said] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, ...]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    aside: list[Said] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(said.words for said in self.said)


def role_of(label: str) -> Role | None:
    return _ROLE_OF.get(label.lower().strip())


def told(piece: Piece, tongue: Tongue) -> Told:
    """What there is to say and to show of ``piece``, in the order of the notes."""
    result = Told(piece)
    piece = replace(piece, blocks=tuple(part for block in piece.blocks for part in _by_role(block)))
    names = [name for head in reversed(piece.path) for name in names_in(head)]
    prose = sum(length(b.text) for b in piece.blocks if isinstance(b, Prose) and not role_of(b.label))
    lead = ""
    for place, block in enumerate(piece.blocks):
        after = piece.blocks[place + 1] if place + 1 < len(piece.blocks) else None
        if isinstance(block, Prose) and isinstance(after, Listing) and block.text.rstrip().endswith((":", "：")):
            lead = block.text
            continue
        match block:
            case Prose():
                _prose(result, block, after, names, tongue)
            case Listing():
                result.items.append(_items(block))
                if block.numbered and not any(item.label or item.below for item in block.items):
                    result.steps.append(tuple(smooth(item.text).rstrip(". ") for item in block.items))
                result.pairs += [
                    (i.label, sentences(smooth(i.text))[0]) for i in block.items if i.label and i.text.strip()
                ]
                # steps are said: what comes after them speaks of them
                if lead or prose < 40 or block.numbered or not _is_slide(block):
                    paragraphs = tell(lead, block, names, tongue)
                    result.said += [Said(p, Role.LIST, piece.number) for p in paragraphs]
            case Formula(latex=latex):
                result.formulas.append(latex)
            case Code():
                result.code.append(block)
            case Table():
                result.tables.append(block)
            case _:
                pass
        lead = ""
    _open_alone(result, names, tongue)
    return result


def _by_role(block: Block) -> Iterator[Block]:
    """A paragraph in which a plain word announces a mistake, an exercise or a question, parted there and labelled."""
    if not isinstance(block, Prose) or block.label:
        yield block
        return
    said = sentences(block.text)
    starts = [at for at, one in enumerate(said) if (lead := _LEAD.match(one)) and _announces(lead[1])]
    for start, end in pairwise([*([] if starts[:1] == [0] else [0]), *starts, len(said)]):
        text = " ".join(said[start:end])
        lead = _LEAD.match(text) if start in starts else None
        yield replace(block, label=lead[1], text=text[lead.end() :]) if lead else replace(block, text=text)


def _announces(label: str) -> bool:
    return role_of(label) is not None or bool(_ASIDE.match(label))


def _prose(result: Told, block: Prose, after: object, names: list[str], tongue: Tongue) -> None:
    role = role_of(block.label)
    text = smooth(block.text, tongue.english)
    if role in (Role.QUESTION, Role.ACTIVITY, Role.DISCUSS):
        result.aside.append(Said(ended(text), role, result.piece.number))
        return
    if role is None and block.label and not _ASIDE.match(block.label):
        text = _with_label(block.label, text, names, tongue)
    open_ended = text.endswith(":") or (isinstance(after, Formula | Code | Table) and text[-1:].isalnum())
    if open_ended and not isinstance(after, Listing):
        text = _led_to_slide(text, tongue.english)
    if text := text.strip():
        said = [ended(s) if s is sentences(text)[-1] else s for s in sentences(text)]
        result.said.append(
            Said(capitalised(_whered(" ".join(said), tongue.english)), role or Role.CLAIM, result.piece.number)
        )


def _with_label(label: str, text: str, names: list[str], tongue: Tongue) -> str:
    """``**Structure**: GANs consist of …`` as a sentence of its own."""
    return " ".join(tell("", Listing((Entry(label, text),)), names, tongue))


def _led_to_slide(text: str, english: bool) -> str:
    """A paragraph that ends in a colon before a formula or code: the listener cannot see what follows it."""
    *before, last = sentences(text)
    bare = last.rstrip(": ")
    if english and _POINTS_AT_SHOWN.search(bare):
        return " ".join([*before, f"{bare} what the slide shows."])
    return (
        " ".join([*before, f"{bare}."])
        if not english or form(f"{bare}.") in (Form.SENTENCE, Form.BASE)
        else " ".join(before)
    )


def _whered(text: str, english: bool) -> str:
    """A paragraph that went on after a formula ("where $x$ is …") starts anew."""
    return re.sub(r"^where\b", "Here", text) if english else text


def _items(block: Listing) -> list[str]:
    """Items that fit on a slide as they stand; if not all of a labelled list do, their labels."""
    labels = [item.label for item in block.items]
    if all(labels):
        whole = [f"{item.label}: {item.text}".rstrip(". ") if item.text else item.label for item in block.items]
        found = whole if all(length(w) <= SLIDE_ITEM for w in whole) else labels
    else:
        found = [item.text.rstrip(". ") for item in block.items if not item.label]
    return [smooth(i) for i in found if i and length(i) <= SLIDE_ITEM and not i.endswith(":") and not ASPECTS.match(i)]


def _is_slide(block: Listing) -> bool:
    """Whether a list is what the slide shows of the prose beside it: short, unlabelled items and nothing below."""
    return all(not item.below and length(f"{item.label} {item.text}") <= SLIDE_ITEM for item in block.items)


def _open_alone(result: Told, names: list[str], tongue: Tongue) -> None:
    """The first sentence must not point back to something that was said elsewhere, if a heading says what."""
    if result.said and not role_of(result.said[0].role.value):
        first = result.said[0]
        text, stands = resolved(first.text, names, tongue)
        head, *rest = sentences(text) or [text]
        lead = ""
        if tongue.english and _IN_THIS.match(text) and result.piece.head:
            lead = _placed(result.piece.head, tongue)
            text = f"{lead} {text}"
        elif tongue.english and not stands and rest and length(head) <= _SHORT and stands_alone(rest[0]):
            text = " ".join(rest)
        result.said[0] = Said(text, first.role, first.piece, lead)


def _placed(head: str, tongue: Tongue) -> str:
    """``Stage 1 — Pre-training`` -> ``Stage 1 is pre-training.``, as a sentence of its own."""
    if match := STAGE.match(head):
        return f"{match[1]} is {tongue.first_small(tongue.small(head[match.end() :]), names=True)}."
    return f"Now {tongue.small(head)}."


def shown(result: Told) -> Iterator[str]:
    """Formulas and code as text, for counting and comparing."""
    yield from result.formulas
    yield from (code.text for code in result.code)
