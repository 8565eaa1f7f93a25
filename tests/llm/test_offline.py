"""The offline model: what it says stands in the notes, and what it makes of them holds before the rules."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lecturegen import rules
from lecturegen.chains.assess import read_assessment, taught
from lecturegen.chains.draft import read_draft
from lecturegen.chains.plan import read_plan
from lecturegen.errors import BadReply, ConfigurationError, LecturegenError, ModelError
from lecturegen.languages import words_of
from lecturegen.llm import Request
from lecturegen.llm.offline import NothingToSay, OfflineModel, links
from lecturegen.llm.offline.language import is_function_word, normal, sentences, stem, tokens
from lecturegen.llm.offline.material import Material
from lecturegen.questions import TYPES, Ordering, SingleChoice, TrueFalse
from lecturegen.reading.notes import read_notes
from lecturegen.rules._words import spoken_words
from lecturegen.schema import (
    AssessAsk,
    Blueprint,
    Brief,
    DraftAsk,
    Finding,
    Passage,
    Plan,
    PlanAsk,
    Section,
    Severity,
    Slot,
    Week,
)
from lecturegen.schema.blueprint import kinds_of
from lecturegen.schema.slots import deal_slots, for_objectives
from lecturegen.schema.wire import AssessReply, DraftReply, PlanReply, assess_reply

EXAMPLE = Path(__file__).parents[2] / "examples" / "data-mining"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

MESSY = """
## What is a compiler?

**Compiler** = a program that translates a whole program *before* it runs.

They can:
  * **Check** types
  * **Remove** dead code

This helps languages like:
  * C
  * Rust with its borrow checker
  * Haskell

### Stages

1. **Front end**:
    - **Structure**: Front ends consist of a scanner that finds words and a parser that finds sentences.
    - **Application**: Used in editors, such as language servers, which underline mistakes.
2. **Back end**:
    - **Structure**: These ends generate machine code by choosing instructions, enabling programs to run fast.

### Uses of compilers

- **Cross compiling**: Building programs for a phone on a desktop computer.
- **Just in time**: Hot loops are translated while the program runs → so it gets faster.
- **Linting**: Automated search for mistakes, odd style, and dead code.

## Interpreters

Interpreters run a program line by line, because they never see the whole of it. An interpreter starts at once, but it
runs slowly. Interpreters are used in shells, notebooks, and small devices.

