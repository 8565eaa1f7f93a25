"""A case -> one question of a type: what AssessReply holds of it beside objective, frame and level.

Every number is computed; of what a reader without the lecture could go by (length, grammar, words) nothing differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.openai_server.content.figures import decimal
from tests.openai_server.content.phrases import capital, pools, say
from tests.openai_server.content.questions import KINDS, NUMBERS, Case

Made = dict[str, Any]


def single_choice(case: Case, turn: int, points: int) -> Made:
    asked = KINDS[turn % len(KINDS)](case)
    return {
        "stem": asked.stem,
        "answer": asked.sum.answer,
        "distractors": [{"text": text, "rationale": mistake} for text, mistake in asked.sum.mistakes.items()],
        "explanation": asked.sum.why,
    }


def numeric(case: Case, turn: int, points: int) -> Made:
    asked = NUMBERS[turn % len(NUMBERS)](case)
    tolerance = "0" if asked.unit else "0.01"
    rounded = "" if asked.unit else " Round to two places."
    return {
        "stem": asked.stem.removesuffix("?") + f"?{rounded}",
        "explanation": asked.sum.why,
        "answer": asked.sum.answer,
        "tolerance": tolerance,
        "unit": asked.unit,
    }


def multiple_choice(case: Case, turn: int, points: int) -> Made:
    """Five quantities of one case; of two or three the number that is named is right."""
    random = case.random
    n = 10 * random.randrange(4, 10)
    b = random.randrange(3, n // 4)
    a, k = n - b, random.randrange(4, 9)
    quantities = [
        ("{} of the {u} fail", b, b + 2, f"{n} - {a} = {b}"),
        ("all checks take {} minutes", n * k, n * k + k, f"{n} * {k} = {n * k}"),
        ("the failures cost {} minutes", b * k, b * k + k, f"{b} * {k} = {b * k}"),
        ("half of the {u} are {}", n // 2, n // 2 - 1, f"{n} / 2 = {n // 2}"),
        ("twice the {u} are {}", 2 * n, 2 * n + 2, f"2 * {n} = {2 * n}"),
    ]
    random.shuffle(quantities)
    right = 2 + turn % 2
    answers = [_option(text, value, f"That is {done}.", case) for text, value, _, done in quantities[:right]]
    wrong = [_option(text, off, f"It is {done}, so that is off.", case) for text, _, off, done in quantities[right:]]
    stem = say("stem_several", case.variant, _slots(case, n=n, a=a, k=k))
    why = f"The sums decide: {', '.join(done for *_, done in quantities)}, because each of the {n} takes the same {k}."
    return {"stem": capital(stem), "answers": answers, "distractors": wrong, "explanation": why}


def true_false(case: Case, turn: int, points: int) -> Made:
    random = case.random
    n = 10 * random.randrange(4, 20)
    b = random.randrange(3, n // 3)
    holds = turn % 2 == 0
    said = decimal(b, n) if holds else decimal(b, n - b)
    if not holds and said == decimal(b, n):
        said = decimal(2 * b, n)
    why = f"The share that fails is {b} / {n} = {decimal(b, n)}, because the total counts good and bad alike"
    why += "." if holds else f", so {said} is what comes of another total."
    stem = say("statement", case.variant, _slots(case, n=n, a=n - b, b=b, share=said))
    return {"stem": capital(stem), "answer": holds, "explanation": why}


def short_answer(case: Case, turn: int, points: int) -> Made:
    """A word that was taught, described by what it does; any word where none was."""
    words = [line.split(" | ") for line in pools()["word"]]
    silent = [word for word in words if word[0] not in f"{case.task} {case.topic}".lower()]
    taught = [word for word in silent if word[0] in case.taught] or silent
    answer, variants, does, why = taught[turn % len(taught)]
    stem = say("stem_word", case.variant, _slots(case, does=does))
    return {"stem": capital(stem), "answer": answer, "variants": variants.split(", "), "explanation": why}


def matching(case: Case, turn: int, points: int) -> Made:
    """Counts and the shares that they make; two shares are left over."""
    total = (20, 25, 50)[turn % 3]
    lost = case.random.sample(range(1, total), 6)
    pairs = [{"premise": f"{b} out of {total} {case.unit}", "response": decimal(b, total)} for b in lost[:4]]
    return {
        "stem": capital(say("stem_match", case.variant, _slots(case, n=total))),
        "pairs": pairs,
        "spare": [decimal(b, total) for b in lost[4:]],
        "explanation": f"Shares are counts over {total}; the first is {lost[0]} / {total} = {decimal(lost[0], total)}.",
    }


def ordering(case: Case, turn: int, points: int) -> Made:
    """Losses in order of the share that they are, which is not the order of their counts."""
    totals = case.random.sample((20, 40, 50, 80, 100, 200), 4)
    percents = sorted(case.random.sample((5, 10, 15, 20, 25, 30, 35, 40, 45), 4))
    counts = [(total * percent // 100, total) for total, percent in zip(totals, percents, strict=True)]
    shares = ", ".join(f"{b} / {n} = {decimal(b, n)}" for b, n in counts)
    return {
        "stem": capital(say("stem_order", case.variant, _slots(case))),
        "steps": [f"{b} of {n} {case.unit} lost" for b, n in counts],
        "explanation": f"The shares decide, and not the counts: {shares}.",
    }


def essay(case: Case, turn: int, points: int) -> Made:
    n = 10 * case.random.randrange(4, 20)
    b = case.random.randrange(3, n // 4)
    first = -(-points // 2)
    share = decimal(b, n)
    levels = {
        "Names the share that fails and what one failure costs": (
            f"gives {b} / {n} = {share} and a cost for one failure",
            f"gives {share} without a cost",
            "names neither of the two",
        ),
        "Says at which share the decision would turn": (
            "works out the share and says who would pay for being wrong",
            "names a share without a sum behind it",
            "keeps to a decision that nothing could turn",
        ),
    }
    rubric = [
        {"text": text, "levels": _levels(most, said)}
        for (text, said), most in zip(levels.items(), (first, points - first), strict=True)
        if most
    ]
    why = (
        f"A good answer sets the share {share} beside the cost of one failure, because {b} failures of {n} say nothing "
        "until it is known what each of them costs, and it names the share at which it would decide otherwise."
    )
    stem = say("stem_essay", case.variant, _slots(case, n=n, b=b))
    return {"stem": capital(stem), "explanation": why, "rubric": rubric}


def _levels(most: int, said: tuple[str, str, str]) -> list[Made]:
    levels = zip((most, most // 2, 0), said, strict=True) if most > 1 else zip((most, 0), said[::2], strict=True)
    return [{"points": number, "text": text} for number, text in levels]


def _option(text: str, value: int, why: str, case: Case) -> Made:
    return {"text": capital(text.format(value, u=case.unit)), "rationale": why}


def _slots(case: Case, **more: object) -> dict[str, object]:
    return {"t": case.topic, "u": case.unit, "name": case.name, "objective": case.task, **more}


TYPES: dict[str, Callable[[Case, int, int], Made]] = {
    kind.__name__: kind
    for kind in (single_choice, multiple_choice, true_false, short_answer, numeric, matching, ordering, essay)
}
"""What makes a question of a type; it is given a number that no other question of the week has, and the points."""
