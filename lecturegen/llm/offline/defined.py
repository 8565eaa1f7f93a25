"""Sentences of the notes that define a thing -> terms, for notes that keep no glossary.

``A pivot is the element that the others are compared with.`` Conservative: of three signs two are there: the thing has
an indefinite article, a heading above names it, behind its genus stands what sets it apart. Not covered: definitions
over two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lecturegen.llm.offline.language import capitalised, length, stems

_IS = re.compile(
    r"^(?:(?P<any>An?|Eine?|Une?|Una) |(?P<the>The|Der|Die|Das|L[ae]|El) |L['’])?"
    r"(?P<name>[^\W\d][\w'’-]*(?: [\w'’-]+){0,4}?) (?:is|ist|est|es) "
    r"(?P<meaning>(?:the|an?|any|der|die|das|eine?|l[ae]|une?|el|una) \w.+)$"
)
_APART = re.compile(
    r"^\S+(?: [\w'’-]+){1,5}?,? (?:that|which|who|whose|where|of|between|in|for|from|by|to|with|without|der|die|das|den"
    r"|dem|des|mit|durch|von|für|zwischen|qui|que|de|du|d['’]\w+|entre|par|avec|sans|con|para|por)\b"
)
# what a sentence says about a thing, and does not define it by
JUDGES = re.compile(
    r"^\S+ (?:\w+ly )?(?:most|least|best|worst|first|last|same|only|next|main|reason|result|price|point|case|cause|good"
    r"|bad|better|big|great|common|useful|important|few|lot|kind|problem|question|way|significant|major|powerful|popular|crucial|essential|exciting|key|beste|gleiche|grund"
    r"|meilleure?|même|raison|mejor|mismo)\b",
    re.I,
)
_NO_NAME = re.compile(
    r"^(?:it|this|that|there|here|he|she|they|what|one|another|each|every|no|nobody|everything|nothing|someone"
    r"|better|common|good|typical|usual|simple|first|second|third|further|possible|es|er|sie|ce|cela|il|elle|esto?)\b"
    r"|\b(?:the|that|which|who|this|its|itself|your|my|you|we|our|not|and|or|der|die|das|und|qui|que|et)\b",
    re.I,
)
_FEWEST, _MOST = 4, 28  # words of a meaning: fewer set nothing apart, more are no line of a question


def definitions(said: Sequence[str], heads: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name, article (``a``, ``the`` or none) and meaning of each thing that a sentence defines.

    ``heads``: the headings above.
    """
    for sentence in said:
        bare = sentence.strip().rstrip(".")
        match = _IS.match(bare)
        if not match or not _FEWEST <= length(match["meaning"]) <= _MOST or re.search(r'[$`"“”„«»?;:]', bare):
            continue
        name, meaning = match["name"], match["meaning"]
        own = stems(name)
        named = any(own and (own <= above or above <= own) for above in map(stems, heads) if above)
        apart = bool(_APART.match(meaning))
        sure = (apart and (bool(match["any"]) or named)) or (bool(match["any"]) and named)
        if sure and not JUDGES.match(meaning) and not _NO_NAME.search(name):
            yield capitalised(name), "a" if match["any"] else "the" if match["the"] else "", meaning
