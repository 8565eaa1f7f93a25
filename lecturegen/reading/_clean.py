"""Bytes -> lines of repaired text: right encoding, composed characters (NFC), no control characters.

Mojibake is repaired line by line: Mac Roman in runs, because real notes mix it with correct text, all else by ftfy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from lecturegen.reading._lines import Line
from lecturegen.reading._losses import Loss, Losses, NotText

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")

# How UTF-8 looks when it was read as Mac Roman: a head (bytes C2 to F4) and one to three of the tail (80 to BF).
_TAIL = bytes(range(0x80, 0xC0)).decode("mac_roman")
_HEAD = bytes(range(0xE0, 0xF0)).decode("mac_roman").replace("‚", "").replace("·", "")
_SIGN = "".join(c for c in _TAIL if not c.isalpha() or c in "ªºµΩπß")
# Only what no natural text holds: accented letters stand side by side, but not with signs between them.
_MAC = re.compile(
    f"\uf8ff[{_TAIL}]{{3}}"  # emoji
    f"|(?<![ãâ])‚[{_TAIL}]{{2}}"  # punctuation, arrows, signs; with ã before it, Windows-1252 is what went wrong
    f"|[{_HEAD}](?:[{_SIGN}][{_TAIL}]|[{_TAIL}][{_SIGN}])"
    f"|·[∫ª][{_TAIL}]"  # Vietnamese
    f"|(?<=[A-Za-z])[√≈ƒ](?![πΩ∞∑])[{_TAIL}]|[√≈ƒ](?![πΩ∞∑∫∂∏])[{_TAIL}](?=[A-Za-z])"  # é ś č inside a word
    f"|¬[†©®Æ∞´ªß]|[Œœ][{_SIGN}]"
)
_MAC_WITHOUT_HEAD = re.compile(f"(?<!\\w)ü[{_TAIL}]{{3}}(?!\\w)")  # some programs lose the private-use sign
_WORD = re.compile(r"\S+")
_SIGNS = "–—‘’“”…×−√≤≥≈·°²³éèçüöäß"
# Mojibake is two signs or more side by side. Lines without spare most notes the import of ftfy, and all of them its time.
_SOUND = re.compile(f"(?:[{_SIGNS}]?[\t -~])*[{_SIGNS}]?")


def numbered(texts: Sequence[str]) -> list[Line]:
    """Texts as the lines of a file, counted from 1."""
    return [Line(text, number, number) for number, text in enumerate(texts, 1)]


def decode(data: bytes, losses: Losses) -> str:
    """UTF-8, with or without a byte order mark, or UTF-16 with one; a line that is not UTF-8 is Windows-1252."""
    if encoding := _BOMS.get(data[:2]):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            raise NotText("begins like UTF-16 but is not; save it as UTF-8") from None
    if b"\0" in data:
        raise NotText("holds binary data, not text; take it off the list")
    decoded: list[str] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            decoded.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            decoded.append(_windows(line, number))
            losses.add(Loss.NOT_UTF8, number)
    text = "\n".join(decoded)
    if sum(c < " " and not c.isspace() for c in text) > 4 + len(text) // 50:
        raise NotText("holds binary data, not text; take it off the list")
    return text


def repair(text: str, losses: Losses, number: int | None = None) -> list[str]:
    """The lines of ``text``, repaired. ``number`` is the place for losses if it is not the line (a cell)."""
    repaired: list[str] = []
    for row, line in enumerate(_LINE_END.split(text), 1):
        if _SOUND.fullmatch(line):
            repaired.append(line)
            continue
        fixed = _unmojibake(line)
        if fixed != line:
            losses.add(Loss.MOJIBAKE, number or row)
        fixed = _characters(fixed)
        if "\ufffd" in fixed:
            losses.add(Loss.UNKNOWN, number or row)
        repaired.append(fixed)
    return repaired


def _windows(line: bytes, number: int) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        raise NotText(f"line {number} is neither UTF-8 nor Windows-1252; save the file as UTF-8") from None


def _unmojibake(line: str) -> str:
    import ftfy

    if _MAC.search(line):
        # with one sure sign in the line, whatever else reads as UTF-8 was broken too
        mended = _from_mac(line) or _WORD.sub(lambda word: _from_mac(word.group()) or _runs(word.group()), line)
        mended = _MAC_WITHOUT_HEAD.sub(lambda run: _from_mac(f"\uf8ff{run.group()}") or run.group(), mended)
    else:
        mended = _WORD.sub(lambda word: _from_mac(word.group(), least=2) or word.group(), line)
    return ftfy.fix_encoding(mended, _ftfy())


def _runs(word: str) -> str:
    return _MAC.sub(lambda run: _from_mac(run.group()) or run.group(), word)


def _from_mac(text: str, least: int = 1) -> str:
    """What ``text`` was before it was read as Mac Roman; empty if it was not, or has few signs of it."""
    try:
        mended = text.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return ""
    return mended if sum(not c.isascii() for c in mended) >= least else ""


@cache
def _ftfy() -> TextFixerConfig:
    """Quotes and full-width signs are the author's own; entities are left to the HTML reader."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False, uncurl_quotes=False, fix_character_width=False, fix_line_breaks=False, explain=False
    )


def _characters(line: str) -> str:
    import ftfy

    fixed = ftfy.fix_text_segment(_BREAKS.sub(" ", line), _ftfy())
    fixed = "".join(c for c in _SPACES.sub(" ", fixed) if not _unwanted(c))
    return unicodedata.normalize("NFC", fixed)


def _unwanted(char: str) -> bool:
    """Control, private-use and unassigned characters; invisible ones that turn or split text."""
    if char < "\x7f":
        return char < " " and char != "\t"
    category = unicodedata.category(char)
    return category in {"Cc", "Co", "Cn", "Cs"} or char in "\u00ad\u200b\u2060\ufeff" or "\u202a" <= char <= "\u202e"
