"""Text that people really say and ask, full of words that rules look for, is neither an error nor mended."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen import rules
from lecturegen.questions import Bloom, Distractor, SingleChoice
from lecturegen.rules import Context, Scope
from lecturegen.rules._sample import sample_week
from lecturegen.schema import Assessment, Finding, Frame, Section, Severity

SPOKEN = [
    "Of course, the loss isn't convex, so there's no promise that we end where we want to.",
    "Sure, it works on my laptop, but my laptop has one user.",
    "Here's a script that counts the lines, and it exits with 1 if there are none.",
    "This script should exit with an error when a frame of the video is missing.",
    "Your script reads each slide of the microscope, one after the other.",
    "Feel free to change the learning rate, but write down what you changed.",
    "Okay. Now the other half.",
    "Sure. But who pays for it?",
    "Absolutely not, and of course not for free.",
    "Great, said nobody who had to sort them.",
    "Hello, world: that is all it prints.",
    "Hey, that's the sum we had before.",
    "Hi-Fi was once the name of a box in the living room.",
    "Good to know, but it proves nothing.",
    "Hello World is four lines in C and one in Python.",
    "A welcome side effect is that the list stays sorted.",
    "She wrote \"thank you for the book\" on the card, and I never saw the book again.",
    "The customer's requirements say that 99.9% of the calls return within a second.",
    "It costs $5, or $1,200 a year, and A$20 in Sydney; that's R$ 50 in São Paulo.",
    "Set your $HOME, or $PATH if you must, and put it into `C:\\temp\\new`.",
    "If a < b and c > d then a pair (x, y) with x <y is enough.",
    "The type is vector<int>, not vector<double>, which costs twice the memory.",
    "In the lab frame the train is 80 m long; in frame 2, moving with it, it's 100 m.",
    "Frame 7 of the film shows the cat, frame 8 doesn't.",
    "The rest frame (moving with the particle) makes this easy.",
    "Look at the units (metres per second), because they tell you what went wrong.",
    "He didn't show up (nobody knew why), so we started without him.",
    "See [1] and [Knuth 1998], or the list [None, 2, 3].",
    "Each cell of the table df[name] is a string, and cards[i] is one of them.",
    "In the next section of the pipe the pressure drops, since it's wider there.",
    "Why? Because nobody asked.",
    "Is it convex? No. Does it matter? Yes, because gradient descent stops at a saddle.",
    "What would you try? I'd double the batch, and then I'd look at the loss.",
    "Error: that's what the log says, and nothing else.",
    "I'm sorry to say that I can't prove it, but I can show you where a proof would break.",
    "We can't provide a bound for that, and neither can anybody else.",
    "Let $x$ be the number of looks, so that $2^x \\geq n$, and take \\(x = 10\\).",
    "$$\\sum_{i=1}^{n} \\frac{1}{i}$$ grows like the logarithm.",
    "Naïve Bayes comes from Thomas Bayes; Café and Ångström come from elsewhere.",
    "Der Schlüssel heißt »Müller«, and that's a key with an umlaut, ß and all.",
    "The angle θ is 30°, λ is 550 nm, and Δ is what's left.",
    "All of the above holds for sorted lists too.",
    "Option B was cheaper in 1998, and people took it.",
    "Vitamin C breaks down in boiling water, and vitamin D doesn't.",
    "1. Sort the list.\n2. Halve it.\n3. Stop when nothing is left.",
    "- one look\n- two looks\n- ten looks for 900 cards",
    "| look | cards |\n| --- | --- |\n| 1 | 450 |\n| 2 | 225 |",
    "```bash\n# count the lines\nwc -l cards.txt  # TODO: sort first\n---\n```",
    "*(Pause)*",
    "Emma — not *Ulysses* — is what I'm after, _if_ it's there.",
    "The end of the list is where it goes wrong; the beginning is fine.",
    "A placeholder, x say, stands for the number that we don't know yet.",
    "The acid is to be added later, drop by drop, and the text goes here, in the margin.",
    "Let them wait. Give it ten seconds. Count to ten yourself.",
    "Any questions about order come down to this one.",
    "Students in the audience laughed; the presentation went on.",
    "My last slide rule was made in 1971: ten inches of bamboo.",
    "In conclusion of the contract he signed three pages.",
    "We call it 'undefined', null or NaN, depending on the language.",
    "Use \\n for a new line, \\t for a tab, and 100\\% of what's left.",
    "He said [...] that it works, and … then it didn't.",
    "That's five factorial, 5! = 120, and 0! = 1.",
    "The Insert key is to the right; press [Enter] or <Esc>.",
    "The stock fell from $12 to $7, i.e. by 42% (before fees).",
]  # fmt: skip
STEMS = [
    "In the course of a search, how many of 100 entries are looked at?",
    "A shop sells 30 cards this week and 40 next week. How many are left of 100?",
    "Players A and B bid in turn, and A begins. Who wins if both play well?",
    "Which vitamin breaks down when cabbage is boiled?",
    "Which search helps when a list is not sorted?",
    "What does `print(x[-1])` show for `x = [1, 2]`?",
    "Given the table\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nwhich value belongs to b?",
    "This section of the beam carries 3 kN. What does the next one carry?",
    "What costs $5 if 3 of them cost $15?",
    "Which of these frames of reference is inertial?",
    "Evaluate $\\int_0^1 x^2 \\, dx$; what is it?",
    "The heap holds 7 keys. The next step of the algorithm is to:",
]  # fmt: skip
OPTIONS = [
    "Vitamin C", "C. elegans", "Player A", "Both players", "`x <= y`", "`x < y`", "None of these variables is observed",
    "\"B\" is printed", "$\\frac{1}{3}$", "1/3", "True", "None", "TypeError", "Only the first of the two",
    "12 %", "A + B",
    "It has no effect on the variance",
    "The first, then the second", "All keys in one slot", "E. coli in the gut",
    "(A) + (B)", "Right", "It is not needed for a sorted list",
    "Error: list index out of range", "<Esc>", "[1, 2]",
    "8 of them", "nothing", "A list of lists", "B-trees", "Plan B",
]  # fmt: skip
EXPLANATIONS = [
    "Since 128 is the first power of two above 100, seven looks are enough.",
    "C is a language in which arrays begin at zero, so the last index is n - 1.",
    "Boiling destroys vitamin C, which is why cabbage is fermented instead.",
    "A set of actions (A) and a set of states (S) are given; nothing else is needed.",
    "A correct proof has to treat the empty list as well, and this one does.",
    "It is the answer because the interval halves, and half of one entry is none.",
    "Class A addresses begin with a zero bit, and class B ones do not.",
    "The options differ in sign alone: gravity pulls down, so it has to be minus.",
]  # fmt: skip

paragraphs = st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=4).map(
    lambda said: "\n\n".join(said) if any("\n" in s or s.startswith("*(") for s in said) else " ".join(said)
)
spoken = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)


def section(opening: str, script: str, closing: str, assessment: Assessment | None = None) -> Section:
    sample = sample_week().sections[1]
    frame = Frame(title="One look", bullets=("Half is left",), script=script)
    changes = {"opening": opening, "frames": (frame,), "closing": closing, "assessment": assessment}
    return sample.model_copy(update=changes)


def errors(found: tuple[Finding, ...]) -> list[Finding]:
    # how long it is has nothing to do with what is said
    return [f for f in found if f.severity is Severity.ERROR and f.code not in ("LG135", "LG132", "LG131")]


@given(spoken, spoken, spoken, st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_what_people_say_is_no_error_and_is_not_mended(opening: str, script: str, closing: str, number: int) -> None:
    said = section(opening, script, closing)
    context = Context(number=number, of=3, minutes=6)
    assert not errors(rules.check(said, Scope.DRAFT, context))
    assert rules.mend(said, Scope.DRAFT, context) == said


@given(
    st.lists(st.sampled_from(STEMS), min_size=3, max_size=5, unique=True),
    st.lists(st.lists(st.sampled_from(OPTIONS), min_size=4, max_size=4, unique=True), min_size=5, max_size=5),
    st.lists(st.sampled_from(EXPLANATIONS), min_size=5, max_size=5),
)
@settings(max_examples=300, deadline=None)
def test_what_people_ask_is_no_error_and_is_not_mended(
    stems: list[str], options: list[list[str]], explanations: list[str]
) -> None:
    questions = tuple(
        SingleChoice(
            id=f"q{number}",
            objective=f"binary-search.o{1 + number % 2}",
            frame=1,
            bloom=Bloom.APPLY,
            stem=stem,
            answer=answer,
            distractors=tuple(Distractor(text=text, rationale=explanation) for text in wrong),
            explanation=explanation,
        )
        for number, (stem, (answer, *wrong), explanation) in enumerate(zip(stems, options, explanations, strict=False))
    )
    activities = ("Trace 37 in fifteen numbers, and hand in your table.", "Discuss in pairs: who pays for sorting?")
    asked = section("a", "b", "c", Assessment(questions=questions, activities=activities, discussion=("Is it fair?",)))
    context = Context(number=2, of=3, minutes=6)
    assert not errors(rules.check(asked, Scope.ASSESSMENT, context))
    assert rules.mend(asked, Scope.ASSESSMENT, context) == asked