- Learn about bytecode.
- Study stack machines.
"""


def passages_of(text: str, *, file: str = "notes.md") -> tuple[Passage, ...]:
    """One passage for each heading, as the reader of notes cuts them."""
    path: list[tuple[int, str]] = []
    found: list[Passage] = []
    lines: list[str] = []

    def close(line: int) -> None:
        if body := "\n".join(lines).strip("\n"):
            heads = tuple(title for _, title in path)
            number = len(found) + 1
            found.append(
                Passage(id=f"p{number}", file=file, headings=heads, first_line=1, last_line=max(1, line), text=body)
            )
        lines.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        if match := re.match(r"(#{1,6}) (.+)", line):
            close(number)
            path = [(level, title) for level, title in path if level < len(match[1])] + [(len(match[1]), match[2])]
        else:
            lines.append(line)
    close(len(text))
    return tuple(found)


def brief_of(topics: Sequence[str], **changes: Any) -> Brief:
    plain: dict[str, Any] = {"course": "A course", "number": 1, "title": "A week", "minutes": 10}
    return Brief(topics=tuple(topics), **(plain | changes))


def answer(model: OfflineModel, variables: Any, shape: Any) -> Any:
    return asyncio.run(model.ask(Request("test", "test", 1, (), variables, shape))).value


def plan_ask(brief: Brief) -> PlanAsk:
    return PlanAsk(
        course=brief.course, number=brief.number, title=brief.title, audience="", level="", language=brief.language,
        minutes=brief.minutes, topics=brief.topics, passages=(),
    )  # fmt: skip


def draft_ask(brief: Brief, plan: Plan, index: int) -> DraftAsk:
    section = plan.sections[index]
    return DraftAsk(
        course=brief.course, week=brief.number, title=brief.title, audience="", level="", language=brief.language,
        outline=tuple(s.title for s in plan.sections), number=index + 1, of=len(plan.sections), section=section,
        before=None, after=None, words=round(section.minutes * brief.words_per_minute, -1), passages=(),
    )  # fmt: skip


def slots(brief: Brief, plan: Plan, index: int) -> tuple[Slot, ...]:
    dealt = deal_slots(brief.blueprint, brief.questions_per_section, len(plan.sections), brief.seed)
    return for_objectives(dealt[index], len(plan.sections[index].objectives), brief.blueprint)


def assess_ask(brief: Brief, plan: Plan, index: int, section: Section) -> AssessAsk:
    return AssessAsk(
        course=brief.course, audience="", level="", language=brief.language, number=index + 1, section=section.title,
        objectives=section.objectives, frames=taught(section), slots=slots(brief, plan, index),
        elsewhere=tuple(s.title for s in plan.sections if s.id != section.id),
    )  # fmt: skip


def week_of(model: OfflineModel, brief: Brief) -> tuple[Plan, Week]:
    """The whole week, asked for as the pipeline does."""
    plan = read_plan(brief, answer(model, plan_ask(brief), PlanReply))
    made = []
    for index, planned in enumerate(plan.sections):
        section = read_draft(planned, answer(model, draft_ask(brief, plan, index), DraftReply))
        ask = assess_ask(brief, plan, index, section)
        reply = answer(model, ask, assess_reply(kinds_of(ask.slots)))
        made.append(section.model_copy(update={"assessment": read_assessment(section, ask.slots, reply)}))
    week = Week(
        course=brief.course, number=brief.number, title=brief.title, language=brief.language, minutes=brief.minutes,
        words_per_minute=brief.words_per_minute, sections=tuple(made),
    )  # fmt: skip
    return plan, week


def findings_of(brief: Brief, passages: Sequence[Passage], plan: Plan, week: Week) -> Iterator[Finding]:
    texts = {passage.id: passage.text for passage in passages}
    terms = frozenset(word.lower() for text in (*texts.values(), *brief.topics) for word in tokens(text))

    def context(index: int | None = None) -> rules.Context:
        return rules.Context(
            language=brief.language, minutes=brief.minutes, words_per_minute=brief.words_per_minute,
            topics=brief.topics, number=(index or 0) + 1, of=len(plan.sections), passages=texts, terms=terms,
            planned=None if index is None else plan.sections[index], offline=True,
        )  # fmt: skip

    yield from rules.check(plan, rules.Scope.PLAN, context())
    for index, section in enumerate(week.sections):
        yield from rules.check(section, rules.Scope.DRAFT, context(index))
        yield from rules.check(section, rules.Scope.ASSESSMENT, context(index))
    yield from rules.check(week, rules.Scope.WEEK, context())


@cache
def example() -> tuple[Brief, tuple[Passage, ...], Plan, Week]:
    course = yaml.safe_load((EXAMPLE / "week10.yaml").read_text("utf-8"))
    asked = course["weeks"][0]
    brief = brief_of(
        asked["topics"], course=course["title"], number=10, title=asked["title"], minutes=course["minutes"],
        words_per_minute=course["words_per_minute"],
    )  # fmt: skip
    passages = read_notes(("notes/*.md",), EXAMPLE).passages
    return brief, passages, *week_of(OfflineModel(passages), brief)


def spoken(week: Week) -> Iterator[str]:
    for section in week.sections:
        yield section.opening
        yield from (frame.script for frame in section.frames)
        yield section.closing


def spoken_sentences(week: Week) -> Iterator[str]:
    for text in spoken(week):
        for paragraph in re.sub(r"\$\$.*?\$\$|^\*\(.*\)\*$", "", text, flags=re.S | re.M).split("\n\n"):
            yield from (sentence for sentence in sentences(paragraph) if len(tokens(sentence)) > 3)


def ours() -> Iterator[str]:
    """Every sentence that is not taken from notes; slots are left empty."""
    own = words_of("en").speech
    once = (own.greeting, own.first, own.thanks, own.farewell)
    stocks = (own.closings, links.MISTAKES, links.EXAMPLES, links.RECALLS, own.openings, own.questions[:-1])
    for text in (*once, *(phrase for stock in stocks for phrase in stock)):
        yield from map(normal, sentences(re.sub(r"\{\w+\}", "", text)))


OURS = frozenset(ours())


def test_a_week_from_well_kept_notes_is_clean() -> None:
    brief, passages, plan, week = example()
    assert [str(f) for f in findings_of(brief, passages, plan, week) if f.severity is Severity.ERROR] == []


def test_a_week_from_well_kept_notes_lasts_as_long_as_it_should() -> None:
    brief, _, plan, week = example()
    assert sum(section.minutes for section in plan.sections) == brief.minutes
    for section in week.sections:
        assert section.minutes is not None
        assert 0.75 <= spoken_words(section) / (section.minutes * brief.words_per_minute) <= 1.3, section.title


def test_nearly_every_sentence_of_the_example_stands_in_the_notes_word_for_word() -> None:
    _, passages, _, week = example()
    notes = " ".join(normal(re.sub(r"[*#]", "", passage.text)) for passage in passages)
    said = [sentence for sentence in spoken_sentences(week) if normal(sentence) not in OURS]
    others = [sentence for sentence in said if normal(sentence) not in notes]
    # the rest are definitions, which the glossary has without a verb
    assert all(re.match(r"(?:The |An? )?[\w’'-]+(?: [\w’'-]+){0,3} (?:is|are|means that) ", one) for one in others)
    assert len(others) < 0.15 * len(said)


@pytest.mark.parametrize("which", ["example", "messy"])
def test_no_word_of_substance_is_ours(which: str) -> None:
    if which == "example":
        brief, passages, _, week = example()
    else:
        brief, passages = brief_of(["What is a compiler?", "Interpreters"], minutes=2), passages_of(MESSY)
        _, week = week_of(OfflineModel(passages), brief)
    texts = [*(p.text for p in passages), *(h for p in passages for h in p.headings), *brief.topics, brief.title]
    known = {stem(part) for text in texts for word in tokens(text.replace("*", "")) for part in word.split("-")}
    known |= {stem(word) for phrase in OURS for word in phrase.split()}
    # what joins a label and its fragment, or counts a list
    known |= {stem(word) for word in "cover include begin call mean two three four five six".split()}
    for sentence in spoken_sentences(week):
        if normal(sentence) in OURS:
            continue
        own = {stem(part) for word in tokens(sentence) for part in word.split("-") if not is_function_word(part)}
        assert own <= known, (sentence, own - known)


def test_no_sentence_is_said_twice_in_a_week() -> None:
    said = [normal(sentence) for sentence in spoken_sentences(example()[3])]
    assert sorted({s for s in said if said.count(s) > 1}) == []


def test_every_quote_stands_in_its_passage_letter_for_letter() -> None:
    _, passages, _, week = example()
    texts = {passage.id: passage.text for passage in passages}
    sources = [source for section in week.sections for frame in section.frames for source in frame.sources]
    assert sources
    assert all(source.quote in texts[source.passage] and len(source.quote.split()) <= 25 for source in sources)


def test_half_of_the_questions_on_well_kept_notes_make_students_apply_or_analyse() -> None:
    questions = [q for section in example()[3].sections if section.assessment for q in section.assessment.questions]
    assert len(questions) == 52
    assert sum(question.bloom is not None and question.bloom.rank >= 2 for question in questions) >= len(questions) / 3
    assert len({question.stem for question in questions}) == len(questions)


def test_a_sum_is_asked_with_results_of_usual_slips() -> None:
    question = next(
        q for section in example()[3].sections if section.assessment for q in section.assessment.questions
        if q.stem.endswith("What is the lift?")
    )  # fmt: skip
    assert isinstance(question, SingleChoice)
    assert question.answer == "2"
    assert "0.5" in question.options
    assert "This divides the wrong way round." in [d.rationale for d in question.distractors]


def asked_for(kind: str) -> list[tuple[str, Any]]:
    """Section's title and question, for every question of the example that is of this type."""
    made = [(s.title, s.assessment.questions) for s in example()[3].sections if s.assessment]
    return [(title, question) for title, asked in made for question in asked if question.kind == kind]


