"""Matching: premises under letters, responses under numbers, and a key such as ``A-2, B-1``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.questions import Matching, Pair
from lecturegen.schema.grammar import LETTERS
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.paper._base import Fault, Misprint, PaperForm, Understood, common, places
from lecturegen.schema.paper._letters import found_in, lettered, without_letters
from lecturegen.schema.signs import Signs

_PAIR = re.compile(r"([A-Z])-([0-9]{1,4})")


class MatchingForm(PaperForm[Matching]):
    kind = "matching"
    needs = frozenset({"options", "targets", "key"})

    def printed(self, question: Matching, shown: Sequence[str], signs: Signs) -> SheetQuestion:
        numbers = found_in(shown, [pair.response for pair in question.pairs])
        return SheetQuestion(
            stem=question.stem, form=self.form(question, signs.words.forms.match), targets=tuple(shown),
            options=lettered([pair.premise for pair in question.pairs]),
            key=", ".join(f"{LETTERS[place]}-{number + 1}" for place, number in enumerate(numbers)),
            explanation=question.explanation,
        )  # fmt: skip

    def understood(self, sheet: SheetQuestion, signs: Signs) -> Understood[Matching]:
        matched = _matched(sheet)
        spare = [place for place in range(len(sheet.targets)) if place not in matched]
        question = Matching(
            **common(sheet), places=matched, spare=tuple(sheet.targets[place] for place in spare),
            pairs=tuple(
                Pair(premise=option.text, response=sheet.targets[place])
                for option, place in zip(sheet.options, matched, strict=True)
            ),
        )  # fmt: skip
        at = {f"/pairs/{number}/premise": f"/options/{number}/text" for number in range(len(matched))}
        at |= {f"/pairs/{number}/response": f"/targets/{place}" for number, place in enumerate(matched)}
        at |= {f"/spare/{number}": f"/targets/{place}" for number, place in enumerate(spare)}
        return Understood(question, places() | at)

    def faults(self, question: Matching) -> Iterator[Fault]:
        yield from without_letters("/pairs", len(question.pairs))


def _matched(sheet: SheetQuestion) -> tuple[int, ...]:
    """The place of the response of each premise. Raises Misprint."""
    pairs = [_PAIR.fullmatch(one) for one in re.split(r" *, *", sheet.key.strip())]
    found = {pair[1]: int(pair[2]) - 1 for pair in pairs if pair}
    letters = [option.letter for option in sheet.options]
    if sorted(found) != letters or len(pairs) != len(letters):
        wanted = ", ".join(f"{letter}-…" for letter in letters)
        raise Misprint("/key", f"the key '{sheet.key}' does not match each letter once; write '{wanted}'")
    places = tuple(found[letter] for letter in letters)
    for place in places:
        if not 0 <= place < len(sheet.targets):
            raise Misprint("/key", f"the key names {place + 1}; name one of 1 to {len(sheet.targets)}")
        if places.count(place) > 1:
            raise Misprint("/key", f"the key names {place + 1} twice; give each letter a number of its own")
    return places
