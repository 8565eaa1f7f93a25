"""LG234 options-apart: no option is made of two others.

Why: whoever holds one of the two for right has to hold the three for right; and a key that is a union is found by
looking for the option that shares most with the rest, which is called convergence (Haladyna and Downing 1989).

Bad:
    /assessment/questions/1/answer: It ends early and raises an error
    /assessment/questions/1/distractors/0/text: It ends early
    /assessment/questions/1/distractors/1/text: It raises an error
Good:
    /assessment/questions/1/answer: It ends early and forgets the error
    /assessment/questions/1/distractors/0/text: It ends early
    /assessment/questions/1/distractors/1/text: It raises an error
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._items import picks
from lecturegen.rules._words import excerpt, listed, roots
from lecturegen.schema import Section, Severity


@rule("LG234", "options-apart", Severity.WARNING, Scope.ASSESSMENT, english=True)
def check(section: Section, context: Context) -> Iterator[Found]:
    for choice in picks(section):
        if not any(" and " in option for option in (*choice.keys, *choice.others)):
            continue
        places = [(where, option, roots(option)) for where, option in choice.option_places()]
        for (where, option, union), (_, one, first), (_, other, second) in permutations(places, 3):
            joins = " and " in option and first and second and not first & second
            if joins and one < other and first < union and second < union and first | second == union:
                message = f"{excerpt(option)} is {listed((one, other))} in one"
                yield Found(where, message, "let it stand for a mistake of its own")
