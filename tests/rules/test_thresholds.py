"""Every threshold holds to the last one: at the limit a rule is quiet, one step beyond it fires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.rules import RULES, Scope
from lecturegen.rules._letters import chi_square
from lecturegen.rules._manual import scope_of
from lecturegen.rules._sample import laid_over, sample_questions, sample_week
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Policy, RuleSetting

Example = Mapping[str, Any]

WORDS = 283
"""Spoken in the sample's second section, in two minutes."""


def objectives(number: int, high: int = 6) -> Example:
    listed = [
        {"id": f"o{i}", "text": f"Trace step {i}", "bloom": "apply" if i < high else "remember"} for i in range(number)
    ]
    frames = [{"title": "One", "points": ["p"], "objectives": [o["id"] for o in listed]}]
    return {"/sections/1/objectives": listed, "/sections/1/frames": frames * 2}


def levels(high: int) -> Example:
    """Ten objectives in the plan, ``high`` of them at apply."""
    low = {f"/sections/{i}/objectives/{k}/bloom": "remember" for i in (0, 2) for k in (0, 1)}
    return {**objectives(6, high), **low}


def frames(number: int) -> Example:
    names = ["binary-search.o1", "binary-search.o2"]
    return {"/sections/1/frames": [{"title": f"T{i}", "points": ["p"], "objectives": names} for i in range(number)]}


def points(number: int) -> Example:
    return {"/sections/1/frames/0/points": [f"p{i}" for i in range(number)]}


def pace(words_per_minute: int) -> Example:
    return {"context": {"words_per_minute": words_per_minute}}


def bare_frames(words_per_minute: int) -> Example:
    return {"/frames/0/maths": "", "/frames/1/code": None, **pace(words_per_minute)}


def unlike(length: int) -> Example:
    """Five sections, four of them of 4 to 6 words: their median is 5, and its deviations 1."""
    lengths = (4, 5, 5, 6, length)
    said = [words(length, start=100 * index) for index, length in enumerate(lengths)]
    empty: Example = {"minutes": None, "objectives": [], "frames": [], "closing": ""}
    return {"/sections": [{"id": f"s{i}", "title": f"T{i}", "opening": text, **empty} for i, text in enumerate(said)]}


def spoken_at(rate: int) -> Example:
    """A week of eight minutes that is spoken at this rate, and planned with it."""
    said = " ".join(f"w{i}" for i in range(8 * rate - 8))
    made: dict[str, Any] = {"/minutes": 8, "/words_per_minute": rate, "/sections/0/frames/0/script": said}
    for section in range(3):
        made |= {f"/sections/{section}/{part}": "one" for part in ("opening", "closing")}
        made |= {f"/sections/{section}/frames/1": None}
        if section:
            made[f"/sections/{section}/frames/0/script"] = "one"
    return made


def silent(question: str) -> Example:
    """A week of some fifty minutes in which nothing is asked but this."""
    made = dict(spoken_at(125))
    return made | {"/minutes": 50, "/words_per_minute": 20, "/sections/2/closing": question}


def question(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "single-choice", "id": f"q{number}", "objective": f"binary-search.o{1 + number % 2}", "frame": 1,
        "bloom": "apply", "stem": f"How many looks do {number} cards take?", "answer": "one",
        "distractors": [{"text": text, "rationale": "r"} for text in ("two", "four", "five")],
        "explanation": "Each of the cards has to be looked at once.",
    } | changes  # fmt: skip


def questions(number: int) -> Example:
    return {"/assessment/questions": [question(i) for i in range(number)]}


def lengths(key: int, longest: int) -> Example:
    return {
        "/assessment/questions/1/answer": "k" * key,
        "/assessment/questions/1/distractors/0/text": "d" * longest,
        "/assessment/questions/1/distractors/1/text": "d" * 5,
        "/assessment/questions/1/distractors/2/text": "d" * 6,
    }


def numbered(keys: str) -> Example:
    """A week with one question of four numbers for each letter, where its key lies."""
    values = ["1", "2", "3", "4"]
    asked = []
    for number, letter in enumerate(keys):
        key = values["ABCD".index(letter)]
        wrong = [{"text": value, "rationale": "r"} for value in values if value != key]
        asked.append(question(number, answer=key, distractors=wrong, objective="linear-search.o1"))
    empty = {"activities": ["a"], "discussion": ["b"], "questions": []}
    return {
        "/sections/0/assessment/questions": asked,
        "/sections/1/assessment": empty,
        "/sections/2/assessment": empty,
    }


