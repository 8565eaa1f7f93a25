"""Assessed section -> confirmed section: every key is found again by a reader who does not see it.

A first vote against a question sends it back to its writer, together with all others that are to blame and no more. The
writer changes it, and it is a new question; or insists, and a second reader decides, a third if the two differ. The
key counts as a vote, so a reader who errs once does no harm. What two readers deny is to be replaced; what is denied
after that is left out, if the section can spare it.

Votes belong to a question's wording: what has not changed is not asked again, whatever happens to its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from lecturegen import rules
from lecturegen.chains import assess
from lecturegen.chains._base import Settled, Unsettled
from lecturegen.chains._blind_doubts import doubts, dropped, finding, replace_it
from lecturegen.chains._blind_vote import KEY, Vote
from lecturegen.chains.answer import ask_answers
from lecturegen.errors import ModelError, Stopped
from lecturegen.events import Emit, silent
from lecturegen.llm import Model
from lecturegen.questions import AnyQuestion
from lecturegen.schema import Finding, Section, Severity

ROUNDS = 2
"""Times the questions of a section go back over votes: once to be put right, once to be replaced."""
MOST_READERS = 3
"""Votes on one wording. Three who all differ will not agree with a fourth."""


@dataclass(slots=True)
class Ballot:
    """What is known of one wording. ``returned``: times it went back to the writer."""

    votes: list[Vote] = field(default_factory=list)
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A section whose questions were read again, and all votes on what they are or were.

    ``findings``: what is left to say, for the report; ``dropped`` is the part about questions that were left out.
    ``keys``: the journal's addresses of the readers' answers.
    """

    settled: Settled[Section]
    ballots: dict[str, Ballot]
    findings: tuple[Finding, ...]
    dropped: tuple[Finding, ...]
    keys: tuple[str, ...]


class Standing(Enum):
    HOLDS = auto()
    OPEN = auto()
    FAILS = auto()


def standing(votes: Sequence[Vote]) -> Standing:
    """Majority of the readers and the writer, who votes for the key. Other answers count each for itself."""
    counts = Counter(vote.stance for vote in votes)
    for_key = 1 + counts.pop(KEY, 0)
    against = max(counts.values(), default=0)
    if for_key > against:
        return Standing.HOLDS
    return Standing.FAILS if for_key < against or len(votes) >= MOST_READERS else Standing.OPEN


async def confirm(
    settled: Settled[Section], number: int, model: Model, context: rules.Context, emit: Emit = silent,
    before: Confirmed | None = None,
) -> Confirmed:  # fmt: skip
    """Confirm section ``number`` (from 1). ``before``: what was confirmed of an earlier state of it.

    Raises Unsettled if the section cannot spare what had to be left out, or Stopped.
    """
    exam = _Exam(settled, number, model, context, emit)
    if before is not None:
        exam.ballots, exam.dropped, exam.keys = dict(before.ballots), before.dropped, before.keys
    return await exam.run()


