"""The flags of the Batch API, the same for every command that asks a model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lecturegen.errors import UsageError

if TYPE_CHECKING:
    from lecturegen.llm.batches.office import ByBatch


def by_batch(root: Path, batch_api: bool, resume: bool, finish_live: bool) -> ByBatch | None:
    """What the flags mean; ``root`` is the folder above all that the command makes. Raises UsageError."""
    if not batch_api and not resume:
        if finish_live:
            raise UsageError("--finish-live goes with --batch-api or --resume")
        return None
    from lecturegen.llm.batches.office import ByBatch
    from lecturegen.llm.batches.store import FILE

    if resume and not (root / FILE).is_file():
        raise UsageError(f"--resume: nothing was ever posted from {root}; begin with --batch-api")
    return ByBatch(root, finish_live)


def to_stderr(text: str) -> None:
    print(text, file=sys.stderr)


def come_back(waiting: int, say: Callable[[str], None] = to_stderr) -> None:
    """Say that nothing is wrong, and what to do, if ``waiting`` weeks wait for batches."""
    if waiting:
        many = f"{waiting} weeks wait" if waiting > 1 else "one week waits"
        say(
            f"{many} for a batch. Nothing is wrong: run the same command again to collect it and go on; services "
            "answer within 24 hours."
        )
