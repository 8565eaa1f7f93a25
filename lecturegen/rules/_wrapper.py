"""What a model writes around a lecture instead of writing the lecture: which sentences are that.

The patterns ask for what is said about a text ("script", "slide", "presentation", "audience"), never for "Certainly!"
or "script" alone: a lecturer may say "Of course" and a lecture on shells says "script" all the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lecturegen.rules._labels import Kind, label
from lecturegen.rules._markdown import Piece, blocks, without_blocks
from lecturegen.rules._texts import bears
from lecturegen.rules._words import sentences

_EAGER = r"(?:certainly|sure(?: thing)?|absolutely|of course|definitely|great|okay|ok|alright|no problem|happy to help)"
_EAGER_ALONE = re.compile(rf"\W*{_EAGER}\W*", re.I)
_TEXT_OFFERED = re.compile(
    rf"\W*(?:{_EAGER}\W+)?(?:here(?:['’]s| is| are)|below (?:is|are|you)|the following is|this is|let(?:['’]s| us| me) "
    r"(?:create|craft|write|develop|draft|prepare)|i(?:['’]ve| have) (?:created|prepared|written|drafted|revised))\b",
    re.I,
)
_OUR_TEXT = re.compile(
    r"\b(?:speaking|speaker|lecture|presentation|spoken|slide) (?:\w+ )?(?:script|notes)\b"
    r"|\bscript\b[^.!?]{0,80}\b(?:slides?|section|lecture|presentation|frames?|speak\w*|present\w*)\b"
    r"|\b(?:revised|updated|requested|corrected) (?:draft|version|text|section|script)\b",
    re.I,
)
OUR_TEXT_SIGNS = ("script", "notes", "revised", "updated", "requested", "corrected")
_COMMENT = re.compile(
    r"\W*(?:note\W+)?(?:(?:overall|finally|in short|remember|i hope|hopefully|with|by following|by using),? )*"
    r"(?:by [^.!?,]{1,90}, )?(?:use )?(?:(?:this|that|the above|the (?:speaking|presentation|lecture))\b[^.!?]{0,60}"
    r"\bscript\b|the script above)",
    re.I,
)
# "This script reads each frame" is a lecture on video; what a delivery is praised for leaves no doubt
_DELIVERY = re.compile(
    r"\b(?:presenting|present effectively|presentations?|presenters?|audience|engag\w+|transitions?|smooth\w*"
    r"|lectures?|deliver\w*|speaking|clarity|listeners?|talking points?|with confidence|thorough(?:ly)?|your students"
    r"|as a guide|present (?:the|this|these|each|every|your) (?:\w+ )?(?:slides?|frames?|sections?|material|content"
    r"|points?|topics?))\b",
    re.I,
)
_SERVICE = re.compile(
    r"feel free to (?:use or )?(?:adjust|modify|customi[sz]e|adapt|tailor|edit|tweak|expand|personali[sz]e|alter)\b"
    r"[^.!?]*\b(?:script|wording|tone|presentation|delivery|speaking style|your (?:own )?(?:style|needs|audience"
    r"|voice))\b"
    r"|\b(?:good|best of) luck with (?:your|the) (?:presentation|lecture|talk|class|teaching)\b"
    r"|\blet me know if (?:you|there)\b[^.!?]*\b(?:adjust\w*|chang\w+|revis\w+|modif\w+|expan\w+|refin\w+"
    r"|tweak\w*|edits?|further assistance|anything else)\b"
    r"|\bremember to \w+[^.!?]*\b(?:the audience|your (?:audience|listeners|speaking pace)|eye contact)\b"
    r"|\bi hope this (?:script|helps|draft|meets)\b"
    r"|\bthis (?:\w+ )?(?:approach|structure|format) (?:ensures|will ensure|should help)\b[^.!?]*"
    r"\b(?:the|your) presentation\b"
    r"|^\W*(?:and )?(?:this|that) (?:concludes|wraps up|completes|is the end of) (?:the|this|your|our) (?:\w+ ){0,2}"
    r"(?:script|speaker notes)\b",
    re.I,
)
_ORDER = re.compile(
    r"\b(?:your|the (?:specified|given|stated|provided|requested|outlined)) (?:\w+ )?"
    r"(?:requirements?|criteria|instructions?|specifications?|guidelines|prompt|request)\b"
    r"|\b(?:as|that|all|elements|criteria|details) you(?:['’]ve| have)? (?:requested|asked|provided|specified)\b"
    r"|\bdetails specified\b",
    re.I,
)
_ORDERED_TEXT = re.compile(
    r"\b(?:script|slides?|presentation|presenter|draft|response|reply|transitions|frames?)\b", re.I
)
_PLAIN_LEAK = re.compile(
    r"\bprovided (?:slide|frame)s? content\b|\b(?:latex|beamer) frames?\b|\bmy (?:system )?prompt\b"
    r"|\bjson (?:object|reply|schema|format) (?:you|as) (?:asked|requested)",
    re.I,
)
COMMENT_SIGNS = (
    "script", "feel free", " luck ", "let me know", "i hope this", "concludes", "wraps up", "completes",
    "end of", "ensure", "should help", "remember to",
)  # fmt: skip
_PLAIN_SIGNS = ("provided", "latex", "beamer", "prompt", "json")
_ORDER_SIGNS = (
    "requirement", "criteria", "instruction", "specif", "guideline", "prompt", "request", "you asked", "ve asked",
    "have asked", "provided",
)  # fmt: skip
LEAK_SIGNS = (*_PLAIN_SIGNS, *_ORDER_SIGNS)
# after a sentence about the text "it" is the text
_GOES_ON = re.compile(
    r"\W*(?:it|each (?:point|frame|slide|section)|(?:be|make) sure to|(?:remember to |please )?adjust"
    r"|if you (?:have any further|need|would like))\b",
    re.I,
)


def is_preamble(sentence: str) -> bool:
    """Such as ``Certainly! Here's a comprehensive speaking script for your slide on …``."""
    sentence = sentence.replace("\n", " ")
    return bool(_TEXT_OFFERED.match(sentence) and _OUR_TEXT.search(sentence))


