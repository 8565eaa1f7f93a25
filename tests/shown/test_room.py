"""How much room is measured: the widths are those of the font, no formula is drawn larger than it is taken for, and a
draft that does not fit goes back with what fits."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from lecturegen import rules
from lecturegen.chains._base import settle
from lecturegen.chains.draft import read_draft, task
from lecturegen.exporters._formulas import formula
from lecturegen.llm import Request
from lecturegen.llm.scripted import ScriptedModel
from lecturegen.message import Message
from lecturegen.rules._sample import sample_context, sample_plan, sample_week
from lecturegen.schema import ReviseAsk
from lecturegen.schema.wire import DraftReply
from lecturegen.shown.formula_size import formula_size
from lecturegen.shown.letters import RESERVE, breaks, chunks, code_lines, lines
from lecturegen.shown.mathml import NotMaths
from lecturegen.shown.plain import Run, plain, runs
from lecturegen.shown.room import needed, parts, room
from tests.exporters.frames import CODE, FORMULAS, INLINE, WORDS
from tests.exporters.weeks import frame

REQUEST: Request[Any] = Request("draft", "draft", 1, (Message("user", "Draft."),), ReviseAsk(findings=()), DraftReply)
texts = st.lists(st.sampled_from([*WORDS, *INLINE, "堆排序"]), min_size=1, max_size=30).map(" ".join)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@given(st.text(st.sampled_from("abcXYZ éüßłλΩжШ—…%&0123456789"), min_size=1, max_size=30).map(lambda text: f"x{text}x"))
def test_a_line_is_as_wide_as_its_letters_and_a_tenth(weight: str, text: str) -> None:
    file = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{weight}.ttf"
    font = ImageFont.truetype(str(file), 1000, layout_engine=ImageFont.Layout.BASIC)
    wide = sum(font.getlength(sign) for sign in " ".join(text.split())) / 1000 * RESERVE * 24
    shown = [Run(" ".join(text.split()), bold=weight == "Bold")]
    assert lines(shown, 24, wide + 0.01) == 1
    assert lines(shown, 24, wide * 0.98) > 1


@given(texts, st.integers(1, 5))
def test_parts_of_a_text_are_the_text_and_none_has_more_lines(text: str, most: int) -> None:
    found = chunks(runs(text), 24, 400, most)
    assert "".join("".join(run.text for run in part) for part in found).replace(" ", "") == plain(text).replace(" ", "")
    assert all(lines(part, 24, 400) <= most for part in found)


@given(texts, st.floats(1, 30))
def test_a_text_that_may_break_is_the_text(text: str, wide: float) -> None:
    assert "".join(breaks(text, wide)) == text
    assert breaks("short words only", 30) == ["short words only"]


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("latex", [*FORMULAS, *(run.text for text in INLINE for run in runs(text) if run.maths)])
def test_no_formula_is_drawn_larger_than_it_is_taken_for(latex: str, display: bool) -> None:
    try:
        drawn, taken = formula(latex, display=display), formula_size(latex, display=display)
    except NotMaths:
        return
    assert drawn.height <= taken.height + 0.05
    assert drawn.width <= taken.width + 0.05
    assert taken.height <= 2.2 * drawn.height


def test_lines_of_code_are_counted_in_letters_of_one_width() -> None:
    assert code_lines("\n".join(CODE[:3]), 14, 844) == 3
    assert code_lines("x" * 91, 14, 844) == 1
    assert code_lines("x" * 92, 14, 844) == 2
    assert code_lines("堆" * 46, 14, 844) == 2


def test_a_long_headline_takes_room_from_what_is_below_it() -> None:
    assert room("Short") == 400
    assert room("A headline that is so long that it takes a second line on the slide that it stands on") == 360
    assert needed(list(parts(frame(bullets=["one", "two"])))) == 76


def test_measuring_needs_no_package_but_those_of_the_base_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("typst", "ziamath", "pptx", "font_source_sans_pro", "PIL"):
        monkeypatch.setitem(sys.modules, name, None)
    formula_size.cache_clear()
    assert [part.name for part in parts(frame(maths="\\frac{a}{b}"))] == ["bullets", "formula"]


def reply(*, fits: bool) -> dict[str, Any]:
    section = sample_week().sections[1]
    plain: dict[str, Any] = {"opening": section.opening, "closing": section.closing, "frames": []}
    for one in section.frames:
        code = {"language": one.code.language, "text": one.code.text} if one.code else {"language": "", "text": ""}
        table = one.table.model_dump() if one.table else {"header": [], "rows": []}
        plain["frames"].append({
            "bullets": one.bullets, "script": one.script, "code": code, "maths": one.maths, "table": table,
            "sources": [source.model_dump() for source in one.sources],
        })  # fmt: skip
    if not fits:
        plain["frames"][1]["code"] = {"language": "python", "text": "\n".join(f"x{n} = {n}" for n in range(24))}
    return plain


def test_a_draft_that_does_not_fit_goes_back_once_with_what_fits() -> None:
    planned, context = sample_plan().sections[1], sample_context()
    model = ScriptedModel([reply(fits=False), reply(fits=True)])
    settled = asyncio.run(settle(model, REQUEST, task(planned, context)))
    assert len(model.asked) == 2
    said = model.asked[1].messages[-1].text
    assert "frame 2 holds" in said
    assert "24 lines of code at 14 points" in said
    assert "show at most " in said
    assert not [finding for finding in settled.findings if finding.code == "LG427"]


def test_a_draft_that_never_fits_stands_and_is_told_of() -> None:
    planned, context = sample_plan().sections[1], sample_context()
    settled = asyncio.run(settle(ScriptedModel([reply(fits=False)] * 2), REQUEST, task(planned, context)))
    assert [finding.where for finding in settled.findings if finding.code == "LG427"] == ["/frames/1"]
    kept = read_draft(planned, DraftReply.model_validate(reply(fits=False)))
    assert rules.check(kept, rules.Scope.DRAFT, context)
