"""LG262 letters-in-order: the letters of printed options run from A on, each once.

Why: where a letter is given twice, the key is anybody's guess; where one is left out, learning platforms count on and
the key moves by one.

Bad:
    /sheet/sections/0/questions/0/options/3/letter: C
    ---
    /sheet/sections/0/questions/0/options/3/letter: E
Good:
    /sheet/sections/0/questions/0/options/3: null
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._sheets import printed
from lecturegen.schema import Severity, WeekFiles
from lecturegen.schema.grammar import LETTERS


@rule("LG262", "letters-in-order", Severity.ERROR, Scope.FILES)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    for where, question in printed(files):
        letters = [option.letter for option in question.options]
        wanted = list(LETTERS[: len(letters)])
        if all(letters) and letters != wanted:
            fix = f"letter them {', '.join(wanted)}, and see that the key is still the right one"
            yield Found(f"{where}/options", f"the options are lettered {', '.join(letters)}", fix)
