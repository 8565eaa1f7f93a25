"""Plug-ins enter themselves, and are imported when somebody asks for them, not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from lecturegen.registry import Plugins

SLOW: Plugins[bool] = Plugins("slow_plugins")


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def test_what_only_replies_need_is_not_imported_for_the_first_request() -> None:
    there = modules_after("import lecturegen.batch, lecturegen.cli.week")
    assert "lecturegen.rules" in there
    assert not {"lecturegen.rules.lg310_plain_words", "lecturegen.bank.sources", "genai_prices", "openai"} & there


def test_the_first_look_imports_all() -> None:
    there = modules_after("from lecturegen.rules import RULES; RULES['LG310']")
    assert {"lecturegen.rules.lg100_topics_covered", "lecturegen.rules.lg310_plain_words"} <= there


def test_whoever_looks_while_another_thread_imports_waits_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "slow_plugins"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for name in ("early", "late"):
        text = f"import time; from tests.test_registry import SLOW; time.sleep(0.1); SLOW.entered[{name!r}] = True"
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    seen: list[list[str]] = []
    threads = [Thread(target=lambda: seen.append(list(SLOW))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [["early", "late"]] * 3