def longest(number: int, of: int) -> Example:
    made = dict(numbered("A" * of))
    asked = [question(i, answer="longest" if i < number else "on", objective="linear-search.o1") for i in range(of)]
    return made | {"/sections/0/assessment/questions": asked}


def words(number: int, *, start: int = 0) -> str:
    return " ".join(f"w{i}" for i in range(start, start + number))


def marked(number: int, total: int) -> Example:
    """A section that speaks ``total`` words, ``number`` of them marked."""
    script = f"{'crucial ' * number}{words(total - number - 4)}"
    return {"/opening": "because but", "/closing": "why however", "/frames/0/script": script, "/frames/1": None}


def reasoned(number: int, total: int) -> Example:
    script = f"{'because ' * number}{words(total - number - 2)}"
    return {"/opening": "one", "/closing": "two", "/frames/0/script": script, "/frames/1": None}


def reasoned_week(number: int, total: int) -> Example:
    made: dict[str, Any] = {}
    for section in range(3):
        said = f"{'because ' * number}{words(total - number - 2, start=1000 * section)}" if not section else "three"
        made |= {
            f"/sections/{section}/opening": f"one{section}",
            f"/sections/{section}/closing": f"two{section}",
            f"/sections/{section}/frames/0/script": said,
            f"/sections/{section}/frames/1": None,
        }
    return made


def repeated(paragraph: int, shared: int) -> Example:
    """Two paragraphs of ``paragraph`` words, the first ``shared`` of them the same."""
    later = f"{words(shared)} {words(paragraph - shared, start=500)}".strip()
    return {"/sections/0/frames/1/script": words(paragraph), "/sections/1/frames/1/script": later}


def opened(shared: int, total: int = 20) -> Example:
    later = f"{words(shared)} {words(total - shared, start=500)}".strip()
    return {"/sections/0/opening": words(total), "/sections/1/opening": later}


def stems(shared: int, of: int) -> Example:
    """Two stems of ``of`` content words together, ``shared`` of them in both."""
    first, second = words(shared), f"{words(shared)} {words(of - shared, start=500)}"
    return {
        "/sections/0/assessment/questions/0/stem": first,
        "/sections/0/assessment/questions/0/answer": "book by book",
        "/sections/2/assessment/questions/0/stem": second,
        "/sections/2/assessment/questions/0/answer": "one book",
    }


def demanding(high: int) -> Example:
    """The week's nine questions, ``high`` of them at apply and none above."""
    return {
        f"/sections/{i // 3}/assessment/questions/{i % 3}/bloom": "apply" if i < high else "understand"
        for i in range(9)
    }


def read_out(number: int) -> Example:
    """A section of a hundred spoken words, the first ``number`` of which stand on its slide."""
    changes = {"/opening": "one", "/closing": "two", "/frames/0/script": words(98), "/frames/1": None}
    return {**bullets(words(number)), **changes}


def negatives(number: int) -> Example:
    return {f"/assessment/questions/{i}/stem": f"Which list is NOT sorted, {i}?" for i in range(number)}


def choice(stem: str, answer: str, *others: str) -> Example:
    """The second question of the section, with two more options that share nothing with any."""
    texts = [*others, "xeno", "yeti", "zulu"][:3]
    return {
        "/assessment/questions/1/stem": stem,
        "/assessment/questions/1/answer": answer,
        "/assessment/questions/1/distractors": [{"text": text, "rationale": "r"} for text in texts],
    }


def told(key: str) -> Example:
    """The third question's stem says the key of the second."""
    return {**choice("Which one?", key), "/assessment/questions/2/stem": f"Why would {key} fail?"}


def explained(added: int) -> Example:
    """An explanation that says ``added`` words beyond stem and key."""
    given = {"/assessment/questions/1/explanation": f"alpha beta gamma delta epsilon {words(added)}"}
    return {**choice("alpha beta gamma?", "delta epsilon"), **given}


def wished(silent: int, of: int) -> Example:
    """A week with ``of`` objectives, ``silent`` of which share no word with the only question."""
    listed = [
        {"id": f"o{i}", "text": "Peel bananas" if i < silent else "Count comparisons", "bloom": None} for i in range(of)
    ]
    empty = {"activities": ["a"], "discussion": ["b"], "questions": []}
    return {
        "/sections/0/objectives": listed,
        "/sections/0/assessment/questions": [question(1, stem="How many comparisons?")],
        "/sections/1/assessment": empty,
        "/sections/2/assessment": empty,
        "context": {"planned": None, "unknown": ["links"]},
    }


