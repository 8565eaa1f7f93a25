"""`lecturegen rules` and `lecturegen schemas`: what is generated from the code, shown or written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lecturegen.cli._app import app
from lecturegen.errors import UsageError


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(help="Explain this rule, such as LG301.")] = None,
    check: Annotated[bool, typer.Option("--check", help="For developers: fail if a page of docs/ is stale.")] = False,
    write: Annotated[bool, typer.Option("--write", help="For developers: write docs/rules.md, exports.md.")] = False,
) -> None:
    """List the rules, or show the manual page of one."""
    from lecturegen.accessible import MANUAL as ACCESSIBLE
    from lecturegen.chains._blind_doubts import MANUAL as ANSWERED
    from lecturegen.exporters._carried import carried
    from lecturegen.exporters._losses import MANUAL as EXPORTED
    from lecturegen.reading._losses import MANUAL as READ
    from lecturegen.rules import RULES
    from lecturegen.rules._manual import manual

    pages = READ | ANSWERED | EXPORTED | ACCESSIBLE | {name: rule.doc for name, rule in RULES.items()}

    if check or write:
        _freshen({Path("docs/rules.md"): manual(), Path("docs/exports.md"): carried()}, write=write)
    elif code is None:
        for rule in (RULES[name] for name in sorted(RULES)):
            print(f"{rule.code}  {rule.severity.value:8} {rule.name:28} {rule.doc.splitlines()[0].split(': ', 1)[-1]}")
    elif code.upper() in pages:
        print(pages[code.upper()])
    else:
        raise UsageError(f"there is no rule {code}; `lecturegen rules` lists them")


@app.command()
def schemas(
    out: Annotated[Path, typer.Option(help="Where to write them.")] = Path("schemas"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if one is stale.")] = False,
) -> None:
    """Write the JSON Schemas of all documents and wire shapes."""
    from lecturegen.schema.export import json_schemas

    _freshen({out / name: text for name, text in json_schemas().items()}, write=not check)


def _freshen(wanted: dict[Path, str], *, write: bool) -> None:
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        print(path)
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8")
    if stale and not write:
        raise UsageError(f"{len(stale)} generated files are stale; `make schemas docs` writes them")
