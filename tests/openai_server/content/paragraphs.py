"""Points and a number of words -> paragraphs of about that length, unlike those of every other section.

A paragraph takes its sentences from four pools of 17. Which ones follows from a polynomial over the integers modulo 17,
whose coefficients are the paragraph's number in three digits (a Reed-Solomon code): two paragraphs of a week share at
most two phrases, and their slots are filled with other words and numbers. So no week repeats itself by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.openai_server.content.figures import NAMES, Slots
from tests.openai_server.content.phrases import capital, count, sentence
from tests.openai_server.content.wording import thing

_ROLES = ("reason", "limit", "case", "turn")
_PRIME = 17
_PAUSE = "*(Pause)*"


@dataclass
class Writer:
    """Writes one section. ``shift`` is the week's own, ``number`` the section's; ``random`` fills in the numbers."""

    topic: str
    unit: str
    number: int
    shift: int
    random: Random
    written: int = 0  # paragraphs so far

    def slots(self, about: str) -> Slots:
        """A fresh count, a person, and the thing that ``about`` is about."""
        noun = thing(about, self.topic)
        return Slots(self.random, t=self.topic, u=self.unit, w=noun, name=self.random.choice(NAMES))

    def paragraphs(self, title: str, points: Sequence[str], special: str, words: int) -> list[str]:
        """Every point in a paragraph of its own, and after the first one ``special``; in all about ``words`` words."""
        started = [_Paragraph(self, point, [_closed(point)]) for point in points] or [_Paragraph(self, title, [])]
        left = words - count(special) - sum(p.words for p in started)
        while True:
            shortest = min(started, key=lambda p: len(p.sentences))
            if shortest.full:
                shortest = _Paragraph(self, title, [])
            following = shortest.following()
            if left < count(following) / 2 and (special or started[0].sentences):
                break
            if not shortest.sentences:
                started.append(shortest)
            shortest.sentences.append(following)
            left -= count(following)
        texts = [" ".join(p.sentences) for p in started if p.sentences]
        return [*texts[:1], *filter(None, [special]), *texts[1:]]

    def worked(self, about: str) -> str:
        """One example worked through with numbers."""
        return self._pair("setting", "sum", about)

    def mistake(self, about: str) -> str:
        return self._pair("mistake", "price", about)

    def asked(self, about: str) -> str:
        """A question, a pause, and the lecturer's own answer."""
        slots = self.slots(about)
        return f"{self.say('ask', slots)}\n\n{_PAUSE}\n\n{self.say('reply', slots)} {self.say('turn', slots)}"

    def say(self, pool: str, slots: Slots) -> str:
        """The section's phrase of ``pool``: pools of 11 and 7 make 77 pairs before one comes again."""
        return sentence(pool, self.number + self.shift, slots)

    def _pair(self, first: str, second: str, about: str) -> str:
        slots = self.slots(about)
        return f"{self.say(first, slots)} {self.say(second, slots)}"


class _Paragraph:
    """A paragraph that grows by one sentence at a time."""

    def __init__(self, writer: Writer, about: str, sentences: list[str]) -> None:
        self.writer = writer
        self.sentences = sentences
        self.place = writer.written
        writer.written += 1
        self._slots = writer.slots(about)
        self._said = 0
        self._next: str | None = None

    @property
    def words(self) -> int:
        return sum(map(count, self.sentences))

    @property
    def full(self) -> bool:
        return self._said == len(_ROLES)

    def following(self) -> str:
        role = (self._said + self.place) % len(_ROLES)
        self._said += 1
        return sentence(_ROLES[role], self._phrase(role), self._slots)

    def _phrase(self, role: int) -> int:
        """Value at ``role`` of the polynomial that this paragraph's number spells."""
        rounds, place = divmod(self.place, _PRIME)
        weeks, number = divmod(self.writer.number, _PRIME)
        return (place + self.writer.shift + number * role + (weeks + 3 * rounds) * role**2) % _PRIME


def _closed(point: str) -> str:
    """A point as a sentence."""
    text = capital(point.strip())
    return text if text[-1:] in ".?!:…" else f"{text}."
