"""A frame -> its headline and its bullets, in words of the notes: a heading that states something, else clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lecturegen.llm.offline.clauses import HEADLINE, enumerated, headline, shown, statements, subjectless, telling_ones
from lecturegen.llm.offline.frames import Frame
from lecturegen.llm.offline.grammar import Form, form, is_order, is_verb_form
from lecturegen.llm.offline.language import capitalised, length, listed, normal, sentences, tokens
from lecturegen.llm.offline.lexicon import DETERMINERS, MOSTLY_NOUNS, PREPOSITIONS
from lecturegen.llm.offline.pieces import ASPECTS
from lecturegen.llm.offline.predications import Names, predications
from lecturegen.llm.offline.telling import Role
from lecturegen.llm.offline.tongue import Tongue

_HALF_NAME = re.compile(r"[\w-]+(?:ed|ive)$")


def entitle(frames: Sequence[Frame], topic: str, taken: set[str], tongue: Tongue) -> None:
    """Headlines and bullets. A heading that states something is the headline; else a statement of the frame is."""
    for frame in frames:
        said = sorted(frame.said, key=lambda said: said.role is Role.EXAMPLE)
        by_paragraph = [statements(p.text.removeprefix(p.lead), tongue.english) for p in said]
        found = [statement for group in by_paragraph for statement in group]
        early = [statement for group in by_paragraph[:2] for statement in group][:3]
        frame.title = _title(frame, early, found, topic, taken, tongue)
        frame.bullets = _bullets(frame, found, topic, tongue)
        if all(normal(one) == normal(frame.title) for one in frame.bullets):
            frame.named = False  # what it says is either headline or bullet
            frame.title = frame.title if normal(topic) in taken else shown(topic)
        taken.add(normal(frame.title))


def _title(
    frame: Frame, early: Sequence[str], found: Sequence[str], topic: str, taken: set[str], tongue: Tongue
) -> str:
    # the heading of a whole file says nothing about one of its frames
    named_by_itself = (
        not _HALF_NAME.match(frame.path[-1]) if len(frame.path) > 1 else tongue.material.is_common(frame.path)
    )
    path = frame.path[1:] if named_by_itself else frame.path
    heads = [head for head in reversed(path) if normal(head) != normal(topic)]
    named = [head for head in heads if len(head.split()) <= 10 and len(head) <= 90 and not ASPECTS.match(head)]
    own = [head for head in named if not head.endswith("?") and not _HALF_NAME.match(head)]
    stated = [
        s
        for s in early
        if length(s) <= HEADLINE
        and len(s) <= 80
        and "$" not in s
        and _is_whole(s, frame.text)
        and not _is_reason(s, frame.text)
        and not (tongue.english and is_order(s))
        and not re.search(rf"For (?:example|instance), [^.]*{re.escape(s)}", frame.text)
    ]
    below = bool(frame.path) and normal(frame.path[-1]) == normal(topic)
    made = headline(stated, heads[0] if heads and not below else topic)
    if tongue.english and len(set(frame.heads)) > 2:
        own.append(f"From {tongue.small(frame.heads[0])} to {tongue.small(frame.heads[-1])}")
    loose = [
        s
        for s in found
        if len(s) <= 90 and "$" not in s and not _is_reason(s, frame.text) and not (tongue.english and is_order(s))
    ]
    if tongue.english and len(frame.terms) > 1:
        loose.append(capitalised(listed([tongue.small(term.name) for term in frame.terms[:3]])))
    # a heading further up says less than what is said here, unless the own one is but half a name ("Pre-trained")
    near = (
        1
        if frame.path and not below and (frame.path[-1] == (own or [""])[0] or _HALF_NAME.match(frame.path[-1]))
        else 0
    )
    asked = [head for head in named[:1] if head.endswith("?")]
    whole = [*stated, *_questions(frame, tongue), *asked, *loose]
    for choice in (*filter(states, heads[:1]), made, *own[:near], *whole, *own[near:], *named):
        if normal(choice) and normal(choice) not in taken:
            return shown(choice)
    frame.named = False
    return _numbered(shown(named[0] if named else topic), taken)


def _questions(frame: Frame, tongue: Tongue) -> list[str]:
    """What a frame answers, as a headline: ``What VAEs consist of``."""
    if not tongue.english:
        return []
    names = Names(tongue.material)
    found = [one for said in frame.said for one in predications(said.text, names) if one.leads]
    return [
        one.task.removeprefix("State ")[:1].upper() + one.task.removeprefix("State ")[1:]
        for one in found
        if one.task.startswith("State ")
    ]


def _is_whole(statement: str, text: str) -> bool:
    """Whether a statement ends where a clause of the text ends: one that was cut short is no headline."""
    return bool(re.search(re.escape(statement) + r"[\"”’)]*(?:[,.;:!?]|\s[–—]|\s(?:because|but|so)\b|$)", text))


def _is_reason(statement: str, text: str) -> bool:
    """Whether a statement only gives the reason of another: alone it says less than what it is the reason of."""
    return bool(re.search(rf"\bbecause {re.escape(statement)}", text, re.I))


def _numbered(title: str, taken: set[str]) -> str:
    number = 2
    while normal(f"{title} ({number})") in taken:
        number += 1
    return f"{title} ({number})" if normal(title) in taken else title


def states(head: str) -> bool:
    """Whether a heading says something about something: a verb somewhere, written like a sentence, no question."""
    said = head.split()
    if not 3 <= len(said) <= 12 or len(head) > 90 or head.endswith("?"):
        return False
    small = sum(word[:1].islower() for word in said[1:])
    return small * 2 > len(said) - 1 and (form(head) in (Form.BASE, Form.SENTENCE) or _has_verb(said))


def _has_verb(said: Sequence[str]) -> bool:
    """Whether a verb is likely: "models" before a preposition or a bracket is none, unless an article opens."""
    whole = said[0].lower() in DETERMINERS
    for word, after in zip(said[1:], [*said[2:], ""], strict=False):
        if is_verb_form(word) and (whole or word.lower() not in MOSTLY_NOUNS or _goes_on(after)):
            return True
    return False


def _goes_on(after: str) -> bool:
    return after.isalpha() and after.lower() not in PREPOSITIONS


def _bullets(frame: Frame, found: Sequence[str], topic: str, tongue: Tongue) -> tuple[str, ...]:
    """Two to four things for the slide: the notes' own list, the headings it covers, else clauses of what is said."""
    most = 3 if frame.formulas or frame.tables or frame.code else 4
    own = [head for head in dict.fromkeys(frame.heads) if not tongue.material.is_common((head,))]
    heads = [head for head in own if normal(head) != normal(frame.title) and not ASPECTS.match(head)]
    lists = [[item for item in items if normal(item) != normal(frame.title)] for _, items in frame.items]
    if 2 <= len(heads) <= 4 and all(len(head.split()) <= 12 for head in heads):
        return tuple(map(shown, heads))
    if long := [items for items in lists if len(items) >= 2]:
        return tuple(map(shown, long[0][:4]))
    about = " ".join([topic, frame.title, *(term.name for term in frame.terms)])
    single = [item for items in lists for item in items]
    picked = telling_ones([*single, *found], frame.text, about, most, (frame.title,))
    if len(picked) < 2:
        picked += [one for one in _of_the_headline(frame) if one not in picked]
    if len(picked) < 2:
        listed = next((parts for said in frame.said for s in sentences(said.text) if (parts := enumerated(s))), [])
        picked = listed[:4] if len(listed) > 1 else picked
    if len(picked) < 2:
        picked += [s for s in _spare(frame, tongue) if s not in picked][: 2 - len(picked)]
    picked = [one for one in picked if normal(one) != normal(frame.title)] or picked
    whole = [one for one in picked if not any(normal(one) in normal(other) for other in picked if other != one)]
    return tuple(shown(_besides(one, frame.title)) for one in (whole if len(whole) > 1 else picked))


