"""A topic that looks back, such as a summary, and has no notes of its own -> frames of questions with their answers.

What the other sections said is not said again: it is asked for, waited for, and answered in a few words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.language import capitalised, ended, length, listed, normal
from lecturegen.llm.offline.predications import Names, Predication, predications
from lecturegen.llm.offline.telling import Role, Said

PAUSE = "*(Pause)*"
_FRAMES = 2
_EACH = 4
"""Questions of a frame at most."""
_TITLES = ("{names} from memory", "{names} without looking", "{names} once more", "{names} with the notes shut")


@dataclass(frozen=True, slots=True)
class Recall:
    """A question that the notes answer. ``piece``: where."""

    asked: Predication
    piece: int


def recalls(frames: Sequence[Frame], names: Names) -> Iterator[Recall]:
    """Questions that a section's speech answers in a few words."""
    for said in (said for frame in frames for said in frame.said):
        if said.role in (Role.CLAIM, Role.LIST, Role.DEFINITION):
            for found in predications(said.text, names):
                if found.leads and 2 <= length(found.answer) <= 22:
                    yield Recall(found, said.piece)


def dealt(found: Sequence[Sequence[Recall]], hands: int, asked: set[str]) -> list[list[Recall]]:
    """The recalls of all sections dealt to ``hands`` review sections: each gets some of every section, none twice."""
    best: dict[str, Recall] = {}
    for one in (one for own in found for one in own):
        known = best.setdefault(normal(one.asked.question), one)
        if length(one.asked.answer) > length(known.asked.answer):
            best[normal(one.asked.question)] = one
    seen = set(asked)
    out: list[list[Recall]] = [[] for _ in range(hands)]
    longest = max((len(own) for own in found), default=0)
    place = 0
    for turn in range(longest):
        for own in found:
            if turn < len(own) and normal(own[turn].asked.question) not in seen:
                seen.add(normal(own[turn].asked.question))
                out[place % hands].append(best[normal(own[turn].asked.question)])
                place += 1
    return [hand[: _FRAMES * _EACH] for hand in out]


def review_frames(hand: Sequence[Recall], leads: Iterator[str], titles: set[str]) -> list[Frame]:
    """Two frames of questions and answers; one if there are few; none if there is hardly any."""
    if len(hand) < 2:
        return []
    half = (len(hand) + 1) // 2
    groups = [hand[:half], hand[half:]] if len(hand) >= 4 else [hand]
    return [_frame(group, next(leads, ""), titles) for group in groups]


def _frame(group: Sequence[Recall], lead: str, titles: set[str]) -> Frame:
    said = [Said(lead, Role.LINK, group[0].piece)] if lead else []
    for one in group:
        text = f"{one.asked.question}\n\n{PAUSE}\n\n{ended(capitalised(one.asked.said))}"
        said.append(Said(text, Role.RECALL, one.piece))
    subjects = list(dict.fromkeys(one.asked.subject for one in group))
    made = Frame((), said)
    made.recalls = [one.asked for one in group]
    made.title = _title(subjects, titles)
    titles.add(normal(made.title))
    made.bullets = tuple(one.asked.question for one in group if length(one.asked.question) <= 12)
    return made


def _title(subjects: Sequence[str], titles: set[str]) -> str:
    turn = len(titles) % len(_TITLES)
    for count in (3, 2, 1):
        names = listed([subjects[0], *(s for s in subjects[1:count])])
        for pattern in (*_TITLES[turn:], *_TITLES[:turn]):
            title = capitalised(pattern.format(names=names))
            if normal(title) not in titles and length(title) <= 10:
                return title
    return capitalised(_TITLES[0].format(names=subjects[0]))
