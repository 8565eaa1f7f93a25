"""What the notes say of a section -> questions that could be asked about it, each with its answer and its evidence.

Every kind of question rests on one form of statement: a term with its meaning, a reason, a mistake, a sum, a row of a
table, a thing and what is said of it. Options and wording come later; which frame answers is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.llm.offline.about import ends_in, members_in, said_of_heads, things_in
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import Form, form, is_order
from lecturegen.llm.offline.holds import holds_in
from lecturegen.llm.offline.item import LEANS, PRIVATE, Item, Kind
from lecturegen.llm.offline.language import capitalised, length, normal, sentences, stems
from lecturegen.llm.offline.mistakes import mistakes_in
from lecturegen.llm.offline.predications import Names
from lecturegen.llm.offline.sums import sums_in
from lecturegen.llm.offline.telling import Role
from lecturegen.questions import Bloom
from lecturegen.schema import Table

_BECAUSE = re.compile(r"^(?P<claim>[^;:?]{15,140}?),? because (?P<cause>[^;:?]{12,160})$")

_SO = re.compile(r"^(?P<cause>[^;:?]{15,140}?), so (?P<claim>[^;:?]{12,140})$")

_JOINED = re.compile(r", (?:and|but|so|although|though|whereas|while|which|who|where)\s")


def items_of(
    topic: str, frames: Sequence[Frame], names: Names, heads: Sequence[str], english: bool = True
) -> list[Item]:
    """Everything that could be asked about the frames of a section. ``heads``: heading of each piece by number.

    In other languages than English only terms: all else needs grammar.
    """
    found: list[Item] = []
    for index, frame in enumerate(frames):
        if not english:
            found += _terms(index, frame)
            continue
        found += sums_in(index, frame, names)
        found += mistakes_in(index, frame, names)
        found += _choices(index, frame)
        found += reasons_in(index, frame, names)
        found += _terms(index, frame)
        found += things_in(index, frame, names)
        found += ends_in(index, frame, names)
        found += holds_in(index, frame, names)
        found += said_of_heads(index, frame, ["" if normal(head) == normal(topic) else head for head in heads], names)
        found += members_in(index, frame, names)
    return found


def _choices(index: int, frame: Frame) -> Iterator[Item]:
    for table in frame.tables:
        header = table.header
        if (
            len(header) < 3
            or len(table.rows) < 4
            or not all(row and re.search(r"[^\W\d]", row[0]) for row in table.rows)
        ):
            continue
        for row in table.rows:
            for a in range(1, len(header) - 1):
                pair = (a, a + 1)
                alike = [other for other in table.rows if all(other[i] == row[i] for i in pair)]
                texts = all(re.search(r"[^\W\d]{3}", row[i]) for i in pair)
                if len(alike) == 1 and texts:
                    given = " and ".join(f"{header[i].lower()} “{row[i]}”" for i in pair)
                    demands = f"{header[a].lower()} and {header[a + 1].lower()}"
                    task = f"Choose the {header[0].lower()} that fits given demands on {demands}"
                    why = f"Of all of them only this one has both: {row[0]} has {given}."
                    yield Item(Kind.CHOICE, index, row[0], given, row[0], why, task, Bloom.APPLY, header[0].lower())


def rows_beside(table: Table, key: str) -> Iterator[tuple[str, str]]:
    """The other rows of a table, each with what it has: ``GAN`` and ``likelihood “none”, sampling …``."""
    for row in table.rows:
        if row[0] != key:
            cells = zip(table.header[1:], row[1:], strict=False)
            yield row[0], ", ".join(f"{head.lower()} “{cell}”" for head, cell in cells)


def reasons_in(index: int, frame: Frame, names: Names) -> Iterator[Item]:
    # a short claim has to name its matter; a long one carries enough of it
    matter = stems(" ".join([frame.title, *frame.heads, *(term.name for term in frame.terms)]))
    for said in frame.said:
        if said.role not in (Role.CLAIM, Role.LIST):
            continue
        for sentence in sentences(said.text):
            bare = sentence.rstrip(". ")
            match = _BECAUSE.match(bare) or _SO.match(bare)
            if not match or bare.count("because") > 1:
                continue
            cut = match.re is _BECAUSE
            claim, cause = (
                match["claim"].strip(),
                (_JOINED.split(match["cause"])[0] if cut else match["cause"]).strip(" ,"),
            )
            cause = re.sub(r"^(?:but|and|so|yet|though|however|still),? ", "", cause, flags=re.I)
            claim = re.sub(r"^(?:but|and|so|yet|though|however|still),? ", "", claim, flags=re.I)
            if _fit_reason(claim, cause) and (length(claim) >= 8 or stems(claim) & matter):
                task = f"Explain why {names.clause(claim)}"
                yield Item(Kind.REASON, index, capitalised(cause), claim, sentence, sentence, task, Bloom.UNDERSTAND)


def _fit_reason(claim: str, cause: str) -> bool:
    """Both sides can be read alone: no pronoun that points elsewhere, nothing private, both of a speakable length."""
    if not 4 <= length(claim) <= 18 or not 4 <= length(cause) <= 16:
        return False
    if PRIVATE.search(f"{claim} {cause}") or re.search('[$"“”]', f"{claim}{cause}"):
        return False
    if (
        LEANS.search(claim)
        or LEANS.match(cause)
        or re.match(r"(?:if|when|while|take|suppose|you have|once|say)\b", claim, re.I)
    ):
        return False
    if is_order(claim) or is_order(cause) or re.search(r"\b(?:it|them|they|this|these|those)\b", cause, re.I):
        return False
    return form(cause) is Form.SENTENCE and form(claim) is Form.SENTENCE


def _terms(index: int, frame: Frame) -> Iterator[Item]:
    for term in frame.terms:
        taught = next((said.text for said in frame.said if term.meaning[:40] in said.text), "")
        defined = next((s for s in sentences(taught) if term.meaning[:40] in s), "")
        if not defined:  # nobody says it, or the notes broke off within it
            continue
        used = [s for said in frame.said if said.role is Role.CLAIM for s in sentences(said.text)]
        shows = [
            s
            for s in used
            if term.name.lower() in s.lower()
            and s != defined
            and not PRIVATE.search(s)
            and not re.search(r"\$|the slide", s)
            and 7 <= length(s) <= 34
        ]
        why = " ".join([defined, *shows[:1]])
        task = f"Define {term.name[0].lower() + term.name[1:] if term.name[1:2].islower() else term.name}"
        yield Item(Kind.TERM, index, term.name, term.meaning, term.meaning, why, task, Bloom.REMEMBER, "", (), term)
