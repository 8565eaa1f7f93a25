"""A Pydantic error and the YAML it is about -> one sentence with fault and remedy, free of Pydantic's words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from lecturegen.reading.yaml_source import Step, YamlSource
from lecturegen.reading.yaml_syntax import quoted

_ONE_LINE = r"^[^\r\n]*$"
_BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


class Wrong:
    """One error: its kind in Pydantic's terms, where it is, what the file has there, and which field it is."""

    def __init__(self, error: ErrorDetails, source: YamlSource, document: type[BaseModel]) -> None:
        self.kind = error["type"]
        self.at: tuple[Step, ...] = error["loc"]
        self.said = error["msg"]
        self.context: dict[str, Any] = error.get("ctx", {})
        self.given = error["input"]
        self.node = source.node(*self.at)
        named = max((place for place, step in enumerate(self.at) if isinstance(step, str)), default=0)
        self.key = str(self.at[named]) if self.at else ""
        self.model = _model_at(document, self.at[:named]) or document
        self.field: FieldInfo | None = self.model.model_fields.get(self.key)

    @property
    def subject(self) -> str:
        """What people call it: ``minutes``, ``topic 3``."""
        last = self.at[-1] if self.at else ""
        return f"{_singular(self.key)} {last + 1}" if isinstance(last, int) else last

    @property
    def holder(self) -> str:
        """What it belongs to: ``the course``, ``this week``, ``overrides``."""
        match self.at[:-1]:
            case (*_, str(key), int()):
                return f"this {_singular(key)}"
            case (*_, key):
                return str(key)
            case _:
                return f"the {self.model.__name__.lower()}"

    @property
    def shown(self) -> str:
        """The value as the file has it, short; without a file, the value."""
        match self.node:
            case None:
                return repr(self.given)
            case yaml.ScalarNode(value=text, style=style):
                short = " ".join(text.split())
                short = short if len(short) <= 40 else f"{short[:39]}…"
                return short if _is_bare(self.node) and style is None else repr(short)
            case yaml.SequenceNode():
                return "a list"
        return "keys with values"


def wording(wrong: Wrong) -> str:
    """The sentence for the designer."""
    match wrong.kind:
        case "missing":
            return _missing(wrong)
        case "extra_forbidden":
            return unknown_key(wrong)[1]
        case "string_type":
            return _no_text(wrong)
        case "string_too_short":
            return _empty(wrong)
        case "too_short":
            return f"{wrong.subject} is empty; add at least {wrong.context['min_length']}"
        case "string_pattern_mismatch":
            return _pattern(wrong)
        case "tuple_type" | "list_type":
            return _no_list(wrong)
        case "too_long":
            most = wrong.context["max_length"]
            return f"{wrong.subject} has {len(wrong.given)} entries and may have {most}; remove some"
        case "model_type" | "model_attributes_type" | "dict_type":
            return _no_model(wrong)
        case "int_type" | "int_from_float" | "float_type" | "int_parsing" | "float_parsing":
            return _no_number(wrong)
        case "enum" | "literal_error":
            return _choice(wrong)
        case kind if kind in _BOUNDS:
            words, name = _BOUNDS[kind]
            return f"{wrong.subject} must be {words} {wrong.context[name]:g}, not {wrong.shown}"
    return f"{wrong.subject} is not accepted: {wrong.said[:1].lower()}{wrong.said[1:]}"


def unknown_key(wrong: Wrong) -> tuple[str, str]:
    """The key that was probably meant (or an empty text), and the sentence about it."""
    own = [key for key in wrong.model.model_fields if key != wrong.key]
    for key in own:
        inner = next(_models(wrong.model.model_fields[key].annotation), None)
        if inner and wrong.key in inner.model_fields:
            return "", f"`{wrong.key}:` does not belong in {wrong.holder}; move it under `{key}:`"
    if close := get_close_matches(wrong.key.lower(), own, n=1):
        return close[0], f"{wrong.holder} has no key `{wrong.key}:`; did you mean `{close[0]}:`?"
    known = ", ".join(own)
    return "", f"{wrong.holder} has no key `{wrong.key}:`; remove it (the keys are {known})"


