"""Marks of frames where they do not belong, and missing where they do; directions, headings, dashes, HTML."""

from __future__ import annotations

import re
from random import Random

from lecturegen.schema import Origin, Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import among, is_prose, paragraphs, spoken, within

HEADINGS = (
    "### Frame {n}: {title}",
    "#### Frame {n}",
    "**Frame {n}: {title}**",
    "**Frame {n}**",
    "[Frame {n}]",
    "*Frame {n}: {title}*",
    "## Frame {n} - {title}",
    "**[Frame {n}: {title}]**",
    "**Frame {n} of 4**",
    "**Frame {n} –** ",
)
CUES = (
    "(Advance to Frame {n})",
    "[Advance to Frame {n}]",
    "*(Advance to frame {n}.)*",
    "**(Transition to Frame {n})**",
    "*Transitioning to Frame {n}*",
    "[Move to the next frame]",
    "(Next slide)",
    "**[Next Slide]**",
    "*[Click to advance to the next slide]*",
    "[Transition to the next slide]",
    "(Proceed to Frame {n})",
    "*Switch to Frame {n}.*",
    "[Go to next frame]",
    "**Transition to Frame {n}:**",
)
DIRECTIONS = (
    "[Pause]",
    "(Pause for a moment to let that sink in)",
    "*[Point to the diagram on the slide]*",
    "[Show the plot]",
    "(Gesture towards the screen)",
    "*(Wait for responses)*",
    "[Write the formula on the board]",
    "(Smile and look around the room)",
    "[Ask the audience for examples]",
    "[Engage the students with a question]",
    "(Allow time for discussion)",
    "*Pause for effect.*",
    "[Encourage participation]",
    "(Display the table)",
)
HEADS = (
    "# {words}",
    "## {words}",
    "### {words}",
    "#### {words}",
)
WORDS = ("The bill", "What it costs", "Key ideas", "A worked case", "Why it matters", "Summary")
DASHES = ("---", "-----", "--", "- - -", "***", "___", "The bill\n=====", "The bill\n---")
HTML = (
    "<b>bold</b>",
    "<br>",
    "<!-- ask about this -->",
    '<span style="color:red">red</span>',
    "<p>one more</p>",
    "<em>really</em>",
    "<sub>i</sub>",
    '<img src="plot.png">',
    "<center>here</center>",
)
_HEADING = "a mark set as a heading is a heading"


@plants("LG150", Into.DOCUMENT, LG155=_HEADING)
def frame_heading_in_speech(week: Week, draw: Random) -> Mutant:
    """Where documents hold speech only; in a file such a line would be the frame's own mark."""
    place = draw.choice(spoken(week, some_section(week, draw)))
    heading = draw.choice(HEADINGS).format(n=draw.randint(1, 5), title=draw.choice(WORDS))
    return among(place, heading.strip(), draw)


@plants("LG151", Into.DOCUMENT, LG152="a cue may read as a direction", LG147="or as a label")
def cue_in_speech(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(CUES).format(n=draw.randint(2, 6)), draw)


