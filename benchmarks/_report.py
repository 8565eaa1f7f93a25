"""Rows and claims -> a table on the terminal, and JSON with machine, versions and command."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_PACKAGES = ("lecturegen", "openai", "langchain-core", "langchain-openai", "pydantic", "tenacity", "aiohttp")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is wanted, what was measured, and whether it holds."""

    wanted: str
    measured: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What a benchmark found. ``rows`` all have the same keys: the columns of the table."""

    rows: Sequence[dict[str, Any]]
    claims: Sequence[Claim] = ()


def at_most(wanted: str, measured: float, limit: float, unit: str = "") -> Claim:
    return Claim(f"{wanted}: at most {limit:g}{unit}", f"{measured:.3g}{unit}", measured <= limit)


def at_least(wanted: str, measured: float, limit: float, unit: str = "") -> Claim:
    return Claim(f"{wanted}: at least {limit:g}{unit}", f"{measured:.3g}{unit}", measured >= limit)


def none_of(wanted: str, count: int) -> Claim:
    return Claim(f"{wanted}: 0", str(count), count == 0)


def parser(about: str | None) -> argparse.ArgumentParser:
    """The flags that every benchmark has."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--json", type=Path, metavar="FILE", help="write rows, claims, machine and versions there")
    made.add_argument("--quick", action="store_true", help="seconds instead of minutes; too small to judge speed")
    return made


def report(given: argparse.Namespace, measure: Callable[[argparse.Namespace], Findings]) -> None:
    """Measure, print, write; exit code 1 if a claim does not hold."""
    name = Path(sys.argv[0]).stem
    found = measure(given)
    _show(name, found)
    if given.json:
        text = json.dumps(
            {
                "benchmark": name, "command": f"python -m benchmarks.{name} {' '.join(sys.argv[1:])}".strip(),
                "machine": _machine(), "versions": {package: version(package) for package in _PACKAGES},
                "rows": list(found.rows), "claims": [asdict(claim) for claim in found.claims],
            },
            indent=2,
        )  # fmt: skip
        given.json.write_text(text + "\n", "utf-8")
    if not all(claim.holds for claim in found.claims):
        sys.exit(1)


def _show(name: str, found: Findings) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    table = Table(title=name, box=None, header_style="bold", pad_edge=False)
    for column in found.rows[0]:
        table.add_column(column, justify="left" if isinstance(found.rows[0][column], str) else "right")
    for row in found.rows:
        table.add_row(*(f"{value:.3f}" if isinstance(value, float) else str(value) for value in row.values()))
    console.print(table)
    for claim in found.claims:
        sign = "[green]holds[/]" if claim.holds else "[red]falls short[/]"
        console.print(f"{sign}  {claim.wanted}; measured {claim.measured}", highlight=False)
    load = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    console.print(f"[dim]{_machine()['cpu']}, {os.cpu_count()} cores; load {load}[/]", highlight=False)


def _machine() -> dict[str, Any]:
    return {
        "cpu": _cpu(), "cores": os.cpu_count(), "system": platform.platform(terse=True),
        "python": platform.python_version(), "load": os.getloadavg(),
    }  # fmt: skip


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
