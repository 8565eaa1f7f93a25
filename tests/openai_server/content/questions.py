"""A case -> a question on a small sum, with four answers of equal length, each wrong one a known mistake.

Options of equal length, with no word that only one of them has, cannot be told apart without doing the sum. Numbers are
shown in order of value, so it is decided here how many of the wrong ones are smaller: ``Case.rank``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.openai_server.content.figures import decimal
from tests.openai_server.content.phrases import capital, say


@dataclass(frozen=True, slots=True)
class Case:
    """Who does what with what. ``variant`` says which wording of the stem to take, ``rank`` where the answer lies.

    ``taught``: the words of the section.
    """

    topic: str
    name: str
    unit: str
    task: str
    variant: int
    rank: int
    random: Random
    taught: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum: its givens, the answer, for each wrong answer the mistake that leads to it, and why the answer holds."""

    givens: Mapping[str, object]
    answer: str
    mistakes: Mapping[str, str]
    why: str

    @property
    def fair(self) -> bool:
        """Nothing but the sum tells the options apart, and the stem does not show the answer."""
        options = {self.answer, *self.mistakes}
        shown = set(map(str, self.givens.values()))
        return len(options) == 4 and len(set(map(len, options))) == 1 and self.answer not in shown


Wrong = tuple[float, str]  # a number, and the mistake that leads to it


def _numeric(
    case: Case, givens: Mapping[str, object], answer: float, wrong: Sequence[Wrong], why: str, show: str = "d"
) -> Sum:
    """A sum with as many smaller numbers among its mistakes as the case's rank says, if there are as many."""
    below = [pair for pair in wrong if pair[0] < answer]
    above = [pair for pair in wrong if pair[0] > answer]
    case.random.shuffle(below)
    case.random.shuffle(above)
    taken = [*below[: case.rank], *above[: 3 - case.rank]]
    return Sum(givens, format(answer, show), {format(number, show): mistake for number, mistake in taken}, why)


@dataclass(frozen=True, slots=True)
class Question:
    """A sum in words. ``unit``: what the answer is counted in, empty for a share."""

    stem: str
    sum: Sum
    unit: str


def _asked(pool: str, case: Case, make: Callable[[Random], Sum], unit: str | None = None) -> Question:
    """The question for the first fair sum that comes up."""
    found = make(case.random)
    while not found.fair:
        found = make(case.random)
    slots: dict[str, object] = {"t": case.topic, "u": case.unit, "name": case.name, "objective": case.task}
    stem = capital(say(pool, case.variant, {**slots, **found.givens}))
    return Question(stem, found, case.unit if unit is None else unit)


