"""LG158 no-html: no text holds HTML tags or comments outside code.

Why: markdown passes them through, so that one exporter drops the text, another shows the tag, and a third runs it; a
comment hides text from the reader who is to check it. Mended: comments are dropped, and `<br>` ends the line.

Bad:
    /frames/1/bullets/0: Forget the <b>plus one</b> and the loop hangs
    ---
    /closing: "Can we find a card at once <!-- mention hashing --> and still throw new ones in anywhere?"
    ---
    /assessment/questions/0/stem: A <span class="n">sorted list</span> holds 100 numbers. How many looks does it take?
Good:
    /frames/1/bullets/0: "`<b>` is code, `a <b> c` too, and if a < b and c > d nothing is meant"
    ---
    /frames/1/bullets/0: The <div> tag holds the list
    context: {terms: [html]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import ONE_LINE, PROSE, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity
from lecturegen.schema.remarks import remarks
from lecturegen.schema.tex import blanked

_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.I)
_TAG = re.compile(
    r"<(/?)(div|span|br|p|b|i|u|em|strong|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|img|a|code|pre|sub|sup|font"
    r"|center|script|style|details|summary|hr|iframe|button|input|form|svg|video)"
    r"(?:\s+[a-zA-Z-]{1,40}\s*=\s*(?:\"[^\"<>]{0,300}\"|'[^'<>]{0,300}'|[^\s<>\"']{1,300})){0,20}\s*/?>",
    re.I,
)
_ABOUT_MARKUP = frozenset({"html", "xhtml", "xml", "markup", "jsx", "dom", "svg"})


@text_rule("LG158", "no-html", Severity.ERROR, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if "<" not in text.value:
        return
    plain = without_maths(text.value)
    if (start := (_unremarked(plain) if context.filed else plain).find("<!--")) >= 0:
        yield Found(text.where, "the text holds an HTML comment", "leave it out, or say it", (start, start + 4))
    elif not _ABOUT_MARKUP & context.terms and (tag := _tag(plain)):
        fix = "use markdown; a tag that is spoken about belongs between backticks"
        yield Found(text.where, f"the text holds the HTML tag {excerpt(tag[0])}", fix, tag.span())


@check.mend
def drop(text: Text, context: Context) -> str:
    if "<" not in text.value:
        return text.value
    plain = without_maths(text.value)
    value = _replaced(text.value, _comments(_unremarked(plain) if context.filed else plain), "")
    if _ABOUT_MARKUP & context.terms:
        return value
    breaks = [match.span() for match in _BREAK.finditer(without_maths(value))]
    return _replaced(value, breaks, " " if text.role in ONE_LINE else "\n")


def _tag(plain: str) -> re.Match[str] | None:
    """The first tag. One letter may be a variable (a <b> c) unless it is closed as well."""
    for match in _TAG.finditer(plain):
        if len(match[2]) > 1 or (match[1] and f"<{match[2]}" in plain[: match.start()]):
            return match
    return None


def _unremarked(plain: str) -> str:
    """``plain`` with remarks to us blanked: whoever wrote one into a file meant it."""
    return blanked(plain, [(remark.start, remark.end) for remark in remarks(plain)])


def _comments(plain: str) -> list[tuple[int, int]]:
    """Where comments stand. One that is never closed is left: nobody knows where it ends."""
    spans = []
    start = plain.find("<!--")
    while start >= 0 and (end := plain.find("-->", start)) >= 0:
        spans.append((start, end + 3))
        start = plain.find("<!--", end)
    return spans


def _replaced(value: str, spans: list[tuple[int, int]], by: str) -> str:
    parts = []
    last = 0
    for start, end in spans:
        parts += [value[last:start], by]
        last = end
    return "".join([*parts, value[last:]]).strip() if parts else value
