"""An opened week and the wishes -> what is asked for, and what of it has to be new."""

from __future__ import annotations

import json
from collections.abc import Mapping

from lecturegen.assessing.opened import Opened
from lecturegen.assessing.versions import earlier_stems
from lecturegen.assessing.wishes import Wishes
from lecturegen.llm import Model
from lecturegen.llm.journal import Journal
from lecturegen.stages.renew import Renewal

Earlier = Mapping[int, tuple[str, ...]]


def renewal(opened: Opened, wishes: Wishes, model: Model, earlier: Earlier) -> Renewal:
    return Renewal(
        opened.brief(wishes),
        opened.week,
        opened.checked.contexts,
        opened.checked.context,
        tuple(earlier),
        earlier,
        model,
    )


def earlier(opened: Opened, wishes: Wishes, model: Model, journal: Journal | None, *, begin: bool = True) -> Earlier:
    """For each section that is wanted, the stems that its new questions are to differ from.

    That is what was there when a run with this seed, model and wishes first began on it, as the journal has it:
    otherwise a second run would find its own questions, and ask for others. ``begin``: note it, if this is the first.
    """
    stems = earlier_stems(opened.desk, opened.titles)
    run = json.dumps([model.fingerprint, wishes.seed, wishes.questions, wishes.kind, opened.week.language])
    found = {}
    for index in wishes.chosen(opened.titles):
        unit = f"{index + 1} {opened.titles[index]}"
        if journal and begin:
            journal.begin(run, unit, json.dumps(stems[index]))
        first = journal.begun(run, unit) if journal else None
        found[index] = stems[index] if first is None else tuple(json.loads(first))
    return found