class _Exam:
    def __init__(
        self, settled: Settled[Section], number: int, model: Model, context: rules.Context, emit: Emit
    ) -> None:
        self._settled, self._number, self._model, self._context, self._emit = settled, number, model, context, emit
        self._sent = 0
        self._lost: ModelError | None = None  # why there are no more votes
        self.ballots: dict[str, Ballot] = {}
        self.dropped: tuple[Finding, ...] = ()
        self.keys: tuple[str, ...] = ()

    async def run(self) -> Confirmed:
        while True:
            if unread := self._unread():
                await self._read(unread)
            elif back := list(self._to_send_back()):
                await self._send_back(back)
            else:
                return self._kept()

    def _questions(self) -> Sequence[AnyQuestion]:
        assessment = self._settled.document.assessment
        return assessment.questions if assessment is not None else ()

    def _ballot(self, question: AnyQuestion) -> Ballot:
        return self.ballots.setdefault(question.model_dump_json(exclude={"id"}), Ballot())

    def _unread(self) -> list[AnyQuestion]:
        """Questions that want a vote: new ones, and those that the writer insists on."""
        if self._lost is not None:
            return []
        return [question for question in self._questions() if self._wants_vote(self._ballot(question))]

    def _wants_vote(self, ballot: Ballot) -> bool:
        insisted = ballot.returned > 0 or self._sent >= ROUNDS
        return not ballot.votes or (insisted and standing(ballot.votes) is Standing.OPEN)

    async def _read(self, questions: Sequence[AnyQuestion]) -> None:
        turn = 1 + max(len(self._ballot(question).votes) for question in questions)
        try:
            read = await ask_answers(
                self._settled.document,
                self._number,
                questions,
                turn,
                self._model,
                self._emit,
                language=self._context.language,
            )
        except Stopped:
            raise
        except ModelError as error:
            self._lost = error  # the questions hold by all rules: the report says that nobody confirmed them
            return
        self.keys += read.keys
        for question, vote in zip(questions, read.votes, strict=True):
            self._ballot(question).votes.append(vote)

    def _to_send_back(self) -> Iterator[tuple[AnyQuestion, list[Finding]]]:
        if self._sent >= ROUNDS:
            return
        for place, question in enumerate(self._questions()):
            ballot = self._ballot(question)
            if not ballot.votes:
                continue
            where, last = f"/assessment/questions/{place}", ballot.votes[-1]
            if ballot.returned == 0 and (found := list(doubts(question, last, where))):
                yield question, found
            elif ballot.returned == 1 and standing(ballot.votes) is Standing.FAILS:
                yield question, [replace_it(question, last, where)]

    async def _send_back(self, back: Sequence[tuple[AnyQuestion, list[Finding]]]) -> None:
        for question, _ in back:
            self._ballot(question).returned += 1
        findings = [one for _, found in back for one in found]
        self._sent += 1
        try:
            self._settled = await assess.ask_again(self._settled, findings, self._model, self._context, self._emit)
        except Stopped:
            raise
        except ModelError:
            self._sent = ROUNDS  # what was there before holds by the rules, and readers decide

    def _kept(self) -> Confirmed:
        """Without what failed. Raises Unsettled if too little is left."""
        failed = {
            place: question
            for place, question in enumerate(self._questions())
            if (ballot := self._ballot(question)).votes and standing(ballot.votes) is Standing.FAILS
        }
        if failed:
            self._leave_out(failed)
        findings = (*self.dropped, *self._left())
        return Confirmed(self._settled, self.ballots, findings, self.dropped, self.keys)

    def _leave_out(self, failed: dict[int, AnyQuestion]) -> None:
        left = assess.without(self._settled, failed, self._context)
        if any(one.severity is Severity.ERROR for one in left.findings):
            against = [
                one for place, question in failed.items()
                for one in doubts(question, self._against(question), f"/assessment/questions/{place}")
            ]  # fmt: skip
            raise Unsettled(tuple(against), (*self._settled.keys, *self.keys))
        self._settled = left
        self.dropped += tuple(dropped(question, self._against(question)) for question in failed.values())

    def _against(self, question: AnyQuestion) -> Vote:
        return next(vote for vote in self._ballot(question).votes if vote.stance != KEY)

    def _left(self) -> Iterator[Finding]:
        """Reserves about questions that stay, as warnings."""
        for place, question in enumerate(self._questions()):
            votes = self._ballot(question).votes
            undecided = votes and standing(votes) is Standing.OPEN
            if votes and (undecided or votes[-1].stance == KEY):
                for one in doubts(question, votes[-1], f"/assessment/questions/{place}"):
                    yield one.model_copy(update={"severity": Severity.WARNING})
        unread = sum(not self._ballot(question).votes for question in self._questions())
        if self._lost is not None:
            yield finding(
                "LG297", "/assessment/questions",
                f"{unread or 'some'} questions were not answered again without their key: {self._lost}",
                "run the same command again, or look them through yourself",
            )  # fmt: skip
