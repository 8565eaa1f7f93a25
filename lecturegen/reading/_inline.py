"""Lines of markdown -> lines of plain content: no images, link targets, entities or decoration.

The text of a link stays between two marks, so that a paragraph that only points somewhere can be told later.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from lecturegen.reading._lines import IMAGE, LINK, LINK_END, Line, rewrite
from lecturegen.reading._losses import Loss, Losses

_LABEL = r"(?:[^\[\]\n]|\n(?![ \t]*\n)|\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\])*"
_TARGET = (
    r"\(\s*(?P<to><[^<>\n]*>|(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_IMAGE = re.compile(rf"(?<!\\)!\[{_LABEL}\]{_TARGET}(?:\{{[^{{}}\n]*\}})?|!\[\[[^\[\]\n]+\]\]")
_LINK = re.compile(rf"(?<!\\)\[(?P<label>{_LABEL})\]{_TARGET}")
_WIKI = re.compile(r"\[\[(?=[^\[\]\n]*[^\W\d])(?:[^\[\]|\n]+\|)?(?P<label>[^\[\]|\n]+)\]\]")
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+)>")
_BARE_ADDRESS = re.compile(rf"(?<![\w/{LINK}])(?:https?://|www\.)[^\s<>{LINK_END}]*[^\s<>{LINK_END}.,;:!?)\]*_'\"]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^]+)\]:[ \t]*(?P<to><[^<>\n]*>|\S*[/.:#@]\S*)(?:[ \t]+[\"'(].*)?[ \t]*$", re.M
)
_LIKE_A_TARGET = re.compile(r"[/.#:@<]|^$")
_EMPTY_ITEM = re.compile(rf"^[\s>]*+(?:(?:[-*+]|\d+[.)])\s++)?[\s*_{IMAGE}]*$")

_EMOJI = (
    "[\U0001f000-\U0001faff\u2600-\u2609\u2613-\u275a\u2761-\u2767\u2794-\u27bf\u2b00-\u2bff"
    "\u231a\u231b\u23cf\u23e9-\u23fa\u25b6\u25c0\ufe0f\u200d\U000e0020-\U000e007f\u3030\u303d\u2139]"
)
_YES, _NO = "✅✔☑👍🟢", "❌✖❎🚫👎⛔🔴"
_BEFORE = r"^(?P<before>[\s>]*+(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?(?P<heading>#{1,6}\s+)?)(?P<bold>\*\*|__|\*)?"
_LEADING = re.compile(rf"{_BEFORE}\s*(?P<emoji>{_EMOJI}+)\s*")
_TRAILING = re.compile(rf"(?:(?<=[.!?…:])|(?<=[.!?…:]\*\*))\s*{_EMOJI}+\s*(?P<bold>\**)\s*$")
_TRAILING_IN_HEADING = re.compile(rf"^(?P<heading> {{0,3}}#{{1,6}}\s.*?)\s*{_EMOJI}+\s*(?P<bold>\**)\s*#*$")
_NUMERAL = re.compile(rf"{_BEFORE}\s*(?:(?P<digit>\d)\ufe0f?\u20e3|(?P<circled>[\u2460-\u2473\u2776-\u2793]))\s*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.I)
_LIST_MARKER = re.compile(r"(?:[-*+]|\d+[.)])\s+$")
_KEYCAP = re.compile("\ufe0f?\u20e3")
_BULLET = re.compile(r"^(?P<indent>\s*)[•‣◦▪▫●○■□➢➤►⁃·]\s+(?=\S)")
_CRAMPED_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\s#])")
_COLONS = re.compile(r"^\s*:{3,}.*$")


def plain(lines: Sequence[Line], losses: Losses) -> list[Line]:
    """The lines without images, links' targets, entities and decoration; each loss is told."""
    labels: set[str] = set()

    def define(found: re.Match[str], line: Line) -> str:
        labels.add(_key(found["label"]))
        return ""

    lines = rewrite(lines, _DEFINITION, define)
    lines = _without_images(lines, labels, losses)
    lines = _without_targets(lines, labels, losses)
    lines = [line._replace(text=_ENTITY.sub(_character, line.text)) for line in lines]
    return _undecorated(lines)


