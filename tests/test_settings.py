"""What stands in the environment and in flags: each fault is named, with its place, before anything is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from lecturegen.errors import ConfigurationError
from lecturegen.settings import load_settings
from tests.command import make_week
from tests.openai_server import running

KEY = "sk-canary-4f1bd07c2e99"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LECTUREGEN_CONCURRENCY", "many", "valid integer"),
        ("LECTUREGEN_TIMEOUT", "inf", "finite number"),
        ("LECTUREGEN_RETRY_WAIT", "inf", "finite number"),
        ("LECTUREGEN_TEMPERATURE", "nan", "finite number"),
        ("LECTUREGEN_BUDGET", "1e999", "finite number"),
        ("LECTUREGEN_PRICES", "0.4", "valid dictionary"),
        ("LECTUREGEN_PRICES", "m: 0.4", 'it should be like {"my-model": [0.4, 1.6]}'),
        ("LECTUREGEN_PRICES: m: 1", '{"m": [0.4]}', "required"),
        ("LECTUREGEN_PRICES: m: 0", '{"m": [-0.4, 1.6]}', "greater than or equal to 0"),
        ("OPENAI_BASE_URL", "localhost:8000/v1", "no address of a service: 'localhost:8000/v1'"),
        ("OPENAI_BASE_URL", "htp://localhost/v1", "no address"),
        ("OPENAI_BASE_URL", "http://", "no address"),
        ("OPENAI_BASE_URL", "http://localhost:99999/v1", "no address"),
        ("OPENAI_BASE_URL", "http://localhost:port/v1", "no address"),
        ("OPENAI_BASE_URL", "http://[::1/v1", "no address"),
        ("OPENAI_BASE_URL", f"http://me:{KEY}@localhost/v1", "beside a key"),
        ("OPENAI_API_KEY", f"{KEY}\nand more", "a sign in the key cannot be sent"),
        ("OPENAI_API_KEY", KEY.replace("-", "–"), "a sign in the key cannot be sent"),
    ],
)
def test_a_wrong_setting_is_named_with_its_place_and_no_key_is_repeated(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name.split(":")[0], value)
    with pytest.raises(ConfigurationError) as raised:
        load_settings()
    assert str(raised.value).startswith(f"{name}: ")
    assert said in str(raised.value)
    assert "4f1bd07c2e99" not in str(raised.value)


def test_a_wrong_flag_is_named_as_the_flag_it_is() -> None:
    with pytest.raises(ConfigurationError, match=r"^--budget-tokens: .* greater than 0, not -5$"):
        load_settings(budget_tokens=-5)


@pytest.mark.parametrize(
    "nothing", ["OPENAI_API_KEY=", "OPENAI_API_KEY= ", "OPENAI_BASE_URL=", "LECTUREGEN_MODEL=", "LECTUREGEN_PRICES="]
)
def test_a_setting_that_is_empty_is_not_set(nothing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = load_settings()
    monkeypatch.setenv(*nothing.split("="))
    assert load_settings() == sound


@pytest.mark.parametrize("empty", ["", "  "])
def test_a_model_without_a_name_is_told_before_anything_is_asked(empty: str, tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, "--model", empty)
    assert (ran.code, server.requests, (tmp_path / "out").exists()) == (3, [], False)
    assert ran.err.startswith("error: --model: ")


def test_what_is_pasted_with_a_line_break_is_taken(tmp_path: Path) -> None:
    with running() as server:
        ran = make_week(server, tmp_path, OPENAI_API_KEY=f" {KEY}\n", OPENAI_BASE_URL=f"{server.base_url}\n")
    assert ran.code == 0, ran.err
