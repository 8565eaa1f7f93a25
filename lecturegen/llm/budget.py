"""A run that costs no more than it may, in money and in tokens.

Before a request is sent, the most that it can cost is set aside: its prompt, and as much as we let it write, which is
sent along as the length limit. When it has ended, what it cost is written off and the rest is free again. A request
that does not fit waits for others to end; if none is under way, it is asked with a tighter limit, or not at all.

A draft also sets aside what its questions will cost, and what answering them again will, so that money runs out between
sections and not inside one. What a service may have billed unseen (a timeout) stays set aside for good.

Where several processes share a budget, each spends what a bank has advanced it, asks for more when a request does not
fit, and gives back what is left over whenever a week has ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from lecturegen.errors import BudgetSpent, ConfigurationError, ModelError
from lecturegen.llm import Model, Reply, Request, W, Wrapper
from lecturegen.llm.estimate import answer_tokens, assess_tokens, expected, tokens
from lecturegen.llm.prices import cost
from lecturegen.schema import AssessAsk, DraftAsk
from lecturegen.settings import Settings
from lecturegen.usage import Usage

ROOMY, TIGHT = 2.0, 1.25
"""A reply may be this many times as long as expected: as a rule, and when the budget is nearly spent."""
FIRST_GUESS = 1.25
"""Prompts are taken for this much longer than estimated, until the service has counted one."""
ASSESS_PROMPT, ANSWER_PROMPT = 800, 900
"""Tokens beside the draft: of the assessment's prompt, and of that for its answers, questions and all."""
QUESTIONS = ("single-choice", "single-choice", "multiple-choice", "numeric")
TINY = 1e-9
"""Dollars lost in adding fractions."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Money and tokens; ``dollars`` is 0 where only tokens are counted."""

    dollars: float = 0.0
    tokens: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.dollars + other.dollars, self.tokens + other.tokens)

    def __sub__(self, other: Sum) -> Sum:
        return Sum(self.dollars - other.dollars, self.tokens - other.tokens)


class Bank(Protocol):
    """Holds a budget that several processes share."""

    async def advance(self, wanted: Sum) -> Sum:
        """At least ``wanted``, or nothing if there is not so much left."""

    async def give_back(self, rest: Sum) -> None: ...


