"""Cases beside the examples of the manual: what tells a fault from what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lecturegen.rules import RULES
from lecturegen.rules._manual import scope_of
from lecturegen.rules._sample import laid_over

Example = Mapping[str, Any]

NO_PLAN = {"context": {"planned": None}}


def said(text: str) -> Example:
    return {"/closing": text}


def shown(bullet: str) -> Example:
    return {"/frames/0/bullets/0": bullet}


def options(answer: str, *others: str) -> Example:
    distractors = [{"text": text, "rationale": "r"} for text in others]
    return {"/assessment/questions/1/answer": answer, "/assessment/questions/1/distractors": distractors}


def asked(stem: str) -> Example:
    return {"/assessment/questions/0/stem": stem}


def explained(text: str) -> Example:
    return {"/assessment/questions/0/explanation": text}


QUOTED = f"“{'Half of it goes, and ' * 6}half of it stays.\n\nThat is all.”"

FAULTS: list[tuple[str, Example]] = [
    ("LG140", said("```\nSo half of it goes, and that is all.\n```")),
    ("LG140", said("«So half of it goes, and that is all.»")),
    ("LG141", said("Certainly! Here's a comprehensive speaking\nscript for your slide on search.")),
    ("LG144", said("Half of it goes.\n\nThis script should provide a clear\nstructure for presenting the slides.")),
    ("LG146", said("Half of it goes, in a script\nthat meets the specified\nrequirements.")),
    ("LG302", said("Half of it goes. Thank you\nfor your attention.")),
    ("LG303", said("Half of it goes. Are there any\nquestions before we move on?")),
    ("LG152", said("Half of it goes.\n\n**[Highlight the real costs]**")),
    ("LG155", said("# a\n# b\n# c")),
    ("LG158", shown("the <i>middle</i> one")),
    ("LG158", shown("<!-- never closed")),
    ("LG158", shown("one <br/> two")),
    ("LG201", {"/assessment/questions/0/objective": ""}),
    ("LG201", {"/assessment/questions/0/objective": "o9", **NO_PLAN}),
    ("LG202", {"/assessment/questions/2/objective": "binary-search.o1", **NO_PLAN}),
    ("LG212", asked("Which of these was covered in the course?")),
    ("LG214", asked("A search takes [blank] looks at most?")),
    ("LG222", options("both", "A and C only", "x", "y")),
    ("LG222", options("both", "Neither of these", "x", "y")),
    ("LG223", options("(b) seven", "six", "ten", "fifty")),
    ("LG224", options("Yes", "No", "Maybe", "It depends.")),
    ("LG231", explained("Seven halvings are enough, so A is correct.")),
    ("LG231", explained("The answer is D, since seven halvings are enough.")),
    ("LG231", explained("C) Seven halvings are enough for a hundred.")),
    ("LG300", {"/opening": "Hello again, everyone: half of it goes."}),
    ("LG302", said("Half of it goes. Thank you for\nlistening.")),
    ("LG148", dict.fromkeys(("/opening", "/frames/0/script", "/closing"), QUOTED)),
    ("LG149", said("So “half of it goes.")),
    ("LG306", said("Does it stop? That's right, it doesn't.")),
    ("LG320", shown("<your example here>")),
    ("LG320", shown("{{ topic.title }}")),
    ("LG321", said("As an AI language model, I have no shoebox.")),
    ("LG420", {"/frames/0/bullets": [], "/frames/0/maths": " "}),
    ("LG424", shown("* one half")),
    ("LG430", said("Half \x85\x7f of it.")),
    ("LG443", said(r"So \sum is outside.")),
    ("LG500", {"/frames/0/sources/0/quote": "halves the … range with every"}),
]
NONE: list[tuple[str, Example]] = [
    ("LG140", said("“So half of it goes.”")),
    ("LG140", said("“Half goes,” he said, and then he said what I have said: “Half stays.”")),
    ("LG140", said("```python\nprint('So half of it goes, and that is all.')\n```")),
    ("LG140", said("```\nHalf of it goes. That is all that there is.\n```\n\nSo it goes.")),
    ("LG152", said("So he says [Knuth 1998], and so do I.")),
    ("LG152", said("Half of it goes.\n*(Pause)*\n\nWhat is left?")),
    ("LG158", shown("if a <b> c then nothing")),
    ("LG158", shown("`<!--` begins a comment")),
    ("LG201", {"/assessment/questions/0/objective": "", **NO_PLAN}),
    ("LG203", explained("An example question for this would be too long to be answered in class.")),
    ("LG212", asked("Which costs are covered in the contract?")),
    ("LG213", asked("Which list can be searched although it is not sorted?")),
    ("LG214", asked("A search takes at most ______?")),
    ("LG222", options("all", "Neither the first nor the last of these is compared", "x", "y")),
    ("LG223", options("A. Smith", "A. Jones", "B. Brown", "C. White")),
    ("LG224", options("True", "False", "None", "0")),
    ("LG225", options("k" * 33, "d" * 21, "x", "y")),
    ("LG231", explained("Option pricing needs a drift, and an answer needs seven halvings.")),
    ("LG231", explained("A correct search takes seven halvings, as the table of actions (A) says.")),
    ("LG300", {"/opening": "Hey, that's half of it gone."}),
    ("LG302", said("Half of it goes, thank you very much, said the other half to it.")),
    ("LG303", said("There are no open questions about halves any more, are there?")),
    ("LG306", said("Does it stop? No. Great sorts do, but why?")),
    ("LG320", said("He typed [Enter], then <Insert>, and cards[name] was there.")),
    ("LG424", shown("-3 < 5")),
    ("LG431", said("One\tapple\tan\thour.\nEqual parts.\nNuts.")),
    ("LG441", said("It costs $5 to $10, i.e. 5$ to 10$, in US$ or R$ 50.")),
    ("LG443", said(r"It lies in C:\new\theta, and 5\% of it in \\server\data.")),
    ("LG500", {"/frames/0/sources/0/quote": "Binary   SEARCH *halves* the"}),
]


def fires(code: str, example: Example) -> bool:
    case = laid_over(scope_of(RULES[code], example), example)
    return any(RULES[code].find(case.document, case.scope, case.context))


@pytest.mark.parametrize(
    ("code", "example"), [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(FAULTS)]
)
def test_fault_is_found(code: str, example: Example) -> None:
    assert fires(code, example)


@pytest.mark.parametrize(
    ("code", "example"), [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(NONE)]
)
def test_what_only_looks_like_a_fault_is_let_pass(code: str, example: Example) -> None:
    assert not fires(code, example)
