"""The few words that are ours: what joins one part of a lecture to the next. English, and a minimum
in three other languages; everything else is the notes'.

Each of them is said once a week at most: which one is settled by the place in the week. ``{here}`` and ``{there}`` are
filled with words of the notes or the topics. Patterns are built so that singular and plural fit alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """What no week can do without. ``{given}``: a meaning, ``{key}``: a term, ``{terms}``: several."""

    greeting: str = ""
    thanks: str = ""
    define: str = "{terms}"
    by_meaning: str = "{given}?"
    by_term: str = "{key}?"


PLAIN = {
    "de": Plain(
        "Guten Tag.", "Vielen Dank. Was möchten Sie fragen?", "{terms}: den Begriff definieren",
        "Welcher Begriff ist gemeint: {given}?", "Was bedeutet „{key}“?",
    ),
    "fr": Plain(
        "Bonjour à toutes et à tous.", "Merci. Quelles sont vos questions ?", "Définir : {terms}",
        "Quel terme est décrit ici : {given} ?", "Que signifie « {key} » ?",
    ),
    "es": Plain(
        "Buenos días.", "Gracias. ¿Qué quieren preguntar?", "Definir: {terms}",
        "¿Qué término se describe aquí: {given}?", "¿Qué significa «{key}»?",
    ),
}  # fmt: skip

GREETING = "Hello, everyone."
FIRST = "I'd like to begin with {there}."
THANKS = "Thank you. What would you like to ask?"

# before the question that a section leaves open
CLOSINGS = (
    "That leaves a question.",
    "One thing is still open, though.",
    "So here's what I can't tell you yet.",
    "You may have stumbled over this already.",
    "It works, but it raises a difficulty.",
    "Hold on to one question.",
    "I've left something out so far.",
    "There's a catch, and it's a question.",
    "Before you believe me, ask this.",
    "That's half of the story.",
    "I'd be suspicious at this point.",
    "Somebody has to ask it, so I will.",
    "All of that still begs a question.",
    "What I've said so far doesn't settle the next question.",
    "Keep one question in mind from here on.",
    "The next difficulty follows from that.",
    "None of that settles the following.",
    "Now push it one step further.",
    "I haven't earned the right to stop yet.",
    "And yet something is missing.",
)
# the opening of a section that is too short to begin with its own words; {there} is what it is about
OPENINGS = (
    "Which takes me to {there}.",
    "On to {there}, then.",
    "That's a matter of {there}.",
    "For that I turn to {there}.",
    "So: {there}.",
    "{there} next.",
    "I'd look for it under {there}.",
    "That brings up {there}.",
    "Now to {there}.",
    "Here's what belongs under {there}.",
    "Now for {there}.",
    "That's where I'd place {there}.",
    "It's time for {there}.",
    "Next in line: {there}.",
    "So much for that; now {there}.",
    "Then there's the matter of {there}.",
)
# what sections of one kind are there to answer: word of the topic -> questions
KINDS = {
    "applica": ("Where is all of this used?", "Who uses it, and what for?"),
    "challeng": ("What goes wrong when you try it?", "Where does it break down?"),
    "limit": ("Where does it break down?", "What can't it do?"),
    "ethic": ("Who could be harmed by it?", "Who pays when it goes wrong?"),
    "future": ("Where does it go from here?", "What comes after that?"),
    "direction": ("Where does it go from here?",),
    "compar": ("Which of them would you choose, and why?", "What sets them apart?"),
    "case stud": ("What does that look like in one real system?", "Can you show me one?"),
    "evalu": ("How would you know that it works?", "How good is it, and who says so?"),
    "train": ("How did it learn all that?", "Where do its skills come from?"),
    "implement": ("How would you build one?", "What does it look like in code?"),
    "practic": ("How would you build one?", "What does it look like in practice?"),
    "project": ("What will you make of it yourselves?",),
    "histor": ("How did it come to that?",),
    "type": ("Which kinds are there?", "How many kinds of it do you know?"),
    "summar": ("What of all that is worth keeping?", "What would you tell somebody who missed it?"),
    "takeaway": ("What of all that is worth keeping?",),
    "conclu": ("What can you say about it now that you couldn't an hour ago?", "What stays with you?"),
    "discuss": ("Where would you disagree?", "What would you argue about?"),
    "feedback": ("What did you not follow?", "Where did you get lost?"),
    "reflect": ("What did you not follow?", "What would you put differently by now?"),
    "question": ("What did you not follow?",),
    "resourc": ("Where do you read on?", "Which gap would you close first?"),
    "reading": ("Where do you read on?",),
}
# before questions that are asked and answered in a section that looks back
RECALLS = (
    "Put your notes away for a minute and answer before I do.",
    "I'll ask, you answer in your head, and then I say it.",
    "No notes for the next few questions.",
    "Write the answers down if you like; I'll wait each time.",
    "See how much of it is still there.",
    "Here are some questions that you can answer by now.",
    "Cover the page and try these.",
    "Try to get there before me.",
    "If you hesitate at one of these, mark it.",
    "Answer these aloud or silently, but answer them.",
    "Some of this goes back to the beginning.",
    "The next ones are quick.",
)
# the question between two sections where the notes ask none
QUESTIONS = (
    "What have {here} and {there} got to do with each other?",
    "How would you tell {here} and {there} apart?",
    "Does what holds for {here} also hold for {there}?",
    "What can you do with {there} that you can't do with {here} alone?",
    "What changes once you go from {here} to {there}?",
    "How much of {here} do you need before you get to {there}?",
    "What would you look at first in {there}, given {here}?",
    "Where do {here} and {there} meet?",
    "How would you explain {there} to somebody who has only heard of {here}?",
    "If {here} can't settle it, can {there}?",
    "Which part of {here} would you take along to {there}?",
    "What do you expect of {there}, now that you've seen {here}?",
    "Between {here} and {there}, which would you rather have to explain?",
    "What is {there} for, if you have {here} already?",
    "Would you have come from {here} to {there} by yourself?",
    "Which of your doubts about {here} go away with {there}?",
    "Who needs {there}, once {here} is in place?",
    "How far does {here} carry you towards {there}?",
)
MISTAKES = (
    "Now for the mistake.",
    "Here's where it goes wrong in practice.",
    "I see one mistake again and again.",
    "Watch out for this one.",
    "And this is how people get it wrong.",
    "One trap catches nearly everybody.",
    "The usual mistake looks harmless.",
    "What goes wrong? Mostly this.",
    "Let me warn you of something.",
    "This part has cost people real work.",
    "I've seen the next thing happen more than once.",
    "It's tempting to do the following.",
    "Before you try it yourself, hear how it fails.",
    "The mistake here is an easy one to make.",
    "Don't do what comes next.",
    "You'll meet this mistake sooner or later.",
)
EXAMPLES = (
    "Let me put numbers on it.",
    "Do the sum with me.",
    "Take one case from start to finish.",
    "Work it through once.",
    "Here's what that comes to.",
    "I'd rather show you than tell you.",
    "Try it on a small case.",
    "Let's see it happen once.",
    "Numbers make that clearer.",
    "You can check this with a pencil.",
    "One case, slowly.",
    "Suppose we do it by hand.",
    "Follow one example to the end.",
    "The arithmetic is short.",
    "I did the sum for one case.",
    "Count along.",
)
# the last section, where the notes leave nothing to do
FAREWELL = "Before we meet again, explain {here} to somebody who wasn't here, and write down where you got stuck."
# where the notes give nothing to do; {first} and {second} are words of the section
ACTIVITIES = (
    "In pairs, one of you explains {first} in one minute without notes, the other writes down what was missing. "
    "Hand in the list.",
    "Draw {first} as boxes and arrows on half a page, and mark the arrow that you could not explain.",
    "Write three sentences on {first}, of which one is wrong, and let your neighbour find it.",
    "Find one case of {first} outside of this room and write down in four lines how you know that it is one.",
    "Make a table with two columns, {first} and {second}, and fill three rows with what sets them apart.",
    "Write the question on {here} that you would put into an examination, with its answer in two lines.",
    "Rank what you have heard on {here} by how much you would bet on it, and show the top and the bottom of the list.",
    "Take one sentence on {first} that you find hard, rewrite it for a friend from another subject, and hand in both.",
    "On an index card, put {first} in the middle and write five words around it that belong to it, with a reason "
    "for each.",
    "Look up {first} in a second source and note one point on which it says more, or something else.",
    "With your neighbour, agree on one example and one counter-example of {first}, and show both.",
    "Write three search queries about {first} and note what you expect each of them to find.",
    "Make a card with {first} on one side and an explanation of fewer than fifteen words on the other.",
    "Swap notes with your neighbour, mark a sentence on {here} that differs from yours, and settle who is right.",
    "Explain {first} in a drawing without words, and let your neighbour guess what it shows.",
    "Write down two questions on {here}: one that you can answer, and one that you cannot.",
    "Sum up {here} in a message of thirty words to somebody who isn't here today.",
)
DISCUSSIONS = (
    "Where would you rely on {first}, and where would you rather not?",
    "Which claim about {first} would you want to see tested before you believe it?",
    "If you had to leave out either {first} or {second}, which would it be, and what would be lost?",
    "Which question about {first} is still open for you?",
    "What would somebody need who wanted to learn about {first} by next week?",
    "Would you rather explain {first} or {second} to a beginner, and why?",
    "What about {here} would somebody outside your subject object to first?",
    "Where does {first} come up in your own subject, and if nowhere, why?",
    "Which part of {here} will look out of date first, and why?",
    "Would you explain {second} before {first}, or after it?",
    "What do people get wrong about {first} who have only heard the name?",
    "What about {first} surprised you, and what did you know before?",
    "If {first} came up in a job interview, what would you say first?",
    "What would you teach about {here} if you had three minutes?",
    "Which example would you use to explain {first} to your family?",
    "Where do {first} and {second} meet, and where don't they?",
    "What would you ask an expert on {here}?",
)
