"""One budget, advanced to several purses."""

from __future__ import annotations

import asyncio

from lecturegen.faculty.crew.till import SLICES, Till
from lecturegen.llm.budget import Purse, Sum
from lecturegen.settings import Settings
from lecturegen.usage import Usage


class Counter:
    """A till where it is."""

    def __init__(self, till: Till) -> None:
        self.till = till

    async def advance(self, wanted: Sum) -> Sum:
        return self.till.advance(wanted)

    async def give_back(self, rest: Sum) -> None:
        self.till.give_back(rest)


def test_an_advance_is_a_slice_or_what_is_asked_or_nothing() -> None:
    till = Till(None, 1000)
    assert till.advance(Sum(tokens=1)) == Sum(tokens=1000 // SLICES)
    assert till.advance(Sum(tokens=900)) == Sum(tokens=900)
    assert till.advance(Sum(tokens=81)) == Sum(), "there are 80 left"
    assert till.advance(Sum(tokens=80)) == Sum(tokens=80)


def test_money_is_counted_beside_tokens() -> None:
    till = Till(1.0, 1000)
    assert till.advance(Sum(0.9, 10)) == Sum(0.9, 20)
    assert till.advance(Sum(0.2, 10)) == Sum()


def test_what_a_purse_does_not_need_another_one_gets() -> None:
    async def story() -> int:
        till = Counter(Till(None, 10_000))
        settings = Settings(budget_tokens=10_000)
        first, second = Purse(settings, till), Purse(settings, till)
        _, aside = await first.set_aside(4000, 2000, 100, Usage())
        await first.settle(aside, Sum(tokens=500))
        await first.give_back()
        limit, _ = await second.set_aside(4000, 2500, 100, Usage())
        return limit

    assert asyncio.run(story()) == 2500
