"""A canary key and a canary sentence: neither may show where it has no business, whatever the service repeats."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturegen.llm.discreet import REPEATED, without_repeats
from tests.batches import rounds
from tests.command import made, make_week
from tests.openai_server import Behaviour, running

KEY = "sk-canary-4f1bd07c2e99"
SENTENCE = "The heron counted seventeen brass buttons before breakfast because of the variance."
LEAST = "heron counted seventeen"
CONTENT = {("answers", "text"), ("attempts", "reply"), ("replies", "came")}
"""What the journal is for; all else is metadata."""


def journal_metadata(folder: Path) -> str:
    """Every value of every column of the journal but the contents."""
    connection = sqlite3.connect(made(folder) / ".journal.sqlite")
    said = []
    for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
        columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        for column in columns:
            if (table, column) not in CONTENT:
                said += [f"{value}" for (value,) in connection.execute(f"select {column} from {table}")]
    connection.close()
    return "\n".join(said)


@pytest.mark.parametrize("fault", ["echo", "echo-busy", "echo-refusal", "wrong-schema", "not-json"])
def test_the_canaries_are_never_seen_when_they_come_back_in_a_batch(fault: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"# Variance\n\n{SENTENCE}\n")
    flags = ["--notes", str(tmp_path / "notes.md"), "--log-json", str(tmp_path / "log.jsonl")]
    with running(Behaviour(faults=[f"draft#2:all:{fault}"])) as server:
        ran = rounds(server, tmp_path, *flags, OPENAI_API_KEY=KEY)
        assert any(SENTENCE in str(body) for body in server.requests), "the notes were sent"
    assert ran[-1].code == 1
    seen = {f"err {place}": one.err for place, one in enumerate(ran)}
    seen |= {"log": (tmp_path / "log.jsonl").read_text(), "journal": journal_metadata(tmp_path)}
    seen["report"] = (made(tmp_path) / "report.json").read_text()
    for place, text in seen.items():
        assert LEAST not in text, place
        assert KEY not in text, place


@pytest.mark.parametrize("kind", ["plan", "draft#2", "assess#2"])
@pytest.mark.parametrize("fault", ["echo", "echo-busy", "echo-refusal", "wrong-schema", "not-json", "unauthorized"])
def test_the_canaries_are_never_seen(fault: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"# Variance\n\n{SENTENCE}\n")
    flags = ["--notes", str(tmp_path / "notes.md"), "--log-json", str(tmp_path / "log.jsonl")]
    with running(Behaviour(faults=[f"{kind}:all:{fault}"])) as server:
        ran = make_week(server, tmp_path, *flags, OPENAI_API_KEY=KEY, LECTUREGEN_ATTEMPTS="2")
        assert any(SENTENCE in str(body) for body in server.requests), "the notes were sent"
    assert ran.code != 0
    seen = {"out": ran.out, "err": ran.err, "log": (tmp_path / "log.jsonl").read_text()}
    seen["journal"] = journal_metadata(tmp_path)
    if (report := made(tmp_path) / "report.json").exists():
        seen["report"] = report.read_text()
    for place, text in seen.items():
        assert LEAST not in text, place
        assert KEY not in text, place
    if fault.startswith("echo"):
        assert "[key] may not ask about" in ran.err


def test_the_key_is_in_no_file(tmp_path: Path) -> None:
    with running(Behaviour(faults=["draft#2:all:echo", "draft#1:1:echo-busy", "assess#1:1:echo-refusal"])) as server:
        make_week(server, tmp_path, "--log-json", str(tmp_path / "log.jsonl"), OPENAI_API_KEY=KEY)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


WORDS = st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=8, max_size=30).map(" ".join)


@given(WORDS, st.text(max_size=40), st.text(max_size=40))
def test_what_was_sent_is_cut_out_wherever_it_stands(sent: str, before: str, after: str) -> None:
    letters = sent.replace(" ", "")
    cleaned = without_repeats(f"{before}: {sent}. {after}", letters)
    if len(letters) >= REPEATED:
        assert sent not in cleaned
        assert "[…]" in cleaned


@given(st.text(max_size=200))
def test_words_of_our_own_stay_as_they_are(said: str) -> None:
    assert without_repeats(said, "") == said


def test_a_quoted_newline_hides_nothing() -> None:
    cleaned = without_repeats(
        r'input: "The heron counted\nseventeen brass buttons"', "Theheroncountedseventeenbrassbuttons"
    )
    assert cleaned == 'input: "[…]"'
