"""LG470 language-told: a week is in the language that it says.

Why: a screen reader picks its voice by the language that a file declares (WCAG 2.2, 3.1.1), and reads German with
English sounds if that is wrong; rules that know English words only are wrong about such a text, too. Counted are
words such as "the", "und" and "que" in what is said; another language has to have three times as many of its own, and
twenty at least.

Not covered: languages other than German, English, French, Italian, Dutch, Portuguese and Spanish; short weeks.

Bad:
    /language: de
    ---
    /language: fr
Good:
    /language: en-GB
    ---
    /language: pl
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import words
from lecturegen.schema import Severity, Week

MOST = Limit("LG470", "times", 3, "times as many words of another language as of the declared one")
LEAST = Limit("LG470", "words", 20, "such words of another language")
_OWN = {
    "de": "der die das und ist nicht ein eine mit auch wir sich auf für dem den wenn oder wird sind",
    "en": "the and is of to that it you we this what with are not but for was have from they",
    "es": "el los las una que es por con para pero más como esto está del muy hay cuando también ya",
    "fr": "le les des une est et que dans pour pas sur avec nous vous mais cette sont qui plus du",
    "it": "il gli che è non una per con sono della questo ma più anche nel alla dei lo di come",
    "nl": "het een en van dat niet zijn voor met ook maar deze wij naar bij dan nog wordt er je",
    "pt": "os uma que não com para mas mais isso está são nós pelo também muito quando ele na da em",
}
_NAMES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip
_WORDS = {language: frozenset(own.split()) for language, own in _OWN.items()}


@rule("LG470", "language-told", Severity.WARNING, Scope.WEEK, again=False)
def check(week: Week, context: Context) -> Iterator[Found]:
    told = week.language.split("-")[0].lower()
    if told not in _WORDS:
        return
    counted = Counter(chain.from_iterable(map(words, _speech(week))))
    found = {language: sum(counted[word] for word in own) for language, own in _WORDS.items()}
    best = max(found, key=lambda language: found[language])
    if best != told and found[best] >= LEAST.of(context) and found[best] > MOST.of(context) * found[told]:
        message = f"the week is said to be in {_NAMES[told]}, and most of it is {_NAMES[best]}"
        yield Found("/language", message, f"declare language: {best}, in the course file or lecturegen.yaml")


def _speech(week: Week) -> Iterator[str]:
    for section in week.sections:
        yield section.opening
        yield from (frame.script for frame in section.frames)
        yield section.closing
