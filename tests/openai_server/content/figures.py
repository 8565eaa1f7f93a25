"""Seeds -> numbers that fit each other, and names and units to go with them: every sum we print is computed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from random import Random
from typing import NamedTuple

NAMES = (
    "Mara Jonas Amina Tomasz Priya Chen Lucia Emeka Sofie Ravi Ines Karim Yuki Dario Freya Omar Nadia Pavel Leila Hugo "
    "Mei Anders Zoe Samuel Ada Bruno Clara Dmitri Elif"
).split()
UNITS = (
    "runs cases trials records requests readings batches tickets messages forms invoices images sentences sessions "
    "orders tiles traces documents files calls parcels"
).split()


def seeded(*parts: object) -> Random:
    """A generator that depends on ``parts`` alone: the same on every machine, in every process."""
    return Random(number(*parts))


def number(*parts: object) -> int:
    """A large number made from ``parts``."""
    return int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:8], "big")


class Count(NamedTuple):
    """``n`` in all, ``a`` kept, ``b`` lost: all three even; ``k`` and ``s`` small; ``h1`` of ``a`` are in one half."""

    n: int
    a: int
    b: int
    k: int
    s: int
    h1: int

    @classmethod
    def drawn(cls, random: Random) -> Count:
        n = 2 * random.randrange(20, 100)
        b = 2 * random.randrange(2, max(3, n // 6))
        a = n - b
        return cls(n, a, b, random.randrange(3, 10), random.randrange(2, 5), a // 2 + random.randrange(1, b // 2))


class Slots(dict[str, str]):
    """What fills the slots of a paragraph's phrases: names given, and one count.

    What follows from the count (``n2``, ``share``, ``f_an`` ...) is worked out when a phrase asks for it.
    """

    def __init__(self, random: Random, **named: str) -> None:
        self.count = Count.drawn(random)
        super().__init__(named, **{name: str(value) for name, value in self.count._asdict().items()})

    def __missing__(self, name: str) -> str:
        return str(_DERIVED[name](self.count))


_DERIVED: dict[str, Callable[[Count], object]] = {
    "n2": lambda c: 2 * c.n,
    "a2": lambda c: 2 * c.a,
    "b2": lambda c: 2 * c.b,
    "kk": lambda c: 2 * c.k,
    "nk": lambda c: c.n * c.k,
    "bk": lambda c: c.b * c.k,
    "bkh": lambda c: c.b * c.k // 2,
    "ak": lambda c: c.a - c.k,
    "half": lambda c: c.n // 2,
    "over": lambda c: c.a - c.n // 2,
    "rest": lambda c: c.n - c.k * c.s,
    "h2": lambda c: c.a - c.h1,
    "bh": lambda c: c.b // 2,
    "abh": lambda c: c.a + c.b // 2,
    "atk": lambda c: c.a * c.k,
    "net": lambda c: c.a * c.k - c.b,
    "share": lambda c: decimal(c.a, c.n),
    "share2": lambda c: decimal(c.a, 2 * c.n),
    "share_b": lambda c: decimal(c.b, c.n),
    "f_an": lambda c: fraction(c.a, c.n),
    "f_bn": lambda c: fraction(c.b, c.n),
    "f_ab": lambda c: fraction(c.a, c.b),
    "f_akn": lambda c: fraction(c.a - c.k, c.n),
    "f_abhn": lambda c: fraction(c.a + c.b // 2, c.n),
    "f_netn": lambda c: fraction(c.a * c.k - c.b, c.n),
    "f_h1": lambda c: fraction(c.h1, c.n // 2),
    "f_h2": lambda c: fraction(c.a - c.h1, c.n // 2),
}


def decimal(above: int, below: int) -> str:
    return f"{above / below:.2f}"


def fraction(above: int, below: int) -> str:
    """Inline maths: the fraction and its value, with the sign that is true."""
    return f"${latex(above, below)}$"


def latex(above: int, below: int) -> str:
    sign = "=" if 100 * above % below == 0 else r"\approx"
    return rf"\frac{{{above}}}{{{below}}} {sign} {decimal(above, below)}"
