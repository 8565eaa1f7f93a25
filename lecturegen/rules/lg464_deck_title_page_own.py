r"""LG464 deck-title-page-own: title, author, institute and date of a deck are its own.

Why: "Your Name" on the first slide says that nobody has looked. 23.8% of 1,138 machine-written decks had that or
"Sample Beamer"; counted here are also "University Name" and addresses such as email@university.edu, which models write
where they know no better.

Also known as: T16

Not covered: a name that is made up but could be somebody's.

Bad:
    /preamble: "\\usepackage{listings}\n\\author[Your Name]{Your Name}\n\\begin{document}\n"
    ---
    /preamble: |
        \usepackage{listings}
        \institute{
          University Name\\
          Email: email@university.edu
        }
        \begin{document}
    ---
    /preamble: |
        \usepackage{listings}
        \title{Presentation Title}
        \begin{document}
Good:
    /preamble: |
        \usepackage{listings}
        % \author{Your Name}
        \title{What is your name?}
        \author{Ada Example \href{mailto:ada@mail.example.edu}{(write)}}
        \institute{University of Example}
        \begin{document}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._tex import bare
from lecturegen.rules._words import quoted
from lecturegen.rules.lg453_deck_no_placeholder import placeholder_at
from lecturegen.schema import Severity
from lecturegen.schema.deck import Deck
from lecturegen.schema.tex import closing_brace

_FIELD = re.compile(r"\\(title|subtitle|author|institute|date)[ \t]*(?:\[[^\[\]]{0,200}\])?\s{0,9}\{")
_LONGEST = 2_000
_STAND_IN = re.compile(
    r"\b(?:your (?:full )?(?:presentation title|name|position|title|institution|institute|university|college|school"
    r"|department|affiliation|organi[sz]ation|company|course|e-?mail)|(?:university|institution|institute|department|author|instructor|lecturer"
    r"|presenter|speaker|course|company)(?:['’]s)? name|sample beamer|beamer (?:template|example)|presentation title"
    r"|(?:e?mail|name|your\.?(?:name|email)|author|instructor)@\w[\w.-]*|[\w.-]+@(?:example\.(?:com|org|edu)"
    r"|university\.(?:edu|com)|domain\.com)|(?:www\.)?(?:university|yourwebsite|yourdomain)\.(?:edu|com|org))\b",
    re.I,
)


@rule("LG464", "deck-title-page-own", Severity.WARNING, Scope.DECK, again=False)
def check(deck: Deck, context: Context) -> Iterator[Found]:
    plain = bare(deck.preamble)
    for field in _FIELD.finditer(plain):
        end = closing_brace(plain, field.end(), _LONGEST)
        value = plain[field.end() : end if end >= 0 else plain.find("\n", field.end())]
        found = _STAND_IN.search(value)
        if found and "title" in field[1] and found[0] != value.strip():
            found = None  # a lecture may be about your name
        span = found.span() if found else placeholder_at(value, context)
        if span:
            at = (field.end() + span[0], field.end() + span[1])
            message = rf"\{field[1]} holds {quoted(deck.preamble[slice(*at)])}"
            yield Found("/preamble", message, "write who really speaks, where and when, or leave it out", at)