@plants("LG151", Into.DOCUMENT, LG152="a cue may read as a direction")
def cue_inside_a_paragraph(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    cue = draw.choice([cue for cue in CUES if cue[0] in "([" and not cue.endswith("*")])
    return within(place, cue.format(n=draw.randint(2, 6)), draw)


@plants("LG152", Into.DOCUMENT)
def direction_on_its_line(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    direction = draw.choice([d for d in DIRECTIONS if "ause" not in d and "Wait" not in d and "Allow" not in d])
    return among(place, direction, draw)


@plants("LG152", Into.DOCUMENT)
def direction_inside_a_paragraph(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(
        place, draw.choice([one for one in DIRECTIONS if one[0] in "[(" and "participation" not in one]), draw
    )


@plants("LG155", Into.DOCUMENT)
def heading_in_speech(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(HEADS).format(words=draw.choice(WORDS)), draw, inside=True)


@plants("LG156")
def line_of_dashes(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(DASHES), draw)


@plants("LG158")
def html_in_speech(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, draw.choice(HTML), draw)


@plants("LG159", Into.DOCUMENT)
def sign_of_ours_in_speech(week: Week, draw: Random) -> Mutant:
    """A line that our own reader takes for a mark."""
    place = draw.choice(spoken(week, some_section(week, draw)))
    sign = draw.choice(["*(On the slide)*", "*(Close)*", "*(About 4 minutes)*", "*(About 2.5 minutes)*"])
    return among(place, sign, draw, inside=True)


@plants("LG160")
def untidy_lines(week: Week, draw: Random) -> Mutant:
    """Hard breaks, double gaps, a tab, a no-break space at the end: what is copied out of a chat window."""
    place = draw.choice(spoken(week, some_section(week, draw)))
    parts = paragraphs(place.text)
    prose = [number for number, part in enumerate(parts) if is_prose(part)]
    if not prose:
        raise UnfitError
    at = draw.choice(prose)
    ends = ["  ", " ", "\t", "  \n\n", "\u00a0"] if at < len(parts) - 1 else ["\u200b", "\ufeff"]
    if at == len(parts) - 1:
        parts[at] = parts[at].replace(" ", draw.choice(ends) + " ", 1)
    else:
        parts[at] += draw.choice(ends)
    return Mutant({place.pointer: "\n\n".join(parts)}, place.section)


@plants("LG130", Into.DOCUMENT, LG135="what one frame says is missing", LG201="a question may name the frame", LG202="")
def frame_missing(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    frames = len(week.sections[index].frames)
    if frames < 2:
        raise UnfitError
    return Mutant({f"/sections/{index}/frames/{draw.randrange(frames)}": None}, index)


@plants("LG130", Into.DOCUMENT)
def frames_swapped(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    frames = [frame.model_dump(mode="json") for frame in week.sections[index].frames]
    if len(frames) < 2:
        raise UnfitError
    at = draw.randrange(len(frames) - 1)
    frames[at], frames[at + 1] = frames[at + 1], frames[at]
    return Mutant({f"/sections/{index}/frames": frames}, index)


@plants("LG130", Into.DOCUMENT)
def conclusion_a_frame_early(week: Week, draw: Random) -> Mutant:
    """The commonest fault of frames: the last title is used twice."""
    index = some_section(week, draw)
    frames = week.sections[index].frames
    if len(frames) < 2:
        raise UnfitError
    return Mutant({f"/sections/{index}/frames/{len(frames) - 2}/title": frames[-1].title}, index)


@plants("LG131", Into.DOCUMENT, LG135="what one frame says is missing")
def silent_frame(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    at = draw.randrange(len(week.sections[index].frames))
    said = draw.choice(["", "  ", "*(Pause)*", "\n\n"])
    return Mutant({f"/sections/{index}/frames/{at}/script": said}, index)


@plants("LG132", Into.DOCUMENT)
def transition_missing(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1, -1)
    return Mutant({f"/sections/{index}/{draw.choice(['opening', 'closing'])}": draw.choice(["", " ", "\n"])}, index)


@plants("LG135", Into.DOCUMENT)
def reply_broke_off(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    if week.origin is Origin.OFFLINE:
        raise UnfitError  # a section arranged from thin notes may be short
    frames = week.sections[index].frames
    edits = {f"/sections/{index}/frames/{n}/script": "So that is that, because it is." for n in range(len(frames))}
    return Mutant(edits, index)


@plants("LG135", Into.DOCUMENT, LG342="speech that runs on says things again")
def reply_ran_away(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    texts = [frame.script for frame in week.sections[index].frames]
    more = " ".join(f"And then we take the {word} case, but not for long." for word in map(str, range(400)))
    return Mutant({f"/sections/{index}/frames/0/script": f"{texts[0]}\n\n{more}"}, index)


@plants("LG136", Into.DOCUMENT)
def somewhat_long(week: Week, draw: Random) -> Mutant:
    """Between a third and two thirds too long."""
    index = some_section(week, draw)
    section = week.sections[index]
    if section.minutes is None:
        raise UnfitError
    spare = int(0.42 * section.minutes * week.words_per_minute)
    more = " ".join(f"case{n} differs" for n in range(spare // 2))
    return Mutant({f"/sections/{index}/frames/0/script": f"{section.frames[0].script}\n\nBut {more}."}, index)


@plants("LG165", Into.SCRIPT)
def frame_never_announced(text: str, draw: Random) -> Mutant:
    """Headings and cues to one frame, not the first, are taken out of a file."""
    sections = list(re.finditer(r"^\*\((\d+) frames\)\*$", text, re.M))
    at = draw.randrange(len(sections))
    start, end = sections[at].end(), sections[at + 1].start() if at + 1 < len(sections) else len(text)
    number = draw.randint(2, int(sections[at][1]))
    body = re.sub(rf"^.*\bframe {number}\b.*\n\n?", "", text[start:end], flags=re.M | re.I)
    return Mutant({"": text[:start] + body + text[end:]}, _section_at(text, start))


@plants("LG165", Into.SCRIPT)
def frames_declared_but_not_there(text: str, draw: Random) -> Mutant:
    """The file declares one more than its script announces."""
    sections = list(re.finditer(r"^\*\((\d+) frames\)\*$", text, re.M))
    found = draw.choice(sections)
    declared = f"*({int(found[1]) + 1} frames)*"
    return Mutant({"": text[: found.start()] + declared + text[found.end() :]}, _section_at(text, found.start()))


def _section_at(text: str, offset: int) -> int:
    return len(re.findall(r"^## Section \d+: ", text[:offset], re.M)) - 1
