"""What stands of a plan whose topics changed: any topics, in any order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lecturegen.chains._gaps import Gap, filled, gaps, standing
from lecturegen.schema import Plan, PlannedFrame, PlannedSection

TOPICS = st.lists(st.sampled_from("ABCDEFGHIJ"), min_size=1, max_size=8, unique=True)


def section(topic: str, takes_up: str, leaves_open: str, minutes: float = 5.0) -> PlannedSection:
    frame = PlannedFrame(title=f"About {topic}", points=(f"of {topic}",), objectives=())
    return PlannedSection(
        id=topic.lower(), title=topic, topics=(topic,), minutes=minutes, objectives=(), takes_up=takes_up,
        leaves_open=leaves_open, frames=(frame,),
    )  # fmt: skip


def plan(topics: list[str]) -> Plan:
    """Each section takes up its own question."""
    after = [*topics[1:], "end"]
    sections = tuple(section(one, f"{one}?", f"{two}?") for one, two in zip(topics, after, strict=True))
    return Plan(course="c", number=1, title="t", sections=sections)


def planned(former: Plan, topics: list[str]) -> tuple[Plan, list[Gap]]:
    """``former`` with new sections in its gaps, which take up questions of their own."""
    done = standing(former, topics)
    found = list(gaps(former, done, topics, 5.0 * len(topics), 6.0 * len(topics)))
    for gap in found:
        after = [*gap.topics[1:], "new end"]
        new = [section(one, f"{one}??", f"{two}??", 3.0) for one, two in zip(gap.topics, after, strict=True)]
        done = filled(done, gap, new)
    return done, found


def linked(made: Plan) -> bool:
    return all(one.leaves_open == two.takes_up for one, two in pairwise(made.sections))


@given(TOPICS, TOPICS)
def test_any_topics_are_planned_in_their_order_and_hand_over_to_each_other(before: list[str], after: list[str]) -> None:
    made, found = planned(plan(before), after)
    assert [one.title for one in made.sections] == after
    assert linked(made)
    assert {topic for gap in found for topic in gap.topics} == set(after) - set(before)


@given(TOPICS, TOPICS)
def test_a_section_that_stands_keeps_all_but_its_last_question(before: list[str], after: list[str]) -> None:
    former = {one.title: one for one in plan(before).sections}
    made, _ = planned(plan(before), after)
    for one in made.sections:
        if one.title in former:
            assert one.model_copy(update={"leaves_open": ""}) == former[one.title].model_copy(
                update={"leaves_open": ""}
            )


@given(TOPICS, TOPICS)
def test_a_section_before_the_same_neighbour_keeps_that_too(before: list[str], after: list[str]) -> None:
    former = {one.title: one for one in plan(before).sections}
    made, _ = planned(plan(before), after)
    followed = dict(pairwise(before))
    for one, two in pairwise(made.sections):
        if followed.get(one.title) == two.title:
            assert one == former[one.title]


@given(TOPICS, st.data())
def test_one_edited_topic_changes_one_section(before: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(before) - 1))
    after = [*before[:place], "Z", *before[place + 1 :]]
    made, (gap,) = planned(plan(before), after)
    assert [one for one, old in zip(made.sections, plan(before).sections, strict=True) if one != old] == [
        made.sections[place]
    ]
    assert gap.minutes == made.sections[place].minutes == 5.0


@given(TOPICS)
def test_the_same_topics_have_no_gap(topics: list[str]) -> None:
    assert planned(plan(topics), topics) == (plan(topics), [])


def test_an_added_topic_takes_what_the_week_has_room_for_if_that_is_half_of_an_equal_share() -> None:
    former = plan(list("ABCDEF"))  # 30 minutes, and 33 at most
    (one,) = gaps(former, standing(former, "ABCDEFG"), "ABCDEFG", 30.0, 33.0)
    assert one.minutes == 3.0
    (two,) = gaps(former, standing(former, "ABCDEFGH"), "ABCDEFGH", 30.0, 33.0)
    assert two.minutes == 2 * 30.0 / 8  # too little to be a section: the minutes of all are shared anew
