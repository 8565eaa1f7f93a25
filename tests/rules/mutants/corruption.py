"""Texts that were damaged on the way: by code pages, by JSON, by cuts. Each is damaged by what does it in the wild."""

from __future__ import annotations

import json
import re
from random import Random

from lecturegen.questions import SingleChoice
from lecturegen.schema import Week
from tests.rules.mutants.base import Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import Place, among, is_prose, last, paragraphs, spoken, within

FORMULAS = (
    r"$\beta_0 + \beta_1 x$",
    r"$\frac{a}{b}$",
    r"$\theta \to 0$",
    r"$\nabla f(x)$",
    r"$\rho < 1$",
    r"$2 \times 3$",
    r"$\text{loss}$",
    r"$\bar{x}$",
    r"$\forall n$",
    r"$\neq 0$",
    r"$\tau$",
    r"$\tanh(x)$",
    r"$x \notin A$",
    r"$\right|_0$",
    r"$\bf x$",
)
ACCENTED = (
    "It’s Gauß who said “no” – twice.",
    "The café in São Paulo isn’t far.",
    "Poincaré’s result – an old one – holds.",
    "Don’t take “random” literally…",
    "Ångström measured 5 µm.",
    "Erdős isn’t Rényi’s cousin.",
)
BROKEN_MATHS = (
    r"Take $x_1 of them.",
    r"Take \(x_1 of them.",
    r"Take $\frac{1}{2$ of them.",
    r"Take \[ x + 1 of them.",
    r"Take $$x + 1 of them.",
    r"Take $\begin{cases} 1 & 2$ of them.",
    r"Take $x_{1$ of them.",
    r"Take x + 1\) of them.",
)
BARE_LATEX = (
    r"Take \frac{1}{2} of them.",
    r"Use \textbf{two} of them.",
    r"The sum \sum_{i=1}^n x_i grows.",
    r"Set \alpha = 0.05 first.",
    r"See \textit{this} again.",
    r"\begin{itemize} \item one \end{itemize}",
    r"A root \sqrt{2} is left.",
    r"\frametitle{Results}",
)


def _prose(week: Week, draw: Random) -> Place:
    return draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])


def _item(week: Week, draw: Random) -> tuple[int, str, str]:
    """Section, pointer and text of some text of a question."""
    index = some_section(week, draw)
    assessment = week.sections[index].assessment
    if assessment is None or not assessment.questions:
        raise UnfitError
    at = draw.randrange(len(assessment.questions))
    question = assessment.questions[at]
    base = f"/sections/{index}/assessment/questions/{at}"
    texts = [(f"{base}/stem", question.stem), (f"{base}/explanation", question.explanation)]
    if isinstance(question, SingleChoice):
        texts.append((f"{base}/distractors/0/text", question.distractors[0].text))
    return (index, *draw.choice(texts))


@plants("LG430", LG432="one of these signs is what a code page makes of another")
def control_character(week: Week, draw: Random) -> Mutant:
    place = _prose(week, draw)
    at = place.text.index(" ") if draw.random() < 0.5 else place.text.rindex(" ")
    sign = draw.choice("\x00\x01\x07\x1b\x7f\x80\x9c")
    return Mutant({place.pointer: place.text[:at] + sign + place.text[at:]}, place.section)


@plants("LG430")
def escape_left_in_a_question(week: Week, draw: Random) -> Mutant:
    index, pointer, text = _item(week, draw)
    return Mutant({pointer: text.replace(" ", draw.choice(["\x00 ", " \x1b[1m", "\x02 "]), 1) + "\x03"}, index)


def through_json(formula: str) -> str:
    """What arrives of LaTeX whose backslashes were not doubled in a reply. Raises UnfitError if JSON rejects it."""
    try:
        arrived: str = json.loads(f'"{formula}"', strict=False)
    except json.JSONDecodeError:
        raise UnfitError from None
    return arrived


@plants("LG431", LG441="the damaged command may hold a brace or a delimiter", LG430="", LG160="")
def latex_through_json(week: Week, draw: Random) -> Mutant:
    return within(_prose(week, draw), f"So {through_json(draw.choice(FORMULAS))} is left.", draw)


@plants("LG431", LG441="as above", LG430="")
def latex_of_a_question_through_json(week: Week, draw: Random) -> Mutant:
    index, pointer, text = _item(week, draw)
    return Mutant({pointer: f"For {through_json(draw.choice(FORMULAS))}: {text}"}, index)


def mistaken(text: str, codec: str) -> str:
    """UTF-8 read as ``codec``. What the code page cannot read is read as Latin-1, as browsers do."""
    return "".join(
        bytes([byte]).decode(codec) if codec != "cp1252" or byte not in _UNDEFINED else chr(byte)
        for byte in text.encode()
    )


_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@plants("LG432", LG430="bytes without a sign in the code page arrive as control characters", LG442="")
def wrong_code_page(week: Week, draw: Random) -> Mutant:
    words = mistaken(draw.choice(ACCENTED), draw.choice(["cp1252", "mac-roman", "cp1252"]))
    return within(_prose(week, draw), words, draw)


@plants("LG432", LG430="as above")
def apostrophes_of_a_text_decoded_wrongly(week: Week, draw: Random) -> Mutant:
    """The whole text, as when a file was saved and read again."""
    place = _prose(week, draw)
    if "'" not in place.text:
        raise UnfitError
    return Mutant(
        {place.pointer: mistaken(place.text.replace("'", "’"), draw.choice(["cp1252", "mac-roman"]))}, place.section
    )


@plants("LG432", LG430="as above")
def question_decoded_wrongly(week: Week, draw: Random) -> Mutant:
    index, pointer, text = _item(week, draw)
    return Mutant(
        {pointer: f"{mistaken(draw.choice(['It’s so', 'A “fair” one', 'Naïve', '5 – 7']), 'cp1252')}: {text}"}, index
    )


@plants("LG433")
def character_lost(week: Week, draw: Random) -> Mutant:
    """Latin-1 read as UTF-8."""
    words = draw.choice(["Gauß", "naïve", "café", "Rényi"]).encode("latin-1").decode(errors="replace")
    return within(_prose(week, draw), f"So {words} it is.", draw)


@plants("LG440", LG131="what stands in a fence is not spoken", LG132="", LG140="the fence may hold everything")
def fence_never_closed(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(["```python\nx = 1", "```\nx = 1", "~~~\nx = 1"]), draw)


@plants("LG440")
def closing_fence_lost(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    fenced = [p for n in range(len(week.sections)) for p in spoken(week, n) if re.search(r"^```$", p.text, re.M)]
    place = draw.choice(fenced) if fenced else None
    if place is None:
        place = spoken(week, index)[-1]
        return last(place, "```text\nlow high")
    return Mutant({place.pointer: re.sub(r"^```$\n?", "", place.text, flags=re.M)}, place.section)


@plants("LG441", LG443="commands outside of maths")
def maths_cut(week: Week, draw: Random) -> Mutant:
    return within(_prose(week, draw), draw.choice(BROKEN_MATHS), draw)


@plants("LG443")
def latex_in_the_open(week: Week, draw: Random) -> Mutant:
    return within(_prose(week, draw), draw.choice(BARE_LATEX), draw)


@plants("LG443")
def latex_in_an_item(week: Week, draw: Random) -> Mutant:
    index, pointer, text = _item(week, draw)
    bare = draw.choice([r"For \beta = 2", r"A \textbf{new} one", r"\frac{a}{b} here"])
    return Mutant({pointer: f"{bare}: {text}"}, index)
