r"""Data -> YAML for people and models: PyYAML's own bytes, most of them made sooner.

PyYAML looks at every character several times in Python, which took a fifth of a run's CPU. What most of our texts are,
one line whose signs say nothing to YAML, is told by one look: it stands plain, or in single quotation marks. Data with
anything else in it goes to PyYAML as a whole. Several lines are a block; whole numbers have no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_STEP = 2
_KEY = re.compile(r"[a-z_]{2,99}")
_ONE_LINE = re.compile("[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]+")
_SIGN = re.compile(r":(?: |\Z)| #|\A[#,\[\]{}&*!|>'\"%@`]|\A | \Z")
# what begins otherwise may be a number, a date or a list; with a word in it and a gap it is neither
_TEXT = re.compile(r"(?![-?:=<~+.0-9])|(?=[0-9][^ ]* )(?=.*[A-Za-z]{3})")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_GAP = re.compile(r"(?<=[^ ]) (?=[^ ])")


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Indented(_Dumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _float(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    return dumper.represent_int(int(number)) if _whole(number) else dumper.represent_float(number)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)


def dump(data: dict[str, Any] | list[Any], *, width: int, indented: bool) -> str:
    """YAML of what JSON can hold, lines folded behind ``width``; ``indented``: lists stand deeper than their key.

    The same data gives the same bytes.
    """
    try:
        return "".join(_Quick(width, _STEP if indented else 0).value(data, 0, 0)) + "\n"
    except _Unclear:
        dumper = _Indented if indented else _Dumper
        return str(yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width))


class _Unclear(Exception):
    """For PyYAML to write."""


class _Quick:
    """What is certain to come out as PyYAML writes it; raises _Unclear at the rest."""

    def __init__(self, width: int, deeper: int) -> None:
        self._width, self._deeper = width, deeper

    def _node(self, data: Any, indent: int) -> Iterator[str]:
        """A mapping or a list that begins where we are; its further lines stand at ``indent``."""
        line_end = ""
        if isinstance(data, list):
            for item in data:
                yield f"{line_end}- "
                yield from self.value(item, indent + _STEP, indent + _STEP)
                line_end = "\n" + " " * indent
            return
        for key, value in data.items():
            if not isinstance(key, str) or not _KEY.fullmatch(key) or key in _WORDS:
                raise _Unclear
            yield f"{line_end}{key}:"
            yield from self._behind_key(value, indent, indent + len(key) + 2)
            line_end = "\n" + " " * indent

    def _behind_key(self, value: Any, indent: int, column: int) -> Iterator[str]:
        if value and isinstance(value, dict | list):
            indent += self._deeper if isinstance(value, list) else _STEP
            yield "\n" + " " * indent
            yield from self._node(value, indent)
        else:
            yield " "
            yield from self.value(value, indent + _STEP, column)

    def value(self, value: Any, indent: int, column: int) -> Iterator[str]:
        """``column``: where it begins."""
        match value:
            case str():
                yield self._text(value, indent, column)
            case dict() | list() if value:
                yield from self._node(value, indent)
            case dict() | list():
                yield "[]" if isinstance(value, list) else "{}"
            case None:
                yield "null"
            case bool():
                yield str(value).lower()
            case int():
                yield str(value)
            case float() if _whole(value):
                yield str(int(value))
            case float() if _DECIMAL.fullmatch(repr(value)):
                yield repr(value)
            case _:
                raise _Unclear

    def _text(self, text: str, indent: int, column: int) -> str:
        if not text:
            return "''"
        if not _ONE_LINE.fullmatch(text):
            raise _Unclear
        if _SIGN.search(text):
            quoted = self._folded(text.replace("'", "''"), indent, column + 1)
            return f"'{quoted}'"
        if text.lower() in _WORDS or not _TEXT.match(text):
            raise _Unclear
        return self._folded(text, indent, column)

    def _folded(self, text: str, indent: int, column: int) -> str:
        """A line goes on to the first gap behind the width."""
        if column + len(text) <= self._width:
            return text
        lines, start = [], 0
        for gap in _GAP.finditer(text):
            if column + gap.start() - start > self._width:
                lines.append(text[start : gap.start()])
                start, column = gap.end(), indent
        return ("\n" + " " * indent).join([*lines, text[start:]])


def _whole(number: float) -> bool:
    return number.is_integer() and abs(number) < 1e6
