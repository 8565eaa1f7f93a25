"""The item rules against real machine-written assessments, where they lie at hand: they find what was counted in them.

The weeks are not part of the project, so this skips itself where they are absent.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from lecturegen.checking.lint import findings
from lecturegen.existing.find import Bundle
from lecturegen.existing.weeks import CheckedWeek, read_week
from lecturegen.questions import SingleChoice
from lecturegen.rules import RULES, Scope
from lecturegen.rules._guesser import score
from lecturegen.rules._items import week_choices
from lecturegen.rules._negation import overread, set_off
from lecturegen.schema import CheckSettings, Finding

SHARED = Path(__file__).parents[3] / "shared"
SHEET = next(iter((SHARED / "seeds").glob("002*.txt")), None)
WEEKS = sorted((SHARED / "corpus" / "weeks").glob("*/assessment.md"))
pytestmark = pytest.mark.skipif(SHEET is None or len(WEEKS) < 12, reason="the sample weeks are not at hand")

SECONDS = 0.75
"""Processor time of the item rules over thirteen weeks: 0.35 in practice; a loaded machine may take its time."""


@cache
def seed() -> CheckedWeek:
    return read_week(Bundle(next((SHARED / "seeds").glob("000*.txt")), SHEET), CheckSettings())


@cache
def weeks() -> tuple[CheckedWeek, ...]:
    return tuple(read_week(Bundle(sheet.with_name("script.md"), sheet), CheckSettings()) for sheet in WEEKS)


@cache
def found(place: int) -> tuple[Finding, ...]:
    return tuple(findings(weeks()[place]))


def counted(code: str) -> int:
    return sum(finding.code == code for place in range(len(WEEKS)) for finding in found(place))


def measured(name: str) -> int:
    """How often an independent measurement found a defect in the twelve weeks."""
    index = json.loads((SHARED / "corpus" / "index.json").read_text("utf-8"))
    return sum(int(week["assessment_defects"].get(name, 0)) for week in index["weeks"])


def all_choices() -> Iterator[SingleChoice]:
    for week in weeks():
        for _, question in week_choices(week.week):
            yield question


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("LG200", "A01_no_questions"),
        ("LG222", "A22_all_none_above"),
        ("LG240", "A37_dup_stem_exact"),
        ("LG244", "A07_all_same_key_in_section"),
        ("LG245", "W10_key_distribution_chi2_p<.05"),
        ("LG260", "A17_key_not_letter"),
        ("LG220", "A14_options_ne_4"),
        ("LG221", "A20_dup_options"),
        ("LG230", "A19b_expl_lt_6_words"),
        ("LG231", "A26c_expl_refers_to_letters"),
        ("LG261", "A16b_option_format"),
    ],
)
def test_twelve_weeks_hold_as_many_as_were_measured(code: str, name: str) -> None:
    assert counted(code) == measured(name)


@pytest.mark.parametrize(
    ("code", "number", "name", "measured_number"),
    [
        ("LG106", 112, "A11_nonmeasurable_verb", 116),  # "learn to check": what is learnt can be watched
        ("LG212", 7, "A31_context_dependent_stem", 5),  # "the main takeaway from Chapter 4", twice
        ("LG213", 1, "A21b_neg_stem_unemphasised", 3),  # "Missing Not at Random" is a name
        ("LG216", 0, "A21_neg_stem_emphasised", 26),  # one in a section is let pass, and none has two
        ("LG217", 9, "A28_stem_leaks_key", 4),  # one word of the key is enough if it is half of it
        ("LG219", 8, "A46_key_given_in_sibling_stem", 7),  # the eighth asks for relational databases
        ("LG225", 118, "A23b_key_1.5x_mean", 147),  # the longest distractor is what the eye compares with
        ("LG226", 46, "A24b_>=2_absolute_distractors", 47),  # "must" is no absolute word
        ("LG227", 8, "A25_dismissive_distractor", 23),  # "no effect" where an effect is asked for is an answer
        ("LG232", 26, "A41_expl_only_restates", 31),  # a sum that is worked out adds something
        ("LG233", 10, "A30_key_not_in_script", 25),  # negative stems ask for what was not said
        ("LG241", 2, "A38_dup_stem_near", 5),  # four content words, and keys that share one
    ],
)
def test_where_ours_is_another_definition_the_counts_are_known(
    code: str, number: int, name: str, measured_number: int
) -> None:
    assert (counted(code), measured(name)) == (number, measured_number)


def test_negative_stems_are_recognised_as_they_were_measured() -> None:
    stems = [question.stem for question in all_choices()]
    assert sum(set_off(stem) is not None for stem in stems) == measured("A21_neg_stem_emphasised")
    assert sum(overread(stem) is not None for stem in stems) == 1


def test_the_sample_assessment_holds_what_was_counted_in_it() -> None:
    counts = Counter(finding.code for finding in findings(seed()))
    assert counts["LG106"] == 14
    assert counts["LG226"] == 7
    assert counts["LG231"] == 2
    assert counts["LG432"] == 1
    assert counts["LG244"] == 2
    (letters,) = [finding for finding in findings(seed()) if finding.code == "LG245"]
    assert "A 0, B 33, C 18, D 1" in letters.message
    (longest,) = [finding for finding in findings(seed()) if finding.code == "LG247"]
    assert "38 of 52" in longest.message


def test_a_blind_guesser_passes_in_machine_written_weeks() -> None:
    assert score(seed().week).right == 41
    scores = [score(week.week) for week in weeks()]
    right, of = sum(one.right for one in scores), sum(one.of for one in scores)
    assert (right, of) == (394, 631)  # 62%
    assert min(one.share for one in scores) > 0.49
    told = [one.message for place in range(len(WEEKS)) for one in found(place) if one.code == "LG249"]
    assert len(told) == 11  # one of the weeks has twelve questions only
    assert not [message for message in told if " 0 by" in message]


def test_no_error_of_an_item_rule_is_found_but_those_that_are_there() -> None:
    errors = Counter(f.code for place in range(len(WEEKS)) for f in found(place) if f.severity.value == "error")
    own = {code: number for code, number in errors.items() if code.startswith("LG2")}
    assert own == {"LG200": 12, "LG203": 24, "LG212": 7, "LG222": 28, "LG240": 2, "LG245": 11, "LG260": 1}


def test_thirteen_weeks_are_looked_at_in_a_fraction_of_a_second() -> None:
    own = [rule for code, rule in RULES.items() if code.startswith("LG2")]
    read = (seed(), *weeks())
    start = process_time()
    for week in read:
        for section, context in zip(week.week.sections, week.contexts, strict=True):
            for rule in own:
                if Scope.ASSESSMENT in rule.scopes:
                    list(rule.find(section, Scope.ASSESSMENT, context))
        for scope, document in ((Scope.WEEK, week.week), (Scope.FILES, week.files)):
            for rule in own:
                if scope in rule.scopes:
                    list(rule.find(document, scope, week.context))
    assert process_time() - start < SECONDS
