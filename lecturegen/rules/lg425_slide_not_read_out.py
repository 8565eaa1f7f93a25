"""LG425 slide-not-read-out: at most 16% of what a section says stands on its slides.

Why: people learn less from words that are shown and spoken at once than from either (the redundancy principle: Mayer
2009), and lecturers' first complaint about generated scripts is that they read the slide out. Counted are the spoken
words in runs of four that a bullet of the same frame has too. The limit is the upper quartile of the 52 frames of
this project's own sample week (0.16; its sections have 0.09 to 0.15), since nothing was published.

Not covered: what is said in other words than it is shown.

Bad:
    /frames/0/bullets:
      - So I keep the front half and ask its middle card the same question
      - Nine hundred cards become four hundred and fifty, then two hundred and twenty-five
      - Ten, where going card by card took up to nine hundred
      - You need as many looks as there are halvings before you're down to nothing
Good:
    /frames/0/bullets:
      - One look halves what is left
      - Ten looks for 900 cards
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Known, Limit, Scope, rule
from lecturegen.rules._words import spoken_words, words
from lecturegen.schema import Frame, Section, Severity

MOST = Limit("LG425", "share", 0.16, "of the spoken words that stand on the slide as well")
RUN = 4


@rule("LG425", "slide-not-read-out", Severity.WARNING, Scope.DRAFT, needs=[Known.SLIDES])
def check(section: Section, context: Context) -> Iterator[Found]:
    spoken = spoken_words(section)
    read = [_read_out(frame) for frame in section.frames]
    if spoken and sum(read) / spoken > (most := MOST.of(context)):
        worst = read.index(max(read)) + 1
        message = (
            f"{sum(read) / spoken:.0%} of the words stand on the slides, at most {most:.0%}; most in frame {worst}"
        )
        yield Found("/frames", message, "say the reason, the case and the number behind a bullet, and show it shorter")


def _read_out(frame: Frame) -> int:
    """Spoken words of a frame that are part of such a run."""
    shown = {run for bullet in frame.bullets for run in _runs(words(bullet))}
    said = words(frame.script)
    read: set[int] = set()
    for start, run in enumerate(_runs(said) if shown else ()):
        if run in shown:
            read.update(range(start, start + RUN))
    return len(read)


def _runs(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [said[i : i + RUN] for i in range(len(said) - RUN + 1)]
