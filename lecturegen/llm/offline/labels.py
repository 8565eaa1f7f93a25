"""A labelled item of a list -> a sentence: ``**Structure**: GANs consist of …``, ``**Deepfakes**: Making videos …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lecturegen.llm.offline.grammar import Form, agreeing, be, form
from lecturegen.llm.offline.language import capitalised, ended, stems
from lecturegen.llm.offline.pieces import ASPECTS
from lecturegen.llm.offline.tongue import Tongue, resolved

_INDEFINITE = re.compile(r"(an?) ", re.I)


def label_sentence(label: str, text: str, joint: str, names: Sequence[str], tongue: Tongue) -> str:
    """One sentence of a label and the first sentence behind it. ``joint`` stands before a label that has to be said.

    ``names``: what the list may be about, nearest first, for labels that say only what a text is (``Meaning``).
    """
    if not text:
        return ""
    if form(f"{label}.") is Form.SENTENCE:
        return ended(f"{label}: {tongue.first_small(text)}")
    if ASPECTS.match(label):
        return ended(
            _aspect(label.lower(), text, tongue.small(names[0]) if names else tongue.small(label), names, tongue)
        )
    if form(text) in (Form.SENTENCE, Form.QUESTION):
        return ended(_sentence(label, text, joint, names, tongue))
    return ended(_fragment(tongue.small(label), text, tongue))


def _aspect(label: str, text: str, about: str, names: Sequence[str], tongue: Tongue) -> str:
    """The label says what the text is, the heading what it is about."""
    kind, small = form(text), tongue.first_small(text)
    if label.startswith(("meaning", "definition")) and kind is Form.MODAL:
        return f"{capitalised(about)} means it {small}"
    if label.startswith(("meaning", "definition")) and (article := _INDEFINITE.match(text)):
        return f"{capitalised(article[1])} {about} {be(about)} {small}"
    if kind in (Form.SENTENCE, Form.QUESTION):
        alone, _ = resolved(text, names, tongue)
        return f"For example, {tongue.first_small(alone)}" if label.startswith("example") else capitalised(alone)
    if label.startswith("example") and kind in (Form.MODAL, Form.THIRD):
        return f"For example, it {small}"
    return capitalised(text) if kind is Form.BASE else _fragment(about, text, tongue)


def _sentence(label: str, text: str, joint: str, names: Sequence[str], tongue: Tongue) -> str:
    """A sentence stands alone if it names what its label names; else the label leads to it."""
    name = tongue.small(label)
    if text[:1].islower():
        return f"{'In' if name.split(' ')[-1].endswith('ing') else 'With'} {name}, {text}"
    alone, stands = resolved(text, [label, *names], tongue)
    if _related(label, alone) or not stands:
        return capitalised(alone)
    return f"{joint} {name}: {tongue.first_small(alone)}"


def _fragment(name: str, text: str, tongue: Tongue) -> str:
    """What a label names becomes the subject; the verb only arranges."""
    small = tongue.first_small(text)
    subject = capitalised(tongue.subject(name))
    match form(text):
        case Form.BASE:
            named = stems(name) <= tongue.material.stems_of(text) or tongue.material.stems_of(name) <= stems(text)
            return capitalised(text) if named else f"For {name}, {small}"
        case Form.MODAL | Form.THIRD:
            return f"{subject} {small}"
        case Form.PARTICIPLE:
            return f"{subject} {be(name)} {small}"
        case Form.GERUND:
            return f"{subject} {be(name)} about {small}"
        case Form.LIKENESS:
            return f"It's {small}"
        case _ if re.match(r"(?:the|an?) ", text):
            return f"{subject} {be(name)} {small}"
        case _ if text[:1].islower():
            return f"{capitalised(name)}: {small}"
        case _:
            return f"{subject} {agreeing('cover', name)} {small}"


def _related(label: str, text: str) -> bool:
    """Whether the sentence names what the label names, so that the label need not be said."""
    said = {s[:5] for s in stems(text)}
    return any(s[:5] in said for s in stems(label))