class Purse:
    """What a run may spend, shared by its weeks. Raises ConfigurationError if there is a budget and no price."""

    def __init__(self, settings: Settings, bank: Bank | None = None) -> None:
        self._dollars, self._tokens = settings.budget, settings.budget_tokens
        self._said = _said(settings)
        self._bank = None if self.bottomless else bank
        if self._bank is not None:
            self._grow(Sum(-(self._dollars or 0.0), -(self._tokens or 0)))
        self._model, self._prices = settings.model, settings.prices
        self.blind = settings.blind
        self._gone, self._flying = Sum(), 0
        self._before = Sum()
        self._promised: dict[tuple[int, str], Sum] = {}
        self._changed = asyncio.Condition()
        self._length = FIRST_GUESS
        if self._dollars is not None and cost(settings.model, Usage(1, 1), settings.prices) is None:
            raise ConfigurationError(
                f"--budget {_plain(self._dollars)}: the price of {settings.model} is not known; name it, in dollars a "
                f"million tokens, with LECTUREGEN_PRICES='{{\"{settings.model}\": [0.4, 1.6]}}', or use --budget-tokens"
            )

    @property
    def bottomless(self) -> bool:
        return self._dollars is None and self._tokens is None

    def earlier(self, taken: Iterable[tuple[Usage, float]]) -> None:
        """What rounds before this one took, each part with its share of the price, is gone."""
        for usage, share in taken:
            self._before += self.sum(usage, share)
        self._gone += self._before

    def sum(self, usage: Usage, share: float = 1.0) -> Sum:
        """``share``: the part of the price that is asked for."""
        dollars = 0.0 if self._dollars is None else cost(self._model, usage, self._prices, share) or 0.0
        return Sum(dollars, usage.prompt + usage.completion)

    async def set_aside(
        self, prompt: int, wanted: int, least: int, beside: Usage, share: float = 1.0
    ) -> tuple[int, Sum]:
        """The length limit of a request, between ``least`` and ``wanted`` tokens, and what is now set aside for it.

        ``beside``: what has to be left over. Raises BudgetSpent.
        """
        prompt = round(prompt * self._length)
        async with self._changed:
            while not self._fits(most := self.sum(Usage(prompt, wanted), share), after := self.sum(beside, share)):
                if await self._advanced(most + after):
                    continue
                if not self._flying:
                    most, wanted = self._squeezed(prompt, wanted, least, beside, share)
                    break
                await self._changed.wait()
            self._gone += most
            self._flying += 1
        return wanted, most

    async def settle(self, aside: Sum, paid: Sum) -> None:
        async with self._changed:
            self._gone += paid - aside
            self._flying -= 1
            self._changed.notify_all()

    async def give_back(self) -> None:
        """To the bank, what is neither spent nor set aside."""
        if self._bank is None:
            return
        async with self._changed:
            rest = Sum(
                max(0.0, (self._dollars or 0.0) - self._gone.dollars), max(0, (self._tokens or 0) - self._gone.tokens)
            )
            if rest != Sum():
                self._grow(Sum() - rest)
                await self._bank.give_back(rest)

    async def _advanced(self, wanted: Sum) -> bool:
        """Whether the bank has added what ``wanted`` lacks."""
        if self._bank is None:
            return False
        lacking = self._gone + wanted - Sum(self._dollars or 0.0, self._tokens or 0)
        more = await self._bank.advance(Sum(max(0.0, lacking.dollars), max(0, lacking.tokens)))
        self._grow(more)
        return more != Sum()

    def _grow(self, more: Sum) -> None:
        if self._dollars is not None:
            self._dollars += more.dollars
        if self._tokens is not None:
            self._tokens += more.tokens

    def promise(self, whose: tuple[int, str], usage: Usage, share: float = 1.0) -> None:
        self.release(whose)
        self._promised[whose] = self.sum(usage, share)
        self._gone += self._promised[whose]

    def release(self, whose: tuple[int, str]) -> None:
        self._gone -= self._promised.pop(whose, Sum())

    def release_all(self, week: int) -> None:
        for whose in [one for one in self._promised if one[0] == week]:
            self.release(whose)

    def counted(self, estimated: int, usage: Usage) -> None:
        """A service's count of a prompt that we took for ``estimated`` tokens."""
        if usage.prompt and estimated:
            self._length = max(usage.prompt / estimated * 1.05, 1.0 if self._length == FIRST_GUESS else self._length)

    def _fits(self, *sums: Sum) -> bool:
        wanted = self._gone
        for one in sums:
            wanted += one
        return not (
            (self._dollars is not None and wanted.dollars > self._dollars + TINY)
            or (self._tokens is not None and wanted.tokens > self._tokens)
        )

    def _squeezed(self, prompt: int, wanted: int, least: int, beside: Usage, share: float) -> tuple[Sum, int]:
        for room in range(wanted, least - 1, -max(1, (wanted - least) // 8)):
            if self._fits(most := self.sum(Usage(prompt, room), share), self.sum(beside, share)):
                return most, room
        before = ""
        if self._before != Sum():
            before = f": rounds before this one took {self._before.tokens:,} tokens of it"
            if self._dollars is not None:
                before += f", or ${self._before.dollars:.4f}"
        raise BudgetSpent(f"the budget of {self._said} has too little left for this{before}")


def _plain(dollars: float) -> str:
    """As people write it: 0.000001 and 2.5, never 1e-06."""
    return f"{Decimal(str(dollars)).normalize():f}"


def _said(settings: Settings) -> str:
    parts = [f"${_plain(settings.budget)}"] if settings.budget is not None else []
    return " and ".join(
        [*parts, *([f"{settings.budget_tokens:,} tokens"] if settings.budget_tokens is not None else [])]
    )


class Thrifty(Wrapper):
    """Around every attempt of one week: asks only for what the purse can pay."""

    def __init__(self, inner: Model, purse: Purse, share: float = 1.0) -> None:
        """``share``: the part of the price that ``inner`` costs."""
        super().__init__(inner)
        self._purse, self._share = purse, share

    async def ask(self, request: Request[W]) -> Reply[W]:
        if self._purse.bottomless:
            return await self._inner.ask(request)
        purse, likely, whose = self._purse, expected(request), (id(self), request.unit)
        if request.kind in ("assess", "answer"):
            purse.release(whose)  # its own turn has come
        after = _afterwards(request, purse.blind)
        least = request.max_tokens or round(likely.completion * TIGHT)
        wanted = request.max_tokens or round(likely.completion * ROOMY)
        try:
            limit, aside = await purse.set_aside(likely.prompt, wanted, least, after, self._share)
        except BudgetSpent:
            purse.release(whose)
            raise
        paid = aside
        try:
            if after != Usage():
                purse.promise(whose, after, self._share)
            reply = await self._inner.ask(replace(request, max_tokens=limit))
            if reply.usage.counted:  # else the service does not say what it took: it may be all that it might
                paid = purse.sum(reply.usage, self._share)
            purse.counted(likely.prompt, reply.usage)
        except ModelError as error:
            purse.release(whose)
            if not error.billed_unseen:
                paid = purse.sum(error.usage or Usage(), self._share)
            raise
        finally:
            await purse.settle(aside, paid)
        return reply

    async def aclose(self) -> None:
        self._purse.release_all(id(self))
        await self._purse.give_back()
        await self._inner.aclose()


def _afterwards(request: Request[Any], blind: bool) -> Usage:
    """What a section will still cost once it is drafted, or assessed. ``blind``: its questions are answered again."""
    after = Usage()
    match request.kind, request.variables:
        case "draft", DraftAsk():
            draft, questions = expected(request).completion, len(QUESTIONS)
            after += Usage(round(TIGHT * (ASSESS_PROMPT + draft)), round(TIGHT * assess_tokens(QUESTIONS)))
        case "assess", AssessAsk(frames=frames, slots=slots):
            draft, questions = sum(tokens(frame.text) for frame in frames), len(slots)
        case _:
            return after
    if blind:
        after += Usage(round(TIGHT * (ANSWER_PROMPT + draft)), round(TIGHT * answer_tokens(questions)))
    return after