def printed(letters: str, *answers: str) -> Example:
    """A week whose keys are printed under ``letters``; all options are as long as each other."""
    asked = []
    for number, letter in enumerate(letters):
        options = [{"text": text, "rationale": "r"} for text in ("two", "six", "ten")]
        answer = answers[number] if number < len(answers) else "one"
        asked.append(question(number, answer=answer, place="ABCD".index(letter), distractors=options))
    empty = {"activities": ["a"], "discussion": ["b"], "questions": []}
    return {
        "/sections/0/assessment/questions": asked,
        "/sections/1/assessment": empty,
        "/sections/2/assessment": empty,
    }


def absolute(keys: int, distractors: int) -> Example:
    """A week with so many keys, and so many distractors, that hold an absolute word."""
    made = dict(printed("A" * (keys + distractors)))
    options = [{"text": text, "rationale": "r"} for text in ("never two", "six", "ten")]
    asked = [question(i, answer="always one") for i in range(keys)]
    asked += [question(keys + i, distractors=options) for i in range(distractors)]
    return made | {"/sections/0/assessment/questions": asked}


def slide(body: str) -> Example:
    return {"/frames/1/title": "", "/frames/1/body": body}


def listed(items: int) -> str:
    return "\\begin{itemize}\n" + "\\item one\n" * items + "\\end{itemize}\n"


def bullets(*texts: str) -> Example:
    return {"/frames/0/bullets": list(texts)}


def typed(kind: str, **changes: Any) -> Example:
    """A section whose fourth question is of this type."""
    return {"asked": [kind], **{f"/assessment/questions/3/{name}": value for name, value in changes.items()}}


def optioned(right: int, wrong: int) -> Example:
    many = [{"text": f"w{i}", "rationale": "r"} for i in range(right + wrong)]
    return typed("multiple-choice", answers=many[:right], distractors=many[right:])


def optioned_by_length(right: int, wrong: int) -> Example:
    answers = [{"text": "k" * right}, {"text": "l" * right}]
    return typed("multiple-choice", answers=answers, distractors=[{"text": "d" * wrong}])


def stated(*said: tuple[str, bool]) -> Example:
    """A week whose first section has these statements, true or false, and nothing else."""
    plain = sample_questions()["true-false"]
    asked = [{**plain, "id": f"t{n}", "stem": stem, "answer": answer} for n, (stem, answer) in enumerate(said)]
    return {"/sections/0/assessment/questions": asked}


def verdicts(true: int, false: int) -> Example:
    said = [(f"It takes {n} looks.", n < true) for n in range(true + false)]
    return stated(*said)


def absolutes(false: int) -> Example:
    return stated(*((f"It always takes {n} looks.", False) for n in range(false)))


def criteria(number: int, levels: int = 2) -> Example:
    graded = [{"points": levels - n, "text": f"Shows {n} things"} for n in range(levels)]
    return typed("essay", rubric=[{"text": f"Shows {n}", "levels": graded} for n in range(number)])


def level(text: str) -> Example:
    return {"asked": ["essay"], "/assessment/questions/3/rubric/0/levels/0/text": text}


def steps(number: int) -> Example:
    return typed("ordering", steps=[f"Do {n}" for n in range(number)])


def asked_before(shared: int) -> Example:
    """A stem of ten runs of three words, so many of which stand in one from before."""
    before = f"{words(shared + 2)} {words(10 - shared, start=500)}"
    return {"/assessment/questions/0/stem": words(12), "context": {"earlier": [before]}}


def kinds(there: int) -> Example:
    """A week of so many types, in which three were asked for."""
    asked = ["numeric", "essay"][: there - 1]
    return {"asked": asked, "context": {"kinds": ["single-choice", "numeric", "essay"]}}


def in_german(said: int) -> Example:
    """A week in English that is said to be in German, and has so many words of it."""
    return {"/language": "de", "/sections/0/opening": " ".join(["und"] * said)}


def in_english(said: int) -> Example:
    """A short week that is said to be in German, and has so many words of English."""
    return {**spoken_at(125), "/language": "de", "/sections/1/frames/0/script": " ".join(["the"] * said)}


