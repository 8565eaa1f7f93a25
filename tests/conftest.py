"""What every test stands on: no key in the environment, and a quick, impatient client."""

from __future__ import annotations

import pytest

from lecturegen.garbage import settle
from lecturegen.settings import Settings


def pytest_collection_finish() -> None:
    """Tests of the command line do it anyway; the others need not walk all that was imported either."""
    settle()


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own key must never be spent by a test, nor a trace of it be uploaded."""
    import os

    for name in list(os.environ):
        if name.startswith(("OPENAI_", "LECTUREGEN_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)


def impatient(base_url: str, **changes: object) -> Settings:
    """Settings for a server that fails on purpose: short waits, short timeout."""
    given = {"OPENAI_BASE_URL": base_url, "OPENAI_API_KEY": "sk-test", "timeout": 2.0, "retry_wait": 0.01}
    return Settings.model_validate(given | changes)
