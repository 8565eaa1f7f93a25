"""A notebook -> blocks: markdown cells as they are, code cells as fenced code, outputs left out.

The line of everything in a notebook is the number of its cell, counted from 1.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import Any

from lecturegen.reading._blocks import Block, Kind, fenced
from lecturegen.reading._clean import repair
from lecturegen.reading._lines import Line
from lecturegen.reading._losses import Losses, NotText
from lecturegen.reading._markdown import blocks


def notebook_blocks(text: str, losses: Losses) -> list[Block]:
    """The blocks of all cells. Raises NotText if the notebook cannot be understood."""
    notebook = _read(text)
    language = _language(notebook.get("metadata", {}))
    found: list[Block] = []
    for number, cell in enumerate(notebook.get("cells", []), 1):
        source = _source(cell)
        if not source.strip():
            continue
        rows = repair(source, losses, number)
        if cell.get("cell_type") == "code":
            found.append(_code(rows, language, number))
        else:
            found += blocks([Line(row, number, number) for row in rows], losses)
    return found


def _read(text: str) -> Any:
    import logging

    import nbformat

    logger = logging.getLogger("traitlets")
    quiet, logger.disabled = logger.disabled, True  # it logs what is odd but does not matter to us
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, nbformat.ValidationError) as error:
        # whatever is wrong with the JSON, nbformat stumbles over it in one of these ways
        reason = " ".join(str(error).split())[:120]
        raise NotText(
            f"is no notebook that can be read ({type(error).__name__}: {reason}); open and save it in Jupyter"
        ) from error
    finally:
        logger.disabled = quiet


def _language(metadata: Any) -> str:
    for holder, key in (("language_info", "name"), ("kernelspec", "language")):
        kernel = metadata.get(holder) if isinstance(metadata, Mapping) else None
        name = kernel.get(key) if isinstance(kernel, Mapping) else None
        if isinstance(name, str) and re.fullmatch(r"[\w+#.-]+", name):
            return name
    return ""


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source")
    parts = source if isinstance(source, list) else [source]
    return "".join(part for part in parts if isinstance(part, str))


def _code(rows: list[str], language: str, number: int) -> Block:
    code = "\n".join(row.rstrip() for row in rows).strip("\n")
    return Block(Kind.FENCE, fenced(code, language), number, number)
