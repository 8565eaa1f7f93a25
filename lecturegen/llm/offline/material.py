"""Pieces -> material: the pieces, and what the notes show of the language: short forms, words written small."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from lecturegen.llm.offline.language import is_function_word, normal, sentences, stems, tokens
from lecturegen.llm.offline.pieces import Term, cut, texts
from lecturegen.schema import Passage

# endings of words that are hardly ever names
_COMMON_ENDING = re.compile(
    r"(tion|tions|sion|ing|ment|ments|ty|ness|ive|al|ics|ism|ology|ary|ular|ear|ulus|ance|ence|ship|ive)$"
)

_ACRONYM = re.compile(r"((?:[\w’'-]+ ){1,7})\(([A-Z][A-Za-z0-9-]{1,9})\)")


class Material:
    """All that the passages hold, cut into pieces. Made once; every section is made from it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = {passage.id: passage for passage in passages}
        self.pieces = cut(passages)
        self._before: dict[str, list[list[str]]] = {}
        self.running = [
            sentence for piece in self.pieces for t in texts(piece.blocks, False) for sentence in sentences(t)
        ]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for piece in self.pieces for term in piece.terms)

    @cached_property
    def running_text(self) -> str:
        """All sentences in comparable form, each between spaces."""
        return f" {'  '.join(map(normal, self.running))} "

    def words_before(self, phrase: str) -> list[list[str]]:
        """The two words before each place where running text has ``phrase``."""
        if phrase not in self._before:
            wanted, text = f" {normal(phrase)} ", self.running_text
            starts, at = [], text.find(wanted)
            while at >= 0 and wanted.strip():
                starts.append(at)
                at = text.find(wanted, at + 1)
            self._before[phrase] = [text[max(0, at - 40) : at].split(" ")[-2:] for at in starts]
        return self._before[phrase]

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Short form -> long form, both as the notes write them: ``GAN`` -> ``generative adversarial network``."""
        found: dict[str, str] = {}
        for text in [*self.running, *(head for piece in self.pieces for head in piece.path)]:
            for match in _ACRONYM.finditer(text):
                short = match[2][:-1] if match[2].endswith("s") and len(match[2]) > 2 else match[2]
                if (long := _spelled(short, match[1].split())) and short.lower() not in found:
                    found[short.lower()] = long
        return found

    @cached_property
    def lowered(self) -> dict[str, bool]:
        """Word in lower case -> whether it is written small inside a sentence. A capital beside other capitals says
        nothing: it may be due to a title."""
        small: Counter[str] = Counter()
        for sentence in self.running:
            words = tokens(sentence)
            for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
                if word.islower():
                    small[word] += 1
                elif word[:1].isupper() and not before[:1].isupper() and not after[:1].isupper():
                    small[word.lower()] -= 1
        return {word: count > 0 for word, count in small.items()}

    def stems_of(self, text: str) -> frozenset[str]:
        """Stems of ``text`` with acronyms written out as well."""
        own = stems(text)
        longer = [self.acronyms[w] for word in tokens(text) if (w := word.lower().removesuffix("s")) in self.acronyms]
        return own.union(*map(stems, longer)) if longer else own

    def together(self, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether a sentence of the notes speaks of two things, each given by its stems."""
        return any(first <= words and second <= words for words in self._sentence_stems)

    @cached_property
    def _sentence_stems(self) -> tuple[frozenset[str], ...]:
        return tuple(self.stems_of(sentence) for sentence in self.running)

    def is_common(self, path: tuple[str, ...]) -> bool:
        """Whether a path of headings is above so much that it tells nothing apart."""
        below = sum(piece.path[: len(path)] == path for piece in self.pieces)
        return len(path) == 1 and below > max(3, 0.3 * len(self.pieces))

    def in_running_text(self, label: str) -> str:
        """A heading or label as it would stand inside a sentence: ``Content Creation`` -> ``content creation``.

        A word that the notes show neither large nor small inside a sentence follows the others of its label.
        """
        words = label.split()
        known = [self.is_small(word) for word in words]
        rest = any(known)
        return " ".join(
            word.lower() if small or (small is None and rest) else word
            for word, small in zip(words, known, strict=True)
        )

    def is_small(self, word: str) -> bool | None:
        """Whether a word is written small inside a sentence; None if the notes do not show it."""
        bare = word.strip("\"'“”‘’(),:;?")
        if is_function_word(bare) and bare != "I":
            return True
        if "-" in bare and all(part[:1].isupper() and part[1:].islower() for part in bare.split("-")):
            return self.lowered.get(bare.lower())
        if not bare[:1].isupper() or not bare[1:].replace("-", "").islower():
            return not any(c.isupper() for c in bare)
        known = self.lowered.get(bare.lower())
        if known is None and bare.endswith("s"):
            known = self.lowered.get(bare[:-1].lower())
        return True if known is None and _COMMON_ENDING.search(bare) else known


def _spelled(short: str, before: Sequence[str]) -> str:
    """The last words of ``before`` whose initials spell ``short``, or nothing."""
    letters = [c for c in short.lower() if c.isalpha()]
    for start in range(len(before)):
        initials = [part[0].lower() for word in before[start:] for part in word.split("-") if part]
        if initials[:1] == letters[:1] and len(initials) <= len(letters) + 1:
            # "VAE" takes two letters from its second word
            inner = _within(initials, letters) and _within(letters, "".join(before[start:]).lower())
            if inner or _within(letters, initials):
                return " ".join(before[start:])
    return ""


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether all of ``few`` come in ``many``, in that order."""
    rest = iter(many)
    return all(one in rest for one in few)
