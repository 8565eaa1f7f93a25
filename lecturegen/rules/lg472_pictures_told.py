"""LG472 pictures-told: a picture in a text has words in its place.

Why: who does not see it hears the words instead (WCAG 2.2, 1.1.1), and formats without pictures show them.

Bad:
    /closing: "Can we find a card in a look or two, as in ![](box.png)?"
    ---
    /assessment/questions/0/explanation: >-
        Seven halvings are enough for a list of a hundred, as ![image](tree.png) shows.
Good:
    /closing: "Can we find a card in a look or two, as in ![a box with twenty lids](box.png)?"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Text
from lecturegen.schema import Severity

_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\(([^()\s]{1,300})(?:\s\"[^\"\n]{0,100}\")?\)")
_EMPTY = frozenset(("", "image", "picture", "figure", "alt", "alt text", "img", "diagram", "bild", "abbildung"))


@text_rule("LG472", "pictures-told", Severity.WARNING, PROSE, signs=("![",))
def check(text: Text, context: Context) -> Iterator[Found]:
    for picture in _PICTURE.finditer(without_maths(text.value)):
        said = picture[1].strip().lower()
        if said in _EMPTY or said == picture[2].rpartition("/")[2].lower():
            yield Found(text.where, "a picture has no words in its place", "say what it shows", picture.span())