def _besides(bullet: str, title: str) -> str:
    """A bullet that says the headline again, with a reason or a condition behind it, without what it says again."""
    rest = bullet[len(title) :].lstrip(", ") if bullet.lower().startswith(title.lower()) else ""
    return rest if re.match(r"(?:because|when|if|while|as long as|unless|until)\b", rest) else bullet


def _of_the_headline(frame: Frame) -> list[str]:
    """What is said with a pronoun of the thing that the headline names."""
    named = normal(frame.title) == normal(frame.path[-1] if frame.path else "")
    about = [said.text for said in frame.said if named or normal(frame.title) in normal(said.text)]
    return [bare for text in about for sentence in sentences(text) if (bare := subjectless(sentence))][:3]


def _spare(frame: Frame, tongue: Tongue) -> list[str]:
    """If a frame yields no statements: the words it defines, its short sentences, things that it names."""
    short = [
        subjectless(s) or s.rstrip(".")
        for said in frame.said
        for s in sentences(said.text)
        if 2 <= length(s) <= 12 and s.endswith(".")
    ]
    words = set(tokens(frame.text))
    named = [
        f"{long} ({key.upper()})"
        for key, long in tongue.material.acronyms.items()
        if {key.upper(), f"{key.upper()}s"} & words
    ]
    heads = [head for head in frame.path[-1:] if normal(head) != normal(frame.title)]
    all_ = dict.fromkeys([*(term.name for term in frame.terms), *short, *named[:2]])
    found = [one for one in all_ if normal(one) != normal(frame.title)]
    first = [s.rstrip(".") for s in sentences(frame.said[0].text) if length(s) <= 20]
    # a heading alone fills a slide and says nothing
    return found or first[:1] or heads or [frame.title]
