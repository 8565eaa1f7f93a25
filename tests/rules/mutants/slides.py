"""Slides that nobody can read; formulas with delimiters of their own; quotes that do not stand in the notes."""

from __future__ import annotations

from random import Random

from lecturegen.schema import Frame, Origin, Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import spoken, within

_PLANNED = "the title is not the planned one"


def _frame(week: Week, draw: Random) -> tuple[int, str, Frame]:
    if not week.course:
        raise UnfitError  # files do not say what slides show
    index = some_section(week, draw)
    at = draw.randrange(len(week.sections[index].frames))
    return index, f"/sections/{index}/frames/{at}", week.sections[index].frames[at]


@plants("LG412", LG130=_PLANNED)
def headline_twice(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    title = week.sections[draw.randrange(index)].frames[0].title
    if not week.course or not title:
        raise UnfitError
    return Mutant({f"/sections/{index}/frames/0/title": draw.choice([title, title.lower(), f"{title}."])}, index)


@plants("LG420")
def empty_slide(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    empty = {f"{where}/bullets": draw.choice([[], [""], [" "]]), f"{where}/maths": "", f"{where}/code": None}
    return Mutant({**empty, f"{where}/table": None}, index)


@plants("LG421")
def six_bullets(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    return Mutant({f"{where}/bullets": [f"Case {n}" for n in range(draw.randint(6, 9))]}, index)


@plants("LG422", LG427="what nobody can read does not fit either")
def overfull_slide(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    long = "compare it with the one in the middle and keep the half in which it has to be, or else stop"
    code = {"language": "python", "text": "\n".join(f"x{n} = {n}" for n in range(draw.randint(26, 40)))}
    edits: list[dict[str, object]] = [
        {f"{where}/bullets": [f"Case {n}" for n in range(draw.randint(10, 14))]},
        {f"{where}/bullets": [f"{long} {n}, {long}" for n in range(4)]},
        {f"{where}/code": code},
    ]
    return Mutant(draw.choice(edits), index)


@plants("LG427")
def slide_that_runs_over(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    code = {"language": "python", "text": "\n".join(f"x{n} = {n}" for n in range(draw.randint(23, 25)))}
    rows = [[str(n), "halved"] for n in range(draw.randint(14, 18))]
    edits: list[dict[str, object]] = [
        {f"{where}/code": code},
        {f"{where}/table": {"header": ["Look", "Left"], "rows": rows}},
        {f"{where}/maths": " + ".join(f"x_{{{n}}}" for n in range(draw.randint(30, 50)))},
    ]
    return Mutant(draw.choice(edits), index)


@plants("LG423")
def bullet_that_is_a_paragraph(week: Week, draw: Random) -> Mutant:
    index, where, frame = _frame(week, draw)
    if not frame.bullets:
        raise UnfitError
    long = " ".join(["many words"] * draw.randint(11, 15))
    return Mutant({f"{where}/bullets/{draw.randrange(len(frame.bullets))}": f"So {long}"}, index)


@plants("LG424")
def bullet_with_its_own_dot(week: Week, draw: Random) -> Mutant:
    index, where, frame = _frame(week, draw)
    if not frame.bullets:
        raise UnfitError
    at = draw.randrange(len(frame.bullets))
    mark = draw.choice(["- ", "* ", "• ", "– ", "+ ", "▪ ", "◦ "])
    return Mutant({f"{where}/bullets/{at}": f"{mark}{frame.bullets[at]}"}, index)


@plants("LG426")
def table_with_a_hole(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    table = draw.choice(
        [
            {"header": ["Look", "Left"], "rows": [["1", "450"], ["2"]]},
            {"header": [], "rows": [["1", "450"]]},
            {"header": ["Look", "Left"], "rows": [["1", "450", "x"]]},
            {"header": ["Look", "Left"], "rows": []},
        ]
    )
    return Mutant({f"{where}/table": table}, index)


@plants("LG442")
def formula_with_delimiters(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    opens, closes = draw.choice([("$$", "$$"), ("$", "$"), (r"\[ ", r" \]"), (r"\(", r"\)"), ("```latex\n", "\n```")])
    return Mutant({f"{where}/maths": rf"{opens}\frac{{a}}{{b}} = c{closes}"}, index)


@plants("LG500")
def quote_from_memory(week: Week, draw: Random) -> Mutant:
    index, where, frame = _frame(week, draw)
    if not frame.sources:
        raise UnfitError
    quote = frame.sources[0].quote.split()
    quote[len(quote) // 2] = "nonetheless"
    edits = [
        {f"{where}/sources/0/quote": " ".join(quote)},
        {f"{where}/sources/0/passage": "nowhere"},
        {f"{where}/sources/0/quote": " ".join(frame.sources[0].quote.split()[:2])},
    ]
    return Mutant(draw.choice(edits), index)


@plants("LG137", Into.DOCUMENT, LG135="")
def frames_that_fly_past(week: Week, draw: Random) -> Mutant:
    index, _, _ = _frame(week, draw)
    rate = draw.choice([45, 500])
    if rate == 500 and (week.origin is Origin.OFFLINE or any(f.code or f.maths for f in week.sections[index].frames)):
        raise UnfitError
    return Mutant({}, told={"words_per_minute": rate})


@plants("LG307", Into.DOCUMENT)
def diagram_nobody_drew(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    said = draw.choice(
        [
            "Look at the diagram on the screen.",
            "As you can see in the figure on the slide, it falls.",
            "The graph on this slide shows it.",
        ]
    )
    return within(draw.choice(spoken(week, index)), said, draw)


@plants("LG413", LG130=_PLANNED)
def headline_of_any_lecture(week: Week, draw: Random) -> Mutant:
    index, where, _ = _frame(week, draw)
    title = draw.choice(["Introduction", "Key Takeaways", "Summary", "Overview", "Conclusion"])
    return Mutant({f"{where}/title": title}, index, told={"planned": None})


@plants("LG425")
def slides_read_out(week: Week, draw: Random) -> Mutant:
    index, _, _ = _frame(week, draw)
    frames = week.sections[index].frames
    edits = {
        f"/sections/{index}/frames/{n}/bullets": [s.strip() for s in frame.script.replace("\n", " ").split(". ")[:4]]
        for n, frame in enumerate(frames)
    }
    return Mutant(edits, index)
