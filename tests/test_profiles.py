"""A week against each service that the local server imitates: it runs clean, and is billed to the token."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import make_week, manifest_of, report_of, week_of
from tests.openai_server import Behaviour, Server, running
from tests.openai_server.profiles import PROFILES


def billed(server: Server) -> dict[str, int]:
    return {
        "prompt": sum(entry.prompt_tokens for entry in server.log if entry.status == 200),
        "completion": sum(entry.completion_tokens for entry in server.log),
    }


@pytest.mark.parametrize("profile", PROFILES)
def test_a_week_runs_clean_against(profile: str, tmp_path: Path) -> None:
    with running(Behaviour(profile=profile)) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()
    assert len(week_of(tmp_path).sections) == 3
    tokens = manifest_of(tmp_path)["tokens"]
    assert isinstance(tokens, dict)
    assert {name: tokens[name] for name in ("prompt", "completion")} == billed(server)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_reply_that_was_cut_is_had_whole_from(profile: str, tmp_path: Path) -> None:
    with running(Behaviour(profile=profile, faults=["draft#2:1:truncated"])) as server:
        ran = make_week(server, tmp_path)
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()


def test_azure_is_reached_through_its_own_client_too(tmp_path: Path) -> None:
    with running(Behaviour(profile="azure")) as server:
        azure = {
            "OPENAI_BASE_URL": "", "AZURE_OPENAI_ENDPOINT": server.base_url.partition("/openai")[0],
            "OPENAI_API_VERSION": "2024-10-21", "LECTUREGEN_PROVIDER": "azure_openai",
            "LECTUREGEN_MODEL": "local-lecturer",
        }  # fmt: skip
        ran = make_week(server, tmp_path, **azure)
    assert ran.code == 0, ran.err
    assert report_of(tmp_path).findings == ()
