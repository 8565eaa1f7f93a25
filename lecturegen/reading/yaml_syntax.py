"""PyYAML's word for a syntax error -> a line, and what to do about it in the words of somebody who writes a course."""

from __future__ import annotations

import re

import yaml

_QUOTES = "put the text in quotes"

# (what PyYAML says, what we say, whether the fault is where the construct began). The first that fits is taken.
_WORDING: tuple[tuple[str, str, bool], ...] = (
    ("mapping values are not allowed here", "", False),  # see _colon
    (r"found character '\\t'", "a tab stands where only spaces may; indent with spaces", False),
    (r"found character '(.)'", rf"text cannot begin with \1; {_QUOTES}", False),
    (
        "found unexpected end of stream|found unexpected document sep",
        "a quotation mark opens and never closes; close it, or use the other kind around the text",
        True,
    ),
    (
        "while parsing a block .*found '<scalar>'",
        f"the text goes on after its closing sign; {_QUOTES} as a whole",
        False,
    ),
    ("expected <block end>", "the indentation fits no line above; begin what belongs together in one column", False),
    ("could not find expected ':'", "this line is neither `key: text` nor `- text`; add a colon, or indent it", True),
    ("undefined alias|scanning an alias", f"text cannot begin with *; {_QUOTES}", False),
    ("duplicate anchor|scanning an anchor", f"text cannot begin with &; {_QUOTES}", False),
    ("scanning a tag|parsing a node", f"text cannot begin with !; {_QUOTES}", False),
    ("scanning a block scalar", f"text cannot begin with | or >; {_QUOTES}", True),
    ("parsing a flow sequence", f"a [ opens a list that never closes; close it with ], or {_QUOTES}", True),
    ("parsing a flow mapping", f"a {{ opens a mapping that never closes; close it with }}, or {_QUOTES}", True),
    (r"found '([\]},])'", rf"\1 closes nothing; delete it, or {_QUOTES}", False),
    ("another document", "a second document begins here; keep one, and delete the line of dashes", False),
    ("document start", "this line continues nothing that stands above; write it as `key: text`", False),
    ("escape", r"a backslash in double quotes must be doubled; write \\\\, or use single quotes", False),
    ("too many levels", "the file is nested too deeply; a course has five levels", False),
    ("too many values", "the file holds too many values; is it the right one?", False),
)


def syntax_fault(error: Exception, text: str, reached: int) -> tuple[int, str]:
    """Line (from 1) and message. ``reached`` is where PyYAML stood, for errors that do not know their place."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return reached, "an escape or a number in this line is no character; write the character itself"
    said = f"{error.context or ''} {error.problem or ''}"
    at = error.problem_mark.line + 1 if error.problem_mark else reached
    began = error.context_mark.line + 1 if error.context_mark else at
    for pattern, wording, at_start in _WORDING:
        if found := re.search(pattern, said):
            line = began if at_start else at
            return line, found.expand(wording) if wording else _colon(text.split("\n")[line - 1])
    return at, f"this is not YAML ({said.strip()}); {_QUOTES} if it is text"


def _colon(line: str) -> str:
    """A line with one colon too many, or one that stands deeper than it should."""
    found = re.match(r"\s*(?P<dash>- )?\s*(?P<key>[^:]+): +(?P<text>.*: .*|.*:)$", line.rstrip())
    if found is None:
        return "this line stands deeper than the one above, which has a text already; move it to the left"
    begin, text = f"{found['key']}: ", found["text"]
    if found["dash"] and not re.fullmatch("[a-z_]+", found["key"]):  # a topic such as `- GANs: theory: part 1`
        begin, text = "- ", begin + text
    return f"the text has a colon of its own; put it in quotes: {begin}{quoted(text)}"


def quoted(text: str) -> str:
    """``text`` as a YAML string in quotes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
