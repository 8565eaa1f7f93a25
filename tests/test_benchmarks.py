"""Each benchmark runs, in its quick size, and writes what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))
QUICK = [name for name in NAMES if name != "kills"]
"""Kills come at random moments, and so small a run failed once in three; why is not known. test_batch_dask_killed.py
chooses its moments."""


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_runs_quickly_and_writes_rows_machine_and_versions(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--quick", "--json", str(tmp_path / "found.json")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["benchmark"] == name
    assert found["command"].startswith(f"python -m benchmarks.{name}")
    assert found["rows"]
    assert found["machine"]["cores"]
    assert {"openai", "langchain-core", "pydantic"} <= found["versions"].keys()


def test_every_benchmark_is_in_the_page_with_its_figures() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text()
    assert not [name for name in NAMES if f"python -m benchmarks.{name}" not in page]
