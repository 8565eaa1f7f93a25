"""Seeds -> numbers that fit each other, and names and units to go with them: every sum we print is computed."""

from __future__ import annotations

import hashlib
from random import Random

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


def figures(random: Random) -> dict[str, object]:
    """Numbers for the slots of one paragraph: ``n`` in all, ``a`` kept, ``b`` lost, ``k`` small; n, a, b even."""
    n = 2 * random.randrange(20, 100)
    b = 2 * random.randrange(2, max(3, n // 6))
    a, k, s = n - b, random.randrange(3, 10), random.randrange(2, 5)
    h1 = a // 2 + random.randrange(1, b // 2)
    return {
        "n": n, "a": a, "b": b, "k": k, "s": s,
        "n2": 2 * n, "a2": 2 * a, "b2": 2 * b, "kk": 2 * k, "nk": n * k, "bk": b * k, "bkh": b * k // 2, "ak": a - k,
        "half": n // 2, "over": a - n // 2, "rest": n - k * s, "h1": h1, "h2": a - h1,
        "bh": b // 2, "abh": a + b // 2, "atk": a * k, "net": a * k - b,
        "share": decimal(a, n), "share2": decimal(a, 2 * n), "share_b": decimal(b, n),
        "f_an": fraction(a, n), "f_bn": fraction(b, n), "f_akn": fraction(a - k, n), "f_ab": fraction(a, b),
        "f_abhn": fraction(a + b // 2, n), "f_netn": fraction(a * k - b, n),
        "f_h1": fraction(h1, n // 2), "f_h2": fraction(a - h1, n // 2),
    }  # fmt: skip


def decimal(above: int, below: int) -> str:
    return f"{above / below:.2f}"


def fraction(above: int, below: int) -> str:
    """Inline maths: the fraction and its value, with the sign that is true."""
    return f"${latex(above, below)}$"


def latex(above: int, below: int) -> str:
    sign = "=" if 100 * above % below == 0 else r"\approx"
    return rf"\frac{{{above}}}{{{below}}} {sign} {decimal(above, below)}"