def test_the_example_is_asked_in_seven_ways() -> None:
    """All but ordering: its notes have no numbered list."""
    assert [kind for kind in TYPES if not asked_for(kind)] == ["ordering"]


def test_what_is_said_to_be_true_is_what_was_taught_and_what_is_said_to_be_false_is_not() -> None:
    said = {normal(sentence) for sentence in spoken_sentences(example()[3])}
    for _, question in asked_for("true-false"):
        assert (normal(question.stem) in said) is question.answer
    for _, question in asked_for("multiple-choice"):
        assert len(question.answers) == len(question.distractors) == 2
        assert all(normal(option.text) in said for option in question.answers)
        assert not any(normal(option.text) in said for option in question.distractors)


def test_terms_are_matched_with_what_the_notes_say_they_mean() -> None:
    glossary = {normal(t.name): normal(t.meaning) for t in Material(example()[1]).terms}
    for _, question in asked_for("matching"):
        assert len(question.pairs) + len(question.spare) == 5
        assert all(glossary[normal(pair.premise)] == normal(pair.response) for pair in question.pairs)
        own = {glossary[normal(pair.premise)] for pair in question.pairs}
        assert all(normal(text) in set(glossary.values()) - own for text in question.spare)
    for _, question in asked_for("short-answer"):
        assert glossary[normal(question.answer)] in normal(question.stem)


