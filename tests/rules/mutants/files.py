"""What only files can get wrong: how frames are marked, what is printed, whether script and assessment agree."""

from __future__ import annotations

import re
from random import Random

from tests.rules.mutants.base import Into, Mutant, UnfitError, plants

_HEAD = re.compile(r"^(?P<opens>\*\*|### )Frame (?P<number>\d+)(?P<title>: .*?)?(?P<closes>\*\*)?$", re.M)
_CUE = re.compile(r"^\*?\(Advance to frame \d+\)\*?\n\n", re.M | re.I)
_SECTION = re.compile(r"^## Section (\d+): (.*)$", re.M)


_FORM = dict.fromkeys(
    ("LG132", "LG150", "LG155"), "a body of ours is not in our form any more, so its marks are speech"
)


def section_of(text: str, draw: Random, frames: int = 1) -> tuple[int, int, int]:
    """Index, start and end of the body of some section that heads so many frames."""
    heads = list(_SECTION.finditer(text))
    spans = [
        (index, head.end(), heads[index + 1].start() if index + 1 < len(heads) else len(text))
        for index, head in enumerate(heads)
    ]
    fit = [span for span in spans if len(_HEAD.findall(text[span[1] : span[2]])) >= frames]
    if not fit:
        raise UnfitError
    return draw.choice([fit[0], draw.choice(fit), fit[-1]])


def _with(text: str, start: int, end: int, body: str, index: int | None) -> Mutant:
    return Mutant({"": text[:start] + body + text[end:]}, index)


def _foreign(text: str) -> None:
    """A body in our own form marks frames in one way only."""
    if "*(About " in text:
        raise UnfitError


@plants("LG166", Into.SCRIPT)
def cues_without_numbers(text: str, draw: Random) -> Mutant:
    _foreign(text)
    index, start, end = section_of(text, draw, 2)
    body = _CUE.sub("", text[start:end])
    cue = draw.choice(["[Next frame]", "(Advance to the next frame)", "*(Next frame)*"])
    first = True

    def unnumbered(_: re.Match[str]) -> str:
        nonlocal first
        said, first = ("" if first else cue), False
        return said

    return _with(text, start, end, _HEAD.sub(unnumbered, body), index)


@plants("LG167", Into.SCRIPT)
def frames_called_slides(text: str, draw: Random) -> Mutant:
    _foreign(text)
    index, start, end = section_of(text, draw, 2)
    body = _CUE.sub("", text[start:end])
    return _with(text, start, end, _HEAD.sub(lambda head: head[0].replace("Frame", "Slide"), body), index)


@plants("LG168", Into.SCRIPT)
def frame_too_many(text: str, draw: Random) -> Mutant:
    index, start, end = section_of(text, draw, 2)
    frames = len(_HEAD.findall(text[start:end]))
    body = text[start:end].replace(f"*({frames} frames)*", f"*({frames - 1} frames)*" if frames > 2 else "", 1)
    return _with(text, start, end, body, index)


@plants(
    "LG169", Into.SCRIPT, LG165="a frame that comes too late is not where it is announced",
    LG300="the greeting of the week goes where its frame goes", **_FORM,
)  # fmt: skip
def frames_out_of_order(text: str, draw: Random) -> Mutant:
    index, start, end = section_of(text, draw, 2)
    body = _CUE.sub("", text[start:end])
    heads = list(_HEAD.finditer(body))
    at = draw.randrange(len(heads) - 1)
    one, other = heads[at], heads[at + 1]
    body = body[: one.start()] + other[0] + body[one.end() : other.start()] + one[0] + body[other.end() :]
    return _with(text, start, end, body, index)


@plants("LG170", Into.SCRIPT, **_FORM)
def frame_headed_twice(text: str, draw: Random) -> Mutant:
    index, start, end = section_of(text, draw, 2)
    head = draw.choice(list(_HEAD.finditer(text[start:end])))
    short = f"{head['opens']}Frame {head['number']}{':' if head['closes'] else ': again'}{head['closes'] or ''}"
    body = text[start:end].replace(head[0], f"{short}\n\n{head[0]}", 1)
    return _with(text, start, end, body, index)


@plants("LG171", Into.SCRIPT)
def headings_as_high_as_the_section(text: str, draw: Random) -> Mutant:
    _foreign(text)
    index, start, end = section_of(text, draw, 2)
    level = draw.choice(["#", "##"])
    body = _HEAD.sub(lambda head: f"{level} Frame {head['number']}{head['title'] or ''}", text[start:end])
    return _with(text, start, end, body, index)


@plants("LG172", Into.SCRIPT, LG155="what is no frame's heading stands in speech")
def level_left_out(text: str, draw: Random) -> Mutant:
    _foreign(text)
    index, start, end = section_of(text, draw, 2)
    level = iter(["###", "#####", "#####", "#####"])
    body = _HEAD.sub(lambda head: f"{next(level)} Frame {head['number']}{head['title'] or ''}", text[start:end])
    return _with(text, start, end, body, index)