def share(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n = 2 * random.randrange(15, 60)
        b = random.randrange(4, n // 2)
        a = n - b
        wrong = [
            (b / (2 * n), "Counted everything twice in the total."),
            (b / (n + b), "Added the failures to a total that holds them already."),
            (b / (n + a), "Added those in order to a total that holds them already."),
            (a / n, "Took the share that is in order and left it at that."),
            (b / a, "Divided by those in order, so that the failures dropped out of the total."),
            (2 * b / n, "Counted each failure twice."),
        ]
        why = f"Of {n} {case.unit} {a} are fine, so {n} - {a} = {b} are lost, and {b} / {n} is about {decimal(b, n)}, "
        why += "because the total counts good and bad alike."
        return _numeric(case, {"n": n, "a": a}, b / n, wrong, why, ".2f")

    return _asked("stem_share", case, make, "")


def rest(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n, k, s = random.randrange(160, 198), random.randrange(3, 10), random.randrange(3, 6)
        left = n - k * s
        wrong = [
            (left - k, "Took off one loss too many."),
            (left - 2 * k, "Took off two losses too many."),
            (left - s, f"Worked with {k + 1} in place of {k}."),
            (left + k, "Took off one loss too few."),
            (n - k, "Stopped after one loss."),
            (n - k - s, f"Added {k} and {s} where they multiply."),
        ]
        why = f"Losing {k} happens {s} times, so {k} * {s} = {k * s} go, and {n} - {k * s} = {left} stay."
        return _numeric(case, {"n": n, "k": k, "s": s}, left, wrong, why)

    return _asked("stem_rest", case, make)


def cost(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n, k = random.randrange(40, 99), random.randrange(4, 10)
        b = random.randrange(3, n // 4)
        wrong = [
            ((n - b) * k, "Left out those that fail, though they take as long."),
            (n * k - b, "Took off one for each failure."),
            (n * (k - 1), f"Worked with {k - 1} in place of {k}."),
            ((n + b) * k, "Counted the failures a second time."),
            (n * k + b, f"Added the {b} failures on top of the product."),
            (n * (k + 1), f"Worked with {k + 1} in place of {k}."),
        ]
        why = f"Passing or failing takes the same {k}, so the {b} failures change nothing, and {n} * {k} = {n * k}."
        return _numeric(case, {"n": n, "k": k, "b": b}, n * k, wrong, why)

    return _asked("stem_cost", case, make, "minutes")


def mean(case: Case) -> Question:
    def make(random: Random) -> Sum:
        low, middle = random.randrange(14, 30), random.randrange(31, 50)
        high = random.randrange(60, 90)
        high -= (low + middle + high) % 3
        total = low + middle + high
        wrong = [
            (middle, "Took the one in the middle, which is the median."),
            ((low + middle) // 2, "Stopped after the first two."),
            (total // 4, "Divided by four, as though there were one more."),
            ((low + high) // 2, "Used the lowest and the highest and forgot the third."),
            ((middle + high) // 2, "Left out the lowest."),
            (total // 2, "Divided by two, as though there were one fewer."),
        ]
        why = f"The sum is {low} + {middle} + {high} = {total}, and a third of {total} is {total // 3}."
        return _numeric(case, {"lo": low, "mid": middle, "hi": high}, total // 3, wrong, why)

    return _asked("stem_mean", case, make)


def needed(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n, percent = random.choice((40, 60, 80, 100)), random.choice((55, 60, 65, 70, 75, 80, 85))
        must, step = n * percent // 100, n // 20
        wrong = [
            (n - must, "Gave the number that may fail."),
            (must - step, "Rounded the share down before multiplying."),
            (must - 1, "Stopped one short."),
            (must + 1, "Asked for one more than the share does."),
            (must + step, "Rounded the share up before multiplying."),
            (must + 2 * step, "Rounded the share up twice before multiplying."),
        ]
        p = decimal(percent, 100)
        why = f"The share times the total is {p} * {n} = {must}, and one fewer would fall short of {p}."
        return _numeric(case, {"n": n, "p": p}, must, wrong, why)

    return _asked("stem_needed", case, make)


def compare(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n1, n2 = random.sample((20, 40, 60, 80, 100), 2)
        p1, p2 = random.sample((10, 15, 20, 25, 30, 35, 40), 2)
        b1, b2 = n1 * p1 // 100, n2 * p2 // 100
        better, worse = ("one", "two") if b1 * n2 < b2 * n1 else ("two", "one")
        gap, half = decimal(abs(b1 * n2 - b2 * n1), n1 * n2), decimal(abs(b1 * n2 - b2 * n1), 2 * n1 * n2)
        mistakes = {
            f"way {worse}, by {gap}": "Mixed up which of the shares is the smaller.",
            f"way {better}, by {half}": "Halved the difference, as though it had to be shared out.",
            f"way {worse}, by {half}": "Mixed up the shares and halved their difference.",
        }
        why = f"The shares are {b1} / {n1} = {decimal(b1, n1)} and {b2} / {n2} = {decimal(b2, n2)}; "
        why += f"they differ by {gap}, and the smaller belongs to way {better}."
        givens = {"n1": n1, "b1": b1, "n2": n2, "b2": b2}
        return Sum(givens, f"way {better}, by {gap}", mistakes, why)

    return _asked("stem_compare", case, make)


def gain(case: Case) -> Question:
    def make(random: Random) -> Sum:
        n, k = random.randrange(30, 90), random.randrange(2, 6)
        b, m = random.randrange(6, 20), random.randrange(12, 40)
        saved, spent = b * m, n * k
        size, off = abs(saved - spent), abs(saved - spent - k)
        word, other = ("gain", "loss") if saved > spent else ("loss", "gain")
        mistakes = {
            f"a {other} of {size} cents": "Subtracted the wrong way round.",
            f"a {word} of {off} cents": f"Counted one of the {case.unit} too many.",
            f"a {other} of {off} cents": "Subtracted the wrong way round and miscounted by one.",
        }
        why = f"Checks cost {n} * {k} = {spent} and faults save {b} * {m} = {saved}, so a {word} of {size} remains."
        return Sum({"n": n, "k": k, "b": b, "m": m}, f"a {word} of {size} cents", mistakes, why)

    return _asked("stem_gain", case, make)


KINDS: tuple[Callable[[Case], Question], ...] = (share, rest, cost, mean, needed, compare, gain)
NUMBERS = (share, rest, cost, mean, needed)
"""Those whose answer is a number and nothing else."""
