"""Text -> words, stems, sentences: what extraction counts and where it cuts.

The stems are rough on purpose (suffixes are cut off by a table): they decide which passage is about which topic and
whether two texts say the same, never what is said.
"""

from __future__ import annotations

import re
from functools import lru_cache

# of a script that writes no spaces, two characters count as one word
_SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(f"[{_SPACELESS}]+")
_LATIN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_WORD = re.compile(rf"[{_SPACELESS}]{{1,2}}|(?:(?![{_SPACELESS}])[^\W_])+(?:['’\-][a-zA-Z]+)*")
# no space stands behind Chinese punctuation, nor between two characters
_LOOSE = re.compile(rf"(?<=[{_SPACELESS}，。！？；：、”）》]) (?=[{_SPACELESS}“（《])|(?<=[，。！？；：、]) (?=\S)")
_MATHS = re.compile(r"\$[^$\n]+\$")
_CODE = re.compile(r"`[^`\n]+`")
_INNER_CAPITALS = re.compile(r"[A-Z]{3,}(?![a-z])|[A-Z][a-z]+|[a-z]+")
_HELD = re.compile(r"\$[^$\n]+\$|`[^`\n]+`|\([^()\n]{0,300}\)|“[^”\n]{0,300}”|\"[^\"\n]{0,300}\"")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]{0,3}\s+(?=[\"“‘(\[$`¿¡]{0,2}[^\W_a-zß-ÿ]|\$|`)|[。！？]")
_ABBREVIATIONS = frozenset(
    "e.g i.e vs cf al fig figs eq eqs dr prof mr mrs ms st no nos approx resp ca vol ed eds pp "
    "z.b d.h bzw vgl u.a nr abb s.o p.ex env".split()
)
_FUNCTION_WORDS = frozenset(
    "a about above after again all also although always am an and any are as at be because been before being below "
    "between both but by can could did do does doing done down during each either enough even every few for from "
    "further get gets getting give gives given had has have having he her here him his how however i if in into is it "
    "its itself just let like made make makes many may me might more most much must my need needs neither no nor not "
    "nothing now of off often on once one only or other others our out over own per put rather same say says see she "
    "should since so some such take takes than that the their them then there these they thing things this those "
    "though "
    "three through thus to too two under until up us use used uses using usually very was way we well were what when "
    "where whereas whether which while who whom whose why will with within without would yet you your "
    "aber als am an auch auf aus bei bis das dass dem den der des die doch du durch ein eine einem einen einer "
    "eines er "
    "es für hat haben ich ihr im in ist kann man mit nach nicht noch nur oder sein sich sie sind so um und uns von vor "
    "war was weil wenn wer wie wir wird zu zum zur über "
    "au aux avec ce ces cette dans de des du elle en est et il ils la le les leur mais ne nous on ou par pas pour que "
    "qui sa se ses son sont sur un une vous".split()
)
_SUFFIXES = tuple(
    pair.split(">")
    for pair in (
        "ically>ic ical>ic ics>ic isations>is izations>is isation>is ization>is ising>is izing>is ised>is ized>is "
        "ations>at ation>at atives>at ative>at ators>at ator>at ating>at ated>at ates>at ate>at "
        "nesses> ness> ements>e ement>e ments>ment ities>ity ingly>ing edly> ings> ing> ies>y ied>y "
        "ions> ion> ives> ive> ers>er ed> es> 's> ’s> s> ly> e>"
    ).split()
)


def tokens(text: str) -> list[str]:
    """Words of a text as they stand; maths and code hold none."""
    if "$" in text or "`" in text:
        text = _CODE.sub(" ", _MATHS.sub(" ", text))
    return (_WORD if _RUN.search(text) else _LATIN).findall(text)


@lru_cache(maxsize=16384)
def length(text: str) -> int:
    """Spoken words."""
    return len(tokens(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    word = word.lower()
    if len(word) < 4:
        return word
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(suffix)] + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiosl" else word


def is_function_word(word: str) -> bool:
    return word.lower() in _FUNCTION_WORDS


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    found = frozenset(stem(w) for word in tokens(text) for w in _parts(word) if w.lower() not in _FUNCTION_WORDS)
    runs = _RUN.findall(text)
    # where words begin is not written, so every two neighbours may be one
    pairs = {run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))}
    return frozenset(word for word in found if not _RUN.search(word)) | pairs if runs else found


def _parts(word: str) -> list[str]:
    """A word and its parts: ``self-attention`` holds attention, ``ChatGPT`` holds GPT."""
    if "-" in word:
        return [word, *word.split("-")]
    inner = _INNER_CAPITALS.findall(word) if not word.isupper() else []
    return inner if len(inner) > 1 and all(len(part) > 2 for part in inner) else [word]


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """For comparing: words in lower case with single spaces."""
    if _RUN.search(text):
        return " ".join(_LATIN.findall(_CODE.sub(" ", _MATHS.sub(" ", text)))).lower()
    return " ".join(tokens(text)).lower()


@lru_cache(maxsize=16384)
def grams(text: str, n: int = 3) -> frozenset[tuple[str, ...]]:
    said = [word.lower() for word in tokens(text)]
    return frozenset(tuple(said[i : i + n]) for i in range(max(1, len(said) - n + 1)))


def overlap(a: frozenset[object], b: frozenset[object]) -> float:
    """Shared elements as a part of the smaller set."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a paragraph. Nothing is cut inside maths, code, quotes or brackets, or after an abbreviation."""
    held = [match.span() for match in _HELD.finditer(text)]
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        cut = match.end()
        if any(a < match.start() + 1 and match.end() <= b for a, b in held) or _abbreviated(text, match.start()):
            continue
        found.append(text[start:cut].strip())
        start = cut
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _abbreviated(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = re.search(r"[^\s(\"“]*$", text[:stop])
    before = word.group().lower() if word else ""
    return before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before != "i")


def tight(text: str) -> str:
    """Without the spaces between signs of a script that writes none, which lines and sentences are joined with."""
    return _LOOSE.sub("", text) if _RUN.search(text) else text


def capitalised(text: str) -> str:
    """``text`` with its first letter in upper case; maths, code and digits stay."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """``text`` closed like a sentence."""
    text = text.rstrip().rstrip(",;:–—-").rstrip()
    if re.search(r"[.!?…。！？][\"”’)\]）]*$", text):
        return text
    return f"{text}{'。' if _RUN.fullmatch(text[-1:]) else '.'}"


def listed(parts: list[str], conjunction: str = " and ", comma: str = ", ") -> str:
    """``a, b and c``."""
    return conjunction.join([comma.join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
