"""The item bank, as a course designer uses it: filled by weeks, by hand, searched, drawn from term after term."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from lecturegen.bank.entry import Entry, Origin
from lecturegen.bank.store import Bank
from lecturegen.questions.true_false import TrueFalse
from tests.command import Ran, made, make_week, run
from tests.openai_server import running

SAMPLE = Path("outputs/data-mining/week-10")
GIFT = """\
$CATEGORY: Mine

Which sort is stable? {=Merge sort#keeps equal keys in order ~Heapsort#swaps far apart ~Quicksort#swaps far apart}

How many comparisons does it take to sort 2 keys? {#1}
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "bank.sqlite"
    done = run("bank", "add", SAMPLE, "--bank", path)
    assert done.code == 0, done.err
    return path


@pytest.fixture
def bank(filled: Path, tmp_path: Path) -> Path:
    """The bank of the sample week, for one test alone."""
    return Path(shutil.copy(filled, tmp_path / "bank.sqlite"))


def listed(bank: Path, *flags: str) -> list[dict[str, Any]]:
    done = run("bank", "list", "--bank", bank, "--format", "json", *flags)
    assert done.code == 0, done.err
    items: list[dict[str, Any]] = json.loads(done.out)
    return items


def drawn(bank: Path, *flags: str) -> Ran:
    return run("bank", "draw", "--bank", bank, "--out", bank.parent / "quiz", *flags)


def used(bank: Path, quiz: str) -> set[str]:
    return {item["id"] for item in listed(bank) if quiz in item["uses"]}


def test_every_question_of_a_week_is_in_the_bank_once(bank: Path) -> None:
    asked = [
        question["stem"]
        for section in json.loads((SAMPLE / "week.json").read_text())["sections"]
        for question in section["assessment"]["questions"]
    ]
    again = run("bank", "add", SAMPLE, "--bank", bank)
    assert "0 new questions" in again.err
    assert Counter(item["question"]["stem"] for item in listed(bank)) == Counter(asked)
    assert all(item["objective"] and item["question"]["bloom"] for item in listed(bank))


def test_a_new_week_enters_its_questions_by_itself(tmp_path: Path) -> None:
    with running() as server:
        assert make_week(server, tmp_path).code == 0
    folder = made(tmp_path)
    stems = {
        question["stem"]
        for section in json.loads((folder / "week.json").read_text())["sections"]
        for question in section["assessment"]["questions"]
    }
    assert {item["question"]["stem"] for item in listed(folder.parent / "bank.sqlite")} == stems


def test_a_search_finds_words_wherever_an_item_has_them(bank: Path) -> None:
    word = listed(bank)[7]["question"]["explanation"].split()[3].strip(",.")
    found = json.loads(run("bank", "search", word, "--bank", bank, "--format", "json").out)
    assert listed(bank)[7]["id"] in [item["id"] for item in found]
    assert run("bank", "search", "no-such-word-anywhere", "--bank", bank, "--format", "json").out.strip() == "[]"


def test_own_questions_are_kept_word_for_word_and_flagged(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.gift").write_text(GIFT)
    done = run("bank", "import", tmp_path / "mine.gift", "--bank", bank)
    assert "2 new questions" in done.err
    mine = {item["question"]["stem"]: item for item in listed(bank) if item["origin"] == "imported"}
    choice = mine["Which sort is stable?"]
    assert choice["question"]["answer"] == "Merge sort"
    assert choice["question"]["distractors"][0]["rationale"] == "swaps far apart"
    assert "LG220" in choice["flaws"], "three options, where four are the rule"
    # the same file again, changed by somebody who is not their author
    (tmp_path / "mine.gift").write_text(GIFT.replace("keeps equal keys in order", "rewritten"))
    run("bank", "import", tmp_path / "mine.gift", "--bank", bank)
    assert choice in listed(bank)


def test_a_file_with_one_fault_brings_in_nothing(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.gift").write_text(GIFT + "\nBroken {=a =%50%b}\n")
    before = listed(bank)
    done = run("bank", "import", tmp_path / "mine.gift", "--bank", bank)
    assert done.code == 2
    assert "mine.gift:7: " in done.err
    assert listed(bank) == before


def test_assessments_in_our_grammar_are_brought_in_too(tmp_path: Path) -> None:
    done = run("bank", "import", SAMPLE / "assessment.md", "--bank", tmp_path / "new.sqlite")
    assert done.code == 0, done.err
    assert {item["origin"] for item in listed(tmp_path / "new.sqlite")} == {"imported"}


def test_two_terms_get_two_quizzes_without_a_question_in_common(bank: Path) -> None:
    assert drawn(bank, "--questions", "20", "--as", "2026 autumn").code == 0
    assert drawn(bank, "--questions", "20", "--as", "2027 spring", "--seed", "1").code == 0
    autumn, spring = used(bank, "2026 autumn"), used(bank, "2027 spring")
    assert len(autumn) == len(spring) == 20
    assert not autumn & spring
    third = drawn(bank, "--questions", "20", "--as", "2027 autumn")
    assert third.code == 2
    assert "40 more stood in a quiz before" in third.err
    assert not used(bank, "2027 autumn")
    assert drawn(bank, "--questions", "20", "--as", "2027 autumn", "--again").code == 0


def test_one_seed_draws_one_quiz_and_another_seed_another(bank: Path) -> None:
    quiz = bank.parent / "quiz" / "assessment.md"
    texts = []
    for seed in ("3", "3", "4"):
        assert drawn(bank, "--questions", "12", "--seed", seed).code == 0
        texts.append(quiz.read_bytes())
    assert texts[0] == texts[1] != texts[2]


def test_a_quiz_is_drawn_by_its_blueprint_and_spread_over_objectives(bank: Path) -> None:
    assert drawn(bank, "--questions", "13", "--demanding", "0.5", "--as", "q").code == 0
    chosen = [item for item in listed(bank) if "q" in item["uses"]]
    demanding = [i for i in chosen if i["question"]["bloom"] in ("apply", "analyse", "evaluate", "create")]
    assert len(demanding) >= 7
    assert len({(item["section"], item["objective"]) for item in chosen}) == 13
    assert len({item["section"] for item in chosen}) >= 10
    wanted = drawn(bank, "--types", "essay:2")
    assert wanted.code == 2
    assert "the blueprint wants 2 essay, and the bank has 0" in wanted.err


def test_retired_items_are_kept_and_drawn_no_more(bank: Path) -> None:
    item = listed(bank)[0]["id"]
    assert run("bank", "retire", item, "--reason", "leaked in May", "--bank", bank).code == 0
    assert item not in [one["id"] for one in listed(bank)]
    assert [one["id"] for one in listed(bank, "--retired")] == [item]
    history = json.loads(run("bank", "show", item, "--bank", bank).out)
    assert history["retired"] == "leaked in May"
    assert [what for _, what, _ in history["history"]] == ["entered", "retired"]
    # whoever enters the week again does not bring it back
    run("bank", "add", SAMPLE, "--bank", bank)
    assert item not in [one["id"] for one in listed(bank)]
    assert run("bank", "restore", item, "--bank", bank).code == 0
    assert item in [one["id"] for one in listed(bank)]
    assert run("bank", "retire", "nothing", "--reason", "x", "--bank", bank).code == 2


def test_what_students_have_seen_is_not_drawn(bank: Path) -> None:
    done = run("bank", "used", SAMPLE, "--as", "2026 autumn", "--bank", bank)
    assert done.code == 0, done.err
    assert len(used(bank, "2026 autumn")) == len(listed(bank))
    assert drawn(bank, "--questions", "1").code == 2


def test_flawed_items_are_not_drawn(bank: Path) -> None:
    with sqlite3.connect(bank) as db:
        rows = db.execute("select id, entry from items").fetchall()
        for name, text in rows[1:]:
            entry = json.loads(text) | {"flaws": ["LG225", "LG226"]}
            db.execute("update items set entry = ? where id = ?", (json.dumps(entry), name))
    db.close()
    assert drawn(bank, "--questions", "2", "--demanding", "0").code == 2
    assert drawn(bank, "--questions", "1", "--demanding", "0").code == 0


def test_a_file_that_is_no_bank_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bank.sqlite").write_text("my shopping list, which is longer than a header of sqlite " * 10)
    done = run("bank", "list", "--bank", tmp_path / "bank.sqlite")
    assert done.code == 2
    assert "bank.sqlite: the item bank is damaged" in done.err
    assert (tmp_path / "bank.sqlite").read_text().startswith("my shopping list")
    assert "there is no bank" in run("bank", "list", "--bank", tmp_path / "none.sqlite").err


def test_a_week_enters_a_full_bank_as_fast_as_an_empty_one(tmp_path: Path) -> None:
    """Searching all words for each question, as was done, takes ten times as long at 3,000 questions."""
    bank = Bank(tmp_path / "bank.sqlite")
    seconds = []
    for term in range(60):
        began = time.process_time()
        assert bank.enter(week_of_questions(term)) == 52
        assert bank.enter(week_of_questions(0, week=term)) == 0, "known, and now of another week"
        seconds.append(time.process_time() - began)
    bank.close()
    assert median(seconds[-9:]) < 4 * median(seconds[:9])


def week_of_questions(term: int, week: int = 1) -> list[Entry]:
    text = "What does caching save?"
    return [
        Entry(
            question=TrueFalse(
                id=f"q{n}", objective="o1", frame=1, bloom=None, stem=f"{text} {term} {n}", answer=True,
                explanation="Time.",
            ),
            objective="Explain caches", section="Caches", week=week, number=1, origin=Origin.MADE,
        )
        for n in range(52)
    ]  # fmt: skip


def test_the_whole_bank_goes_into_other_formats(bank: Path, tmp_path: Path) -> None:
    done = run("bank", "export", "--bank", bank, "--to", "assessment", "--out", tmp_path / "out")
    assert done.code == 0, done.err
    again = run("bank", "import", tmp_path / "out" / "assessment.md", "--bank", tmp_path / "other.sqlite")
    assert again.code == 0, again.err
    assert {item["id"] for item in listed(tmp_path / "other.sqlite")} == {item["id"] for item in listed(bank)}


def test_what_we_write_as_gift_comes_back_with_its_stems_keys_and_feedback(bank: Path, tmp_path: Path) -> None:
    done = run("bank", "export", "--bank", bank, "--to", "gift", "--out", tmp_path / "out")
    assert done.code == 0, done.err
    again = run("bank", "import", tmp_path / "out" / "assessment.gift", "--bank", tmp_path / "other.sqlite")
    assert again.code == 0, again.err
    kinds = ("single-choice", "true-false", "short-answer", "numeric", "matching")
    written = Counter(i["question"]["kind"] for i in listed(bank) if i["question"]["kind"] in kinds)
    read = Counter(i["question"]["kind"] for i in listed(tmp_path / "other.sqlite") if i["question"]["kind"] in kinds)
    assert written["single-choice"] == read["single-choice"] > 30
    assert written["short-answer"] == read["short-answer"] > 2
