"""YAML -> a document of ours, or one CourseError that holds everything wrong with the file, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from lecturegen.reading.yaml_source import Fault, YamlSource
from lecturegen.reading.yaml_wording import Wrong, unknown_key, wording

D = TypeVar("D", bound=BaseModel)
Check = Callable[[YamlSource], Iterable[Fault]]


def read_document(source: YamlSource, document: type[D], check: Check = lambda source: ()) -> D:
    """``source`` as a ``document``.

    ``check`` adds what a schema cannot say; it is asked even if the schema finds faults, so it must expect any data.
    Raises CourseError with all faults in the order of the file.
    """
    if not isinstance(source.data, dict):
        raise source.errors((Fault(source.line(), _no_mapping(source, document)),))
    faults = [*source.faults, *check(source)]
    try:
        # JSON in strict mode: YAML has types of its own, and "60" or True must not pass for a number
        result = document.model_validate_json(json.dumps(source.data), strict=True)
    except ValidationError as error:
        faults.extend(_faults(error, source, document))
    else:
        if not faults:
            return result
    raise source.errors(tuple(faults))


def _no_mapping(source: YamlSource, document: type[BaseModel]) -> str:
    name = document.__name__.lower()
    needed = " and ".join(f"`{key}:`" for key, field in document.model_fields.items() if field.is_required())
    if source.data is None:
        return f"the file is empty; a {name} needs {needed}"
    return f"this is no {name}; write lines such as `title: …` (a {name} needs {needed})"


def _faults(error: ValidationError, source: YamlSource, document: type[BaseModel]) -> Iterator[Fault]:
    """What Pydantic says, less what only follows from something else it says."""
    found = [Wrong(one, source, document) for one in error.errors(include_url=False)]
    suggested = {(*wrong.at[:-1], unknown_key(wrong)[0]) for wrong in found if wrong.kind == "extra_forbidden"}
    for wrong in found:
        node = source.node(*wrong.at)
        if wrong.kind == "missing" and wrong.at in suggested:
            continue  # a misspelt key is one fault, not two
        if wrong.kind == "too_short" and isinstance(node, yaml.SequenceNode) and node.value:
            continue  # the list has entries, and each is reported itself
        yield Fault(source.line(*wrong.at), wording(wrong))
