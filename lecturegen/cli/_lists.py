"""Lists on the command line, parted by commas."""

from __future__ import annotations

from lecturegen.errors import UsageError


def parted(given: str) -> tuple[str, ...]:
    """Each once, in the order of the command line."""
    return tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))


def formats(given: str) -> tuple[str, ...]:
    """Names of exporters. Raises UsageError for others, and for none."""
    from lecturegen.schema.formats import FORMATS

    names = parted(given)
    for name in names or ("",):
        if name not in FORMATS:
            raise UsageError(f"--to {name}: choose of {', '.join(FORMATS)}")
    return names
