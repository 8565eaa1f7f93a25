"""What of our own words goes with the grammar of English; those of every language are in its file (``speech``).

Each of them is said once a week at most: which one is settled by the place in the week.
"""

from __future__ import annotations

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
# a question around a clause: a reason that the next section gives, or a title such as "Why LLMs matter"
INDIRECT = ("Could you say {clause}?", "Do you know {clause}?", "Have you asked yourselves {clause}?")
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
