r"""A raw reply and the value read from it -> what the reading lost, changed or made up.

An independent judge: it shares nothing with ``lecturegen.llm.mend``. It never parses the raw text; it compares the
words, commands and keys on both sides in their order, and for replies printed one string a line, the lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

_TOKEN = re.compile(r"(?P<run>\\+)(?P<tail>[A-Za-z]+|.)|(?P<word>[^\W_]+)", re.S)
_UNICODE = re.compile(r"(?<!\\)\\u([0-9a-fA-F]{4})")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_KEY = re.compile(r'"([a-z_]+)"\s*:')
_LINE = re.compile(r'[ \t]*(?:"[a-z_]+":[ \t]*)?"((?:[^"\\\n]|\\.)*)"[ \t]*[,;]?[ \t]*', re.S)
_NAMES = {"True": "true", "False": "false", "None": "null"}  # Python's names and JSON's are the same words
_MARKS = "()[]{},;:!|%&$#_"
# what begins with n, r or t and is a command; any other letters after \n, \r, \t belong to the next line
_COMMANDS = frozenset(
    "nabla natural ne nearrow neg neq nexists ngeq ni nleq nmid nonumber not notin nparallel nsubseteq nu "
    "rangle rbrace rceil ref rfloor rho right rightarrow rightleftharpoons rm "
    "tag tan tanh tau text textbf textit textrm texttt tfrac therefore theta tilde times to top triangle".split()
)


def faults(raw: str, value: Any) -> list[str]:
    """One line for everything that is not as the raw reply has it; none if the value is intact."""
    body = _UNICODE.sub(lambda m: chr(int(m[1], 16)), _json_part(raw))
    strings = list(_strings(value))
    return [*_controls(raw, strings), *_differences(body, strings), *_keys(body, value), *_lines(body, strings)]


def _json_part(raw: str) -> str:
    start = raw.find("```json\n") + len("```json\n") if "```json\n" in raw else 0
    starts = [at for at in (raw.find("{", start), raw.find("[", start)) if at >= 0]
    return raw[min(starts) : max(raw.rfind("}"), raw.rfind("]")) + 1]


def _strings(value: Any) -> Iterator[str]:
    """Keys, texts, numbers and names of a value in their order."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


def _controls(raw: str, strings: list[str]) -> Iterator[str]:
    for string in strings:
        if match := _CONTROL.search(string):
            yield f"control character {match[0]!r} in {string!r}"
        if "\t" in string and "\t" not in raw and not re.search(r"\\t", raw):
            yield f"a tab that nobody wrote in {string!r}"


def _differences(body: str, strings: list[str]) -> Iterator[str]:
    meant, read = list(_meant(body)), [token for string in strings for token in _read(string)]
    for kind, a, b, c, d in SequenceMatcher(None, meant, read, autojunk=False).get_opcodes() if meant != read else ():
        if kind != "equal":
            yield f"{' '.join(meant[a:b])!r} became {' '.join(read[c:d])!r} after {' '.join(read[max(0, c - 4) : c])!r}"


def _meant(body: str) -> Iterator[str]:
    """Words and commands of JSON text, as they were meant."""
    for match in _TOKEN.finditer(body):
        run, tail = match["run"], match["tail"]
        if run is None:
            yield _NAMES.get(match["word"], match["word"])
        elif tail.isascii() and tail.isalpha():
            if len(run) % 2 and tail[0] in "nrt" and tail not in _COMMANDS:
                yield from [tail[1:]] if tail[1:] else []
            else:
                yield f"\\{tail}"
        elif tail in _MARKS:
            yield f"\\{tail}"
        elif tail.isalnum():
            yield tail


def _read(string: str) -> Iterator[str]:
    for match in _TOKEN.finditer(string):
        if match["run"] is None:
            yield _NAMES.get(match["word"], match["word"])
        elif match["tail"].isascii() and (match["tail"].isalpha() or match["tail"] in _MARKS):
            yield f"\\{match['tail']}"
        elif match["tail"].isalnum():
            yield match["tail"]


def _keys(body: str, value: Any) -> Iterator[str]:
    written, kept = sorted(_KEY.findall(body)), sorted(_names(value))
    if written != kept:
        yield f"keys: {len(written)} written, {len(kept)} kept; {sorted(set(written) ^ set(kept))}"


def _names(value: Any) -> Iterator[str]:
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _names(item)
    if isinstance(value, dict):
        yield from value


def _lines(body: str, strings: list[str]) -> Iterator[str]:
    """A string that has a line of its own is a string of the value, and nothing more."""
    kept = {_letters(string) for string in strings}
    for line in body.splitlines():
        match = _LINE.fullmatch(line)
        if match and not re.search(r"\\[ntr]", match[1]) and _letters(match[1]) not in kept:
            yield f"the string {match[1]!r} is not in the value as it is"


def _letters(text: str) -> str:
    return text.replace("\\", "")