LIMITS: list[tuple[str, Example, Example]] = [
    ("LG104", objectives(5), objectives(6)),
    ("LG105", objectives(4), objectives(5)),
    ("LG105", objectives(2), objectives(1)),
    ("LG107", levels(4), levels(3)),
    ("LG111", frames(6), frames(7)),
    ("LG111", frames(2), frames(1)),
    ("LG113", points(5), points(6)),
    ("LG120", {"/sections/1/minutes": 2.6}, {"/sections/1/minutes": 2.7}),
    ("LG120", {"/sections/1/minutes": 1.4}, {"/sections/1/minutes": 1.3}),
    ("LG135", pace(WORDS), pace(WORDS + 1)),
    ("LG135", pace(84), pace(83)),
    ("LG136", pace(188), pace(189)),
    ("LG136", pace(109), pace(108)),
    ("LG137", bare_frames(141), bare_frames(142)),
    ("LG137", pace(71), pace(70)),
    ("LG185", {"/words_per_minute": 143}, {"/words_per_minute": 142}),
    ("LG185", {"/words_per_minute": 173}, {"/words_per_minute": 174}),
    ("LG186", unlike(9), unlike(10)),
    ("LG187", spoken_at(125), spoken_at(124)),
    ("LG187", spoken_at(160), spoken_at(161)),
    ("LG188", silent("What would you do?"), silent("What would I do?")),
    ("LG200", questions(3), questions(2)),
    ("LG200", questions(5), questions(6)),
    ("LG216", negatives(1), negatives(2)),
    ("LG217", choice("alpha?", "alpha beta gamma delta epsilon"), choice("alpha?", "alpha beta")),
    ("LG217", choice("alpha?", f"alpha {words(3)}"), choice("alpha beta?", f"alpha beta {words(3)}")),
    ("LG219", told("alpha"), told("alpha beta")),
    ("LG225", lengths(66, 53), lengths(67, 53)),
    ("LG225", lengths(32, 20), lengths(33, 20)),
    ("LG226", choice("Why?", "so", "always a"), choice("Why?", "so", "always a", "never b")),
    ("LG230", {"/assessment/questions/0/explanation": words(6)}, {"/assessment/questions/0/explanation": words(5)}),
    ("LG232", explained(2), explained(1)),
    ("LG233", choice("Why?", "shoebox alpha beta"), choice("Why?", "shoebox alpha beta gamma")),
    ("LG241", stems(5, 7), stems(6, 8)),
    ("LG243", wished(3, 12), wished(4, 12)),
    ("LG243", wished(11, 11), wished(12, 12)),
    ("LG244", printed("BB"), printed("BBB")),
    ("LG245", numbered("AAAAAAAAAABBBBBCCCDD"), numbered("AAAAAAAAAAABBBBCCCDD")),
    ("LG245", numbered("A" * 19), numbered("A" * 20)),
    ("LG246", numbered("AAAAAAABBBBBBBCCCCDD"), numbered("AAAAAAAABBBBBBCCCCDD")),
    ("LG246", numbered("A" * 11), numbered("A" * 12)),
    ("LG247", longest(7, 20), longest(8, 20)),
    ("LG247", longest(7, 7), longest(8, 8)),
    ("LG248", demanding(3), demanding(2)),
    ("LG249", printed("B" * 6 + "A" * 14), printed("B" * 7 + "A" * 13)),
    ("LG249", printed("B" * 19), printed("B" * 20)),
    ("LG250", absolute(2, 14), absolute(1, 15)),
    ("LG250", absolute(0, 15), absolute(0, 16)),
    ("LG264", optioned(2, 1), optioned(1, 1)),
    ("LG264", optioned(2, 1), optioned(2, 0)),
    ("LG266", optioned_by_length(75, 60), optioned_by_length(76, 60)),
    ("LG266", optioned_by_length(32, 20), optioned_by_length(33, 20)),
    ("LG269", verdicts(4, 2), verdicts(5, 2)),
    ("LG269", verdicts(3, 6), verdicts(3, 7)),
    ("LG269", verdicts(3, 0), verdicts(4, 0)),
    ("LG270", absolutes(2), absolutes(3)),
    ("LG275", typed("short-answer", answer=words(5)), typed("short-answer", answer=words(6))),
    ("LG275", typed("short-answer", variants=[words(5)]), typed("short-answer", variants=[words(6)])),
    ("LG278", criteria(2), criteria(1)),
    ("LG278", criteria(6), criteria(7)),
    ("LG278", criteria(2, levels=2), criteria(2, levels=1)),
    ("LG280", level(words(2)), level(words(1))),
    ("LG281", typed("essay", explanation=words(15)), typed("essay", explanation=words(14))),
    ("LG282", steps(3), steps(2)),
    ("LG282", steps(8), steps(9)),
    ("LG288", kinds(2), kinds(1)),
    ("LG299", asked_before(4), asked_before(5)),
    ("LG450", {"/script/sections/0/frames": 6}, {"/script/sections/0/frames": 7}),
    ("LG460", slide(" ".join(["word"] * 120)), slide(" ".join(["word"] * 121))),
    ("LG461", slide(listed(10)), slide(listed(11))),
    ("LG310", marked(3, 500), marked(4, 500)),
    ("LG310", marked(2, 300), marked(3, 300)),
    ("LG310", marked(9, 250), marked(9, 251)),
    ("LG311", reasoned(3, 1000), reasoned(2, 1000)),
    ("LG311", reasoned(0, 250), reasoned(0, 251)),
    ("LG312", reasoned_week(5, 994), reasoned_week(4, 994)),
    ("LG340", opened(11), opened(12)),
    ("LG340", opened(5, 5), opened(6, 6)),
    ("LG342", repeated(24, 24), repeated(25, 25)),
    ("LG342", repeated(40, 27), repeated(40, 28)),
    ("LG410", {"/sections/1/frames/0/title": words(12)}, {"/sections/1/frames/0/title": words(13)}),
    ("LG410", {"/sections/1/frames/0/title": "t" * 90}, {"/sections/1/frames/0/title": "t" * 91}),
    ("LG421", bullets(*"abcde"), bullets(*"abcdef")),
    ("LG422", bullets(*"abcdefghi"), bullets(*"abcdefghij")),
    ("LG422", bullets(words(111)), bullets(words(112))),
    ("LG422", {"/frames/1/code/text": "x\n" * 25}, {"/frames/1/code/text": "x\n" * 25 + "y"}),
    ("LG425", read_out(16), read_out(17)),
    ("LG423", bullets(words(20)), bullets(words(21))),
    ("LG500", {"/frames/0/sources/0/quote": "halves the sorted"}, {"/frames/0/sources/0/quote": "the sorted"}),
    ("LG470", in_german(70), in_german(69)),
    ("LG470", in_english(19), in_english(20)),
]


