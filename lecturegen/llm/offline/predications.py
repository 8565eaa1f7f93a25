"""A sentence of the notes -> who does what: the subject, if it is a thing the notes name, its verb and the rest.

From these come the questions that lead on ("What do GANs consist of?") and many of those that test. English only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lecturegen.llm.offline.grammar import is_plural, is_verb_at
from lecturegen.llm.offline.language import sentences, stems
from lecturegen.llm.offline.lexicon import BASE, PREPOSITIONS
from lecturegen.llm.offline.material import Material
from lecturegen.llm.offline.pieces import ASPECTS

_BE = ("is", "are", "was", "were")
_MODALS = ("can", "could", "may", "might", "must", "should", "will", "would")
FRONTED = re.compile(
    r"^(?:(?:importantly|essentially|however|in fact|also|consequently|therefore|thus|overall),? "
    r"|(?:also |widely )?\w+ed (?:by|in|on) [^,]{1,40}, |another \w+ by [^,]{1,30}, )",
    re.I,
)
# an image, not a definition: "a judge (reads your essay and scores it)"
ACTED = re.compile(r"\(\w+s (?:the|an?|your|you|my|his|her|their|it)\b")
_PARTICIPLE = re.compile(
    r"^(?:\w+ly |often |also |commonly |widely )?(\w+ed|built|known|made|given|taken|driven|seen) (to|for|by|on"
    r"|in|with|as|from|of|at)\b ?(.*)$"
)
_NOUN_PHRASE = re.compile(
    r"^(?:an?|the|one) \w|^(?:\w+ ){0,3}(?:systems?|models?|methods?|networks?|programs?|variations?|techniques?)\b",
    re.I,
)
# verbs whose object answers a question by itself
_ASKABLE = frozenset(
    "use include involve produce generate hide freeze contain supply need drop require provide combine replace "
    "solve stop".split()
)
_LEADING = frozenset(
    "is|can|use|include|involve|consist of|used in|used for|used to|trained on|based on|designed to|designed "
    "for|distinguished by|known for"
    "|excel in|introduced to|made of|built on".replace("|", " | ").split(" | ")
)
_VAGUE_SUBJECT = re.compile(
    r"(?:the |an? )?(?:\w+ )?(?:models?|systems?|training|method|methods|process|approach|cost|loss|data|result"
    r"|computer|score|weights?|set)",
    re.I,
)
_END = re.compile(
    r"\s*(?:,\s+(?:which|who|where|but|so|because|although|though|while|whereas|enabling|making|allowing"
    r"|including|such as|often|especially"
    r"|particularly|\w+ing)\b|;\s|:\s|\s[–—]\s|\s+because\b|,\s+and (?:the|it|they|a|an)\b|\s+so that\b)"
)


_NO_SUBJECT = re.compile(
    r"(?:it|they|this|these|that|those|there|here|he|she|we|you|i|its|their|such|if|when|while|as|once|then|for"
    r"|in|on|at|with|after|by|from"
    r"|no|one|two|three|four|five|some|many|most|more|each|every|another|examples?|teams?|people|nobody|your|our|my)\b",
    re.I,
)
_NOT_INSIDE = frozenset("that which who now also never often and or for in with".split()) - {"and", "for", "in", "with"}


@dataclass(frozen=True, slots=True)
class Predication:
    """``GANs`` ``consist`` ``of two neural networks …``. ``kind``: what can be asked about it."""

    subject: str
    verb: str
    rest: str
    sentence: str
    question: str
    answer: str
    kind: str

    @property
    def task(self) -> str:
        """What a student does who answers it: ``State what GANs consist of``."""
        asked = self.question.rstrip("?")
        if self.kind == "is":
            return f"Define {self.subject}"
        if match := re.match(r"(What|Where) (is|are|was|were|do|does|can|could) (.*)", asked):
            word, verb, rest = match.groups()
            own = self.subject
            after = rest.removeprefix(own).strip()
            if verb in ("do", "does"):
                return f"State {word.lower()} {own} {self.verb}{' ' + after.split(' ', 1)[1] if ' ' in after else ''}"
            return f"Name uses of {own}" if word == "Where" else f"State what {own} {verb} {after}"
        return f"State {asked}"

    @property
    def recognised(self) -> str:
        """The task turned round: ``Recognise GANs by what they consist of``."""
        plural = is_plural(self.subject)
        if self.kind == "is":
            return f"Recognise {self.subject} by a description"
        if self.kind == "used in":
            return f"Recognise {self.subject} by {'their' if plural else 'its'} uses"
        pronoun = "they" if plural else "it"
        return f"Recognise {self.subject} by {self.task.removeprefix('State ').replace(self.subject, pronoun, 1)}"

    @property
    def said(self) -> str:
        """The answer as one would say it: ``In image synthesis``."""
        before = {"used in": "in ", "used for": "for ", "designed for": "for "}.get(self.kind, "")
        return before + ("to " if self.kind.endswith(" to") else "") + self.answer

    @property
    def leads(self) -> bool:
        """Whether the question can hand over from one section to the next: about a thing, and answered by a thing."""
        return self.kind in _LEADING and not _VAGUE_SUBJECT.fullmatch(self.subject)


class Names:
    """Things that the notes name: short forms, headings and labels, words of the glossary."""

    def __init__(self, material: Material) -> None:
        self._material = material
        heads = [
            head
            for piece in material.pieces
            for head in piece.path
            if len(head.split()) <= 7 and not ASPECTS.match(head)
        ]
        named = [*material.acronyms, *material.acronyms.values(), *heads, *(term.name for term in material.terms)]
        self._known = {frozenset(stems(name)) for name in named if stems(name)}
        self._words = frozenset[str]().union(*self._known) if self._known else frozenset[str]()

    def holds(self, subject: str) -> bool:
        """Whether a subject is one of the names, or made of their words."""
        own = stems(re.sub(r"\([^()]*\)", "", subject)) or stems(subject)
        return bool(own) and (own in self._known or (len(own) <= 4 and own <= self._words))

    def inside(self, subject: str) -> str:
        """A subject inside a question: capitals that began its sentence or made a title become small."""
        return re.sub(r"^(The|An?)\b", lambda m: m[1].lower(), self._material.in_running_text(subject))

    def thing(self, name: str) -> str:
        """A heading as a thing in a sentence, with the article that the notes give it."""
        small = self.inside(name)
        articled = any({"a", "an", "the"} & set(words) for words in self._material.words_before(small))
        return f"the {small}" if articled and not is_plural(small) and small.islower() else small

    def clause(self, sentence: str) -> str:
        """A sentence inside another: a small letter first, unless a name, a formula or a number stands there."""
        first = re.sub(r"['’]s?$", "", sentence.split(" ", 1)[0].strip(",;:"))
        plain = first[:1].isupper() and (first[1:].replace("-", "").islower() or len(first) == 1) and first != "I"
        named = self._material.lowered.get(first.lower()) is False
        return sentence[0].lower() + sentence[1:] if plain and not named else sentence


def predications(text: str, names: Names) -> Iterator[Predication]:
    for sentence in sentences(text):
        if found := _predication(sentence, names):
            yield found


def parted(sentence: str) -> tuple[str, str, str] | None:
    """A sentence as subject, verb and what is said of the subject, up to where a side remark begins."""
    bare = FRONTED.sub("", sentence).rstrip(". ")
    words = bare.split()
    place = _verb_place(words)
    subject = " ".join(words[:place]).strip(",")
    if not place or place > 7 or "," in subject or _NO_SUBJECT.match(subject):
        return None
    if set(map(str.lower, words[:place])) & _NOT_INSIDE or ACTED.search(bare) or words[place].endswith(":"):
        return None
    return subject, words[place].strip(","), _END.split(" ".join(words[place + 1 :]))[0].strip(", ")


def _verb_place(words: Sequence[str]) -> int:
    """Index of the verb of the main clause, or 0."""
    said = [w.strip(',.;:()"“”').replace("’", "'") for w in words]
    lowered = [w if i and w[:1].isupper() else w.lower() for i, w in enumerate(said)]
    return next((i for i in range(1, min(11, len(words) - 1)) if is_verb_at(lowered, i)), 0)


def _predication(sentence: str, names: Names) -> Predication | None:
    bare = FRONTED.sub("", sentence).rstrip(". ")
    if "?" in bare or not bare or ACTED.search(bare):
        return None
    words = bare.split()
    said = [w.strip(',.;:()"“”').replace("’", "'") for w in words]
    lowered = [w if i and w[:1].isupper() else w.lower() for i, w in enumerate(said)]
    place = _verb_place(words)
    if not place or (words[place - 1].endswith((",", ";", ":")) and place < 3):
        return None
    subject = " ".join(words[:place]).strip(",")
    task = subject.split(" ", 1)[0].endswith("ing") and verb_of(lowered[place]) in ("involve", "require", "mean")
    if (
        place > (9 if task else 6)
        or "," in subject
        or _NO_SUBJECT.match(subject)
        or (set(lowered[:place]) & _NOT_INSIDE)
    ):
        return None
    if not task and not names.holds(subject):
        return None
    verb, rest = lowered[place], " ".join(words[place + 1 :])
    return _asked(names.inside(subject), verb, rest, sentence)


def _asked(subject: str, verb: str, rest: str, sentence: str) -> Predication | None:
    """The question that a predication answers, and the answer; None if there is no plain one."""
    answer = _END.split(rest)[0].strip(", ")

    def made(question: str, kind: str, answer: str = answer) -> Predication | None:
        whole = Predication(subject, verb, rest, sentence, question, answer.strip(", "), kind)
        return whole if len(answer.split()) >= 2 else None

    if verb in _BE:
        if match := _PARTICIPLE.match(answer):
            return _passive(subject, verb, match, made)
        if _NOUN_PHRASE.match(answer):
            return made(f"What {verb} {subject}?", "is")
        return None
    if verb in _MODALS:
        return made(f"What {verb} {subject} do?", "can") if answer.split()[:1] and answer.split()[0] in BASE else None
    base = verb_of(verb)
    if not base:
        return None
    do = "do" if base == verb else "does"
    first = answer.split(" ", 1)[0].lower() if answer else ""
    if first in ("of", "on", "from", "in", "with", "for", "as", "into", "at"):
        return made(f"What {do} {subject} {base} {first}?", f"{base} {first}", answer.partition(" ")[2])
    if first == "to":
        return (
            made(f"What {do} {subject} {base} to do?", f"{base} to", answer.partition(" ")[2])
            if base == "learn"
            else None
        )
    if base not in _ASKABLE or first in PREPOSITIONS or first in ("that", "how", "why", "whether", "if", "it", "you"):
        return None
    return made(f"What {do} {subject} {base}?", base)


def _passive(
    subject: str, verb: str, match: re.Match[str], made: Callable[[str, str, str], Predication | None]
) -> Predication | None:
    participle, preposition, rest = match.groups()
    if preposition == "to":
        return made(f"What {verb} {subject} {participle} to do?", f"{participle} to", rest)
    if participle == "used" and preposition == "in":
        return made(f"Where {verb} {subject} used?", "used in", rest)
    return made(f"What {verb} {subject} {participle} {preposition}?", f"{participle} {preposition}", rest)


def verb_of(verb: str) -> str:
    candidates = [verb, verb[:-1], verb[:-2], f"{verb[:-3]}y"] if verb.endswith("s") else [verb]
    return next((c for c in candidates if c in BASE), "")