def _character(entity: re.Match[str]) -> str:
    char = html.unescape(entity.group())
    return char if char.isprintable() else " "


def bullets(lines: Sequence[Line]) -> list[Line]:
    """Signs that stand for bullets, headings without their space, and rows of colons, as markdown has them."""
    out: list[Line] = []
    for line in lines:
        text = _CRAMPED_HEADING.sub(r"\1 ", line.text)
        if sign := _BULLET.match(text):
            # a tab or four blanks before a sign is a level of the list, not code
            depth = len(sign["indent"].replace("\t", "    ")) // 4
            text = f"{'  ' * depth}- {text[sign.end() :]}"
        out.append(line._replace(text="" if _COLONS.match(text) else text))
    return out


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _without_images(lines: list[Line], labels: set[str], losses: Losses) -> list[Line]:
    def drop(found: re.Match[str], line: Line) -> str:
        losses.add(Loss.IMAGE, line.first)
        return IMAGE

    lines = rewrite(lines, _IMAGE, drop)
    if labels:
        lines = rewrite(lines, _reference(labels, "!"), drop)
    return [line._replace(text="") if IMAGE in line.text and _EMPTY_ITEM.match(line.text) else line for line in lines]


def _without_targets(lines: list[Line], labels: set[str], losses: Losses) -> list[Line]:
    def link(found: re.Match[str], line: Line) -> str:
        label, to = found["label"].strip(), found["to"].strip("<>")
        if to.startswith("attachment:"):
            losses.add(Loss.ATTACHMENT, line.first)
            return ""
        before = found.string[found.start() - 1 : found.start()]
        if (before.isalnum() or before in {"]", ")", "_"}) and not _LIKE_A_TARGET.search(to):
            return found.group()  # values[0](x) in prose
        return f"{LINK}{label}{LINK_END}" if label else ""

    def named(found: re.Match[str], line: Line) -> str:
        return f"{LINK}{found['label'] or found['own']}{LINK_END}"

    lines = rewrite(lines, _LINK, link)
    if labels:
        lines = rewrite(lines, _reference(labels, ""), named)
    lines = rewrite(lines, _WIKI, lambda found, line: f"{LINK}{found['label']}{LINK_END}")
    lines = rewrite(lines, _ADDRESS, lambda found, line: f"{LINK}{found[1]}{LINK_END}")
    return rewrite(lines, _BARE_ADDRESS, lambda found, line: f"{LINK}{found.group()}{LINK_END}")


def _reference(labels: set[str], sign: str) -> re.Pattern[str]:
    """``[text][label]``, ``[label][]`` or ``[label]`` for a label that is defined."""
    names = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"{sign}\[(?P<label>{_LABEL})\]\[(?:{names})\]|{sign}\[(?P<own>{names})\](?:\[\])?", re.I)


def _undecorated(lines: list[Line]) -> list[Line]:
    starts = [_LEADING.match(line.text) for line in lines]
    # where a note also says no, its ticks and crosses carry meaning
    kept = _YES + _NO if any(mark and mark["emoji"][0] in _NO for mark in starts) else ""
    out: list[Line] = []
    for row, line in enumerate(lines):
        text = line.text
        if numeral := _NUMERAL.match(text):
            number = numeral["digit"] or int(unicodedata.numeric(numeral["circled"]))
            before = _LIST_MARKER.sub("", numeral["before"])
            text = f"{before}{number}. {numeral['bold'] or ''}{text[numeral.end() :]}"
        elif mark := starts[row]:
            beside = starts[max(row - 1, 0) : row] + starts[row + 1 : row + 2]
            item = "- " if any(beside) and not mark["before"].strip() else ""  # signs one under another: a list
            sign = f"{mark['emoji'][0]} " if mark["emoji"][0] in kept else ""
            text = f"{mark['before']}{item}{mark['bold'] or ''}{sign}{text[mark.end() :]}"
        text = _TRAILING.sub(r"\g<bold>", _KEYCAP.sub("", text))
        text = _TRAILING_IN_HEADING.sub(r"\g<heading>\g<bold>", text)
        out.append(line._replace(text="" if _EMPTY_ITEM.match(text) and text != line.text else text))
    return out