def test_a_number_is_asked_for_so_that_no_usual_slip_passes() -> None:
    found = [question for _, question in asked_for("numeric")]
    assert [(str(q.answer), str(q.tolerance), q.unit) for q in found] == [
        ("0.818", "0.001", "nats"), ("92.5", "0.1", "%"), ("9800", "0", "euros"),
    ]  # fmt: skip
    assert [re.findall(r"[A-Z][^.?]+[.?]", q.stem)[-1] for q in found] == [
        "What is the bill, in nats?", "Answer in %.", "What does the rule cost, in euros?",
    ]  # fmt: skip


def test_an_essay_is_marked_by_what_the_notes_say_of_the_mistake() -> None:
    said = " ".join(map(normal, spoken_sentences(example()[3])))
    for _, question in asked_for("essay"):
        cost, advice = question.rubric
        assert (cost.points, advice.points, question.points) == (3, 3, 6)
        for criterion in question.rubric:
            quoted = criterion.levels[0].text.partition("“")[2].rstrip("”")
            assert quoted
            assert normal(quoted) in said


SHARED = """
## Two steps

A parcel passes two belts, and each belt loses some parcels. The first belt keeps a share of 0.99, and the second keeps
0.98 of what it gets. The share that arrives is 0.99 × 0.98 = 0.97. Belts are repaired on Sundays, because on Sundays
nobody sends parcels. A belt that stops holds back all others behind it, so the whole hall waits for one belt.
"""


def test_a_number_is_not_asked_for_where_rounding_hides_a_slip() -> None:
    """0.98, which leaves out a factor, would pass for 0.97 ± 0.01."""
    wanted = Blueprint.model_validate({"every_section": {"single_choice": 2, "numeric": 1}})
    _, week = week_of(OfflineModel(passages_of(SHARED)), brief_of(["Two steps"], blueprint=wanted))
    asked = [q for s in week.sections if s.assessment for q in s.assessment.questions]
    assert any(q.stem.endswith("What is the share that arrives?") for q in asked), [q.stem for q in asked]
    assert {q.kind for q in asked} == {"single-choice"}


