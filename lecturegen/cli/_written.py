"""What exports wrote, and what their formats cannot carry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lecturegen.exports import Written


def show_written(done: Written) -> None:
    for path in done.paths:
        print(path)
    for finding in done.findings:
        print(f"{done.folder}: {finding}", file=sys.stderr)
