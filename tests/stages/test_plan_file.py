"""plan.yaml: what we write reads back the same, and what a person writes needs no ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import CourseError
from lecturegen.questions import Bloom
from lecturegen.schema import Objective, Plan, PlannedFrame, PlannedSection
from lecturegen.stages.load import dump_plan, load_plan

PLAN = Plan(
    course="Data Mining",
    number=10,
    title="Generative Models: a tour",
    sections=(
        PlannedSection(
            id="gans",
            title="GANs",
            topics=("GANs: theory",),
            minutes=6.0,
            objectives=(
                Objective(id="gans.o1", text="Explain why the generator never sees data", bloom=Bloom.UNDERSTAND),
                Objective(id="gans.o2", text="Find mode collapse in a loss curve", bloom=Bloom.ANALYSE),
            ),
            takes_up="Can a network be its own teacher?",
            leaves_open="What happens when the two stop learning — and how does one notice?",
            frames=(
                PlannedFrame(title="Two networks", points=("one forges", "one judges"), objectives=("gans.o1",)),
                PlannedFrame(title="Collapse", points=("No",), objectives=("gans.o1", "gans.o2")),
            ),
        ),
    ),
)

WRITTEN = """\
# Edit me.

course: Data Mining
number: 10
title: 'Generative Models: a tour'
sections:

- id: gans
  title: GANs
  topics:
    - 'GANs: theory'
  minutes: 6
  objectives:
    - id: gans.o1
      text: Explain why the generator never sees data
      bloom: understand
    - id: gans.o2
      text: Find mode collapse in a loss curve
      bloom: analyse
  takes_up: Can a network be its own teacher?
  leaves_open: What happens when the two stop learning — and how does one notice?
  frames:
    - title: Two networks
      points:
        - one forges
        - one judges
      objectives:
        - gans.o1
    - title: Collapse
      points:
        - 'No'
      objectives:
        - gans.o1
        - gans.o2
"""

BY_HAND = """\
course: Data Mining
number: 10
title: Generative Models
sections:
- title: 深度学习
  minutes: 5.5
  objectives:
    - {text: Name the parts, bloom: remember}
    - {text: Compare two, bloom: analyse, id: mine}
    - {text: Build one, bloom: create}
  frames:
    - {title: Parts, points: [a, b]}
    - {title: Build, points: [c], objectives: [3, mine]}
- title: GANs
  minutes: 4
  objectives: [{text: Explain it, bloom: understand}]
  frames: [{title: It, points: [d]}]
- title: GANs
  minutes: 4
  takes_up: >
    A question in
    two lines
  objectives: [{text: Explain it again, bloom: understand}]
  frames: [{title: It, points: [e]}]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("plan.yaml")


def errors_of(file: Path, text: str) -> list[str]:
    file.write_text(text, "utf-8")
    with pytest.raises(CourseError) as caught:
        load_plan(file)
    return str(caught.value).splitlines()


def test_written_plan_is_readable_and_always_the_same() -> None:
    assert dump_plan(PLAN, "Edit me.") == WRITTEN
    assert dump_plan(PLAN, "Edit me.") == dump_plan(PLAN.model_copy(deep=True), "Edit me.")


def test_header_says_what_may_be_left_out_and_is_a_comment() -> None:
    head = dump_plan(PLAN).split("\n\n")[0]
    assert "Leave `id:` out" in head
    assert all(line.startswith("#") for line in head.splitlines())


def test_long_texts_are_wrapped_and_lists_stay_one_entry_a_line(file: Path) -> None:
    section = PLAN.sections[0].model_copy(update={"takes_up": "why " * 60 + "?", "leaves_open": "first\n\n  second"})
    plan = PLAN.model_copy(update={"sections": (section,)})
    text = dump_plan(plan)
    assert max(map(len, text.splitlines())) <= 120
    assert "  leaves_open: |-\n    first\n\n      second\n" in text
    file.write_text(text, "utf-8")
    assert load_plan(file) == plan


