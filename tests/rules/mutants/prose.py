"""Courtesies in the wrong place, filler, placeholders, refusals, copied openers: what is said rather than how."""

from __future__ import annotations

from random import Random

from lecturegen.questions import MultipleChoice, SingleChoice
from lecturegen.rules._marks import FEWEST_WORDS
from lecturegen.rules._words import spoken_words
from lecturegen.schema import Week
from tests.rules.mutants.base import Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import Place, among, is_prose, last, paragraphs, spoken, within

GREETINGS = (
    "Hello everyone!",
    "Welcome back, everyone.",
    "Good morning, class!",
    "Hi everyone, and welcome back.",
    "Hello again, everybody.",
    "Good afternoon, everyone!",
    "Welcome to this section of our lecture.",
    "Welcome, everyone.",
    "Good day, everyone.",
    "Greetings, everyone!",
    "Hello, and welcome to today's session.",
    "Welcome to our discussion of what comes next.",
    "Hey everyone, good to see you all.",
)
THANKS = (
    "Thank you for your attention!",
    "Thank you all for listening.",
    "Thanks for your attention, everyone!",
    "Thank you!",
    "Thank you for your time and participation.",
    "I want to thank you all for your engagement today.",
    "Thank you very much.",
    "Thanks, everyone.",
    "Thank you for joining me in this discussion.",
)
CALLS = (
    "Are there any questions before we move on?",
    "Does anyone have any questions so far?",
    "Do you have any questions about this?",
    "Any questions?",
    "I'm happy to take any questions now.",
    "Let's open the floor for questions.",
    "If you have any questions, please feel free to ask.",
    "Feel free to ask questions if anything is unclear.",
    "I'd be glad to answer any questions you may have.",
    "What questions do you have for me?",
)
NEXT = (
    "In the next section we'll look at what happens then.",
    "On the next slide, we'll see how this works in practice.",
    "Next, we will turn to the remaining cases.",
    "Let's move on to the next slide.",
)
ANSWERS = (
    "What do you think happens here? Exactly! It fails.",
    "Can anyone tell me why? Yes, that's right, it's the order.",
    "Has anyone seen this before? Great! I see many hands.",
    "What would you do? That's correct, you would wait.",
    "Who can name the reason? Excellent, that's a good point.",
    "Does it hold? Great answer!",
)
MARKED = (
    "Let us delve into the pivotal role of this robust, crucial, and multifaceted landscape.",
    "It underscores the vital, intricate interplay and fosters a comprehensive, holistic understanding.",
    "This seamlessly leverages a myriad of transformative, invaluable insights to harness the realm.",
    "Furthermore, it is crucial to explore the essential, significant, and profound nuances of this tapestry.",
)
PLACEHOLDERS = (
    "[Insert example here]",
    "[Your Name]",
    "[insert date]",
    "[Instructor's Name]",
    "TODO: add a figure",
    "TBD",
    "[Provide an example]",
    "[specific topic]",
    "{{ example }}",
    "<insert example>",
    "Lorem ipsum dolor sit amet",
    "[Course Name]",
    "Good [morning/afternoon]",
)
REFUSALS = (
    "I'm sorry, but I can't assist with that request.",
    "I cannot fulfil this request.",
    "As an AI language model, I don't have access to your slides.",
    "I apologize, but I am unable to generate this content.",
    "I'm sorry, I can't help with that.",
    "As a large language model, I cannot attend your lecture.",
    "I’m unable to provide that information.",
)
FOREIGN = (
    "Сначала рассмотрим общий случай.",
    "首先，我们来看一个例子。",
    "まず例を見てみましょう。",
    "دعونا ننظر في مثال.",
    "먼저 예를 살펴보겠습니다.",
)


def _behind(place: Place, words: str, draw: Random) -> Mutant:
    """In the last paragraph, if it is one, or below it."""
    gap = draw.choice([" ", "\n\n"]) if is_prose(paragraphs(place.text)[-1]) else "\n\n"
    return Mutant({place.pointer: f"{place.text}{gap}{words}"}, place.section, words)


def _opening(week: Week, index: int) -> Place:
    return spoken(week, index)[0]


@plants("LG300")
def greeting_in_mid_week(week: Week, draw: Random) -> Mutant:
    place = _opening(week, some_section(week, draw, 1))
    greeting = draw.choice(GREETINGS)
    gap = draw.choice([" ", "\n\n"])
    return Mutant({place.pointer: f"{greeting}{gap}{place.text}"}, place.section, greeting)


@plants("LG300")
def greeting_ahead_of_a_sentence(week: Week, draw: Random) -> Mutant:
    place = _opening(week, some_section(week, draw, 1))
    greeting = draw.choice(["Hello everyone, ", "Welcome back, everyone, ", "Good morning, class, ", "Hi all, "])
    said = f"{greeting}{place.text[0].lower()}{place.text[1:]}"
    return Mutant({place.pointer: said}, place.section, greeting.strip())


