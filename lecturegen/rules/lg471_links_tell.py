"""LG471 links-tell: the words of a link say where it leads.

Why: a screen reader lists the links of a page by their words, and ten that are called "here" lead nowhere (WCAG 2.2,
2.4.4); in a handout on paper, "here" is no address.

Bad:
    /closing: Can we find a card in a look or two? Ask [here](https://example.org/hashing).
    ---
    /frames/1/bullets/0: "[Click here](https://example.org/sorting) for the bill"
Good:
    /closing: Can we find a card in a look or two? Ask [the page about hashing](https://example.org/hashing).
    ---
    /frames/1/bullets/0: "`[here](x)` is how a link is written"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Text
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity

_LINK = re.compile(r"(?<![!\\])\[([^\[\]\n]{0,80})\]\([^()\s]{1,300}(?:\s\"[^\"\n]{0,100}\")?\)")
_EMPTY = frozenset(
    "here click click_here this this_link link the_link more read_more see_here page this_page source "
    "hier hier_klicken klicken link ici cliquez_ici lien aquí aqui enlace qui clicca_qui lees_meer".split()
)


@text_rule("LG471", "links-tell", Severity.WARNING, PROSE, signs=("](",))
def check(text: Text, context: Context) -> Iterator[Found]:
    for link in _LINK.finditer(without_maths(text.value)):
        said = "_".join(link[1].strip(" *_.:!").lower().split())
        if not said or said in _EMPTY:
            told = f"a link is called {quoted(link[1])}" if said else "a link has no words"
            yield Found(text.where, told, "name what it leads to", link.span())