@pytest.mark.parametrize(
    "every",
    [
        {"true_false": 2, "single_choice": 1},
        {"true_false": 1, "single_choice": 3},
        {"matching": 1, "multiple_choice": 1, "single_choice": 1},
    ],
)
def test_whatever_types_are_wanted_every_objective_is_tested_and_no_statement_names_an_answer(
    every: dict[str, int],
) -> None:
    brief, passages, _, _ = example()
    wanted = brief.model_copy(update={"blueprint": Blueprint.model_validate({"every_section": every})})
    for section in week_of(OfflineModel(passages), wanted)[1].sections:
        assert section.assessment is not None
        asked = section.assessment.questions
        assert {objective.id for objective in section.objectives} == {question.objective for question in asked}
        answers = {normal(q.answer) for q in asked if isinstance(q, SingleChoice)}
        false = [normal(q.stem) for q in asked if isinstance(q, TrueFalse) and not q.answer]
        assert not [(stem, answer) for stem in false for answer in answers if f" {answer} " in f" {stem} "]


STEPPED = """
## Sorting cards

A pile of cards is sorted by hand in five moves, because nobody can hold more than two piles. Sorting by hand is slow.

1. Split the pile into two halves of the same size.
2. Sort each half by the same rule until it holds one card.
3. Lay both sorted halves side by side, face up.
4. Take the smaller of the two cards on top each time.

The merge needs as many looks as there are cards, so a pile of a hundred takes a hundred looks in each round. People who
skip the split compare every card with every other one.
"""


def test_a_numbered_list_is_put_in_order() -> None:
    wanted = Blueprint.model_validate({"every_section": {"single_choice": 2, "ordering": 1}})
    brief = brief_of(["Sorting cards"], blueprint=wanted)
    _, week = week_of(OfflineModel(passages_of(STEPPED)), brief)
    (section,) = week.sections
    assert section.assessment is not None
    (question,) = [q for q in section.assessment.questions if isinstance(q, Ordering)]
    assert [step.split()[0] for step in question.steps] == ["Split", "Sort", "Lay", "Take"]
    assert "sorting cards" in question.stem.lower()


def test_where_the_notes_hold_nothing_for_a_type_nothing_of_it_is_asked() -> None:
    wanted = Blueprint.model_validate({"every_section": {"essay": 1, "numeric": 1, "single_choice": 1}})
    brief = brief_of(["Interpreters"], blueprint=wanted)
    _, week = week_of(OfflineModel(passages_of(MESSY)), brief)
    kinds = {q.kind for s in week.sections if s.assessment for q in s.assessment.questions}
    assert kinds <= {"single-choice"}


def test_the_same_notes_and_topics_give_the_same_week() -> None:
    brief, passages, _, week = example()
    assert week_of(OfflineModel(passages), brief)[1] == week


def test_a_whole_week_takes_less_than_one_and_a_half_seconds_of_work() -> None:
    brief, passages, _, _ = example()
    started = time.process_time()
    week_of(OfflineModel(passages), brief)
    assert time.process_time() - started < 1.5


def test_without_notes_it_asks_for_notes_or_a_key() -> None:
    for nothing in ((), passages_of("***\n\n---")):
        with pytest.raises(ConfigurationError) as caught:
            OfflineModel(nothing)
        assert caught.value.exit_code == 3
        assert "notes" in caught.value.hint
        assert "OPENAI_API_KEY" in caught.value.hint


def test_the_fingerprint_changes_with_the_notes() -> None:
    one, other = OfflineModel(passages_of("A bee is small.")), OfflineModel(passages_of("A bee is large."))
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == OfflineModel(passages_of("A bee is small.")).fingerprint


def test_a_shape_that_does_not_belong_to_the_question_is_refused() -> None:
    with pytest.raises(BadReply):
        answer(OfflineModel(passages_of(MESSY)), plan_ask(brief_of(["Interpreters"])), AssessReply)


