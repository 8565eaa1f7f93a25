"""LG100 topics-covered: the sections cover every topic, once each, word for word, in the order given.

Why: the topics are the order that was placed; a plan that drops, doubles or renames one is another week.

Not covered: whether the frames do justice to a topic. A section without a topic is allowed.

Bad:
    /sections/1/topics: []
    ---
    /sections/2/topics: [Hash tables, Linear search]
    ---
    /sections/0/topics: [Searching linearly]
    ---
    /sections/0/topics: [Binary search]
    /sections/1/topics: [Linear search]
Good:
    /sections/0/topics: []
    /sections/1/topics: [Linear search, Binary search]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._words import listed
from lecturegen.schema import Plan, Severity


@rule("LG100", "topics-covered", Severity.ERROR, Scope.PLAN)
def check(plan: Plan, context: Context) -> Iterator[Found]:
    if not context.topics:
        return
    covered = [topic for section in plan.sections for topic in section.topics]
    for topic in context.topics:
        if topic not in covered:
            yield Found("/sections", f"no section covers the topic {topic!r}", "plan one section for it")
    counted = Counter(covered)
    for index, section in enumerate(plan.sections):
        where = f"/sections/{index}/topics"
        for topic in section.topics:
            if topic not in context.topics:
                known = listed(context.topics)
                yield Found(where, f"{topic!r} is none of the topics", f"use their words exactly: {known}")
            elif counted[topic] > context.topics.count(topic):
                yield Found(where, f"the topic {topic!r} is covered {counted[topic]} times", "cover it once")
    if Counter(covered) == Counter(context.topics) and covered != list(context.topics):
        yield Found("/sections", f"the topics are out of order: {listed(covered)}", f"use {listed(context.topics)}")
