"""Work done side by side, so many at a time: a job of any length holds no more tasks than that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def alone() -> Iterator[None]:
    """Around a TaskGroup: the first error of its tasks is raised as itself, not in a group."""
    try:
        yield
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None


async def side_by_side(work: Iterable[Callable[[], Awaitable[T]]], at_once: int) -> list[T]:
    """The results of ``work`` in its order. The first error ends all, and is raised as itself, not in a group."""
    waiting = enumerate(work)
    done: dict[int, T] = {}

    async def worker(place: int, one: Callable[[], Awaitable[T]]) -> None:
        done[place] = await one()
        for further, another in waiting:
            done[further] = await another()

    with alone():
        async with asyncio.TaskGroup() as group:
            for _, (place, one) in zip(range(at_once), waiting, strict=False):
                group.create_task(worker(place, one))
    return [done[place] for place in sorted(done)]