@plants("LG301")
def week_without_greeting(week: Week, draw: Random) -> Mutant:
    place = _opening(week, 0)
    said = draw.choice(["It rained, but why?", "There was a box on my desk, because I had put it there."])
    rest = paragraphs(place.text)[1:]
    return Mutant({place.pointer: "\n\n".join([said, *rest])}, 0)


@plants("LG302")
def thanks_in_mid_week(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw, 0, -1))[-1]
    thanks = draw.choice(THANKS)
    return _behind(place, thanks, draw)


@plants("LG303")
def call_for_questions_in_mid_week(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw, 0, -1))[-1]
    call = draw.choice(CALLS)
    return _behind(place, call, draw)


@plants("LG304")
def week_without_thanks(week: Week, draw: Random) -> Mutant:
    place = spoken(week, len(week.sections) - 1)[-1]
    said = draw.choice(["So it stays dry, because it is shut.", "And that was the last of it, but not for you."])
    return Mutant({place.pointer: said}, place.section)


@plants("LG305")
def next_section_after_the_last(week: Week, draw: Random) -> Mutant:
    place = spoken(week, len(week.sections) - 1)[-1]
    return last(place, draw.choice(NEXT))


@plants("LG306")
def answer_nobody_gave(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, draw.choice(ANSWERS), draw)


@plants("LG309", LG300="the second greeting stands in mid-week")
def two_sections_greet(week: Week, draw: Random) -> Mutant:
    place = _opening(week, some_section(week, draw, 1))
    return Mutant({place.pointer: f"{draw.choice(GREETINGS[:4])} {place.text}"}, place.section)


@plants("LG310")
def marked_words(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    if spoken_words(week.sections[place.section]) < FEWEST_WORDS:
        raise UnfitError  # of so few words no rate is reckoned
    return among(place, "\n\n".join(draw.sample(MARKED, 3)), draw)


@plants("LG311", LG135="few words are left", LG342="")
def section_without_reasons(week: Week, draw: Random) -> Mutant:
    """Statement after statement: what models do who are asked to be clear."""
    index = some_section(week, draw)
    places = spoken(week, index)
    said = [f"Step {n} follows step {n - 1}. It takes {n + 3} minutes and two people." for n in range(2, 40)]
    share = len(said) // len(places) + 1
    edits = {p.pointer: " ".join(said[n * share : (n + 1) * share] or ["It is done."]) for n, p in enumerate(places)}
    return Mutant(edits, index)


@plants("LG312", LG135="few words are left", LG342="", LG340="")
def week_without_reasons(week: Week, draw: Random) -> Mutant:
    edits: dict[str, str] = {}
    for index in range(len(week.sections)):
        for place in spoken(week, index):
            words = [word for word in place.text.split(" ") if word.lower().strip(",.;:") not in _REASONS]
            edits[place.pointer] = " ".join(words)
    return Mutant(edits)


_REASONS = frozenset({"because", "but", "why", "however", "since", "so", "although"})


@plants("LG315")
def sentence_in_another_script(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, draw.choice(FOREIGN), draw)


@plants("LG320", LG158="a placeholder in angle brackets may be taken for a tag", LG152="or a direction")
def placeholder_in_speech(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(place, draw.choice(PLACEHOLDERS), draw)


@plants("LG320")
def placeholder_in_an_option(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    assessment = week.sections[index].assessment
    if assessment is None:
        raise UnfitError
    at = draw.randrange(len(assessment.questions))
    if not isinstance(assessment.questions[at], SingleChoice | MultipleChoice):
        raise UnfitError
    said = draw.choice(["[Insert Platform Name]", "[Your University]", "[insert number]", "[specific tool] or another"])
    return Mutant({f"/sections/{index}/assessment/questions/{at}/distractors/0/text": said}, index, said)


@plants("LG321", LG144="")
def refusal(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(REFUSALS), draw)


@plants("LG340")
def copied_opener(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    source = draw.randrange(index)
    words = spoken(week, source)[0].text
    place = spoken(week, index)[0]
    sentences = [s for s in words.split(". ") if not s.lower().startswith(("hello", "good ", "welcome"))]
    copied = ". ".join(sentences)
    if len(copied.split()) < 14:
        raise UnfitError
    return Mutant({place.pointer: f"{copied[: copied.index(' ', 90)]} and so on.\n\n{place.text}"}, index)


@plants("LG342")
def paragraph_said_twice(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw, 1)
    source = spoken(week, draw.randrange(index))[1:]  # no greeting, no opener
    longs = [part for p in source for part in paragraphs(p.text)[1:] if _long(part)]
    if not longs:
        raise UnfitError
    part = draw.choice(longs)
    words = part.split(" ")
    words[len(words) // 2] = "indeed"
    return among(draw.choice(spoken(week, index)[1:] or spoken(week, index)), " ".join(words), draw, inside=True)


def _long(part: str) -> bool:
    return is_prose(part) and len(part.split()) >= 45
