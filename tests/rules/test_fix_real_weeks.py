"""`check --fix` on real weeks takes wrappers away and no speech; the weeks lie beside the checkout."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from lecturegen.checking.lint import Located
from lecturegen.reading.sections import load
from lecturegen.rules import RULES
from lecturegen.rules._words import placed_sentences, speech
from lecturegen.schema import Section, Week
from tests.command import run
from tests.reading.foreign import SHARED, needs_foreign_weeks
from tests.rules.comparison import bundles, looked

pytestmark = needs_foreign_weeks
EVERY = list(bundles()) if SHARED.is_dir() else []
WRAPPERS = ("LG140", "LG141", "LG142", "LG144", "LG145", "LG146", "LG148", "LG155", "LG156", "LG160", "LG173")


def said(section: Section) -> list[str]:
    """Its spoken sentences, without marks around them."""
    texts = [text for _, text in speech(section)]
    return [bare for text in texts for one in placed_sentences(text) if (bare := _bare(one.text))]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip()


def reported(name: str, index: int) -> Iterator[str]:
    """The words that mending rules have found in a section, as they stand in its file."""
    for one in looked(name).found:
        if RULES[one.finding.code].mender and re.match(rf"(?:/script)?/sections/{index}/", one.finding.where):
            yield _bare(_words(one))


def _words(one: Located) -> str:
    lines = load(one.path).split("\n")[one.start.line - 1 : one.end.line]
    lines[-1] = lines[-1][: one.end.column - 1]
    lines[0] = lines[0][one.start.column - 1 :]
    return "\n".join(lines)


def _stands(name: str, index: int, words: str) -> bool:
    """Whether ``words`` stand in the body of a section as often as before."""
    before, after = (
        _bare(files.script.sections[index].body).count(words) for files in looked(name).files if files.script
    )
    return before == after


@pytest.mark.parametrize("name", EVERY)
def test_every_sentence_that_is_gone_was_reported_as_none_of_the_lecture(name: str) -> None:
    before, after = looked(name).week, looked(name).after
    for index, (old, new) in enumerate(zip(before.sections, after.sections, strict=True)):
        one, other = said(old), said(new)
        known = list(reported(name, index))
        for kind, start, end, begins, ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            gone, come = " ".join(one[start:end]), " ".join(other[begins:ends])
            if kind == "equal" or (not come and _stands(name, index, gone)):
                continue  # a cue that now stands before the heading of its frame is no speech any more, but still there
            # what has come is the rest of what is gone: a label stood before it, or a banner
            assert come in gone, f"{name} section {index + 1} now says {come!r} for {gone!r}"
            lost = gone.replace(come, " ", 1) if come else gone
            for words in sorted(known, key=len, reverse=True):
                lost = lost.replace(words, " ") if words else lost
            assert not lost.split(), f"{name} section {index + 1} lost {lost!r} of {gone!r}"


@pytest.mark.parametrize("name", EVERY)
def test_sections_frames_and_questions_are_the_same(name: str) -> None:
    def shape(week: Week) -> list[tuple[str, int]]:
        return [(section.title, len(section.frames)) for section in week.sections]

    before, after = looked(name).week, looked(name).after
    assert shape(before) == shape(after)
    for old, new in zip(before.sections, after.sections, strict=True):
        asked = [q.stem for q in old.assessment.questions] if old.assessment else []
        assert set(asked) <= {q.stem for q in new.assessment.questions} if new.assessment else not asked


@pytest.mark.parametrize("name", EVERY)
def test_no_wrapper_is_left(name: str) -> None:
    left = [one for one in looked(name).left if one.finding.code in WRAPPERS]
    assert not left, [(one.start.line, one.finding.message) for one in left]


@pytest.mark.parametrize("name", list(bundles()) if SHARED.is_dir() else [])
def test_fix_writes_the_same_again_and_a_diff_writes_nothing(name: str, tmp_path: Path) -> None:
    bundle = bundles()[name]
    copies = [Path(shutil.copy(path, tmp_path / path.name)) for path in bundle.paths]
    before = [path.read_bytes() for path in copies]
    run("check", str(tmp_path / copies[0].name), *map(str, copies[1:]), "--fix", "--diff")
    assert [path.read_bytes() for path in copies] == before
    run("check", *map(str, copies), "--fix")
    once = [path.read_bytes() for path in copies]
    assert once != before
    run("check", *map(str, copies), "--fix")
    assert [path.read_bytes() for path in copies] == once
