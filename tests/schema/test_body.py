"""Where frames begin in a body, in the many ways in which people and models mark them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.schema.body import Body, read_body

MARKS = [
    "**Frame {}: Sorted boxes**", "### Frame {}: Sorted boxes", "#### Frame {}:", "### **Frame {}: Sorted boxes**",
    "**[Frame {}: Sorted boxes]**", "[**Frame {}: Sorted boxes**]", "[Frame {}]", "**Frame {} - Sorted boxes:**",
    "(Advance to Frame {})", "**(Advance to Frame {})**", "[Advance to Frame {}]", "* [Advance to Frame {}]",
    "*Transitioning to Frame {}: Sorted boxes*", "**Transition to Frame {}:**", "**[Click to Frame {}]**",
    "**(Slide changes to Frame {})**", "**Frame Transition to Frame {}: Sorted boxes**", "**[Frame {} Transition]**",
    "**Sorted boxes (Frame {}):**", "*(Advance to frame {})*", "**Slide Frame {}: Sorted boxes**", "(Display Frame {})",
    "[**Advancing to Frame {}**]", "*Advance to Frame {}*:", "**Frame {} Explanation: Sorted boxes**",
    "Frame {}: Sorted boxes",
]  # fmt: skip


def texts(body: str, declared: int) -> list[tuple[int, str]]:
    return [(frame.number, frame.text.of(body)) for frame in read_body(body, declared).frames]


@pytest.mark.parametrize("mark", MARKS)
def test_frames_are_recovered_however_they_are_marked(mark: str) -> None:
    body = "\n\n".join(["Half goes.", mark.format(2), "It took hours.", mark.format(3), "So is it worth it?"])
    assert texts(body, 3) == [(1, "Half goes."), (2, "It took hours."), (3, "So is it worth it?")]


@pytest.mark.parametrize("mark", [mark for mark in MARKS if "Sorted boxes" in mark])
def test_title_of_a_frame_is_read(mark: str) -> None:
    (frame,) = read_body(f"{mark.format(1)}\n\nHalf goes.", 1).frames
    assert frame.mark
    assert frame.mark.title == "Sorted boxes"


@pytest.mark.parametrize("mark", ["[Next frame]", "(Transition to next frame)", "*(Transitioning to the next frame)*"])
def test_cues_without_numbers_count_if_there_are_as_many_as_frames_to_go_to(mark: str) -> None:
    body = f"Half goes.\n\n{mark}\n\nIt took hours.\n\n{mark}\n\nSo is it worth it?"
    assert texts(body, 3) == [(1, "Half goes."), (2, "It took hours."), (3, "So is it worth it?")]
    assert texts(body, 4) == [(1, body)]


def test_slides_count_as_frames_if_the_last_of_them_is_the_last_frame() -> None:
    body = "**Slide 1: Halves**\n\nHalf goes.\n\n**Slide 2: The bill**\n\nIt took hours."
    assert texts(body, 2) == [(1, "Half goes."), (2, "It took hours.")]
    assert texts(body, 3) == [(1, body)]


def test_what_is_spoken_behind_a_mark_on_its_line_belongs_to_the_frame() -> None:
    body = "**Frame 1:** Half goes.\n\n**Frame 2 - The bill:** It took hours."
    assert texts(body, 2) == [(1, "Half goes."), (2, "It took hours.")]


def test_cue_in_the_middle_of_a_paragraph_parts_it() -> None:
    body = "Half goes. (Advance to Frame 2) It took hours."
    assert texts(body, 2) == [(1, "Half goes."), (2, "It took hours.")]


def test_heading_begins_a_frame_and_what_is_said_between_cue_and_heading_belongs_to_the_one_before() -> None:
    body = "**Frame 1**\n\nHalf goes.\n\n(Advance to Frame 2)\n\nNow the bill.\n\n**Frame 2**\n\nIt took hours."
    assert texts(body, 2)[0] == (1, "Half goes.\n\n(Advance to Frame 2)\n\nNow the bill.")
    body = body.replace("Now the bill.\n\n", "")
    assert texts(body, 2) == [(1, "Half goes."), (2, "It took hours.")]


def test_fence_around_the_whole_speech_is_seen_through() -> None:
    body = "```markdown\nHalf goes.\n\n[Advance to Frame 2]\n\nIt took hours.\n```\nThis script is smooth."
    assert texts(body, 2) == [(1, "Half goes."), (2, "It took hours.")]
    assert read_body(body, 2).closing.of(body) == "This script is smooth."


@pytest.mark.parametrize(
    "said",
    [
        "```\n### Frame 2: in code\n```",
        "A frame of 2 lines, in frame 2 of the film, is cut.",
        "Two frames met (see Frame 2 of the film, where the loop ran past it).",
        "**Frames of reference** are two.",
        "[End of Frame 1]",
        "Now let's move to the next frame of mind.",
        "The picture frame 2 metres wide fell.",
    ],
)
def test_what_only_speaks_of_frames_marks_none(said: str) -> None:
    body = f"Half goes.\n\n{said}\n\nIt took hours."
    assert texts(body, 2) == [(1, body)]


PIECES = st.sampled_from(
    [
        "Half goes.", "", "```", "```python", "---", "  - a", "    code", "*(About 2 minutes)*", "*(On the slide)*",
        "*(Close)*", "[Next frame]", "**Slide 2: b**", "said (Advance to Frame 2) on", "\t", "我 **Frame 2** 我",
        *(mark.format(number) for mark in MARKS for number in (1, 2, 3)),
    ]
)  # fmt: skip


def outside(body: str, read: Body) -> str:
    """What of ``body`` is neither in a text nor in a mark."""
    spans = [(frame.text.start, frame.text.end) for frame in read.frames]
    spans += [(frame.mark.start, frame.mark.end) for frame in read.frames if frame.mark]
    spans += [(mark.start, mark.end) for mark in read.marks if not mark.number]
    spans += [(span.start, span.end) for span in (read.opening, read.closing)]
    kept = [not any(start <= at < end for start, end in spans) for at in range(len(body))]
    return "".join(character for character, free in zip(body, kept, strict=True) if free)


@given(st.lists(PIECES | st.text(max_size=20), max_size=12).map("\n".join), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_no_text_is_lost_and_none_is_read_twice(body: str, declared: int) -> None:
    read = read_body(body, declared)
    spans = [read.opening, *(frame.text for frame in read.frames), read.closing]
    ends = [span.end for span in spans]
    assert all(span.start <= span.end for span in spans)
    assert all(start >= end for start, end in zip([span.start for span in spans][1:], ends, strict=False))
    assert [frame.number for frame in read.frames] == sorted({frame.number for frame in read.frames})
    left = outside(body, read)
    shown = "*(On the slide)*" in body or "```" in body or "*(Close)*" in body
    assert shown or not left.strip()
