"""Sentences -> short statements: what a slide's bullet or headline can say in the notes' own words.

A statement is a whole sentence or a main clause of one, cut where a comma, a colon or a conjunction ends it; never in
the middle of a phrase.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lecturegen.llm.offline.grammar import Form, form, is_verb_form
from lecturegen.llm.offline.language import capitalised, is_function_word, length, sentences, stem, stems, tokens
from lecturegen.llm.offline.predications import ACTED
from lecturegen.llm.offline.telling import SLIDE_ITEM

HEADLINE = 10
"""Words of a frame's headline at most."""

_DISCOURSE = re.compile(
    r"^(?:for (?:example|instance)|however|importantly|consequently|essentially|therefore|thus|moreover"
    r"|furthermore|in fact"
    r"|of course|then|so|but|and|yet|still|now|also|indeed|instead|overall|first|second|finally|next"
    r"|take [\w -]+:)[,:]?\s+",
    re.I,
)
# where a main clause ends and something begins that can be left away without making it untrue
_BREAK = re.compile(
    r"\s*(?:,\s+|\s)(?=because\b)|,\s+(?=(?:so|but|yet|which|who|whose|where|whereas|though|although|while|since"
    r"|including|such as"
    r"|like|especially|particularly|often|typically|making|enabling|allowing|capturing|raising|leading|setting"
    r"|finding|enhancing"
    r"|streamlining|improving|revolutionizing|bolstering|and then|as well as|rather than|if|unless|until)\b)"
    r"|;\s+|:\s+|\s+[–—]\s+|,\s+(?=and (?:the|a|an|you|it|they|each|no|nobody|most|some)\b)"
)
# the same for the other languages that weeks are made in: German, French, Spanish, Chinese
_POINTS_BACK_ELSEWHERE = re.compile(
    r"^(?i:er|sie|es|ihre?[mnrs]?|diese[mnrs]?|dies|davon|damit|dafür|dadurch|darum|deshalb|daher|dann|dort|ils?|elles?"
    r"|c['’]est|cela|ça|ce|cette|ces|celui|celle|leurs?|son|sa|ses|alors|donc|él|ellas?|ellos|est[eoa]s?|eso|así|sus?)\b"
    r"|^[它他她这那其]|\b(?:er|sie|ihn|ihm|ihnen|ils?|elles?|él|ellas?|ellos)\b"
)
_POINTS_BACK = re.compile(
    r"^(?:it|they|this|these|those|that|he|she|its|their|such|both|either|neither|one|another|there|here|then|the other"
    r"|the (?:first|second|same|former|latter|others?|rest))\b(?!-)",
    re.I,
)
_PRIVATE = re.compile(r"\bI\b|\b(?i:i['’]\w+|my|mine|me|we|our|us)\b")
_SUPPOSES = re.compile(
    r"^(?:suppose|say|take|imagine|consider|let|think of|look|ask|if|when|while|before|after|once|as)\b", re.I
)
_JOINS = re.compile(r"^(?:because|so|but|yet|whereas|though|although|while|since|and)\s+", re.I)
_RELATIVE = re.compile(
    r"^(?:which|who|whose|where|including|such|like|especially|particularly|often|typically|as|rather|if|unless"
    r"|until|\w+ing)\b",
    re.I,
)
# where a clause that is too long can still be cut: what follows says how, with what or what for
_SOFT_BREAK = re.compile(
    r",?\s+(?=(?:by|when|while|without) \w+ing\b|using\b|based on\b|such as\b|with a focus\b|in order to\b|so that\b)"
    r"|,\s+(?=\w+(?:ing|ed)\b)"
)
_LAST_BREAK = re.compile(
    r",?\s+(?=that\b|and \w+ing\b|and (?:to|how|why|what)\b)|(?<=introduced)\s+(?=to \w)"
    r"|(?<=designed)\s+(?=to \w)|\s+(?=from \w+ing\b)"
)
_INSERTED = re.compile(
    r"^([^,]{3,60}), (?:often|also|usually|sometimes|typically)?\s?\w+(?:ed|ing|t) (?:by|in|on|with|as"
    r"|from) [^,]{2,60}, "
)
_SAYING = re.compile(
    r"\b(?:mean|say|said|tell|told|show|know|prove|claim|ensure|suggest|believe|think|find|found|see|ask|write)\w*\b",
    re.I,
)
_FRONTED = re.compile(
    r"^(?:(?:also |widely |often )?\w+ed (?:by|in|on|as) [^,]{1,40}|another \w+ by [^,]{1,30}),\s+", re.I
)
_HALF = re.compile(
    r"\b(?:(?:consists?|made) of|includes?|comprises?|between|is|are|was|were) (?:an?|the|two|three)\b[\w\s-]*$"
    r"|, [^,]*(?<!and)$"
)
_DENIES = re.compile(r"\b(?:not|never|no|nobody|nothing|none)\b|n['’]t\b", re.I)
_LEANS = re.compile(
    r"\b(?:it|its|them|they|their|this|these|those|ones?|others?|there|such|that)\b(?![- ](?:is|are"
    r"|one)?\w*[- ]?(?:hand|side))",
    re.I,
)


