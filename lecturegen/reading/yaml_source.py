"""YAML text -> plain data that remembers its lines.

PyYAML's composed nodes keep their marks; its constructor throws them away, takes the last of two equal keys without
a word, and lets an alias grow without bound. So the data is built here, from the nodes.
Not covered: merge keys (``<<``) and tags other than YAML's own; both are reported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from yaml.composer import ComposerError

from lecturegen.errors import CourseError, Problem
from lecturegen.reading.yaml_syntax import syntax_fault

DEEPEST = 30  # levels; our documents have seven
MOST = 20_000  # keys and values, aliases expanded; a course of 99 weeks with 40 topics each has 6,000

Step: TypeAlias = str | int
Node: TypeAlias = yaml.Node
# Line breaks to YAML but to no editor, pasted in with text: as spaces they leave the count of lines alone
_STRAY = str.maketrans("\x85\u2028\u2029", "   ")
_CORE = "tag:yaml.org,2002:"
_KINDS = {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file that is known already: ``line`` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file: ``data`` of strings, numbers, lists and dicts, and where each of them stands.

    An empty value under a key is left out of ``data``, as if its key were not there. What YAML reads as true, false
    or a date is True in ``data``: no document of ours has a place for either, and messages quote the file instead.
    """

    name: str
    root: Node | None
    data: Any
    faults: tuple[Fault, ...] = ()

    def node(self, *steps: Step) -> Node | None:
        """What stands at ``steps``, or None."""
        node = self.root
        for step in steps:
            _, node = _below(node, step)
        return node

    def line(self, *steps: Step) -> int:
        """Line of the key or list item at ``steps``, or of the last of ``steps`` that the file has."""
        node, line = self.root, (self.root.start_mark.line + 1 if self.root else 1)
        for step in steps:
            mark, node = _below(node, step)
            if mark is None:
                break
            line = mark.line + 1
        return line

    def errors(self, faults: Iterable[Fault]) -> CourseError:
        """All ``faults`` in the order of the file, each once."""
        unique = sorted(dict.fromkeys(faults), key=lambda fault: fault.line)
        return CourseError(*(Problem(f"{self.name}:{fault.line}", fault.message) for fault in unique))


def parse_yaml(text: str, name: str) -> YamlSource:
    """Read ``text``; ``name`` is what errors call the file. Raises CourseError if it is not YAML at all."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_STRAY)
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        fault = "this line holds a control character; type the line again"
        raise CourseError(Problem(f"{name}:{line}", fault))
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: escapes beyond Unicode, huge versions
        line, message = syntax_fault(error, text, loader.line + 1)
        raise CourseError(Problem(f"{name}:{line}", message)) from None
    build = _Build()
    data = build.value(root, 0) if root is not None else None
    source = YamlSource(name, root, data, tuple(build.faults))
    if build.count > MOST:
        raise source.errors((Fault(source.line(), "the file holds too many values; write aliases (`*name`) out"),))
    return source


def _below(node: Node | None, step: Step) -> tuple[yaml.Mark | None, Node | None]:
    """Mark and node of a child."""
    match node, step:
        case yaml.MappingNode(value=pairs), str():
            return next(((key.start_mark, value) for key, value in pairs if key.value == step), (None, None))
        case yaml.SequenceNode(value=items), int() if step < len(items):
            return items[step].start_mark, items[step]
    return None, None


class _Loader(yaml.SafeLoader):
    """Composes nodes, but neither deeper nor more than a document needs."""

    depth = count = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST:
            fault = "too many levels" if self.depth > DEEPEST else "too many values"
            raise ComposerError(None, None, fault, self.get_mark())
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Build:
    """Nodes -> data, collecting faults; ``count`` stops the growth of aliases."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count = 0

    def value(self, node: Node, depth: int) -> Any:
        self.count += 1
        if self.count > MOST or depth > DEEPEST:
            self.count = MOST + 1
            return None
        if node.tag.removeprefix(_CORE) not in _KINDS:
            fault = f"`{node.tag}` is read as a tag because it begins with `!`; put the text in quotes"
            self.faults.append(Fault(node.start_mark.line + 1, fault))
        match node:
            case yaml.MappingNode():
                return self._mapping(node, depth)
            case yaml.SequenceNode(value=items):
                return [self.value(item, depth + 1) for item in items]
            case yaml.ScalarNode():
                return self._scalar(node)
            case _:
                raise TypeError(f"PyYAML composed a {type(node).__name__}")

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        lines: dict[str, int] = {}
        data: dict[str, Any] = {}
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(Fault(line, "a key must be a word, not a list; put text with [ or { in quotes"))
            elif key.value in lines:
                first = lines[key.value]
                fault = f"`{key.value}:` appears twice; remove one (the other is in line {first})"
                self.faults.append(Fault(line, fault))
            else:
                lines[key.value] = line
                value = self.value(child, depth + 1)
                if value is not None:
                    data[key.value] = value
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_CORE), str(node.value)
        line = node.start_mark.line + 1
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
            self.faults.append(Fault(line, "the text holds a control character; write it without"))
            return text.encode("utf-8", "replace").decode()
        match kind:
            case "null":
                return None
            case "bool" | "timestamp":
                return True
            case "int" | "float":
                return _number(node, kind)
            case "str" | "merge" | "value":
                return text
            case tag:
                return f"{tag} {text}".strip()


def _number(node: yaml.ScalarNode, kind: str) -> int | float | str:
    """The number, or the text where there is none: ``.inf`` and ``.nan`` are nothing that a document counts."""
    constructor = yaml.constructor.SafeConstructor()
    try:
        number = constructor.construct_yaml_int(node) if kind == "int" else constructor.construct_yaml_float(node)
    except (ValueError, OverflowError, IndexError):  # `0x_`, and `!!int` before text or nothing
        return str(node.value)
    return number if abs(number) < 1e15 else str(node.value)
