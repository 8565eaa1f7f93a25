"""Plain sentences -> what holds for whom: a subject, and what is said of it, as an item to be asked about.

For notes that define little and give few reasons; a sentence whose verb is not found is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import is_order, is_plural
from lecturegen.llm.offline.item import PRIVATE, Item, Kind
from lecturegen.llm.offline.language import length, sentences, stems
from lecturegen.llm.offline.predications import Names, parted
from lecturegen.llm.offline.telling import Role
from lecturegen.questions import Bloom

_POINTS = re.compile(r"\b(?:it|they|them|this|these|those|that|there|such|same|so|here|you|your|also|then)\b", re.I)
# "the loss", "the first step": which one, is said elsewhere
_ANY = re.compile(
    r"(?:the|each|every|all|both|any) [\w-]+|(?:the|an?) (?:first|second|third|next|last|other|same|result|cost)\b.*"
    r"|.*\b(?:its|their|his|her|when|if|because|while|than|who|just|only|even)\b.*|.*[:–—/=].*|.* - .*",
    re.I,
)
_SINGULAR = ("is", "was", "has", "does")
_PLURAL = ("are", "were", "have", "do")


def holds_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    """Each sentence that can be read alone, as ``It …`` or ``They …`` of its subject."""
    for said in frame.said:
        if said.role not in (Role.CLAIM, Role.LIST):
            continue
        for sentence in sentences(said.text):
            found = parted(sentence)
            if not found or is_order(sentence) or re.search('["“”?$`]', sentence):
                continue
            subject, verb, rest = found
            said_of_it = f"{verb} {rest}"
            alone = not _POINTS.search(said_of_it) and not PRIVATE.search(sentence) and not _POINTS.search(subject)
            if (
                alone
                and not rest.startswith("like ")  # an image, which might hold for anything
                and not _ANY.fullmatch(subject)
                and stems(subject)
                and length(subject) <= 6
                and 3 <= length(said_of_it) <= 16
            ):
                pronoun = "They" if _is_many(subject, verb) else "It"
                task = f"State what holds for {names.clause(subject)}"
                key = f"{pronoun} {said_of_it}"
                yield Item(Kind.HOLDS, index, key, subject, sentence, sentence, task, Bloom.UNDERSTAND)


def _is_many(subject: str, verb: str) -> bool:
    if verb in _SINGULAR or verb in _PLURAL:
        return verb in _PLURAL
    return is_plural(subject)