def is_eager(sentence: str) -> bool:
    """``Certainly!``: wrapper if nothing else or more wrapper follows; people say "Okay." too."""
    return bool(_EAGER_ALONE.fullmatch(sentence))


def is_closing_comment(sentence: str) -> bool:
    """Such as ``This script should provide a clear structure …``."""
    sentence = sentence.replace("\n", " ")
    lowered = sentence.lower()
    commented = _COMMENT.match(sentence) if "script" in lowered else None
    if commented and _DELIVERY.search(sentence, commented.end()):
        return True
    return bears(lowered, COMMENT_SIGNS) and bool(_SERVICE.search(sentence))


def is_leak(block: str) -> bool:
    """``… that aligns with your requirements``: the order stands in the delivery."""
    block = block.replace("\n", " ")
    lowered = block.lower()
    if bears(lowered, _PLAIN_SIGNS) and _PLAIN_LEAK.search(block):
        return True
    return bears(lowered, _ORDER_SIGNS) and bool(_ORDER.search(block) and _ORDERED_TEXT.search(block))


def is_no_speech(sentence: str) -> bool:
    """A line that labels, or a sentence about the text."""
    mark = label(sentence.strip())
    if mark is not None and mark.kind is not Kind.PLAIN and not mark.rest:
        return True
    return is_eager(sentence) or is_preamble(sentence) or is_closing_comment(sentence) or is_leak(sentence)


def is_all_wrapper(block: str) -> bool:
    """Whether every sentence is about the text, so that the block can go without loss."""
    about = False
    for sentence in sentences(block):
        goes_on = about and _GOES_ON.match(sentence)
        about = is_eager(sentence) or is_preamble(sentence) or is_closing_comment(sentence) or is_leak(sentence)
        if not (about or goes_on or _OUR_TEXT.search(sentence)):
            return False
        about = True
    return True


def spoken_blocks(text: str) -> list[Piece]:
    """The blocks that hold words: no code, no dividers."""
    return [block for block in blocks(text) if not block.code and any(map(str.isalnum, block.text))]


def without_wrapper(text: str, found: Callable[[str], list[Piece]]) -> str:
    """``text`` without the blocks that ``found`` finds in it, where nothing but wrapper would be lost."""
    return without_blocks(text, {block for block in found(text) if is_all_wrapper(block.text)})
