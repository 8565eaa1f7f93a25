"""Faults of the reply as a piece of text: cut, empty, refused, wrapped, or not the JSON that was asked for."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from tests.openai_server.asked import Asked
from tests.openai_server.faults._base import fault
from tests.openai_server.reply import Reply


@fault("truncated")
def _(reply: Reply, asked: Asked) -> Reply:
    """finish_reason length, content cut in the middle"""
    content = reply.content or ""
    return replace(reply, content=content[: len(content) // 2], finish_reason="length")


@fault("empty")
def _(reply: Reply, asked: Asked) -> Reply:
    """content is the empty string"""
    return replace(reply, content="")


@fault("huge")
def _(reply: Reply, asked: Asked) -> Reply:
    """valid JSON behind 50 MB of blanks: no reply is that long"""
    return replace(reply, content=f"{' ' * (50 * 2**20)}{reply.content}")


@fault("null-content")
def _(reply: Reply, asked: Asked) -> Reply:
    """content is null"""
    return replace(reply, content=None)


@fault("no-choices")
def _(reply: Reply, asked: Asked) -> Reply:
    """`choices: []`"""
    return replace(reply, content=None, has_choices=False)


@fault("no-message")
def _(reply: Reply, asked: Asked) -> Reply:
    """the message of the only choice is null"""
    return _changed(reply, asked, choices=[{"index": 0, "message": None, "finish_reason": "stop"}])


@fault("no-usage")
def _(reply: Reply, asked: Asked) -> Reply:
    """answers well, and does not say what it took"""
    return _changed(reply, asked, usage=None)


@fault("odd-usage")
def _(reply: Reply, asked: Asked) -> Reply:
    """answers well, but usage is no count: fewer than no tokens, and a text"""
    return _changed(reply, asked, usage={"prompt_tokens": -12, "completion_tokens": "many", "total_tokens": None})


@fault("half-pair")
def _(reply: Reply, asked: Asked) -> Reply:
    """half of a surrogate pair, an emoji that was cut, stands between the first two words"""
    content = re.sub("(?<=[a-z]) (?=[a-z])", " \ud83d ", reply.content or "", count=1)
    return _changed(replace(reply, content=content), asked)


def _changed(reply: Reply, asked: Asked, **fields: object) -> Reply:
    return replace(reply, raw=json.dumps(reply.body_of(asked, 0) | fields))


@fault("refusal")
def _(reply: Reply, asked: Asked) -> Reply:
    """message.refusal is set, content is null"""
    return replace(reply, content=None, refusal="I'm sorry, I can't help with that.")


@fault("content-filter")
def _(reply: Reply, asked: Asked) -> Reply:
    """finish_reason content_filter, content cut early"""
    return replace(reply, content=(reply.content or "")[:80], finish_reason="content_filter")


@fault("not-json")
def _(reply: Reply, asked: Asked) -> Reply:
    """prose in place of JSON"""
    return replace(reply, content="I have thought about the material and would begin with a case from practice.")


@fault("fenced")
def _(reply: Reply, asked: Asked) -> Reply:
    """valid JSON in a ```json fence with a sentence before it: to be tolerated"""
    return replace(reply, content=f"Here is the JSON you asked for:\n\n```json\n{reply.content}\n```\n")


@fault("think")
def _(reply: Reply, asked: Asked) -> Reply:
    """a <think> block before valid JSON: to be tolerated"""
    return replace(reply, content=f"<think>\nThe user wants {{JSON}}, so I count first.\n</think>\n\n{reply.content}")


@fault("bad-escape")
def _(reply: Reply, asked: Asked) -> Reply:
    r"""lone LaTeX backslashes (`\(`, `\alpha`) in the JSON strings: illegal JSON, to be mended"""
    return _with_latex(
        reply, r"I write \(\alpha + \lambda \cdot 2\) for it, because two signs are shorter than two words."
    )


@fault("eaten-latex")
def _(reply: Reply, asked: Asked) -> Reply:
    r"""LaTeX that is legal JSON and decodes to control characters (`\beta_0`, `\frac`)"""
    return _with_latex(reply, r"I write $\beta_0 + \frac{1}{2}$ for it, because two signs are shorter than two words.")


@fault("unclear-latex")
def _(reply: Reply, asked: Asked) -> Reply:
    r"""LaTeX that is legal JSON and may be a line break and a word (`\nu`): to be asked for again"""
    return _with_latex(reply, r"I write \nu for it, because one sign is shorter than a word.")


@fault("trailing-comma")
def _(reply: Reply, asked: Asked) -> Reply:
    """a comma before the last bracket: illegal JSON, to be mended"""
    return replace(reply, content=f"{(reply.content or '').rstrip().removesuffix('}')},}}")


def _with_latex(reply: Reply, sentence: str) -> Reply:
    """``sentence`` put, byte for byte, at the end of the first long text of the JSON."""
    place = _end_of_long_text(reply.content or "")
    if place is None:
        return reply
    content = reply.content or ""
    return replace(reply, content=f"{content[:place]} {sentence}{content[place:]}")


def _end_of_long_text(content: str) -> int | None:
    """Where the first JSON string of prose ends in ``content``: a script, an explanation, or a question left open."""
    try:
        document = json.loads(content)
    except ValueError:
        return None
    for section in document.get("sections", [])[:1]:
        return _end(content, section["leaves_open"])
    for questions in document.get("questions", {}).values():
        return _end(content, questions[0]["explanation"])
    for frame in document.get("frames", [])[:1]:
        return _end(content, frame["script"])
    return None


def _end(content: str, text: str) -> int:
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    return content.index(quoted) + len(quoted)
