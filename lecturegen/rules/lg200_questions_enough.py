"""LG200 questions-enough: a section has three to five questions.

Why: fewer do not tell knowing from guessing, more are not answered with care. The bounds are those of the course file;
within them the number asked for is no law, because each objective wants its question.

Not covered: a section arranged from notes that answer fewer; LG204 reports it.
Also known as: A02

With: LG202

Bad:
    /assessment/questions/2: null
    ---
    /assessment/questions: []
Good:
    /assessment/questions/-:
      kind: single-choice
      id: binary-search.q4
      objective: binary-search.o2
      frame: 2
      bloom: apply
      stem: After how many searches is the evening paid for?
      answer: "13"
      distractors: [{text: "12", rationale: r}, {text: "9", rationale: r}, {text: "15", rationale: r}]
      explanation: Each search saves almost fifteen minutes of the three hours.
    ---
    /assessment/questions/2: null
    context: {offline: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Limit, Scope, rule
from lecturegen.rules._words import counted
from lecturegen.schema import Section, Severity

FEWEST = Limit("LG200", "fewest", 3, "questions in a section")
MOST = Limit("LG200", "most", 5, "questions in a section")


@rule("LG200", "questions-enough", Severity.ERROR, Scope.ASSESSMENT)
def check(section: Section, context: Context) -> Iterator[Found]:
    number = len(section.assessment.questions) if section.assessment else 0
    fewest, most = int(FEWEST.of(context)), int(MOST.of(context))
    if not (0 if context.offline else fewest) <= number <= most:
        wanted = max(context.questions, len(section.objectives))
        yield Found(
            "/assessment/questions",
            f"the section has {counted(number, 'question')}",
            f"write {min(max(wanted, fewest), most)}",
        )
