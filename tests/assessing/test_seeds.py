"""Real weeks that we did not write, assessed anew; they lie beside the checkout, and not everybody has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.assessing.weeks import assess, contents, near, stems, summary
from tests.openai_server import Behaviour, running
from tests.reading.foreign import SHARED, WEEKS, needs_foreign_weeks

pytestmark = needs_foreign_weeks


def seeds(folder: Path, *numbers: str) -> Path:
    folder.mkdir()
    for number in numbers:
        (path,) = (SHARED / "seeds").glob(f"{number}*")
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.slow
def test_the_script_000_with_its_assessment_002_gets_52_new_questions(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", "000", "002")
    script, sheet = sorted(folder.iterdir())
    spoken, old, known = script.read_bytes(), sheet.read_bytes(), stems(sheet)
    assert [len(section) for section in known] == [4] * 13
    with running(Behaviour()) as server:
        assert assess(server, script, sheet).code == 0
        asked, before = len(server.log), contents(folder)
        assert assess(server, script, sheet).code == 0
        assert (len(server.log), contents(folder)) == (asked, before)
    assert script.read_bytes() == spoken
    assert [path.read_bytes() for path in (folder / "assessments").glob("002*.txt")] == [old]
    new = stems(sheet)
    assert sum(map(len, new)) == 52
    everything = [stem for section in known for stem in section]
    assert not near([stem for section in new for stem in section], everything)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "sections"), [("000", 13), ("001", 16)])
def test_a_script_alone_gets_an_assessment(number: str, sections: int, tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", number)
    (script,) = folder.iterdir()
    with running(Behaviour()) as server:
        assert assess(server, script).code == 0
        asked = len(server.log)
        assert assess(server, script).code == 0
        assert len(server.log) == asked
    (sheet,) = folder.glob("*.assessment.md")
    assert [len(section) for section in stems(sheet)] == [4] * sections


@pytest.mark.slow
def test_twelve_weeks_of_others_in_one_command(tmp_path: Path) -> None:
    root = shutil.copytree(WEEKS, tmp_path / "weeks", copy_function=shutil.copyfile)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    old = {path.parent.name: stems(path) for path in root.glob("*/assessment.md")}
    with running(Behaviour()) as server:
        ran = assess(server, root, "--format", "json")
    told = summary(ran)
    assert ran.code == 0, ran.err
    assert (told["total"]["weeks"], told["total"]["failed"]) == (12, 0)
    for name, known in old.items():
        week = root / name
        for kept in ("script.md", "slides.tex"):
            assert (week / kept).read_bytes() == (WEEKS / name / kept).read_bytes()
        for new, before in zip(stems(week / "assessment.md"), known, strict=True):
            assert len(new) >= 3
            assert not near(new, before)
