"""Words in options that give the key away to whoever has not learnt the matter. English.

In 683 questions of thirteen machine-written weeks "always", "never", "only", "solely", "none", "any" and "cannot"
stood in 4 keys and 155 distractors, where chance is one to three; "must" stood in 3 and 8, and so is no absolute word
here.
"""

from __future__ import annotations

import re

from lecturegen.rules._words import words

_ABSOLUTE = frozenset(
    "always never only solely all none any every entirely completely exclusively impossible cannot guarantee guarantees"
    " guaranteed eliminate eliminates eliminated eliminating".split()
)
_DISMISSES = re.compile(
    r"\b(?:has|have|had|having|makes?|of|with) no (?:real |significant |practical )?(?:impact|effect|influence"
    r"|relevance|difference|importance|value|purpose|use)\b"
    r"|\b(?:is|are) (?:completely |entirely |largely )?(?:irrelevant|unnecessary|useless|unimportant"
    r"|not (?:necessary|important|relevant|useful|needed))\b|\brandom(?:ly)? guess\w*|"
    r"\bdo(?:es)? not matter\b|\bdo(?:es)?n['’]t matter\b|\bfor no reason\b|\bjust for fun\b",
    re.I,
)


def absolute_words(text: str) -> frozenset[str]:
    """Words that leave no exception, in lower case: always, never, only."""
    said = words(text)
    found = _ABSOLUTE.intersection(said)
    if "any" in found and all(said[i - 1 : i] == ("before",) for i, word in enumerate(said) if word == "any"):
        found -= {"any"}  # before any of it happens, and it does happen
    return found


def dismissal(text: str) -> re.Match[str] | None:
    """Words that say that the matter has no effect, no use or no sense."""
    return _DISMISSES.search(text)