def statements(text: str, english: bool = True, most: int = SLIDE_ITEM) -> list[str]:
    """Short statements of a paragraph, in its order, at most one a sentence."""
    found = []
    for sentence in sentences(text):
        choices = [c for c in _candidates(sentence, english) if _can_stand(c, english, most)]
        if choices:
            found.append(choices[0])
    return found


def headline(found: Sequence[str], about: str) -> str:
    """The first of some statements that names what a frame is about and fits a headline, or nothing."""
    wanted = {s[:5] for s in stems(about)}
    for statement in found:
        if wanted & {s[:5] for s in stems(statement)} and length(statement) <= HEADLINE and "$" not in statement:
            return statement
    return ""


def telling_ones(found: Iterable[str], text: str, about: str, most: int = 4, besides: Sequence[str] = ()) -> list[str]:
    """At most ``most`` statements, in their order: those made of the words that ``text`` returns to, none twice."""
    often = Counter(stem(word) for word in tokens(text) if not is_function_word(word))
    wanted = stems(about)
    taken = [stems(other) for other in besides]
    listed = list(dict.fromkeys(found))
    ranked = sorted(range(len(listed)), key=lambda i: (-_worth(listed[i], often, wanted), i))
    kept: list[int] = []
    for i in ranked:
        own = stems(listed[i])
        repeats = any(len(own & other) > 0.6 * min(len(own), len(other)) for other in taken if other)
        dull = len(kept) >= 2 and _worth(listed[i], often, wanted) < 1.2
        if len(kept) < most and not repeats and not dull:
            kept.append(i)
            taken.append(own)
    return [listed[i] for i in sorted(kept)]


def enumerated(sentence: str) -> list[str]:
    """The parts of what a sentence lists at its end: ``consist of an encoder that … and a decoder that …``."""
    bare = re.sub(r"\s*\([^()]*\)", "", sentence.rstrip(". "))
    match = _LISTS.match(_BREAK.split(bare)[0]) or _LISTS.match(bare)
    if not match or _DENIES.search(bare):
        return []
    whole = match[1]
    parts = re.split(r",\s+(?:and\s+|or\s+)?", whole)
    if len(parts) < 3:
        parts = re.split(r",?\s+(?:and|or)\s+(?=an?\s|the\s|\w+ing\s)", whole)
        if any(part.split()[0].endswith("ing") for part in parts) and not all(_GERUND.match(part) for part in parts):
            return []
    sizes = [len(part.split()) for part in parts]
    # "systems designed to understand, generate, …" lists less than it seems to
    alike = len(parts) > 1 and max(sizes) <= 11 and sizes[0] <= max(sizes[1:]) + 1
    fine = alike and all(_balanced(part) for part in parts)
    return parts if fine and not any(_RELATIVE.match(p) and not _GERUND.match(p) for p in parts) else []


_GERUND = re.compile(r"\w+ing\s\w")
_LISTS = re.compile(
    r".*\b(?:consists? of|used in|used for|such as|including|includes?|like|are|comprises?|from|understand"
    r"|involves?|between|(?:mix|range|number|set|variety) of) "
    r"((?:[^,;:.]+, )*[^,;:.]+(?:,? and|,? or) [^,;:.]+)$"
)


