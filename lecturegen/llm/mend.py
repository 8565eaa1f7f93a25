"""Text of a reply -> the JSON value in it, mended where that is provably safe.

Safe means: nothing that the model wrote is lost, changed or guessed. Wrappers (fences, ``<think>``, a sentence before)
are taken off; a lone backslash that begins a LaTeX command is protected, because `\\beta` is legal JSON for a backspace
and `eta`; what then still does not parse is repaired by json-repair and accepted only if every word of the reply is in
the result, in its order. A reply that ends in the middle is never closed by us.
"""

from __future__ import annotations

import json
import re
from typing import Any

from lecturegen.errors import BadReply, Truncated

_BEGINS_AS_JSON = re.compile(r"\s*(?:```[a-zA-Z]*\s*)?[{\[]")
_THINK = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S | re.I)
_FENCE = re.compile(r"\A[^{\[]{0,2000}?```[a-zA-Z]*[ \t]*\n(.*?)\n?[ \t]*```[^{\[]{0,2000}\Z", re.S)
_ESCAPE = re.compile(r"\\(?:\\|\"|/|u[0-9a-fA-F]{4}|([A-Za-z]+)|(.)|\Z)", re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LATEX = re.compile(r"\\([A-Za-z]{2,})")
_WORD = re.compile(r"[^\W_]+")

_OPENING_FENCE = re.compile(r"\A\s*```[a-zA-Z]*[ \t]*\n")
_START = 24
"""Characters by which a reply that begins anew is known."""
_SHORTEST_OVERLAP, _LONGEST_OVERLAP = 16, 400
"""Characters that a continuation may repeat; fewer could be a coincidence."""

# Commands that begin with a letter which JSON takes for an escape (b f n r t u). A newline before a word is common, so
# after \n only what cannot be "newline and a word" counts; \b, \f and \r before a letter are never meant as JSON.
_AFTER_N = frozenset(
    "nabla natural ncong nearrow neg neq nexists nleq ngeq nmid nolimits nonumber norm not notin nsubseteq nu".split()
)
_AFTER_T = frozenset(
    "tag tan tanh tau text textbf textit textrm textsf texttt textstyle therefore theta thickapprox thinspace tilde "
    "times to top triangle triangleq twoheadrightarrow".split()
)


def loads(text: str) -> Any:
    """The JSON value in ``text``. Raises BadReply with the reason if there is none, or none that is safe to take."""
    bare = _unwrapped(text)
    if not bare:
        raise BadReply("the reply is empty" if not text.strip() else "the reply holds no JSON", text=text)
    protected = protect(bare)
    try:
        value = json.loads(protected, strict=False)
    except ValueError as error:
        value = _repaired(protected, str(error), text)
    _refuse_damage(value, protected, text)
    return value


def joined(begun: str, rest: str) -> str:
    """A reply that was cut, and what came when it was asked to go on: some words may be there twice, or all of them."""
    if not begun:
        return rest
    fenced = _OPENING_FENCE.sub("", rest) if not begun.lstrip().startswith("`") else rest
    if fenced.lstrip()[:_START] == begun.lstrip()[:_START]:
        return fenced  # it began anew
    for size in range(min(len(begun), len(fenced), _LONGEST_OVERLAP), _SHORTEST_OVERLAP - 1, -1):
        if fenced.startswith(begun[-size:]):
            return begun + fenced[size:]
    return begun + fenced


def protect(text: str) -> str:
    """JSON text with every lone backslash of LaTeX doubled, so that it survives parsing."""
    return _ESCAPE.sub(_protected, text)


def _protected(match: re.Match[str]) -> str:
    whole, letters, other = match.group(0), match.group(1), match.group(2)
    if letters is None:
        if other is None:
            return whole  # a JSON escape, or a backslash at the very end
        return "'" if other == "'" else "\\" + whole  # \' is no LaTeX and no JSON: an apostrophe
    head = letters[0]
    if head == "n":
        meant = letters in _AFTER_N
    elif head == "t":
        meant = letters in _AFTER_T
    elif head in "bfr":
        meant = len(letters) > 1
    else:
        meant = True
    return "\\" + whole if meant else whole


def _unwrapped(text: str) -> str:
    bare = _THINK.sub("", text).strip().lstrip("\ufeff")
    if fenced := _FENCE.match(bare):
        bare = fenced.group(1).strip()
    starts = [at for at in (bare.find("{"), bare.find("[")) if at >= 0]
    if not starts:
        return ""
    end = max(bare.rfind("}"), bare.rfind("]"))
    tail = bare[end + 1 :].strip().strip("`").strip()
    # words after the last bracket: either talk behind a whole value, or a value that was cut off
    if end > min(starts) and (not tail or _closes(bare[min(starts) : end + 1])):
        return bare[min(starts) : end + 1]
    return bare[min(starts) :]


def _closes(text: str) -> bool:
    """Whether brackets outside strings are balanced at the end of ``text``."""
    outside = re.sub(r'"(?:\\.|[^"\\])*"', "", text, flags=re.S)
    return outside.count("{") == outside.count("}") and outside.count("[") == outside.count("]") and '"' not in outside


def _repaired(protected: str, reason: str, text: str) -> Any:
    if protected[-1] not in "}]":
        # some services cut without saying so; prose with a bracket in it was never meant to be JSON
        kind = Truncated if _BEGINS_AS_JSON.match(text) else BadReply
        raise kind("the reply ends in the middle", text=text)
    from json_repair import repair_json

    value = repair_json(protected, return_objects=True, skip_json_loads=True)
    if not isinstance(value, dict | list) or not value:
        raise BadReply(f"the reply is not JSON: {reason}", text=text)
    if _words(protected) != _words(json.dumps(value, ensure_ascii=False)):
        raise BadReply(f"the reply is not JSON, and mending it would lose words: {reason}", text=text)
    return value


def _words(json_text: str) -> list[str]:
    """Words of JSON text, escapes resolved: the same for a value however it is quoted."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), json_text)
    plain = re.sub(r"\\\\|\\[nrt]", " ", plain)
    return _WORD.findall(plain)


def _refuse_damage(value: Any, protected: str, text: str) -> None:
    strings = list(_strings(value))
    for string in strings:
        if found := _CONTROL.search(string):
            raise BadReply(
                f"the reply has a control character ({found.group()!r}); double LaTeX backslashes", text=text
            )
    wanted = {command for command in _LATEX.findall(protected.replace("\\\\", "\\")) if len(command) > 2}
    kept = {command for string in strings for command in _LATEX.findall(string)}
    lost = {c for c in wanted - kept if c[0] not in "nrtu"}
    if lost:
        raise BadReply(f"mending the reply would lose LaTeX: {', '.join(sorted(lost))}", text=text)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for key, item in value.items() for s in (key, *_strings(item))]
    if isinstance(value, list):
        return [s for item in value for s in _strings(item)]
    return []
