"""Real weeks that we did not write; they lie beside the checkout, and not everybody has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3] / "shared"
WEEKS = SHARED / "corpus" / "weeks"

needs_foreign_weeks = pytest.mark.skipif(not WEEKS.is_dir(), reason=f"the foreign weeks are not at {WEEKS}")


def foreign(name: str, seeds: str) -> list[Any]:
    """Every ``name`` of the corpus, and the seeds with these numbers; one that is skipped if there is none."""
    found = [
        *sorted(WEEKS.glob(f"*/{name}")),
        *(path for seed in seeds.split() for path in (SHARED / "seeds").glob(f"{seed}*")),
    ]
    ids = [path.stem[:3] if path.parent.name == "seeds" else path.parent.name[:3] for path in found]
    return [pytest.param(path, id=label) for path, label in zip(found, ids, strict=True)] or [WEEKS / name]


def measured(path: Path) -> dict[str, Any] | None:
    """What an independent measurement counted in the week that ``path`` belongs to; seeds were not measured."""
    index = json.loads((SHARED / "corpus" / "index.json").read_text(encoding="utf-8"))
    return next((week for week in index["weeks"] if week["id"] == path.parent.name), None)
