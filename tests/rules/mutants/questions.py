"""Questions that test something else than knowledge, or nothing."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from lecturegen.questions import Matching, Ordering, SingleChoice
from lecturegen.schema import Origin, Slot, Week
from tests.rules.mutants.base import Into, Mutant, UnfitError, plants, some_section

AWAY = (
    "According to this slide, {stem}",
    "As mentioned in the lecture, {stem}",
    "As discussed in this chapter, {stem}",
    "In this course, {stem}",
    "Based on the presentation, {stem}",
    "In this week's lecture, {stem}",
    "As we saw on the previous slide, {stem}",
    "According to the lecture notes, {stem}",
    "In today's lecture, {stem}",
)
NEGATIVE = (
    "Which of these is not one of them?",
    "Which of the following statements is not true?",
    "All of the following are true except:",
    "Which of these does not belong to the others?",
    "Which one isn't correct?",
)
DEPENDENT = (
    "All of the above",
    "None of the above",
    "Both A and B",
    "A and C only",
    "Neither A nor B",
    "All of these",
    "None of these",
    "Both of the above",
    "All of the options",
    "Options A and C",
    "Both B and D are correct",
)
DISMISSIVE = (
    "It has no impact on the result",
    "It is irrelevant",
    "By random guessing",
    "It doesn't matter",
    "It is not important",
    "It has no effect at all",
)
LETTERED = (
    "Option B is right, since the others leave something out of the sum.",
    "The correct answer is C, because it follows from what is given.",
    "This makes A the only choice that fits what is given here.",
    "Answers A and D are wrong, because they leave something out.",
    "B) is right because the others leave something out of the sum.",
    "The rest follows, which is why (D) has to be chosen here.",
    "Choice A leaves something out, and so do the others, but not this one.",
)
STAND_INS = (
    ("/assessment/activities/0", "Practice exercise for {title}"),
    ("/assessment/discussion/0", "Discussion question about {title}"),
    ("/objectives/0/text", "Understand concepts from {title}"),
    ("/assessment/questions/0/distractors/0/text", "Option C"),
    ("/assessment/questions/0/distractors/1/text", "Incorrect answer 2"),
    ("/assessment/questions/0/stem", "Sample question?"),
    ("/assessment/questions/0/answer", "Correct answer"),
    ("/assessment/questions/0/explanation", "Explanation"),
)


def _section(week: Week, draw: Random) -> tuple[int, str]:
    index = some_section(week, draw)
    assessment = week.sections[index].assessment
    if assessment is None or not assessment.questions:
        raise UnfitError
    return index, f"/sections/{index}/assessment"


def _question(week: Week, draw: Random) -> tuple[int, str, SingleChoice]:
    index, where = _section(week, draw)
    assessment = week.sections[index].assessment
    assert assessment is not None
    at = draw.randrange(len(assessment.questions))
    question = assessment.questions[at]
    if not isinstance(question, SingleChoice) or len(question.distractors) != 3:
        raise UnfitError
    return index, f"{where}/questions/{at}", question


@plants("LG200", LG202="the objective of a question that is gone is asked by nobody")
def questions_missing(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    return Mutant({f"{where}/questions": []}, index)


@plants("LG200", LG240="", LG215="the new ones ask the same")
def too_many_questions(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    plain = question.model_dump(mode="json")
    assessment = week.sections[index].assessment
    assert assessment is not None
    there = [one.model_dump(mode="json") for one in assessment.questions]
    more = [{**plain, "id": f"{index}.more{n}", "stem": f"How many are {n} and {n + 7}?"} for n in range(4)]
    return Mutant({where.rpartition("/")[0]: [*there, *more]}, index)


@plants("LG207")
def other_types_than_asked_for(week: Week, draw: Random) -> Mutant:
    """Every section was to have six essays."""
    return Mutant({}, told={"slots": 6 * (Slot(kind="essay"),)})


@plants(
    "LG201",
    Into.DOCUMENT,
    LG181="the objective is in another section, or nowhere",
    LG202="its own objective is asked by nobody",
)
def question_linked_to_nothing(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    edits: list[dict[str, Any]] = [{f"{where}/objective": "nowhere.o1"}, {f"{where}/frame": 40}]
    return Mutant(draw.choice(edits), index)


@plants("LG202", Into.DOCUMENT)
def objective_nobody_asks_about(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    section = week.sections[index]
    if len(section.objectives) < 2 or section.assessment is None:
        raise UnfitError
    kept = draw.choice(section.objectives).id
    edits = {f"{where}/questions/{n}/objective": kept for n in range(len(section.assessment.questions))}
    return Mutant(edits, index)


@plants("LG203", LG230="too short an explanation", LG106="", LG211="")
def stand_in(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    # objectives of ours were looked at in the plan
    pointer, words = draw.choice([one for one in STAND_INS if not (week.course and "objectives" in one[0])])
    said = words.format(title=week.sections[index].title)
    return Mutant({where.removesuffix("/assessment") + pointer: said}, index, said)


@plants("LG203", Into.SHEET, LG200="it has no questions")
def section_of_stand_ins(text: str, draw: Random) -> Mutant:
    """What a public generator wrote where it could not read the reply."""
    parts = text.split("\n---\n\n")
    at = draw.randrange(len(parts) - 1)
    head = parts[at].strip("\n").splitlines()
    heading = next(line for line in head if line.startswith("## Section "))
    title = heading.partition(": ")[2]
    before = parts[at][: parts[at].index(heading)]
    body = f"### Learning Objectives\n- Understand concepts from {title}\n\n"
    body += f"### Activities\n- Practice exercise for {title}\n"
    parts[at] = f"{before}{heading}\n\n{body}"
    return Mutant({"": "\n---\n\n".join(parts)}, at)


@plants("LG204", Into.DOCUMENT)
def notes_that_answer_too_little(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    assessment = week.sections[index].assessment
    assert assessment is not None
    kept = [q.model_dump(mode="json") for q in assessment.questions[: draw.randint(0, 2)]]
    return Mutant({f"{where}/questions": kept}, index, told={"offline": True})


@plants("LG205")
def nothing_to_do(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    empty: list[str] = draw.choice([[], [""]])
    return Mutant({f"{where}/activities": empty, f"{where}/discussion": []}, index)


@plants("LG206")
def activity_or_discussion_missing(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    return Mutant({f"{where}/{draw.choice(['activities', 'discussion'])}": []}, index)


@plants("LG209", Into.DOCUMENT)
def sign_of_the_sheet_in_an_explanation(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    sign = draw.choice(["**Question 2:** Is it?", "**Correct Answer:** B", "**Explanation:** It is."])
    return Mutant({f"{where}/explanation": f"{question.explanation}\n\n{sign}"}, index)


@plants("LG210", Into.DOCUMENT, LG211="")
def stem_missing(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    return Mutant({f"{where}/stem": draw.choice(["", " ", "?", "…"])}, index)


@plants("LG211")
def stem_that_asks_nothing(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    return Mutant(
        {f"{where}/stem": draw.choice(["Consider this", "Choose one.", question.stem.rstrip("?: ") + "."])}, index
    )


@plants("LG212")
def stem_that_points_away(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    stem = draw.choice(AWAY).format(stem=question.stem[0].lower() + question.stem[1:])
    return Mutant({f"{where}/stem": stem}, index)


@plants("LG213")
def small_negation(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    return Mutant({f"{where}/stem": draw.choice(NEGATIVE)}, index)


@plants("LG214")
def gap_in_the_middle(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    stems = [
        "If ____ grows, what happens to the rest of it?",
        "A ______ is used for what?",
        "When [blank] falls, what rises?",
    ]
    return Mutant({f"{where}/stem": draw.choice(stems)}, index)


@plants("LG215", LG240="")
def stem_asked_twice_in_a_section(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    assessment = week.sections[index].assessment
    assert assessment is not None
    if len(assessment.questions) < 2:
        raise UnfitError
    first, other = draw.sample(range(len(assessment.questions)), 2)
    if any(isinstance(assessment.questions[one], Matching | Ordering) for one in (first, other)):
        raise UnfitError  # they ask something else with the same words
    stem = assessment.questions[first].stem
    again = draw.choice([stem, stem.lower(), stem.upper(), f" {stem}", stem.rstrip("?") + " ?"])
    return Mutant({f"{where}/questions/{other}/stem": again.strip()}, index)


@plants("LG216", LG267="a statement is made a question")
def negatives_throughout(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    assessment = week.sections[index].assessment
    assert assessment is not None
    if len(assessment.questions) < 2:
        raise UnfitError
    edits = {
        f"{where}/questions/{n}/stem": f"Which of the {n + 2} cases does NOT hold here?"
        for n in range(len(assessment.questions))
    }
    return Mutant(edits, index)


@plants("LG220", Into.DOCUMENT, LG209="an option that is gone cannot be written")
def option_missing(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    plain = [d.model_dump(mode="json") for d in question.distractors]
    changed = draw.choice(
        [plain[:2], [*plain, {"text": "0.5 of it", "rationale": "r"}], [{"text": " ", "rationale": "r"}, *plain[1:]]]
    )
    return Mutant({f"{where}/distractors": changed}, index)


@plants("LG221")
def option_twice(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    text = draw.choice(question.options[:1] + question.options[2:])
    again = draw.choice([text, f"{text}.", f" {text}".strip(), text.replace(" ", "  ")])
    return Mutant({f"{where}/distractors/0/text": again}, index)


@plants("LG222")
def option_that_speaks_of_others(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    words = draw.choice(DEPENDENT)
    at = draw.choice(["answer", "distractors/0/text", "distractors/2/text"])
    return Mutant({f"{where}/{at}": words}, index, words)


@plants("LG223")
def options_lettered_by_the_model(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    styles = ["{}) {}", "({}) {}", "{}: {}"]
    if not all(option[:1].islower() for option in question.options):
        styles.append("{}. {}")  # before small letters a full stop may end an initial: C. elegans
    style = draw.choice(styles)
    texts = [style.format(letter, text) for letter, text in zip("ABCD", question.options, strict=True)]
    edits = {f"{where}/answer": texts[0]}
    edits |= {f"{where}/distractors/{n}/text": text for n, text in enumerate(texts[1:])}
    return Mutant(edits, index)


@plants("LG224", LG221="")
def true_or_false(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    texts = draw.choice(
        [
            ("True", "False", "Sometimes", "It depends"),
            ("No", "Yes", "Maybe", "Not always"),
            ("False", "True", "Cannot be known", "Unclear"),
        ]
    )
    edits = {f"{where}/answer": texts[0]}
    edits |= {f"{where}/distractors/{n}/text": text for n, text in enumerate(texts[1:])}
    return Mutant(edits, index)


@plants("LG225")
def key_that_says_more(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    longest = max(question.options, key=len)
    return Mutant(
        {f"{where}/answer": f"{longest} as soon as {'one or two of them are there, and then '}it goes on"}, index
    )


@plants("LG226", LG221="", LG240="")
def absolutes_in_distractors(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    stem = "What happens to a search that meets no end mark?"
    first, second = draw.sample(
        [
            "It always ends at once",
            "It can never be found",
            "All of it is lost each time",
            "Only the first one counts",
            "It is guaranteed to stop",
        ],
        2,
    )
    edits = {
        f"{where}/stem": stem,
        f"{where}/answer": "It stops after two or three",
        f"{where}/distractors/0/text": first,
    }
    return Mutant(
        {**edits, f"{where}/distractors/1/text": second, f"{where}/distractors/2/text": "It starts again"}, index
    )


@plants("LG227")
def dismissive_distractor(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    words = draw.choice(DISMISSIVE)
    stem = "Why do clerks sort the cards first?"
    return Mutant({f"{where}/stem": stem, f"{where}/distractors/1/text": words}, index)


@plants("LG230")
def explanation_that_explains_nothing(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    return Mutant(
        {f"{where}/explanation": draw.choice(["That is right.", "See above.", "By definition.", "It just is so."])},
        index,
    )


@plants("LG231")
def explanation_by_letter(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    return Mutant({f"{where}/explanation": draw.choice(LETTERED)}, index)


@plants("LG217")
def stem_that_says_the_key(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    stem, key, *others = draw.choice(
        [
            (
                "What does a gear that doubles the torque of a winch do?",
                "It doubles the torque",
                "It locks the drum",
                "It cools the brake",
                "It bends the shaft",
            ),
            (
                "What is done by a filter that blocks coarse gravel?",
                "It blocks coarse gravel",
                "It heats the water",
                "It stirs the sand",
                "It weighs the load",
            ),
        ]
    )
    return Mutant(_all(where, stem, key, others), index)


@plants("LG218")
def article_that_fits_the_key_alone(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    stem, key, *others = draw.choice(
        [
            ("The tool that lifts the hull is called an:", "engine", "lever", "winch", "brake"),
            ("The part that takes the load is called an:", "arch", "beam", "post", "wall"),
        ]
    )
    return Mutant(_all(where, stem, key, others), index)


@plants("LG219")
def answer_in_the_next_stem(week: Week, draw: Random) -> Mutant:
    index, where = _section(week, draw)
    assessment = week.sections[index].assessment
    assert assessment is not None
    if len(assessment.questions) < 2:
        raise UnfitError
    base = f"{where}/questions"
    edits = {
        f"{base}/0/stem": "What keeps the keel upright at anchor?",
        f"{base}/0/answer": "A ballast of lead",
        f"{base}/1/stem": "How heavy is the ballast of lead that keeps a keel upright?",
    }
    return Mutant(edits, index)


@plants("LG228", Into.SHEET, LG244="", LG245="", LG246="")
def numbers_in_no_order(text: str, draw: Random) -> Mutant:
    blocks = list(re.finditer(r"((?:^  [A-D]\) \d[^\n:]*\n){4})", text, re.M))
    if not blocks:
        raise UnfitError
    block = draw.choice(blocks)
    said = re.findall(r"^  [A-D]\) (.*)$", block[0], re.M)
    said[0], said[-1] = said[-1], said[0]
    printed = "".join(f"  {letter}) {one}\n" for letter, one in zip("ABCD", said, strict=True))
    section = len(re.findall(r"^## Section ", text[: block.start()], re.M)) - 1
    return Mutant({"": text[: block.start()] + printed + text[block.end() :]}, section)


@plants("LG229")
def often_or_seldom(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    said = draw.choice(["It often ends early", "It usually starts again", "It rarely stops", "In most cases it waits"])
    return Mutant({f"{where}/{draw.choice(['answer', 'distractors/1/text'])}": said}, index)


@plants("LG232")
def explanation_that_says_it_again(week: Week, draw: Random) -> Mutant:
    if week.origin is Origin.OFFLINE:
        raise UnfitError  # a sentence of the notes is all there is
    index, where, _ = _question(week, draw)
    stem, key = "What holds the mast of a sloop upright?", "Four stays of steel"
    edits = {f"{where}/stem": stem, f"{where}/answer": key}
    said = draw.choice(
        ["The mast of a sloop is held upright by four stays of steel.", "Four stays of steel hold the mast."]
    )
    return Mutant({**edits, f"{where}/explanation": said}, index)


@plants("LG233")
def key_nobody_taught(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    key = draw.choice(["Glaciers erode basalt", "Abbots brewed mead", "Guilds taxed saltpetre"])
    return Mutant({f"{where}/answer": key}, index)


@plants("LG234")
def option_made_of_two_others(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    edits = {
        f"{where}/answer": "It bends the shaft and heats the drum",
        f"{where}/distractors/0/text": "It bends the shaft",
        f"{where}/distractors/1/text": "It heats the drum",
    }
    return Mutant(edits, index)


@plants("LG235")
def number_among_words(week: Week, draw: Random) -> Mutant:
    index, where, _ = _question(week, draw)
    stem = "How many bolts hold the flange?"
    return Mutant(_all(where, stem, "12", ["The long ones", "Those of brass", "The ones that fit"]), index)


def _all(where: str, stem: str, key: str, others: list[str]) -> dict[str, str]:
    edits = {f"{where}/stem": stem, f"{where}/answer": key}
    return edits | {f"{where}/distractors/{n}/text": text for n, text in enumerate(others)}


@plants("LG298", Into.DOCUMENT)
def form_that_asks_for_something_else(week: Week, draw: Random) -> Mutant:
    """The form before had a question that no section has."""
    wanted = draw.choice([{"level": "create", "objective": 1}, {"level": "apply", "objective": 9}])
    slot = Slot.model_validate({"kind": draw.choice(["single-choice", "essay"]), "exact": True, **wanted})
    return Mutant({}, told={"slots": (slot,)})


@plants("LG299", Into.DOCUMENT)
def question_of_last_term(week: Week, draw: Random) -> Mutant:
    index, where, question = _question(week, draw)
    said = question.stem.split()
    longer = f"Last term we asked: {question.stem}"
    other_end = " ".join([*said[: max(3, 3 * len(said) // 4)], "would that be, then?"])
    old = draw.choice([question.stem, question.stem.upper(), question.stem.rstrip("?"), longer, other_end])
    return Mutant({f"{where}/stem": question.stem}, index, told={"earlier": (old,)})
