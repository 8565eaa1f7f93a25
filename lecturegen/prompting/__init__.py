"""Prompt files -> messages.

A prompt file has front matter (id, version, returns) and a Jinja body whose parts are begun by a line
``=== system ===`` or ``=== user ===``. What is stable stands first, what varies from section to section last:
providers cache prefixes. Placeholders and variables are checked against each other when the file is loaded.

A prompt may name a folder of pieces, of which it includes those that a request needs. A piece is a file with an id and
a version of its own, and parts begun by ``=== name ===``; the version of the prompt rises with that of every piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar, cast

import yaml
from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateError, meta
from pydantic import BaseModel, ValidationError

from lecturegen import yaml_text
from lecturegen.errors import PromptError
from lecturegen.frozen import Frozen
from lecturegen.languages import named, words_of
from lecturegen.message import Message
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.replies import wire_name

V = TypeVar("V", bound=BaseModel)
F = TypeVar("F", bound=Frozen)
_PART = re.compile(r"^=== (system|user) ===\n", re.M)
_PIECE = re.compile(r"^=== ([a-z]+) ===\n", re.M)
_OUR_TAG = re.compile(
    r"<(?=\s*/?\s*(?:notes|passage|week|topics|section|before|after|taught|earlier|questions|findings)\b)", re.I
)


def _as_yaml(value: Any) -> str:
    """A document as YAML: what people and models read with the least noise. Lines are never folded."""
    plain = value.model_dump(mode="json", exclude_none=True) if isinstance(value, BaseModel) else value
    return yaml_text.dump(plain, width=10**6, indented=False).rstrip()


def _as_data(text: str) -> str:
    """Text of others: what looks like a tag of ours is defused, so that notes cannot close their own tag."""
    return _OUR_TAG.sub("&lt;", text)


_JINJA = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
_JINJA.filters |= {"yaml": _as_yaml, "data": _as_data, "kinds": kinds_of, "wire": wire_name, "named": named}
_JINJA.filters |= {"pause": lambda language: words_of(language).pause}


class _Front(Frozen):
    id: str
    version: int
    returns: str
    pieces: str = ""


class _PieceFront(Frozen):
    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Prompt(Generic[V]):
    """A prompt file, bound to the variables that it takes."""

    id: str
    version: int
    parts: tuple[tuple[str, Template], ...]
    variables: type[V]

    def render(self, values: V) -> tuple[Message, ...]:
        """The messages for ``values``; the same values give the same bytes."""
        given = {name: getattr(values, name) for name in self.variables.model_fields}
        return tuple(Message(cast(Any, role), template.render(given).strip()) for role, template in self.parts)


def load(name: str, variables: type[V], folder: Traversable | None = None) -> Prompt[V]:
    """Read prompt ``name`` and check its placeholders. Raises PromptError, which names both sides of a mismatch."""
    folder = folder or prompts_folder()
    path = folder / f"{name}.md"
    try:
        front, body = _read(path, _Front)
        texts, versions = _pieces(folder / front.pieces) if front.pieces else ({}, 0)
        jinja = _JINJA.overlay(loader=DictLoader(texts))
        trees = [jinja.parse(text) for text in (body, *texts.values())]
    except TemplateError as error:
        raise PromptError(f"{path}: {' '.join(str(error).split())}") from error
    wanted = set[str]().union(*map(meta.find_undeclared_variables, trees))
    offered = set(variables.model_fields)
    if wanted != offered:
        raise PromptError(f"{path}: unknown {sorted(wanted - offered)}, unused {sorted(offered - wanted)}")
    pieces = _PART.split(body)
    if pieces[0].strip() or len(pieces) < 3:
        raise PromptError(f"{path}: the body must begin with a line '=== system ===' or '=== user ==='")
    parts = tuple((role, jinja.from_string(text)) for role, text in zip(pieces[1::2], pieces[2::2], strict=True))
    return Prompt(front.id, front.version + versions, parts, variables)


def _read(path: Traversable, front: type[F]) -> tuple[F, str]:
    """Front matter and body of a file. Raises PromptError."""
    try:
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        return front.model_validate(yaml.safe_load(head)), body
    except FileNotFoundError:
        raise PromptError(f"{path}: there is no such prompt") from None
    except (ValueError, ValidationError, yaml.YAMLError) as error:
        raise PromptError(f"{path}: {' '.join(str(error).split())}") from error


def _pieces(folder: Traversable) -> tuple[dict[str, str], int]:
    """``piece/part`` -> text, for every part of every piece; and the sum of their versions."""
    texts: dict[str, str] = {}
    versions = 0
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        front, body = _read(path, _PieceFront)
        parts = _PIECE.split(body)
        named = zip(parts[1::2], parts[2::2], strict=True)
        texts |= {f"{path.name.removesuffix('.md')}/{part}": text.strip() for part, text in named}
        versions += front.version
    return texts, versions


@cache
def prompts_folder() -> Traversable:
    """``prompts/`` of the checkout, or the copy inside the wheel."""
    packaged = files("lecturegen") / "_prompts"
    if packaged.is_dir():
        return packaged
    return files("lecturegen").joinpath("..", "prompts")
