"""Lines that need no repair take a short way past ftfy, and come out as they would by the long one."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from lecturegen.reading import _clean
from lecturegen.reading._losses import Losses

SIGNS = "–—‘’“”…×−√≤≥≈·°²³éèçüöäß"
LINES = st.text(st.sampled_from(f"aZ09 .,'\"&;#<\t{SIGNS}Ã¢âÂ€™œ\u00a0\u00ad\u2028\x07ÌÕ"), max_size=30)
PAGES = st.sampled_from(["mac_roman", "latin-1", "cp437", "cp1252"])
BROKEN = st.builds(
    lambda said, page: said.encode().decode(page, "replace"), st.text(st.sampled_from(f"at àòîšİ{SIGNS}")), PAGES
)


@given(LINES | st.lists(LINES | BROKEN, max_size=4).map(" ".join))
@example("cr√≤nica")
@example("mi≈°")
@example("a × b – c … d")
@example("naïve cafÃ© and it’s")
@example("&amp; &eacute; &lt;")
def test_the_short_way_gives_what_the_long_one_gives(line: str) -> None:
    short, long = Losses(), Losses()
    told = _clean.repair(line, short)
    with patch.object(_clean, "_SOUND", re.compile(r"(?!)")):  # no line is sound
        assert _clean.repair(line, long) == told
    assert vars(short) == vars(long)


def test_what_most_notes_hold_is_sound() -> None:
    with patch.object(_clean, "_unmojibake", side_effect=AssertionError("the long way")):
        for line in ("It’s 2 × 3 – or “six” …", "Ein Würfel heißt fair, wenn …", "\tx <- 3 # ≤ 4", ""):
            assert _clean.repair(line, Losses()) == [line]
