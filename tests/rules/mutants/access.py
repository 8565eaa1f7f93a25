"""What some cannot hear: links and pictures without words, tables without headers, a language that is not the one."""

from __future__ import annotations

from random import Random

from lecturegen.schema import Week
from tests.rules.mutants.base import Into, Mutant, plants, some_section
from tests.rules.mutants.decks import added
from tests.rules.mutants.speech import among, is_prose, paragraphs, spoken, within


@plants("LG469", Into.DECK, LG459="nor is it there")
def figure_without_words(text: str, draw: Random) -> Mutant:
    options = draw.choice(["", "[width=0.7\\textwidth]", "[alt={}]", "[alt=, width=3cm]"])
    return added(text, draw, rf"\includegraphics{options}{{tide.png}}")


@plants("LG184", Into.DOCUMENT)
def language_without_a_file(week: Week, draw: Random) -> Mutant:
    return Mutant({"/language": draw.choice(["pl", "sv-SE", "cs", "ja", "zh-Hant"])})


@plants("LG470", Into.DOCUMENT)
def language_that_it_is_not(week: Week, draw: Random) -> Mutant:
    return Mutant({"/language": draw.choice(["de", "fr", "es-MX", "pt-BR", "nl", "it"])})


@plants("LG471")
def link_called_here(week: Week, draw: Random) -> Mutant:
    words = draw.choice(["here", "Click here", "this", "the link", "Read more", ""])
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, f"It stands [{words}](https://example.org/moon).", draw)


@plants("LG472")
def picture_without_words(week: Week, draw: Random) -> Mutant:
    picture = draw.choice(["![](tide.png)", "![image](a/tide.png)", "![tide.png](a/tide.png)", '![](tide.png "Tide")'])
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, f"It is drawn, as {picture} has it.", draw)


@plants("LG473")
def columns_without_names(week: Week, draw: Random) -> Mutant:
    table = draw.choice(["|   |   |\n| --- | --- |\n| one | 2 |", "| | |\n|:--|--:|\n| one | 2 |", "||\n|-|\n|one|"])
    return among(draw.choice(spoken(week, some_section(week, draw))), table, draw, inside=True)
