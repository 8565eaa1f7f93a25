"""Documents and wire shapes -> the JSON Schemas in ``schemas/``.

Documents are described as a person or a program may hand them to us; wire shapes as providers take them in strict
mode: every object closed, every field required, no unions, defaults or titles.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from lecturegen.schema import DOCUMENTS
from lecturegen.schema.wire import WIRE, Wire

# The newest draft that the YAML and JSON support of all common editors reads; we use nothing that came later.
_DRAFT = "http://json-schema.org/draft-07/schema#"

_SUBSCHEMAS = ("items", "additionalProperties")
_LISTS_OF_SUBSCHEMAS = ("anyOf", "oneOf", "allOf")
_NAMED_SUBSCHEMAS = ("properties", "$defs")

# What an editor shows and offers beside what the fields say of themselves: (definition, property) -> keywords
_HELP: dict[tuple[str, str], dict[str, Any]] = {
    ("Course", "title"): {"description": "title of the whole course", "examples": ["Data Mining"]},
    ("Course", "audience"): {"examples": ["engineers who can program but have forgotten their statistics"]},
    ("Course", "level"): {"examples": ["second-year undergraduate"]},
    ("Course", "language"): {"examples": ["en", "de", "pt-BR"]},
    ("Course", "notes"): {"examples": [["notes/"], ["notes/week-10.md", "papers/*.html"]]},
    ("Course", "weeks"): {"description": "the weeks of the course; their numbers need not begin with 1"},
    ("CourseWeek", "number"): {"description": "number of the week in the course", "examples": [10]},
    ("CourseWeek", "title"): {
        "description": "title of the week, without its number",
        "examples": ["Generative Models and LLMs"],
    },
    ("CourseWeek", "topics"): {"examples": [["Autoregressive models", "GANs: theory", "Transformers"]]},
    ("Overrides", "audience"): {"description": "who sits in the room this week"},
    ("Overrides", "level"): {"description": "the level of this week"},
}

# A person writes these, and leaves a key out where a program would write null.
_BY_HAND = ("course", "plan")


def json_schemas() -> dict[str, str]:
    """Path inside ``schemas/`` -> text of the file."""
    written = cast(dict[str, type[BaseModel]], DOCUMENTS)
    documents = {f"{name}.schema.json": _document(name, document) for name, document in written.items()}
    shapes = {f"wire/{name}.schema.json": wire_schema(shape) for name, shape in WIRE.items()}
    schemas: dict[str, dict[str, Any]] = documents | shapes
    return {path: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for path, schema in schemas.items()}


@cache
def wire_schema(shape: type[Wire]) -> dict[str, Any]:
    """``shape`` for ``response_format`` in strict mode. The dict is shared: do not change it.

    Properties keep the order of the class, because a model fills them in that order.
    """
    schema = shape.model_json_schema()
    definitions = schema.get("$defs", {})

    def strict(part: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in part and len(part) > 1:  # strict mode allows nothing beside a $ref: put the definition in
            definition = definitions[part["$ref"].removeprefix("#/$defs/")]
            part = definition | {key: value for key, value in part.items() if key != "$ref"}
        if part.get("type") == "object":
            part = part | {"additionalProperties": False, "required": list(part.get("properties", {}))}
        return {key: value for key, value in part.items() if key not in ("title", "default")}

    return _every(schema, strict)


def _document(name: str, document: type[BaseModel]) -> dict[str, Any]:
    schema = document.model_json_schema()
    for (owner, field), keywords in _HELP.items():
        definition = schema if owner == document.__name__ else schema.get("$defs", {}).get(owner)
        if definition:
            definition["properties"][field] |= keywords
    if name == "plan":
        _allow_by_hand(schema)
    head = {"$schema": _DRAFT, "$id": f"urn:lecturegen:schema:{name}", "title": f"lecturegen: {name}"}
    return head | _every(schema, _without_null if name in _BY_HAND else _untitled)


def _untitled(part: dict[str, Any]) -> dict[str, Any]:
    """Without Pydantic's titles ("Words Per Minute"), which say what the key says."""
    return {key: value for key, value in part.items() if key != "title"}


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    part = _untitled(part)
    if part.get("default") is None or isinstance(part["default"], dict):
        part.pop("default", None)
    match part.get("anyOf"):
        case [dict(only), {"type": "null"}]:
            del part["anyOf"]
            part = only | part
    return part


def _allow_by_hand(schema: dict[str, Any]) -> None:
    """What ``lecturegen.stages.plan_by_hand`` fills in need not be written."""
    definitions = schema["$defs"]
    optional = {
        "PlannedSection": {"id", "topics", "takes_up", "leaves_open"},
        "PlannedFrame": {"objectives"},
        "Objective": {"id"},
    }
    for name, fields in optional.items():
        definitions[name]["required"] = [field for field in definitions[name]["required"] if field not in fields]
    served = definitions["PlannedFrame"]["properties"]["objectives"]
    served["items"] = {"type": ["string", "integer"]}
    served["description"] += ", or their numbers, from 1; all of the section if this is left out"


def _every(part: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """``change`` applied to ``part`` and, after that, to every schema inside it; keywords sorted, properties not."""
    done: dict[str, Any] = {}
    for key, value in sorted(change(part).items()):
        if key in _NAMED_SUBSCHEMAS:
            done[key] = {name: _every(one, change) for name, one in value.items()}
        elif key in _LISTS_OF_SUBSCHEMAS:
            done[key] = [_every(one, change) for one in value]
        elif key in _SUBSCHEMAS and isinstance(value, dict):
            done[key] = _every(value, change)
        else:
            done[key] = value
    return done
