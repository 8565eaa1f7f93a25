"""Plan <-> plan.yaml, which a person may edit between two runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lecturegen import yaml_text
from lecturegen.reading.text_file import read_text
from lecturegen.reading.yaml_document import read_document
from lecturegen.reading.yaml_source import parse_yaml
from lecturegen.schema import Plan
from lecturegen.stages.plan_by_hand import completed, plan_faults

PLAN_HEADER = """\
The plan of this week. Edit it, save it, and run the same command again: what you did not change is not written anew.
You may change every text, move or delete sections and frames, and add your own.
A new section needs a title, minutes, objectives (text and bloom) and frames (title and points). Leave `id:` out: it
is made from the title. Leave the ids of old sections as they are. `objectives:` of a frame may be numbers (1 is the
first of the section); without it, the frame serves them all.
bloom: remember, understand, apply, analyse, evaluate or create."""


def load_plan(path: Path) -> Plan:
    """Read a plan, perhaps edited by hand. Raises CourseError with everything that is wrong."""
    source = parse_yaml(read_text(path), str(path))
    return read_document(replace(source, data=completed(source.data)), Plan, plan_faults)


def dump_plan(plan: Plan, header: str = PLAN_HEADER) -> str:
    """YAML that people can edit, begun by ``header`` as a comment. The same plan gives the same bytes."""
    head = plan.model_dump(mode="json", exclude={"sections"})
    sections = plan.model_dump(mode="json", include={"sections"})["sections"]
    comment = "".join(f"# {line}".rstrip() + "\n" for line in header.splitlines())
    blocks = [comment, _yaml(head) + "sections:\n", *(_yaml([section]) for section in sections)]
    return "\n".join(block for block in blocks if block)


def _yaml(data: dict[str, Any] | list[Any]) -> str:
    return yaml_text.dump(data, width=100, indented=True)