def script_of(text: str, *topics: str) -> str:
    return "\n\n".join(spoken(week_of(OfflineModel(passages_of(text)), brief_of(topics, minutes=2))[1]))


@pytest.mark.parametrize(
    "sentence",
    [
        "A compiler is a program that translates a whole program before it runs.",
        "They can check types and remove dead code.",
        "This helps languages like C, Rust with its borrow checker and Haskell.",
        "Front ends consist of a scanner that finds words and a parser that finds sentences.",
        "The front end is used in editors, such as language servers, which underline mistakes.",
        "Cross compiling is about building programs for a phone on a desktop computer.",
        "Take just in time: hot loops are translated while the program runs, so it gets faster.",
        "Linting covers automated search for mistakes, odd style, and dead code.",
    ],
)
def test_fragments_of_messy_notes_become_sentences(sentence: str) -> None:
    assert sentence in script_of(MESSY, "What is a compiler?", "Interpreters")


def test_messy_notes_make_a_week_without_errors() -> None:
    brief, passages = brief_of(["What is a compiler?", "Interpreters", "Conclusion"], minutes=2), passages_of(MESSY)
    plan, week = week_of(OfflineModel(passages), brief)
    assert [str(f) for f in findings_of(brief, passages, plan, week) if f.severity is Severity.ERROR] == []


def test_a_topic_that_looks_back_asks_for_what_others_said() -> None:
    brief, passages = brief_of(["What is a compiler?", "Interpreters", "Conclusion"], minutes=2), passages_of(MESSY)
    _, week = week_of(OfflineModel(passages), brief)
    script = week.sections[2].frames[0].script
    assert "What do front ends consist of?\n\n*(Pause)*\n\nA scanner that finds words" in script


def test_the_foreign_notes_of_a_lecturer_make_a_week_without_errors() -> None:
    files = [SEEDS / "003_83e1cc91076b5dca.txt", SEEDS / "004_bdc4341fe18abe56.txt"]
    topics = SEEDS / "001_464a209155785ed9.txt"
    if not topics.exists():
        pytest.skip("the seeds are not here")
    titles = re.findall(r"^## Section \d+: (.*)$", topics.read_text("utf-8"), re.M)
    passages = read_notes([str(file) for file in files], Path("/")).passages
    brief = brief_of(titles, title="Generative Models", minutes=25)
    plan, week = week_of(OfflineModel(passages), brief)
    assert [str(f) for f in findings_of(brief, passages, plan, week) if f.severity is Severity.ERROR] == []
    said = [normal(sentence) for sentence in spoken_sentences(week)]
    assert sorted({s for s in said if said.count(s) > 1}) == []


def test_a_glossary_in_another_language_is_asked_about_in_that_language() -> None:
    text = """
## Stichproben

Man zieht Stichproben, weil eine Vollerhebung zu teuer ist. Die Ergebnisse schwanken von Ziehung zu Ziehung.

- **Grundgesamtheit**: die Menge aller Elemente, über die etwas ausgesagt werden soll
- **Stichprobe**: der Teil davon, der tatsächlich untersucht wird
- **Parameter**: eine Kennzahl des Ganzen
- **Statistik**: eine Kennzahl, die aus den Werten berechnet wird

**Aufgabe:** Ziehen Sie zwanzig Würfe.
"""
    _, week = week_of(OfflineModel(passages_of(text)), brief_of(["Stichproben"], minutes=1, language="de"))
    (section,) = week.sections
    assert section.assessment is not None
    asked = [question.stem for question in section.assessment.questions]
    assert any("„Stichprobe“" in stem for stem in asked), asked
    assert section.assessment.activities == ("Ziehen Sie zwanzig Würfe.",)
    assert section.closing.endswith("Vielen Dank. Was möchten Sie fragen?")
    assert not re.search(r"\b(?:the|is|that|what|means)\b", section.model_dump_json(exclude={"id"}))


