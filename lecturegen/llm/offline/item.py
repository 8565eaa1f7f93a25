"""What can be asked about: an item of the notes, its kind, its answer and its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lecturegen.llm.offline.arithmetic import Slip
from lecturegen.llm.offline.pieces import Term
from lecturegen.llm.offline.predications import Predication
from lecturegen.questions import Bloom


class Kind(StrEnum):
    SUM = "sum"
    MISTAKE = "mistake"
    CHOICE = "choice"  # a row of a table, found by two of its cells
    REASON = "reason"
    TERM = "term"
    THING = "thing"  # what is said of something
    EFFECT = "effect"  # what comes of something
    PURPOSE = "purpose"  # what something is done for
    SAID = "said"  # of what something is said
    HOLDS = "holds"  # one of several statements that is true of something
    MEMBER = "member"  # what belongs under a heading


@dataclass(frozen=True, slots=True)
class Item:
    """``frame``: index of the frame that answers it. ``given``: what the stem tells; ``key``: the answer.

    ``rounded``: a sum does not come out even; ``ends``: what a mistake costs, and the advice against it.
    ``above``: headings under which it stands, in comparable form.
    ``task``: the objective it serves, ``bloom`` its level. ``evidence``: words that must have been taught.
    """

    kind: Kind
    frame: int
    key: str
    given: str
    evidence: str
    explanation: str
    task: str
    bloom: Bloom
    asked: str = ""
    slips: tuple[Slip, ...] = ()
    term: Term | None = None
    found: Predication | None = None
    turned: bool = False
    rounded: bool = False
    ends: tuple[str, str] = ("", "")
    above: tuple[str, ...] = ()


LEANS = re.compile(
    r"\b(?:it|its|them|they|their|this|these|those|here|there|he|she|his|her|same|so|such|both|all (?:two|three"
    r"|four|of)|nothing has)\b|^that\b",
    re.I,
)

PRIVATE = re.compile(r"\bI\b|\b(?i:i['’]\w+|my|mine|me|we|our|us)\b")