@plants("LG173", Into.SCRIPT)
def body_in_a_fence(text: str, draw: Random) -> Mutant:
    index, start, end = section_of(text, draw)
    if "```" in text[start:end] or "*(About " in text[start:end]:
        raise UnfitError
    counted, _, said = text[start:end].partition(" frames)*\n")
    body, _, rest = said.rpartition("\n\n---\n")
    fence = draw.choice(["```", "```markdown", "```text", "~~~"])
    fenced = f"{counted} frames)*\n\n{fence}\n{body.strip()}\n{fence[:3]}\n\n---\n{rest}"
    return _with(text, start, end, fenced, index)


@plants("LG174", Into.SCRIPT)
def headings_of_two_levels(text: str, draw: Random) -> Mutant:
    _foreign(text)
    heads = list(_HEAD.finditer(text))
    levels = {heads[0].start(): "###", heads[-1].start(): "####"}
    said = _HEAD.sub(lambda h: f"{levels.get(h.start(), '###')} Frame {h['number']}{h['title'] or ''}", text)
    return Mutant({"": said})


@plants("LG175", Into.SCRIPT)
def frames_headed_in_two_ways(text: str, draw: Random) -> Mutant:
    _foreign(text)
    _, start, end = section_of(text, draw, 1)
    way = draw.choice(["[Frame {}{}]", "*Frame {}{}*", "### Frame {}{}"])
    body = _HEAD.sub(lambda head: way.format(head["number"], head["title"] or ""), text[start:end])
    return _with(text, start, end, body, None)


@plants("LG176", Into.SCRIPT)
def maths_in_two_ways(text: str, draw: Random) -> Mutant:
    formulas = list(re.finditer(r"\$([^$\n]{1,60})\$", text))
    if not formulas:
        raise UnfitError
    end = [match.end() for match in re.finditer(r"\.\n\n", text)]
    at = draw.choice(end)
    return Mutant({"": f"{text[:at]}It is \\(x + 1\\), since \\(x\\) was taken.\n\n{text[at:]}"})


@plants("LG178", Into.SCRIPT, LG151="", LG152="", LG165="")
def cue_inside_speech(text: str, draw: Random) -> Mutant:
    _foreign(text)
    index, start, end = section_of(text, draw, 2)
    body = text[start:end]
    stops = [m.end() for m in re.finditer(r"[a-z]\. (?=[A-Z])", body)]
    at = draw.choice(stops)
    cue = draw.choice(["(Advance to Frame 2) ", "[Point to the chart] ", "(Pause for responses) ", "*(Pause)* "])
    return _with(text, start, end, body[:at] + cue + body[at:], index)


@plants("LG190", Into.SHEET)
def title_of_another_section(text: str, draw: Random) -> Mutant:
    head = draw.choice(list(_SECTION.finditer(text)))
    title = draw.choice(["Another matter", f"Overview of {head[2]}"])
    return Mutant({"": f"{text[: head.start(2)]}{title}{text[head.end(2) :]}"}, int(head[1]) - 1)


@plants("LG191", Into.SHEET, LG190="", LG202="")
def last_section_missing(text: str, draw: Random) -> Mutant:
    last = list(_SECTION.finditer(text))[-1]
    return Mutant({"": text[: last.start()]})


@plants("LG199", Into.SCRIPT)
def remark_without_a_reason(text: str, draw: Random) -> Mutant:
    index, start, end = section_of(text, draw)
    said = draw.choice(
        ["ignore LG142", "ignore LG999 because it does not matter", "ignore everything because I say so"]
    )
    body = text[start:end]
    at = body.index("\n\n", body.index("\n") + 1) + 2
    return _with(text, start, end, f"{body[:at]}<!-- lecturegen: {said} -->\n\n{body[at:]}", index)


def _question(text: str, draw: Random) -> tuple[int, re.Match[str]]:
    """Section and block of some question."""
    blocks = list(re.finditer(r"^\*\*Question \d+:\*\* .*?^\*\*Explanation:\*\* .*?$", text, re.M | re.S))
    block = draw.choice(blocks)
    return len(_SECTION.findall(text[: block.start()])) - 1, block


def _changed(text: str, block: re.Match[str], old: str, new: str) -> str:
    changed = re.sub(old, new, block[0], count=1, flags=re.M)
    if changed == block[0]:
        raise UnfitError
    return text[: block.start()] + changed + text[block.end() :]


@plants("LG260", Into.SHEET, LG200="a question whose key names no option is not counted as one")
def key_that_is_no_letter(text: str, draw: Random) -> Mutant:
    index, block = _question(text, draw)
    key = draw.choice(["E", "1", "All of them", "B)", "", "b or c"])
    return Mutant({"": _changed(text, block, r"^\*\*Correct Answer:\*\* \w$", f"**Correct Answer:** {key}")}, index)


@plants("LG261", Into.SHEET, LG260="the letter of the key may be gone", LG262="", LG200="as above")
def option_without_its_letter(text: str, draw: Random) -> Mutant:
    index, block = _question(text, draw)
    letter = draw.choice("BCD")
    new = rf"  {letter})\1"
    return Mutant({"": _changed(text, block, rf"^  {letter}\) (.*)$", new)}, index)


@plants("LG262", Into.SHEET, LG260="two options with the letter of the key", LG200="as above")
def letters_out_of_order(text: str, draw: Random) -> Mutant:
    index, block = _question(text, draw)
    old, new = draw.choice([("D", "E"), ("C", "B"), ("B", "C"), ("D", "A")])
    return Mutant({"": _changed(text, block, rf"^  {old}\) ", f"  {new}) ")}, index)