@pytest.mark.parametrize(
    ("code", "at", "beyond"), [pytest.param(*limit, id=f"{limit[0]}-{n}") for n, limit in enumerate(LIMITS)]
)
def test_rule_is_quiet_at_its_limit_and_fires_beyond(code: str, at: Example, beyond: Example) -> None:
    def fires(example: Example) -> bool:
        case = laid_over(scope_of(RULES[code], example), example)
        found = RULES[code].find(case.document, case.scope, case.context)
        return any(found)

    assert (fires(at), fires(beyond)) == (False, True)


@pytest.mark.parametrize(
    "limit",
    [pytest.param(limit, id=f"{code}-{name}") for code, own in rules.LIMITS.items() for name, limit in own.items()],
)
def test_policy_moves_every_limit(limit: rules.Limit) -> None:
    """At one end of the scale the limit lets both sides of it pass, at the other end neither."""

    def fires(example: Example, value: float) -> bool:
        case = laid_over(scope_of(RULES[limit.code], example), example)
        policy = Policy(rules={limit.code: RuleSetting(limits={limit.name: value})})
        return any(RULES[limit.code].find(case.document, case.scope, replace(case.context, policy=policy)))

    def moved(at: Example, beyond: Example) -> bool:
        ends = {(fires(at, value), fires(beyond, value)) for value in (0, 1e6)}
        return ends == {(True, True), (False, False)}

    assert any(moved(at, beyond) for code, at, beyond in LIMITS if code == limit.code)


def test_sample_speaks_as_many_words_as_the_limits_reckon_with() -> None:
    assert spoken_words(sample_week().sections[1]) == WORDS


def test_chi_square_is_zero_for_even_letters_and_for_none() -> None:
    assert chi_square([5, 5, 5, 5]) == chi_square([0, 0, 0, 0]) == 0
    assert chi_square([20, 0, 0, 0]) == 60


def test_rules_over_one_section_do_not_look_at_a_week() -> None:
    codes = {finding.code for finding in rules.check(sample_week(), Scope.WEEK, rules.Context())}
    assert all(RULES[code].scopes == (Scope.WEEK,) for code in codes)