def test_frames_that_a_person_moved_and_renamed_take_their_text_along() -> None:
    brief, passages, plan, _ = example()
    model = OfflineModel(passages)
    section = plan.sections[0]
    moved = section.frames[::-1]
    renamed = moved[0].model_copy(update={"title": "Labels do not make records, and groups do not either"})
    edited = section.model_copy(update={"frames": (renamed, *moved[1:])})
    plan = plan.model_copy(update={"sections": (edited, *plan.sections[1:])})
    reply = answer(model, draft_ask(brief, plan, 0), DraftReply)
    assert "Missing fields, rare classes" in reply.frames[0].script
    assert "A mining project has five stages" in reply.frames[-1].script


def test_a_frame_that_the_notes_say_nothing_about_is_named() -> None:
    brief, passages, plan, _ = example()
    section = plan.sections[0]
    invented = section.frames[0].model_copy(update={"title": "Quantum mining", "points": ("Qubits",)})
    edited = section.model_copy(update={"frames": (*section.frames, invented)})
    plan = plan.model_copy(update={"sections": (edited, *plan.sections[1:])})
    with pytest.raises(NothingToSay, match="Quantum mining"):
        answer(OfflineModel(passages), draft_ask(brief, plan, 0), DraftReply)


def test_topics_for_which_nothing_is_left_are_named_with_the_remedy() -> None:
    with pytest.raises(ModelError, match="'Wasps'") as caught:
        answer(OfflineModel(passages_of("Bees fly.")), plan_ask(brief_of(["Bees", "Wasps"])), PlanReply)
    assert "Add notes" in caught.value.hint


def test_one_short_note_makes_one_short_section() -> None:
    text = "## Bees\n\nBees dance because the hive has to hear of flowers. A dance names a direction and a distance."
    brief, passages = brief_of(["Bees"], minutes=5), passages_of(text)
    plan, week = week_of(OfflineModel(passages), brief)
    assert len(plan.sections[0].frames) == 1  # a second one would be called "Bees (2)"
    assert spoken_words(week.sections[0]) < 60  # nothing is padded
    assert [str(f) for f in findings_of(brief, passages, plan, week) if f.severity is Severity.ERROR] == []


DEBRIS = st.sampled_from(
    [
        "# Bees", "## ", "- ", "* **Dance**: a message", "1. ", "```python", "```", "$$", "$x_i = 2$", "| a | b |",
        "| --- | --- |", "> quoted", "**bold", "**Mistake:** People count twice.", "**Example:** 2 × 3 = 6, so 6.",
        "**Question:**", "Bees are insects, because they have six legs.", "=", "→", "<div>", "[a](b)", "![x](y)",
        "The lift is 0.3/0.15 = 2.", "They can:", "Examples:", "…", "\u00a0", "é", "漢字。漢字", "a" * 200, "\\(",
        "\ue000",
        "### Terms", "- **Bee**: the animal that dances", "- **Wasp**: an animal that does not", "100 = 10^2 = 1e2",
    ]
)  # fmt: skip
NOTES = st.lists(st.lists(st.one_of(DEBRIS, st.text(max_size=40)), max_size=12).map("\n".join), min_size=1, max_size=6)
TOPIC = st.one_of(st.sampled_from(["Bees", "Conclusion", "What is a wasp?"]), st.text(min_size=1, max_size=30))
TOPICS = st.lists(TOPIC, min_size=1, max_size=4, unique=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=NOTES, topics=TOPICS, language=st.sampled_from(["en", "de", "zh"]))
def test_whatever_the_notes_hold_it_fails_only_with_an_error_of_ours(
    texts: list[str], topics: list[str], language: str
) -> None:
    passages = [
        Passage(
            id=f"p{n}", file="x.md", headings=("A", text[:20]) if n % 2 else (), first_line=1, last_line=9, text=text
        )
        for n, text in enumerate(texts)
    ]
    with suppress(LecturegenError):
        plan, _ = week_of(OfflineModel(passages), brief_of(topics, language=language))
        assert abs(sum(section.minutes for section in plan.sections) - 10) < 0.01
        assert all(point.strip() for section in plan.sections for frame in section.frames for point in frame.points)
