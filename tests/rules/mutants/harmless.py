"""Changes that only look like defects, or are none at all: no rule may say anything."""

from __future__ import annotations

import re
from random import Random

from lecturegen.schema import Plan, Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, harmless, some_section
from tests.rules.mutants.speech import Place, among, is_prose, paragraphs, spoken, within

PLAIN = (
    "I once took the wrong bus, because two lines had the same number.",
    "My neighbour keeps bees. They don't mind rain but can't stand wind.",
    "On Monday the printer was out of paper, so we read from one screen.",
)
ASIDES = (
    "Of course that isn't all.",
    "Of course, nobody had asked him.",
    "Sure, it's slower.",
    "Certainly not for the price.",
    "Absolutely nothing had moved.",
    "Here's what happened then.",
    "Let's create a list with three names.",
    "Here is the shell script that I ran that night.",
    "This script takes two arguments and prints a number.",
    "That script should stop when the file is empty.",
    "The presentation at the bank went badly.",
    "It costs $5 to $10, or US$ 7 on a good day.",
    "He paid $1,200 for it, and $300 for the bag.",
    "At the end of the script he adds one line.",
    "The slide in the playground is three metres high.",
    "Frame 2 of the film is torn.",
    "My cat is called Pause (she is slow).",
    "I was told (show me a better one) that it works.",
    "See Knuth [1998] or Cormen [2009, p. 12] for it.",
    "An array a[i] holds what b[i + 1] had.",
    "She says “no”, and he says “why”.",
    "The word naïve comes from French, and Gauß was German.",
    "About 5% of it was lost, and 3 < 5 still.",
    "The path is C:\\temp\\new on his machine.",
    "Thank goodness it was only a copy.",
    "I thank my sister for that story.",
    "A welcome change came in May.",
    "We said hello to the guard and went in.",
    "Any questions that the form asks are answered on page two.",
    "In the next room somebody laughed.",
    "Next to it stands a lamp.",
    "Why? Yes is a short answer, and so is no.",
    "You can insert a card [here] or there.",
    "The next slide of the trombone is a semitone lower.",
    "He wrote TODO on his hand.",
    "The requirements were clear: two doors and a roof.",
    "Good luck is no method.",
    "Feel free to disagree.",
    "A key in the lock, a robust one, was gone.",
)
CODE = (
    "```python\n# a comment\nx = 1  # another\n## two signs\n```",
    '```bash\n#!/bin/sh\n# Speaking Script: none\n---\necho "[Insert disk]"\n```',
    "```html\n<b>bold</b>\n<!-- a comment -->\n```",
    "```latex\n\\frac{1}{2} and \\textbf{two}\n```",
    "```text\n### Frame 2: no frame\n(Advance to Frame 3)\n```",
)
BLOCKS = (
    "- one thing\n- another thing\n- and a third",
    "1. open it\n2. shut it",
    "> So he said, and so it was.",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "$$\nE = mc^2\n$$",
    "**A shell script that counts**",
    "*(Pause)*",
)
OTHER_LANGUAGES = (
    "Und der Wirt sagte: »Das macht nichts, es regnet ja.«",
    "Il m'a répondu que c'était déjà fermé.",
    "Entonces preguntó por qué nadie había llamado.",
    "Potem zapytał, dlaczego nikt nie dzwonił.",
)


def _place(week: Week, draw: Random) -> Place:
    return draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])


@harmless()
def plain_paragraph(week: Week, draw: Random) -> Mutant:
    return among(_place(week, draw), draw.choice(PLAIN), draw, inside=True)


@harmless()
def aside(week: Week, draw: Random) -> Mutant:
    return within(_place(week, draw), draw.choice(ASIDES), draw)


@harmless()
def aside_at_the_beginning(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    place = spoken(week, index)[0]
    return Mutant({place.pointer: f"{draw.choice(ASIDES)} {place.text}"}, index)


@harmless()
def aside_at_the_end(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 0, -1)
    place = spoken(week, index)[-1]
    return Mutant({place.pointer: f"{place.text} {draw.choice(ASIDES)}"}, index)


@harmless()
def code(week: Week, draw: Random) -> Mutant:
    return among(_place(week, draw), draw.choice(CODE), draw, inside=True)


@harmless()
def list_table_or_formula(week: Week, draw: Random) -> Mutant:
    return among(_place(week, draw), draw.choice(BLOCKS), draw, inside=True)


@harmless()
def words_in_another_language(week: Week, draw: Random) -> Mutant:
    return within(_place(week, draw), draw.choice(OTHER_LANGUAGES), draw)


@harmless(Into.DOCUMENT)
def section_with_the_title_of_a_block(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    title = draw.choice(["Learning Objectives", "Activities", "Speaking Scripts in Bash", "Frame 2", "C# and F#"])
    return Mutant({f"/sections/{index}/title": title}, index)


@harmless(Into.PLAN)
def section_renamed(plan: Plan, draw: Random) -> Mutant:
    index = some_section(plan, draw)
    return Mutant(
        {f"/sections/{index}/title": draw.choice(["Boxes", "Why Order Matters", "Slides and Scripts"])}, index
    )


@harmless(Into.SCRIPT)
def older_spelling_of_a_section(text: str, draw: Random) -> Mutant:
    if "## Slide 2: " in text or text.count("\n## Section 2: ") != 1:
        raise UnfitError
    return Mutant({"": text.replace("\n## Section 2: ", "\n## Slide 2: ")})


@harmless(Into.SHEET)
def no_empty_line_before_the_key(text: str, draw: Random) -> Mutant:
    return Mutant({"": text.replace("\n\n**Correct Answer", "\n**Correct Answer")})


@harmless(Into.SHEET)
def options_in_another_order(text: str, draw: Random) -> Mutant:
    """Two distractors of a question change places."""
    blocks = text.split("**Question ")
    at = draw.randrange(1, len(blocks))
    key = re.search(r"Correct Answer:\*\* ([A-D])", blocks[at])
    options = dict(re.findall(r"^  ([A-D])\) (.*)$", blocks[at], re.M))
    if key is None or len(options) != 4 or any(said[:1].isdigit() for said in options.values()):
        raise UnfitError  # numbers are printed in order
    one, other = draw.sample(sorted(options.keys() - {key[1]}), 2)
    for letter, said in ((one, options[other]), (other, options[one])):
        blocks[at] = blocks[at].replace(f"  {letter}) {options[letter]}\n", f"  {letter}) {said}\n", 1)
    return Mutant({"": "**Question ".join(blocks)})
