"""Topics and minutes -> a plan: what PlanReply holds."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.openai_server.content.figures import NAMES, UNITS, Slots, number, seeded
from tests.openai_server.content.phrases import count, pools, say, sentence
from tests.openai_server.content.prompt import PlanPrompt
from tests.openai_server.content.wording import ASPECTS, article, term

_MOST_WORDS_OF_A_TITLE = 10
_MINUTES_A_FRAME = 1.5
_OBJECTIVES = (  # (Bloom level, text): three in a row hold at least two at apply or above
    ("apply", "Compute the {x} of {t} from two counts and a total"),
    ("analyse", "Diagnose a wrong {x} in {t} from a log of {u}"),
    ("remember", "Define the {x} of {t} in terms of the {y}"),
    ("evaluate", "Justify one choice of the {x} for {t} with a number"),
    ("apply", "Derive the {x} of {t} from the {y} and the total"),
    ("analyse", "Compare two ways to set the {x} for {t} by what each costs"),
    ("understand", "Explain how the {x} changes when {t} meets more {u}"),
    ("analyse", "Trace one of the {u} through {t} up to the {x}"),
    ("evaluate", "Choose a value of the {x} for {t} when the {y} is given"),
)


def plan(asked: PlanPrompt, salt: int = 0) -> dict[str, Any]:
    """One section for each topic; what one leaves open the next takes up."""
    shift = number(asked.week, *asked.topics, salt)
    subject = term(asked.title)
    minutes = _shares(asked.minutes, len(asked.topics), seeded("minutes", shift))
    titles: set[str] = set()
    sections: list[dict[str, Any]] = []
    starts_from = ""
    for place, topic in enumerate(asked.topics):
        after = term(asked.topics[place + 1], subject) if place + 1 < len(asked.topics) else ""
        made = _section(place, term(topic, subject), after, minutes[place], shift, titles)
        starts_from = starts_from or made.pop("takes_up")
        made.pop("takes_up", None)
        sections.append(made)
    return {"starts_from": starts_from, "sections": sections}


def _section(place: int, topic: str, after: str, minutes: float, shift: int, titles: set[str]) -> dict[str, Any]:
    random = seeded("section", shift, place)
    slots = {"t": topic, "t2": after, "u": UNITS[(shift + place) % len(UNITS)], "name": random.choice(NAMES)}
    frames = max(2, min(6, round(minutes / _MINUTES_A_FRAME)))
    aspects = [ASPECTS[(shift + 4 * place + step) % len(ASPECTS)] for step in range(frames + 1)]
    goals = min(frames, 2 + (place + shift) % 2)
    pool = "left_open" if after else "homework"
    return {
        "topic": place + 1,
        "minutes": minutes,
        "takes_up": sentence("problem", shift + place, Slots(random, **slots)),
        "objectives": [
            _objective(2 * place + shift % 9 + step, slots | {"x": aspects[step], "y": aspects[step + 1]})
            for step in range(goals)
        ],
        "frames": [
            _frame(place, step, goals, slots | _aspects(aspects[step], aspects[step + 1]), random, shift, titles)
            for step in range(frames)
        ],
        "leaves_open": sentence(pool, shift + place, Slots(random, **slots, x=aspects[frames - 1])),
    }


def _aspects(x: str, y: str) -> dict[str, str]:
    return {"x": x, "y": y, "ax": article(x)}


def _objective(index: int, slots: dict[str, str]) -> dict[str, str]:
    bloom, text = _OBJECTIVES[index % len(_OBJECTIVES)]
    return {"text": text.format_map(slots), "bloom": bloom}


def _frame(
    place: int, step: int, goals: int, slots: dict[str, str], random: Random, shift: int, titles: set[str]
) -> dict[str, Any]:
    index = shift + 3 * place + step
    points = [say("point", 5 * place + 2 * step + extra + shift, Slots(random, **slots)) for extra in (0, 1)]
    if step == 1:
        points.append(say("worked_point", index, Slots(random, **slots)))
    if step == 2:
        points.append(say("mistake_point", index, Slots(random, **slots)))
    return {"title": _title(index, slots, titles), "points": points, "objectives": [step % goals + 1]}


def _title(index: int, slots: dict[str, str], titles: set[str]) -> str:
    """A title that is short and new: the first that fits, from ``index`` on."""
    tried = [sentence("title", index + step, slots) for step in range(len(pools()["title"]))]
    fitting = [title for title in tried if count(title) <= _MOST_WORDS_OF_A_TITLE]
    title = next((title for title in fitting if title.lower() not in titles), fitting[0])
    titles.add(title.lower())
    return title


def _shares(minutes: float, sections: int, random: Random) -> list[float]:
    """``minutes`` cut into uneven parts that add up to it, in halves where there is room, else in hundredths."""
    weights = [random.uniform(0.85, 1.15) for _ in range(sections)]
    grain = 2 if minutes >= 2 * sections else 100
    ends = [round(grain * minutes * sum(weights[: place + 1]) / sum(weights)) for place in range(sections)]
    starts = [0, *ends[:-1]]
    return [(end - start) / grain for start, end in zip(starts, ends, strict=True)]