# Control characters and line breaks at the end are what load_plan refuses or strips; no stage writes them.
SIGNS = st.characters(exclude_categories=["Cs", "Cc"])
TEXT = st.text(SIGNS | st.just("\n")).map(lambda text: text.rstrip("\n"))
TITLES = st.builds(str.__add__, st.characters(categories=["L", "N", "P", "S"]), st.text(SIGNS))
MINUTES = st.floats(min_value=0, max_value=1e6, exclude_min=True)


@st.composite
def sections(draw: st.DrawFn, own: str) -> PlannedSection:
    """A section whose frames serve its own objectives."""
    ids = draw(st.lists(TITLES, unique=True, max_size=3))
    objectives = tuple(
        Objective(id=f"{own}/{name}", text=draw(TEXT), bloom=draw(st.sampled_from(Bloom))) for name in ids
    )
    served = st.lists(st.sampled_from([one.id for one in objectives])) if objectives else st.just([])
    frames = [
        PlannedFrame(title=draw(TITLES), points=draw(st.lists(TEXT, max_size=3)), objectives=draw(served))
        for _ in range(draw(st.integers(1, 3)))
    ]
    return PlannedSection(
        id=own, title=draw(TITLES), topics=draw(st.lists(TEXT, max_size=3)), minutes=draw(MINUTES),
        objectives=objectives, takes_up=draw(TEXT), leaves_open=draw(TEXT), frames=tuple(frames),
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(TITLES.map(lambda name: name.replace("/", "-")), unique=True, min_size=1, max_size=3))
    return Plan(
        course=draw(TEXT), number=draw(st.integers(1, 99)), title=draw(TEXT),
        sections=tuple(draw(sections(name)) for name in names),
    )  # fmt: skip


@settings(deadline=None, max_examples=50)  # other tests run beside this one
@given(plans(), TEXT)
def test_any_plan_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, plan: Plan, header: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "plan.yaml"
    path.write_text(dump_plan(plan, header), "utf-8", newline="")
    assert load_plan(path) == plan


def test_person_needs_to_invent_no_ids(file: Path) -> None:
    file.write_text(BY_HAND, "utf-8")
    deep, first, second = load_plan(file).sections
    assert (deep.id, first.id, second.id) == ("shen-du-xue-xi", "gans", "gans-2")
    assert [objective.id for objective in deep.objectives] == ["shen-du-xue-xi.o1", "mine", "shen-du-xue-xi.o3"]
    assert deep.frames[1].objectives == ("shen-du-xue-xi.o3", "mine")
    assert second.takes_up == "A question in two lines"


def test_made_id_avoids_those_that_are_given(file: Path) -> None:
    text = WRITTEN.replace("    - id: gans.o1\n      text", "    - text").replace("id: gans.o2", "id: gans.o1")
    file.write_text(text.replace("- gans.o2", "- 1"), "utf-8")
    section = load_plan(file).sections[0]
    assert [objective.id for objective in section.objectives] == ["gans.o2", "gans.o1"]
    assert section.frames[1].objectives == ("gans.o1", "gans.o2")


def test_frame_that_names_no_objective_serves_them_all(file: Path) -> None:
    file.write_text(BY_HAND, "utf-8")
    deep = load_plan(file).sections[0]
    assert deep.frames[0].objectives == tuple(objective.id for objective in deep.objectives)


