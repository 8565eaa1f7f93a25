"""Wire shapes: strict where it matters, not pedantic where nothing is lost."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from lecturegen.questions import Bloom, Difficulty
from lecturegen.schema.wire import FrameReply, ObjectiveReply

FRAME = {"bullets": ["one"], "script": "Said."}


@pytest.mark.parametrize("rest", [{}, {"maths": None, "code": None, "table": None, "sources": None}])
def test_what_a_frame_does_not_need_may_be_left_out_or_null(rest: dict[str, object]) -> None:
    frame = FrameReply.model_validate(FRAME | rest)
    assert (frame.maths, frame.code.text, frame.table.rows, frame.sources) == ("", "", [], [])


@pytest.mark.parametrize("changed", [{"script": None}, {"title": "A field that was not asked for"}, {"bullets": "one"}])
def test_what_a_frame_needs_may_not(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FrameReply.model_validate(FRAME | changed)


@pytest.mark.parametrize("spelled", ["analyse", "Analyze", " ANALYSE "])
def test_levels_are_read_however_they_are_spelled(spelled: str) -> None:
    assert ObjectiveReply.model_validate({"text": "x", "bloom": spelled}).bloom is Bloom.ANALYSE
    assert Difficulty("Hard") is Difficulty.HARD


def test_an_unknown_level_is_not_guessed() -> None:
    with pytest.raises(ValidationError):
        ObjectiveReply.model_validate({"text": "x", "bloom": "grasp"})
