"""How questions are worded: for each kind of item a few patterns, taken in turn, so that stems differ."""

from __future__ import annotations

from collections.abc import Sequence


def pattern(patterns: Sequence[str], turn: int) -> str:
    """The one whose turn it is."""
    return patterns[turn % len(patterns)]


CLAUSE_STEMS = (
    "What do you call it when {given}?",
    "What is the word for it when {given}?",
    "Suppose {given}. Which term names that?",
)

REASON_STEMS = (
    "Why is it that {claim}?",
    "What is the reason that {claim}?",
    "Somebody wants to know why {claim}. What do you answer?",
    "What explains that {claim}?",
    "How come {claim}?",
    "{Claim}. What is behind that?",
)

ADVICE_STEMS = (
    "“{given}.” Which mistake does that advice guard against?",
    "What do people get wrong who have to be told: “{given}”?",
    "Which habit makes this advice necessary: “{given}”?",
    "You hear the advice “{given}.” Which mistake is it meant to prevent?",
    "“{given}.” What goes on where nobody heeds that?",
)

COST_STEMS = (
    "“{given}.” Which mistake ends like that?",
    "A report on a failed project says: “{given}.” What had gone on before?",
    "Which habit leads to this outcome: “{given}”?",
    "“{given}.” What was the mistake behind it?",
    "You read: “{given}.” Which mistake had come before?",
)

CHOICE_STEMS = (
    "A project needs {given}. Which {what} does it choose?",
    "Your demands are {given}. Which {what} meets them?",
    "Which {what} do you take if you look for {given}?",
)

SAID_STEMS = (
    "Of which of these is it said: “{given}”?",
    "“{given}.” What is that about?",
    "What does this sentence describe: “{given}”?",
    "“{given}.” To which heading does that belong?",
    "Which of these fits the sentence “{given}”?",
    "You read: “{given}.” What is meant?",
)

EFFECT_STEMS = (
    "“{given}.” With what effect?",
    "What does this bring about: “{given}”?",
    "“{given}.” What follows?",
    "Which effect belongs to this: “{given}”?",
    "“{given}.” What comes of that?",
)

PURPOSE_STEMS = (
    "“{given}.” To what end?",
    "Which purpose lies behind this: “{given}”?",
    "“{given}.” What is that meant to achieve?",
    "What is the point of this: “{given}”?",
)

CAUSE_STEMS = (
    "What does this belong to: “{given}”?",
    "“{given}”: of which of these can that be said?",
    "Of which statement is this the end: “{given}”?",
)

HOLDS_STEMS = (
    "Which of these holds for {given}?",
    "What is true of {given}?",
    "Which statement about {given} is right?",
    "Only one of these fits {given}. Which one?",
    "What can you say of {given}?",
)

MEMBER_STEMS = (
    "Which of these belongs to {given}?",
    "Under {given} you would expect which of these?",
    "What comes under the heading of {given}?",
    "Which of these would you sort under {given}?",
    "What is part of {given}?",
)

SHORT_STEMS = (
    "What is the term for {given}?",
    "What do you call {given}?",
    "A report speaks of {given}. Which term does it use?",
    "Which term stands for {given}?",
)

SHORT_CLAUSE_STEMS = (
    "What is the term for it when {given}?",
    "Suppose {given}. Which term names that?",
)

SEVERAL_STEMS = (
    "Four people explain terms{of}. Which of the explanations hold?",
    "Some of these definitions of terms{of} have been mixed up. Which of them are right?",
    "Which of these definitions{of} would you let stand?",
)

MATCHING_STEMS = (
    "Which description belongs to which of these terms{of}?",
    "Which meaning belongs to each of these terms{of}?",
    "What does each of these terms{of} mean?",
)

ORDERING_STEMS = (
    "In which order are the steps of {what} taken, from the first on?",
    "What is the order of the steps of {what}, from the first to the last?",
)

ESSAY_TASKS = (
    "{habit} In about a hundred words, say what comes of that and what you would do instead.",
    "{habit} What does that cost, and which way is better? Answer in about a hundred words.",
    "{habit} Write about a hundred words on the price of that, and on what to put in its place.",
)
