"""A list of notes -> sentences, as somebody would say them: joined, or one sentence an item with its label worked in.

No fact is changed. A fragment gets the subject that its label or heading names, and a verb that only arranges
("covers", "is about"). In other languages than English labels and items stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lecturegen.llm.offline.grammar import Form, form, is_order, is_plural
from lecturegen.llm.offline.labels import label_sentence
from lecturegen.llm.offline.language import capitalised, ended, listed, sentences
from lecturegen.llm.offline.markdown import Entry, Listing, Prose
from lecturegen.llm.offline.pieces import ASPECTS
from lecturegen.llm.offline.tongue import Tongue, smooth

# after these a list goes on as part of the sentence
_GOES_ON = re.compile(
    r"\b(can|could|may|might|must|should|will|to|include|includes|including|like|are|is|were|was|as|of|from|for"
    r"|with|into|by|"
    r"span|spans|cover|covers|have|has|contains?|comprises?|needs?|means?|on|in|at|uses?|between|involves?|requires?)$",
    re.I,
)

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_HOW_TO = re.compile(r"^how to\s+", re.I)


def tell(lead: str, listing: Listing, names: Sequence[str], tongue: Tongue) -> list[str]:
    """Paragraphs that say a list. ``lead``: the paragraph before it, if that ends in a colon."""
    lead = smooth(lead, tongue.english).rstrip(": ")
    if not tongue.english:
        return _bare(lead, listing, tongue.words.colon)
    if sum(bool(item.label or item.below) for item in listing.items) * 2 >= len(listing.items):
        said = _labelled(listing.items, names, tongue)
        opening = _as_sentence(lead, listing, tongue)
        return _paragraphs([*([opening] if opening else []), *said])
    items = [
        smooth(f"{item.label}: {item.text}" if item.label and item.text else item.label or item.text)
        for item in listing.items
    ]
    return _paragraphs(_plain(lead, [item for item in items if item], names, tongue))


def _bare(lead: str, listing: Listing, colon: str) -> list[str]:
    said = [
        f"{item.label}{colon}{item.text}" if item.label and item.text else item.label or item.text
        for item in listing.items
    ]
    return [" ".join([*([ended(lead)] if lead else []), *map(ended, filter(None, said))])]


def _as_sentence(lead: str, listing: Listing, tongue: Tongue) -> str:
    """The lead of a labelled list: joined with the labels if it needs them to be a sentence."""
    if not lead or ASPECTS.match(lead):
        return ""
    labels = [tongue.small(item.label) for item in listing.items if item.label]
    if _GOES_ON.search(lead):
        return ended(f"{capitalised(lead)} {listed(labels)}")
    if form(f"{lead}.") is Form.SENTENCE:
        return ended(capitalised(lead))
    first = lead.split(" ", 1)[0]
    counted = is_plural(first) and 2 <= len(labels) < len(_NUMBERS) and not lead.lower().startswith("key")
    return ended(f"There are {_NUMBERS[len(labels)]} {tongue.first_small(lead)}") if counted else ""


def _plain(lead: str, items: list[str], names: Sequence[str], tongue: Tongue) -> list[str]:
    forms = [form(item) for item in items]
    if sum(
        f in (Form.SENTENCE, Form.QUESTION) or len(sentences(i)) > 1 for f, i in zip(forms, items, strict=True)
    ) * 2 > len(items):
        opening = [ended(capitalised(lead))] if lead and form(f"{lead}.") is Form.SENTENCE else []
        return [*opening, *(_alone(sentence, tongue) for item in items for sentence in sentences(item))]
    subject = capitalised(tongue.small(names[0])) if names else ""
    if len(items) == 1 and subject:
        return [label_sentence(names[0], items[0], "", names[1:], tongue)]
    return _joined(lead, items, forms, subject, tongue)


def _joined(lead: str, items: list[str], forms: list[Form], subject: str, tongue: Tongue) -> list[str]:
    """Fragments joined into one sentence, or, if they are orders, said one after the other."""
    bare = [tongue.first_small(item.rstrip(". "), names=True) for item in items]
    if lead and _GOES_ON.search(lead):
        return [ended(f"{capitalised(lead)} {listed(bare)}")]
    if all(f is Form.THIRD for f in forms) and subject and not is_plural(subject):
        return [ended(f"{subject} {listed(bare)}")]
    if all(f is Form.BASE or is_order(i) for f, i in zip(forms, items, strict=True)):
        if _HOW_TO.match(lead):
            return [ended(f"To {_HOW_TO.sub('', lead)}, {bare[0]}"), *(ended(capitalised(item)) for item in items[1:])]
        return [ended(capitalised(item)) for item in items]
    if not lead and all(len(item.split()) < 6 for item in items):
        return []  # bare names: something to show, nothing to say
    joined = "; ".join(bare) if any("," in item for item in bare) else listed(bare)
    title = capitalised(lead) or subject
    if is_plural(title) and all(f is Form.NOUN for f in forms):
        return [ended(f"{title} are {joined}")]
    return [ended(f"{title}: {joined}".lstrip(": "))]


def _labelled(items: Sequence[Entry], names: Sequence[str], tongue: Tongue) -> list[str]:
    said: list[str] = []
    joint = "Take"
    for place, item in enumerate(items):
        first, *rest = sentences(smooth(item.text)) or ("",)
        sentence = label_sentence(item.label, first, joint, names, tongue) if item.label else ended(capitalised(first))
        if sentence.startswith(f"{joint} "):
            joint = "And" if place + 2 == len(items) else "Then"
        said += [sentence, *(_alone(one, tongue) for one in (*rest, *_below(item, names, tongue)))]
    return [s for s in said if s.strip(". ")]


def _below(item: Entry, names: Sequence[str], tongue: Tongue) -> list[str]:
    """What stands below an item: its paragraphs, and the sentences of its lists."""
    found = []
    for block in item.below:
        if isinstance(block, Prose):
            found.append(block.text)
        elif isinstance(block, Listing):
            found += tell(item.text if item.text.endswith(":") else "", block, names, tongue)
    return found


def _alone(sentence: str, tongue: Tongue) -> str:
    """A further sentence of an item; where it goes without a subject it gets the plainest one."""
    kind = form(sentence)
    if kind is Form.LIKENESS:
        return ended(f"It's {tongue.first_small(sentence)}")
    return ended(f"It {tongue.first_small(sentence)}" if kind is Form.THIRD else capitalised(smooth(sentence)))


def _paragraphs(said: list[str], words: int = 90) -> list[str]:
    """Sentences in paragraphs of about ``words`` at most."""
    out: list[str] = []
    for sentence in said:
        if out and len(out[-1].split()) + len(sentence.split()) <= words:
            out[-1] += f" {sentence}"
        else:
            out.append(sentence)
    return out