def test_new_section_leaves_the_ids_of_old_ones_alone(file: Path) -> None:
    new = "\n- title: GANs\n  minutes: 3\n  objectives: []\n  frames: [{title: x, points: []}]\n"
    file.write_text(WRITTEN.replace("sections:\n", "sections:" + new), "utf-8")
    assert [section.id for section in load_plan(file).sections] == ["gans-2", "gans"]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("        - gans.o2\n", "        - gans.o3\n", "34: the section has no objective 'gans.o3'; "
         "did you mean 'gans.o2'?"),
        ("        - gans.o2\n", "        - 7\n", "34: the section has no objective '7'; write a number from 1 to 2"),
        ("gans.o2", "gans.o1", "17: id 'gans.o1' appears twice; leave this `id:` out, and it is made anew "
         "(the other is in line 14)"),
        ("bloom: analyse", "bloom: analysing", "19: bloom must be 'remember', 'understand', 'apply', 'analyse', "
         "'evaluate' or 'create', not 'analysing'; did you mean 'analyse'?"),
        ("      bloom: analyse\n", "", "17: this objective has no bloom; add `bloom: …`"),
        ("bloom: analyse", "bloom: 3", "19: bloom must be 'remember', 'understand', 'apply', 'analyse', "
         "'evaluate' or 'create', not 3"),
        ("        - gans.o2\n", "        - yes\n", "34: objective 2 must be text, but yes is read as yes or no; "
         'put it in quotes: "yes"'),
        ("      objectives:\n        - gans.o1\n    - title", "      objectives: gans.o1\n    - title",
         "27: objectives must be a list, not one text; "
         "write each objective in a line of its own that begins with `- `"),
        ("minutes: 6", "minutes: 0", "12: minutes must be more than 0, not 0"),
        ("minutes: 6", "minutes: .inf", "12: minutes must be a number, not .inf"),
        ("title: Collapse", "title: ''", "29: title is empty; fill it in"),
        ("title: Collapse", 'title: "a\\nb"', "29: title must stay on one line; remove the line break"),
        ("title: Collapse", "titel: Collapse", "29: this frame has no key `titel:`; did you mean `title:`?"),
        ("- one forges", "- one forges: two",
         '25: point 1 is read as a key and its value; put it in quotes: "one forges: two"'),
        ("    - id: gans.o2\n", "    - Find it\n    - id: gans.o2\n", "17: this objective must be made "
         "of keys and values, not 'Find it'; write `id:`, `text:`, `bloom:`"),
    ],
)  # fmt: skip
def test_each_slip_of_the_hand_is_named_with_its_line(file: Path, old: str, new: str, error: str) -> None:
    assert errors_of(file, WRITTEN.replace(old, new)) == [f"plan.yaml:{error}"]


def test_sections_with_one_id_are_both_named(file: Path) -> None:
    block = WRITTEN[WRITTEN.index("- id: gans\n") :]
    again = block.replace("id: gans.o", "id: other.o").replace("- gans.o", "- other.o")
    assert errors_of(file, WRITTEN + again) == [
        "plan.yaml:35: id 'gans' appears twice; leave this `id:` out, and it is made anew (the other is in line 8)"
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "1: the file is empty; a plan needs `course:` and `number:` and `title:` and `sections:`"),
        ("- a\n", "1: this is no plan; write lines such as `title: …` (a plan needs `course:` and `number:` and "
         "`title:` and `sections:`)"),
        ("course: C\nnumber: 1\ntitle: T\nsections: GANs\n", "4: sections must be a list, not one text; "
         "write each section in a line of its own that begins with `- `"),
    ],
)  # fmt: skip
def test_what_is_no_plan_at_all_is_said_to_be_none(file: Path, text: str, error: str) -> None:
    assert errors_of(file, text) == [f"plan.yaml:{error}"]


def test_plan_needs_sections_and_sections_need_frames(file: Path) -> None:
    assert errors_of(file, "course: C\nnumber: 1\ntitle: T\nsections: []\n") == [
        "plan.yaml:4: sections is empty; add at least 1, or delete the file to plan anew"
    ]
    section = "course: C\nnumber: 1\ntitle: T\nsections:\n- {title: S, minutes: 1, objectives: [], frames: []}\n"
    assert errors_of(file, section) == ["plan.yaml:5: frames is empty; add at least 1, or remove the section"]


@settings(deadline=None)  # other tests run beside this one
@given(st.data())
def test_any_shape_of_a_plan_is_a_plan_or_a_course_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    words = ["1", "''", "x", "[]", "{}", "[x]", "[{}]", "{id: [1]}", "[1, yes]", "[{id: 1}, {id: x}]", "~"]
    value = st.sampled_from(words)
    keys = ("id", "title", "topics", "minutes", "objectives", "frames")
    one = ", ".join(f"{key}: {data.draw(value)}" for key in keys if data.draw(st.booleans()))
    path = tmp_path_factory.getbasetemp() / "shapes.yaml"
    path.write_text(f"sections: [{{{one}}}, {data.draw(value)}, {{{one}}}]\n", "utf-8")
    with pytest.raises(CourseError):
        load_plan(path)
