"""Titles -> ids that stay the same, can be read, and fit into file names and addresses."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from slugify import slugify

LONGEST = 48  # characters before a number is added


def section_id(title: str, taken: Container[str] = ()) -> str:
    """``GANs: theory and practice`` -> ``gans-theory-and-practice``; cut at the end of a word.

    Other scripts are romanised; a title without letters or digits gives ``section``. An id in ``taken`` gets ``-2``,
    ``-3`` and so on: give titles in the order of the week, and the same titles give the same ids.
    """
    stem = slugify(title, max_length=LONGEST, word_boundary=True, save_order=True) or "section"
    return next(one for n in count(1) if (one := stem if n == 1 else f"{stem}-{n}") not in taken)


def objective_id(section: str, number: int) -> str:
    """Id of the objective with ``number`` (from 1) of ``section``."""
    return f"{section}.o{number}"
