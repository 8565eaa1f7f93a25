"""Text of the notes -> text that can be spoken: signs put into words, capitals made small, pronouns resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lecturegen.languages import Speech, Words, words_of
from lecturegen.llm.offline.grammar import be, is_plural, is_verb_form
from lecturegen.llm.offline.language import capitalised, stem, tokens
from lecturegen.llm.offline.material import Material

_ARROW = re.compile(r"\s*(?:→|⇒|->|=>)\s*(?=(so|then|and|which|but)\b)?")

_EQUALS = re.compile(r"(?<=[a-zA-Z)\"”]) = (?=[\"“a-zA-Z])((?:An?|The)\b)?")

_UNCOUNTED = re.compile(
    r"(?:ing|tion|sion|ment|ness|ity|ics|ism|sis|ance|ence|data|text|music|speech|bias|time|work|art)$"
)

# "Compiler = a program": what is a program is a compiler
_WHOLE_EQUALS = re.compile(r"^([A-Z][a-z-]+(?: [a-z-]+)?) = ([Aa]n?) ")

_HELD = re.compile(r"(\$[^$\n]+\$|`[^`\n]+`)")

_ADDRESS = re.compile(r"\(?\bhttps?://[^\s)]+\)?")

_SHOUTED = re.compile(r"!{2,}|\?{2,}")

_POINTING = re.compile(r"^(These|Those|This|That|They|It|Its|Their|Such)\b(?: ([a-z][\w-]*))?")

_ASKED = re.compile(r"^(?:what (?:is|are)|why|how (?:do|does|is|are)|who (?:is|are)|where|when)\s+(.*?)\??$", re.I)

_OF = re.compile(r"\b(?:of|for|behind|about|on|with)\s+(?:the |a |an )?(.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Tongue:
    """How to speak: with our own joints, and with those that take grammar in English alone."""

    material: Material
    language: str = "en"

    @property
    def words(self) -> Words:
        return words_of(self.language)

    @property
    def speech(self) -> Speech:
        """Our own joints, in its language."""
        return self.words.speech

    @property
    def english(self) -> bool:
        return self.language == "en"

    def small(self, label: str) -> str:
        return self.material.in_running_text(label.replace(" & ", " and ")) if self.english else label

    def subject(self, name: str) -> str:
        """A name as a subject: a countable singular gets its article."""
        last = name.split(" ")[-1]
        counts = last.islower() and not is_plural(name) and not _UNCOUNTED.search(last)
        before = self.material.words_before(name)
        articled = sum(bool({"a", "an", "the", "each", "every"} & set(words)) for words in before)
        return f"the {name}" if counts and articled * 2 >= len(before) else name

    def named(self, name: str) -> str:
        """What a title names, inside a sentence: with its article where the notes show one, or where "of" asks for it.

        ``lower bound`` -> ``the lower bound``; ``merge sort`` stays as it is if the notes write it without one.
        """
        head, *rest = re.split(r" (?=(?:of|for|in|before|after|by|behind|on|with|to|from|without)\b)", name, maxsplit=1)
        last = head.split(" ")[-1]
        asked = re.match(r"(?:the|an?|why|how|what|which|when|where|who|from)\b|\w+ing\b", name, re.I)
        if not self.english or asked or not last.islower() or is_plural(head) or _UNCOUNTED.search(last):
            return name
        before = self.material.words_before(head) or self.material.words_before(last)
        articled = sum(bool({"a", "an", "the"} & set(words)) for words in before)
        shown = articled * 2 > len(before) if before else bool(rest) and rest[0].startswith("of ")
        return f"the {name}" if shown else name

    def first_small(self, text: str, *, names: bool = False) -> str:
        """``text`` to stand after other words: its first word in small letters unless it is a name or a formula.

        ``names``: the text may well begin with a name that the notes have nowhere else, as items of a list do.
        """
        word, _, rest = text.partition(" ")
        bare = word.strip("\"'“”‘’(),:;")
        if not self.english or bare == "I":
            return text
        if bare == "A" or (bare[:1].isupper() and bare[1:].replace("-", "").replace("'", "").islower()):
            known = self.material.is_small(bare)
            plain = not names or is_verb_form(bare) or bool(rest and bare.endswith(("s", "ing", "ed")))
            small = plain if known is None else known
            return text.replace(bare, bare[:1].lower() + bare[1:], 1) if small else text
        return text


def smooth(text: str, english: bool = True) -> str:
    """Signs that nobody speaks, put into words: arrows, equals signs between words, addresses. Not in maths or code."""
    text = _SHOUTED.sub(lambda m: m[0][0], _ADDRESS.sub("", text))
    if english and any(sign in text for sign in ("→", "⇒", ">", "=")):
        parts = _HELD.split(text)
        parts[::2] = [_worded(part) for part in parts[::2]]
        text = "".join(parts)
    return " ".join(text.split())


def _worded(text: str) -> str:
    chain = _ARROW.split(text)[::2]
    if len(chain) > 2 and all(0 < len(part.split()) <= 4 and not part.endswith(("?", ".")) for part in chain):
        text = ", then ".join(chain)  # a path from one thing to the next
    elif len(chain) == 2 and " + " in chain[0] and len(text.split()) <= 20:
        text = " gives ".join(chain)  # "3 CO2 + 9 ATP -> 1 G3P"
    text = _ARROW.sub(lambda m: ", " if m[1] else " " if text[: m.start()].endswith(("?", ".")) else ": ", text)
    text = _WHOLE_EQUALS.sub(lambda m: f"{m[2]} {m[1][0].lower() + m[1][1:]} = {m[2]} ", text)
    return _EQUALS.sub(lambda m: f" {be(_subject(text[: m.start()]))} {(m[1] or '').lower()}", text)


def _subject(before: str) -> str:
    """The words since the last stop: what an equals sign equates."""
    return re.split(r"[.:;,!?] ", before)[-1]


def names_in(heading: str) -> list[str]:
    """What a heading may be about: the phrase after "of" or a question word, and the heading itself."""
    found = []
    if asked := _ASKED.match(heading):
        return [re.sub(r"\s+(matters?|works?|need|needed)$", "", asked[1])]
    if after := _OF.search(heading):
        found.append(after[1])
    return [*found, heading]


def resolved(text: str, names: Sequence[str], tongue: Tongue) -> tuple[str, bool]:
    """``text`` with a pronoun at its start replaced by the thing it stands for, and whether it stands alone now."""
    match = _POINTING.match(text)
    if not match:
        return text, True
    if not tongue.english:
        return text, False
    pronoun, noun = match[1], match[2]
    for name in names:
        long = tongue.material.acronyms.get(name.lower().removesuffix("s"), name)
        head = _head(long)
        subject = _with_article(tongue.small(name))
        if pronoun in ("These", "Those") and noun and head and stem(noun) == stem(head):
            plural = tongue.small(name) if is_plural(name) else f"{tongue.small(name)}s"
            return capitalised(plural) + text[match.end() :], True
        if pronoun in ("They", "Their") and is_plural(name) and tongue.material.stems_of(name):
            rest = text[len(pronoun) :]
            return capitalised(tongue.small(name)) + ("'" if pronoun == "Their" else "") + rest, True
        if pronoun == "It" and not is_plural(name) and subject:
            return capitalised(subject) + text[2:], True
    return text, False


def _head(phrase: str) -> str:
    bare = re.sub(r"\([^()]*\)", "", phrase)
    said = tokens(bare)
    return said[-1].lower() if said else ""


def _with_article(name: str) -> str:
    """A name that can be a subject as it stands, or nothing: a countable singular would need an article."""
    said = name.split()
    return name if len(said) == 1 and (name[:1].isupper() or name.endswith("ing") or name.endswith("tion")) else ""
