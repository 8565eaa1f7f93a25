"""LG224 options-substantial: the options of a choice question are more than true and false, or yes and no.

Why: such a question has two options, whatever stands beside them, and is guessed at even odds; true or false is a type
of its own.

Not covered: "True" beside "None" and "TypeError", which is what a program prints.

Bad:
    /assessment/questions/1/answer: "True"
    /assessment/questions/1/distractors:
      - {text: "False", rationale: r}
      - {text: Sometimes, rationale: r}
      - {text: It depends, rationale: r}
Good:
    /assessment/questions/1/answer: "True"
    /assessment/questions/1/distractors:
      - {text: "False", rationale: r}
      - {text: "None", rationale: r}
      - {text: TypeError, rationale: r}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._words import normal
from lecturegen.schema import Section, Severity

_VERDICTS = frozenset({"true", "false", "yes", "no", "correct", "incorrect", "right", "wrong"})
_BESIDE = frozenset(
    {
        "both", "neither", "maybe", "sometimes", "perhaps", "it depends", "depends", "unknown", "not sure", "partly",
        "partly true", "partially true", "cannot be determined", "can't be determined", "not enough information",
        "cannot say", "possibly", "not always", "not necessarily",
        "unclear", "undecided", "cannot be known", "only sometimes",
        "not applicable", "all of the above", "none of the above", "always", "never",
    }
)  # fmt: skip


@rule("LG224", "options-substantial", Severity.ERROR, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        said = {normal(option) for _, option in choice.option_places()}
        if len(said & _VERDICTS) >= 2 and said <= _VERDICTS | _BESIDE:
            yield Found(
                next(choice.option_places()).where,
                "the options are verdicts: " + ", ".join(sorted(said)),
                "ask what follows, why, or how much, with four answers to that",
            )