def _missing(wrong: Wrong) -> str:
    if wrong.node is not None:
        return f"{wrong.subject} is empty; write it after the colon"
    if wrong.field and _is_list(wrong.field.annotation):
        return f"{wrong.holder} has no {wrong.key}; add `{wrong.key}:` and below it a line `- …` for each"
    return f"{wrong.holder} has no {wrong.key}; add `{wrong.key}: …`"


def _empty(wrong: Wrong) -> str:
    needed = wrong.at[-1:] == (wrong.key,) and wrong.field and wrong.field.is_required()
    return f"{wrong.subject} is empty; fill it in" + ("" if needed else " or remove it")


def _no_text(wrong: Wrong) -> str:
    match wrong.node:
        case yaml.MappingNode(value=[(yaml.ScalarNode(value=key), yaml.ScalarNode(value=text))]):
            meant = f"{key}: {text}" if text else key
            return f"{wrong.subject} is read as a key and its value; put it in quotes: {quoted(meant)}"
        case yaml.ScalarNode(value=""):
            return _empty(wrong)
        case yaml.ScalarNode(value=text, tag=tag):
            kind = {"bool": "yes or no", "timestamp": "a date", "null": "nothing"}.get(tag.split(":")[-1], "a number")
            return f"{wrong.subject} must be text, but {text} is read as {kind}; put it in quotes: {quoted(text)}"
    return f"{wrong.subject} must be one text, not {wrong.shown}; write each as an entry of its own"


def _no_list(wrong: Wrong) -> str:
    one = _singular(wrong.key)
    if isinstance(wrong.node, yaml.MappingNode):
        return f"{wrong.subject} must be a list; begin each {one} with `- `"
    return f"{wrong.subject} must be a list, not one text; write each {one} in a line of its own that begins with `- `"


def _no_model(wrong: Wrong) -> str:
    inner = _model_at(wrong.model, (wrong.key,)) or wrong.model
    needed = [f"`{key}:`" for key, field in inner.model_fields.items() if field.is_required()]
    keys = ", ".join(needed) or ", ".join(f"`{key}:`" for key in inner.model_fields)
    subject = f"this {_singular(wrong.key)}" if isinstance(wrong.at[-1], int) else wrong.subject
    return f"{subject} must be made of keys and values, not {wrong.shown}; write {keys}"


def _no_number(wrong: Wrong) -> str:
    kind = "a whole number" if wrong.kind.startswith("int") else "a number"
    if isinstance(wrong.node, yaml.ScalarNode) and wrong.node.style and wrong.node.value.isdecimal():
        return f"{wrong.subject} must be {kind}, not text; remove the quotes around {wrong.node.value}"
    return f"{wrong.subject} must be {kind}, not {wrong.shown}"


def _pattern(wrong: Wrong) -> str:
    if wrong.context["pattern"] == _ONE_LINE:
        return f"{wrong.subject} must stay on one line; remove the line break"
    expected = wrong.field.description if wrong.field else ""
    return f"{wrong.subject} must not be {wrong.shown}; write a {expected or wrong.context['pattern']}"


def _choice(wrong: Wrong) -> str:
    expected = wrong.context["expected"]
    text = wrong.node.value if isinstance(wrong.node, yaml.ScalarNode) else ""
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    close = get_close_matches(text.lower(), words, n=1)
    return f"{wrong.subject} must be {expected}, not {wrong.shown}" + (f"; did you mean {close[0]!r}?" if close else "")


def _singular(key: str) -> str:
    return key.removesuffix("s")


def _is_bare(node: yaml.ScalarNode) -> bool:
    return not node.tag.endswith(":str")


def _is_list(annotation: Any) -> bool:
    return bool({tuple, list} & {getattr(annotation, "__origin__", None)})


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The documents named in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _model_at(document: type[BaseModel], at: tuple[Step, ...]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = document
    for step in at:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = next(_models(field.annotation), None) if field else None
    return model
