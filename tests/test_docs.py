"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lecturegen.cli import app
from lecturegen.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_every_setting_is_in_the_readme() -> None:
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        assert (str(alias) if alias else f"LECTUREGEN_{name.upper()}") in README


def test_every_setting_in_the_readme_exists() -> None:
    known = {f"LECTUREGEN_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"LECTUREGEN_[A-Z_]+", README)) <= known


def test_every_command_has_a_sentence_of_help() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert (command.callback.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/decisions/{p.name}" for p in (ROOT / "docs/decisions").iterdir())]
)
def test_every_path_named_in_a_page_exists(page: str) -> None:
    text = (ROOT / page).read_text()
    linked = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    for path in linked:
        assert ((ROOT / page).parent / path).exists(), path


def test_the_demo_in_the_readme_is_what_the_demo_says() -> None:
    """The sample of the script in the README stands in the committed week."""
    sample = re.search(r"```markdown\n(.*?)```", README, re.S)
    assert sample is not None
    script = (ROOT / "outputs/data-mining/week-10/script.md").read_text()
    assert sample[1].strip() in script


def test_pins_name_versions_and_no_host() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line) for line in lines)