def subjectless(sentence: str) -> str:
    """What a sentence that begins with a pronoun says, without the pronoun: the headline names the subject."""
    match = _PRONOUN.match(sentence.rstrip(". "))
    if not match or ACTED.search(sentence) or _DENIES.search(sentence):
        return ""
    if not match["be"] and not is_verb_form(match["said"].split(" ", 1)[0]):
        return ""
    said = _BREAK.split(match["said"])[0]
    for part in (said, *_cut_short(said, said)):
        leaning = _LEANS.search(re.sub(r"\b(?:its|their)\b", "", part))
        if 3 <= length(part) <= SLIDE_ITEM and _balanced(part) and not leaning:
            return part
    return ""


_PRONOUN = re.compile(r"^(?:They|It|These models?|The models?) (?P<be>(?:are|is|were|was) )?(?P<said>.*)$")


def _worth(statement: str, often: Counter[str], wanted: frozenset[str]) -> float:
    own = stems(statement)
    matter = sum((min(often[s], 4) - 1) / 3 for s in own) + 0.7 * len(own & wanted)
    number = 0.6 if re.search(r"\d", statement) else 0.0
    return matter + number - 0.8 * (length(statement) < 4)


def _candidates(sentence: str, english: bool) -> list[str]:
    bare = re.sub(r",? (?:though|too|as well)$", "", sentence.strip().rstrip(".。"))
    if bare.endswith(("?", "!", ":")):
        return []
    if not english:
        return [bare, *(part for part in re.split(r"[;:；：]\s*", bare) if part != bare)]
    bare = _FRONTED.sub("", _DISCOURSE.sub("", bare))
    first, *others = [part for part in _BREAK.split(bare) if part] or [bare]
    whole = [bare] if not others or length(bare) <= 9 else []
    # a later clause stands alone only if it names everything it speaks of
    denied = _DENIES.search(first)
    later = [_JOINS.sub("", p) for p in others if not _RELATIVE.match(p) and not (denied and p.startswith("because"))]
    return [*whole, first, *(part for part in later if not _LEANS.search(part)), *_cut_short(bare, first)]


def _cut_short(bare: str, first: str) -> list[str]:
    """What is left of a long clause without what is put in between commas, and without its tail."""
    outer = _INSERTED.sub(r"\1 ", bare)
    soft = [_SOFT_BREAK.split(part)[0] for part in ((outer, first) if outer != bare else (first,))]
    found = [part for part in soft if length(part) >= 4]
    if length(soft[-1]) > SLIDE_ITEM:
        last = _LAST_BREAK.split(soft[-1])[0]
        # "it means that" and "they consist of an encoder" break off in the middle
        if length(last) >= 5 and not _SAYING.search(last) and not _HALF.search(last):
            found.append(last)
    return found


def _can_stand(statement: str, english: bool, most: int) -> bool:
    words = length(statement) + statement.count("$") // 2
    if not 3 <= words <= most or len(statement.split()) > most + 2 or not _balanced(statement):
        return False
    if not english:
        return not _POINTS_BACK_ELSEWHERE.search(statement)
    if _POINTS_BACK.match(statement) or _PRIVATE.search(statement) or _SUPPOSES.match(statement):
        return False
    last = tokens(statement)[-1].lower()
    if ACTED.search(statement) or _VAGUE.search(statement) or _UNFINISHED.search(statement) or statement[:1] in "\"“'":
        return False
    return form(statement) is Form.SENTENCE and last not in _DANGLING and not last.endswith("lly")


_VAGUE = re.compile(
    r"\b(?:so|such|another|others?|former|latter|ones?)\b(?!-)(?! (?:hundred|thousand|half|in \w+)\b)", re.I
)
# "keeps 1,200 with 60": numbers of what?
_UNFINISHED = re.compile(
    r"\b(?:has|have|is|are|was) [\d,.]+$|\d (?:with|and) \d[\d,.]*$|\b(?:is|are) [(\d][^=]*[/×*+−][^=]*\d$"
    r"|\$[^$]{26,}\$"
)
_DANGLING = frozenset(
    "a an the of to in on for with by and or but is are was were be that which as than from at into so another".split()
)


def _balanced(text: str) -> bool:
    return (
        text.count("(") == text.count(")")
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("$") % 2 == 0
        and text.count("`") % 2 == 0
    )


def shown(statement: str) -> str:
    """A statement as a bullet or headline: a capital first, no stop at the end."""
    return capitalised(statement.strip().rstrip(".,;:"))
