"""Tell what is no content: the talk of a chat around pasted text, lines that only point to a link, a contents list.

Conservative: whole paragraphs that fit a pattern, in English. Not covered: chats in other languages, and talk inside a
paragraph that says something too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lecturegen.reading._lines import LINK, LINK_END, Line

_LONGEST = 320  # characters; wrapper talk is short, and a long paragraph holds content
_LINK = re.compile(f"{LINK}[^{LINK_END}]*{LINK_END}")
_SIGNS = re.compile(f"[*_`~{LINK}{LINK_END}]|^>\\s?")

_OFFER = re.compile(
    r"(?:(?:so|and|now|also|next)[, ]+)?(?:"
    r"(?:do|would) you (?:want|like|prefer)(?: for)? me to\b|(?:do you )?want me to\b"
    r"|(?:shall|should) i (?:also |now )?\w+\b.*\byou\b"
    r"|if you(?:['’]d| would)? (?:like|want|wish|prefer)\b[^.]{0,80}[, ]i (?:can|could|will)\b|if you want, i\b"
    r"|(?:please )?(?:just )?let me know (?:if|whether|what|which|how|when|in case)\b"
    r"|(?:please )?feel free to (?:ask|reach out|let me)\b"
    r"|(?:i )?hope (?:this|that|it) (?:helps|was helpful|clarifies|makes)\b|is there anything else\b.*\byou\b"
    r"|(?:i['’]m|i am) (?:happy|glad|here) to (?:help|assist)\b|happy to help\b"
    r")",
    re.I,
)
_PRAISE = (
    r"(?:what an? |that['’]?s an? |this is an? )?(?:great|good|perfect|excellent|fantastic|awesome|nice|wonderful)"
    r" (?:question|idea|choice|point|request|topic)"
)
_EAGER = rf"(?:certainly|sure(?: thing)?|gladly|no problem|got it|{_PRAISE})"
_WEAK = r"(?:of course|absolutely|definitely|great|perfect|awesome|ok(?:ay)?|alright)"
_HERE = r"(?:here(?:['’]s| is| are)|below (?:is|are))\b"
_PROMISE = rf"(?:{_HERE}|(?:let['’]?s|let us|let me|i['’]ll|i will|i can|i['’]ve|i have)\b)"
_OPENING = re.compile(  # an interjection alone, or with one sentence behind it; "Of course, let us …" may be a lecturer
    rf"(?:{_EAGER}|{_WEAK})\W*"
    rf"|(?:{_EAGER}\W+{_PROMISE}|{_WEAK}\W*!\W*{_PROMISE}|{_WEAK}\W+{_HERE})[^.!?:]*[^\w]*"
    r"|you(?:['’]re| are) (?:very |absolutely |most )?(?:welcome|right)\b[^.!?:]*\W*"
    r"|as an ai (?:language )?model\b.*",
    re.I | re.S,
)
_SPEAKER = re.compile(
    r"(?:(?:you|user|chatgpt|assistant|claude|gemini|copilot)(?: said)?:|(?:you|chatgpt|gemini|copilot) said"
    r"|thought for \d+ ?(?:s|seconds?|minutes?)|regenerate(?: response)?|(?:[a-z+#]{1,12} ?)?copy code)",
    re.I,
)
_POINTING = frozenset(
    "a about also and are article at available be blog by can check click code complete credit credits demo "
    "detail details doc docs documentation download explore find following for from full further go guide have "
    "here hint how i image img in info information learn link links look material more note notebook of official on "
    "online open or original out page paper photo picture please post read reading ref refer reference references "
    "repo resource resources see site source sources take the this tip to tutorial understand url use via video view "
    "visit want watch website wikipedia your youtube".split()
)
_CONTENTS = re.compile(r"(?:table of )?contents?|toc|(?:in )?this (?:notebook|document)(?: covers| contains)?", re.I)


def _said(paragraph: str) -> str:
    return " ".join(_SIGNS.sub("", paragraph).split())


def opens_chat(paragraph: str) -> bool:
    """Whether the paragraph only announces what an assistant is about to write, or names who speaks."""
    said = _said(paragraph)
    return len(said) <= _LONGEST and bool(_OPENING.fullmatch(said) or _SPEAKER.fullmatch(said))


def closes_chat(paragraph: str) -> bool:
    """Whether the paragraph only offers more or takes leave. ``Let me know if the sum converges`` is no exception."""
    said = _said(paragraph)
    return len(said) <= _LONGEST and bool(_OFFER.match(said))


def set_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with an empty one between talk and the content that it touches."""
    out: list[Line] = []
    for row, line in enumerate(lines):
        before = row > 0 and lines[row - 1].text.strip()
        after = row + 1 < len(lines) and lines[row + 1].text.strip()
        if before and not after and closes_chat(line.text):
            out.append(line._replace(text=""))
        out.append(line)
        if after and not before and opens_chat(line.text):
            out.append(line._replace(text=""))
    return out


def points_to_link(paragraph: str) -> bool:
    """Whether a paragraph has a link, and beside its links only words that point to them."""
    if not _LINK.search(paragraph):
        return False
    beside = re.findall(r"[^\W\d_]+", _LINK.sub(" ", paragraph).casefold())
    return all(word in _POINTING for word in beside)


def lists_contents(label: str, items: Sequence[str], headings: Iterable[str]) -> bool:
    """Whether ``items`` under ``label`` (such as Contents) only repeat words of the headings."""
    if not items or not _CONTENTS.fullmatch(_said(label).strip(" :")):
        return False
    known = {stem for heading in headings for stem in _stems(heading)}
    found = [sum(stem in known for stem in _stems(item)) * 2 >= len(_stems(item)) for item in items]
    return sum(found) * 3 >= len(found) * 2


def _stems(text: str) -> list[str]:
    """Words of four letters or more, cut to five: Application and Applications are one."""
    return [word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())]
