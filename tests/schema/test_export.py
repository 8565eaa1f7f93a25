"""schemas/ is what the documents say, and wire shapes are what strict mode takes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # comes with nbformat, without types
from pydantic import Field

from lecturegen.questions import Bloom
from lecturegen.schema import Code, Course, Frame, Manifest, Plan, Week
from lecturegen.schema.export import json_schemas, wire_schema
from lecturegen.schema.wire import WIRE, Wire

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "schemas"
SCHEMAS = json_schemas()

# What strict mode is known to take (design notes on the model layer); anything else must be asked about first.
STRICT = {
    *("type", "properties", "required", "additionalProperties", "items", "enum", "const", "description"),
    *("anyOf", "$ref", "$defs", "pattern", "minimum", "maximum", "minItems", "maxItems"),
}


def test_schemas_in_the_repository_are_up_to_date() -> None:
    if os.environ.get("UPDATE_SCHEMAS"):
        for name, text in SCHEMAS.items():
            (FOLDER / name).write_text(text, "utf-8")
    stored = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.json")}
    assert stored == SCHEMAS, "run `lecturegen schemas`, or this test with UPDATE_SCHEMAS=1"


@pytest.mark.parametrize("text", SCHEMAS.values(), ids=SCHEMAS)
def test_every_schema_is_a_schema_and_ends_in_a_newline(text: str) -> None:
    Draft7Validator.check_schema(json.loads(text))
    assert text.endswith("}\n")


def parts(schema: dict[str, Any], definitions: dict[str, Any], depth: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every schema inside ``schema`` with its depth, definitions taken for the references to them."""
    if "$ref" in schema:
        yield depth, schema
        schema = definitions[schema["$ref"].removeprefix("#/$defs/")]
    yield depth, schema
    for part in schema.get("properties", {}).values():
        yield from parts(part, definitions, depth + 1)
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from parts(part, definitions, depth + 1)


@pytest.mark.parametrize("name", WIRE)
def test_wire_shapes_keep_to_what_strict_mode_takes(name: str) -> None:
    schema = wire_schema(WIRE[name])
    found = list(parts(schema, schema.get("$defs", {})))
    for _, part in found:
        assert set(part) <= STRICT
        if "$ref" in part:
            assert set(part) == {"$ref"}
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
    assert max(depth for depth, _ in found) <= 10
    assert sum(len(part.get("properties", {})) for _, part in found) <= 5_000


@pytest.mark.parametrize("name", WIRE)
def test_no_union_default_or_title_is_on_the_wire(name: str) -> None:
    text = SCHEMAS[f"wire/{name}.schema.json"]
    assert [word for word in ("oneOf", "allOf", "default", "discriminator", "prefixItems") if f'"{word}"' in text] == []
    assert '"title": "' not in text


def test_model_is_asked_in_the_order_of_the_class() -> None:
    for name, shape in WIRE.items():
        assert list(json.loads(SCHEMAS[f"wire/{name}.schema.json"])["properties"]) == list(shape.model_fields)


def test_description_beside_a_reference_is_kept_without_the_reference() -> None:
    class Asked(Wire):
        bloom: Bloom = Field(description="of the question")

    bloom = wire_schema(Asked)["properties"]["bloom"]
    assert bloom == {"description": "of the question", "enum": [level.value for level in Bloom], "type": "string"}


def errors(name: str, document: object) -> list[str]:
    validator = Draft7Validator(json.loads(SCHEMAS[f"{name}.schema.json"]))
    return [error.message for error in validator.iter_errors(document)]


def test_schema_of_a_course_accepts_the_example_and_names_what_is_wrong() -> None:
    text = (ROOT / "examples/data-mining/week10.yaml").read_text("utf-8")
    course = yaml.safe_load(text)
    assert errors("course", course) == []
    assert len(errors("course", course | {"minutes": 3, "titel": "x"})) == 2


def test_schema_of_a_course_explains_every_key_and_gives_its_default() -> None:
    schema = json.loads(SCHEMAS["course.schema.json"])
    assert set(schema["properties"]) == set(Course.model_fields)
    assert [key for key, part in schema["properties"].items() if not part.get("description")] == []
    assert schema["properties"]["minutes"]["default"] == 60


def test_schema_of_a_plan_asks_for_no_more_than_its_reader() -> None:
    section = {
        "title": "GANs",
        "minutes": 5,
        "objectives": [{"text": "Explain it", "bloom": "understand"}],
        "frames": [{"title": "It", "points": ["a"]}, {"title": "It", "points": [], "objectives": [1]}],
    }
    plan = {"course": "C", "number": 1, "title": "T", "sections": [section]}
    assert errors("plan", plan) == []
    assert errors("plan", plan | {"sections": [{"title": "GANs"}]})


def test_what_we_write_ourselves_fits_its_schema() -> None:
    plan = Plan(course="C", number=1, title="T", sections=())
    week = Week(course="C", number=1, title="T", minutes=60, sections=())
    frame = Frame(title="F", script="S", code=Code(language="python", text="1"))
    manifest = Manifest(lecturegen="1", model="m", inputs={}, outputs={"script.md": "00"}, cost_usd=None)
    assert errors("plan", plan.model_dump(mode="json")) == []
    assert errors("week", week.model_dump(mode="json")) == []
    assert errors("manifest", manifest.model_dump(mode="json")) == []
    part = json.loads(SCHEMAS["week.schema.json"])
    frames = Draft7Validator({"$ref": "#/$defs/Frame", "$defs": part["$defs"]})
    assert list(frames.iter_errors(frame.model_dump(mode="json"))) == []
