"""Topics of a week that was made are changed: what is asked again is what depends on them, and nothing else."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from lecturegen.schema import Plan, Section
from lecturegen.stages.load import load_plan
from tests.command import Ran, made, report_of, run_hosted, week_of
from tests.openai_server import Server, running

TOPICS = (
    "Random variables", "Expectation", "Variance", "Covariance", "Independence", "Moments", "Tail bounds", "Sampling",
)  # fmt: skip
Asked = Counter[tuple[str, int | None]]


class Course:
    """Week 2 of a course, its topics as they are at the moment."""

    def __init__(self, server: Server, folder: Path, minutes: int = 40) -> None:
        self.server, self.folder, self.minutes = server, folder, minutes
        self.ran = self.make(*TOPICS)
        assert self.ran.code == 0, self.ran.err
        self.first = self.sections

    def make(self, *topics: str, flags: tuple[str, ...] = ()) -> Ran:
        self.source.write_text(
            f"title: Chance\nminutes: {self.minutes}\nweeks:\n- number: 2\n  title: Chance\n  topics:\n"
            + "".join(f"  - {topic}\n" for topic in topics)
        )
        return run_hosted(self.server, "week", self.source, "--out", self.folder / "out", *flags)

    def asked(self, *topics: str) -> Asked:
        """What is asked when the topics are these."""
        before = len(self.server.log)
        self.ran = self.make(*topics)
        assert self.ran.code == 0, self.ran.err
        return Counter((entry.kind, entry.section) for entry in self.server.log[before:])

    @property
    def source(self) -> Path:
        return self.folder / "course.yaml"

    @property
    def plan(self) -> Plan:
        return load_plan(made(self.folder) / "plan.yaml")

    @property
    def sections(self) -> dict[str, Section]:
        return {section.title: section for section in week_of(self.folder).sections}

    @property
    def unchanged(self) -> set[str]:
        """Titles of sections that are word for word as they were at first."""
        return {title for title, section in self.sections.items() if self.first.get(title) == section}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """The course as it was made first. Nobody changes it, and all ask the same service."""
    with running() as server:
        yield Course(server, tmp_path_factory.mktemp("original"))


@pytest.fixture
def course(original: Course, tmp_path: Path) -> Course:
    copied = copy(original)
    copied.folder = Path(shutil.copytree(original.folder, tmp_path / "course"))
    return copied


def whole(section: int) -> Asked:
    """The requests that make a section, without its plan."""
    return Counter((kind, section) for kind in ("draft", "assess", "answer"))


def linked(plan: Plan) -> bool:
    """Whether each section takes up what the one before it leaves open."""
    pairs = zip(plan.sections, plan.sections[1:], strict=False)
    return all(one.leaves_open == after.takes_up for one, after in pairs)


def edited(place: int, topic: str) -> list[str]:
    return [*TOPICS[: place - 1], topic, *TOPICS[place:]]


@pytest.mark.parametrize("place", [1, 4, 8])
def test_of_an_edited_topic_its_plan_and_its_section_are_asked_for_and_nothing_else(course: Course, place: int) -> None:
    topics = edited(place, "Generating functions")
    assert course.asked(*topics) == Counter({("plan", None): 1}) + whole(place)
    assert [section.title for section in course.plan.sections] == topics
    assert course.unchanged == set(TOPICS) - {TOPICS[place - 1]}
    assert linked(course.plan)
    assert sum(section.minutes for section in course.plan.sections) == 40
    assert not report_of(course.folder).errors


def test_the_same_command_again_asks_nothing_and_so_does_the_topic_as_it_was(course: Course) -> None:
    changed = edited(4, "Generating functions")
    course.asked(*changed)
    assert not course.asked(*changed)
    assert not course.asked(*TOPICS)
    assert course.sections == course.first
    assert not course.asked(*changed)


def test_two_edits_one_after_the_other_cost_what_each_of_them_costs(course: Course) -> None:
    course.asked(*edited(4, "Generating functions"))
    topics = edited(4, "Generating functions")
    topics[5] = "Entropy"
    assert course.asked(*topics) == Counter({("plan", None): 1}) + whole(6)
    assert course.unchanged == set(TOPICS) - {"Covariance", "Moments"}
    assert linked(course.plan)


def test_two_topics_edited_at_once_are_planned_each_in_its_place(course: Course) -> None:
    topics = edited(2, "Entropy")
    topics[5] = "Generating functions"
    assert course.asked(*topics) == Counter({("plan", None): 2}) + whole(2) + whole(6)
    assert linked(course.plan)


def test_two_neighbours_edited_at_once_are_planned_together(course: Course) -> None:
    topics = [*TOPICS[:3], "Entropy", "Generating functions", *TOPICS[5:]]
    assert course.asked(*topics) == Counter({("plan", None): 1}) + whole(4) + whole(5)
    assert linked(course.plan)


def test_before_an_added_topic_a_section_hands_over_to_it_and_no_other_changes(course: Course) -> None:
    topics = [*TOPICS[:4], "Entropy", *TOPICS[4:]]
    assert course.asked(*topics) == Counter({("plan", None): 1}) + whole(5) + whole(4)
    assert course.unchanged == set(TOPICS) - {"Covariance"}
    assert linked(course.plan)


def test_a_topic_added_at_the_end_ends_the_week_and_the_one_before_no_longer_does(course: Course) -> None:
    assert course.asked(*TOPICS, "Entropy") == Counter({("plan", None): 1}) + whole(9) + whole(8)
    assert linked(course.plan)


def test_a_topic_added_at_the_start_begins_the_week_and_the_one_after_no_longer_does(course: Course) -> None:
    assert course.asked("Entropy", *TOPICS) == Counter({("plan", None): 1}) + whole(1) + whole(2)
    assert linked(course.plan)


def test_for_a_removed_topic_only_the_section_before_it_is_asked_again(course: Course) -> None:
    twelve = (*TOPICS, "Entropy", "Copulas", "Martingales", "Stopping times")
    course.minutes = 60
    course.make(*twelve)
    course.first = course.sections
    assert course.asked(*(topic for topic in twelve if topic != "Sampling")) == whole(7)
    assert course.unchanged == set(twelve) - {"Sampling", "Tail bounds"}
    assert linked(course.plan)
    assert not course.asked(*twelve)
    assert course.asked(*twelve[:-1]) == whole(11)  # it ends the week now


def test_where_minutes_no_longer_add_up_they_are_shared_anew_and_every_section_is_asked_again(course: Course) -> None:
    asked = course.asked(*TOPICS[:-2])
    assert asked.total() == 3 * 6
    assert sum(section.minutes for section in course.plan.sections) == 40
    assert linked(course.plan)


def test_topics_in_another_order_are_not_planned_again_and_hand_over_anew(course: Course) -> None:
    topics = [*TOPICS[:3], TOPICS[4], TOPICS[3], *TOPICS[5:]]
    assert course.asked(*topics) == whole(3) + whole(4) + whole(5)
    assert course.unchanged == set(TOPICS) - set(TOPICS[2:5])
    assert linked(course.plan)


def test_a_week_with_mostly_other_topics_is_planned_as_a_whole(course: Course) -> None:
    asked = course.asked(*TOPICS[:3], *(f"Topic {name}" for name in ("A", "B", "C", "D", "E")))
    assert asked[("plan", None)] == 1
    assert asked.total() == 1 + 3 * 8


def test_what_else_the_plan_is_made_from_plans_the_week_as_a_whole(course: Course) -> None:
    course.minutes = 44
    assert course.asked(*edited(4, "Entropy")).total() == 1 + 3 * 8


def test_a_plan_that_a_person_edited_is_followed_and_only_its_section_is_asked_again(course: Course) -> None:
    path = made(course.folder) / "plan.yaml"
    title = course.plan.sections[3].frames[0].title
    path.write_text(path.read_text().replace(title, "A headline of my own says more"))
    assert course.asked(*TOPICS) == whole(4)
    assert course.unchanged == set(TOPICS) - {TOPICS[3]}


def test_a_dry_run_knows_what_an_edited_topic_costs(course: Course) -> None:
    before = len(course.server.log)
    ran = course.make(*edited(4, "Generating functions"), flags=("--dry-run",))
    assert ran.out.splitlines()[1].split()[3] == "4"  # Week 2: Chance, then its requests
    assert len(course.server.log) == before
