"""Beamer sources that do not compile, or show what nobody can read."""

from __future__ import annotations

import re
from random import Random

from tests.rules.mutants.base import Into, Mutant, UnfitError, plants
from tests.rules.mutants.files import section_of

_FRAME = re.compile(r"^\\begin\{frame\}.*?^\\end\{frame\}$", re.M | re.S)
_TITLE = re.compile(r"\\frametitle\{(.*)\}")


def _changed(text: str, draw: Random, old: str, new: str, *, flags: int = re.M) -> Mutant:
    """``old`` replaced by ``new`` in some frame that holds it."""
    frames = [(number, match) for number, match in enumerate(_FRAME.finditer(text)) if re.search(old, match[0], flags)]
    if not frames:
        raise UnfitError
    number, match = draw.choice([frames[0], draw.choice(frames), frames[-1]])
    frame = re.sub(old, lambda _: new, match[0], count=1, flags=flags)
    return Mutant({"": text[: match.start()] + frame + text[match.end() :]}, number)


def added(text: str, draw: Random, line: str) -> Mutant:
    """``line`` as the last of some frame that shows no code."""
    return _changed(text, draw, r"^\\end\{frame\}$(?<!\\end\{lstlisting\})", f"  {line}\n\\end{{frame}}")


@plants("LG192", Into.SCRIPT)
def conclusion_of_the_script_a_slide_early(text: str, draw: Random) -> Mutant:
    """Titles in the script move up by one: what is said first is what the next slide shows."""
    _in_other_form(text)
    index, start, end = section_of(text, draw, 2)
    body = text[start:end]
    titles = re.findall(r"^\*\*Frame \d+: (.*)\*\*$", body, re.M)
    moved = body.replace(titles[0], "\0").replace(titles[1], titles[0]).replace("\0", titles[1])
    return Mutant({"": text[:start] + moved + text[end:]}, index)


@plants("LG450", Into.SCRIPT, LG165="they are not announced", LG192="", LG168="")
def too_many_slides_declared(text: str, draw: Random) -> Mutant:
    _in_other_form(text)
    index, start, end = section_of(text, draw, 2)
    body = text[start:end].replace("*(2 frames)*", f"*({draw.randint(7, 12)} frames)*", 1)
    return Mutant({"": text[:start] + body + text[end:]}, index)


def _in_other_form(text: str) -> None:
    if "*(About " in text:
        raise UnfitError


@plants("LG452", Into.DECK)
def nothing_on_the_slide(text: str, draw: Random) -> Mutant:
    body = draw.choice(["", "  % talk about it\n", "  \\vspace{1cm}\n"])
    return _changed(text, draw, r"(?<=\})\n(?!  \\frametitle)(?:.*\n)*(?=\\end\{frame\})", f"\n{body}")


@plants("LG453", Into.DECK)
def placeholder_on_the_slide(text: str, draw: Random) -> Mutant:
    said = draw.choice(["[Insert example here]", "Content goes here", "TODO", "[Your Name]"])
    return _changed(text, draw, r"\\item .*$", f"\\item {said}")


@plants("LG454", Into.DECK)
def code_in_a_frame_that_is_not_fragile(text: str, draw: Random) -> Mutant:
    return _changed(text, draw, r"\[fragile\]", "")


@plants("LG455", Into.DECK, LG466="a list that never ends, or never begins", LG462="")
def environment_never_closed(text: str, draw: Random) -> Mutant:
    old, new = draw.choice(
        [(r"^  \\end\{itemize\}$", ""), (r"^  \\end\{itemize\}$", "  \\end{itemze}"), (r"^  \\end\{block\}$", "")]
    )
    return _changed(text, draw, old, new)


@plants("LG456", Into.DECK)
def sign_that_latex_does_not_know(text: str, draw: Random) -> Mutant:
    return _changed(text, draw, r"\\item ", f"\\item {draw.choice('≤≈β✓∈')} ")


@plants("LG457", Into.DECK)
def ampersand_in_text(text: str, draw: Random) -> Mutant:
    if draw.random() < 0.5:
        return _changed(text, draw, r"(?<=\\frametitle\{)", "Ebb & flow: ")
    return _changed(text, draw, r"\\item ", "\\item Ebb & flow: ")


@plants("LG458", Into.DECK)
def markdown_on_the_slide(text: str, draw: Random) -> Mutant:
    return _changed(text, draw, r"\\item ", draw.choice(["\\item **Mind** ", "\\item **Two:** "]))


@plants("LG459", Into.DECK, LG469="it has no words either")
def figure_that_is_not_there(text: str, draw: Random) -> Mutant:
    name = draw.choice(["tide.png", "figures/range.pdf", "moon"])
    return added(text, draw, rf"\includegraphics[width=0.7\textwidth]{{{name}}}")


@plants("LG460", Into.DECK)
def slide_to_be_read(text: str, draw: Random) -> Mutant:
    return added(text, draw, " ".join(f"In case {n} the water comes later." for n in range(draw.randint(22, 30))))


@plants("LG461", Into.DECK)
def eleven_items(text: str, draw: Random) -> Mutant:
    items = "\n".join(f"    \\item Case {n}" for n in range(draw.randint(11, 14)))
    return _changed(text, draw, r"^  \\end\{itemize\}$", f"{items}\n  \\end{{itemize}}")


@plants("LG462", Into.DECK)
def sign_of_maths_in_text(text: str, draw: Random) -> Mutant:
    return _changed(text, draw, r"\\item ", f"\\item {draw.choice(['tide_height', 'x^2', 'case #3'])} ")


@plants("LG463", Into.DECK)
def title_of_another_slide(text: str, draw: Random) -> Mutant:
    titles = _TITLE.findall(text)
    at = draw.randrange(1, len(titles))
    other = draw.choice(titles[:at])
    matches = list(_TITLE.finditer(text))
    return Mutant({"": text[: matches[at].start(1)] + other + text[matches[at].end(1) :]}, at)


@plants("LG464", Into.DECK)
def somebody_elses_title_page(text: str, draw: Random) -> Mutant:
    old, new = draw.choice(
        [
            ("Marit Example", "Your Name"),
            ("Tides for small boats", "Presentation Title"),
            ("Sailing School of the Bay", "University Name"),
        ]
    )
    return Mutant({"": text.replace(old, new, 1)})


@plants("LG465", Into.DECK)
def code_that_cannot_be_set(text: str, draw: Random) -> Mutant:
    if draw.random() < 0.5:
        return Mutant({"": text.replace("\\usepackage{listings}\n", "", 1)})
    return _changed(text, draw, r"language=Python", f"language={draw.choice(['JavaScript', 'TypeScript', 'Rust'])}")


@plants("LG466", Into.DECK)
def item_outside_of_a_list(text: str, draw: Random) -> Mutant:
    return added(text, draw, "\\item One more")


@plants("LG467", Into.DECK)
def formula_outside_of_maths(text: str, draw: Random) -> Mutant:
    said = draw.choice(
        [r"It costs $5 a day.", r"A factor \gamma of 2.", r"As in \(a = b\] it is.", r"So $x \leq y holds."]
    )
    return added(text, draw, said)


@plants("LG468", Into.DECK)
def bracket_after_a_line_break(text: str, draw: Random) -> Mutant:
    return added(text, draw, "Heights: \\\\\n  [2.0] and [2.5]")
