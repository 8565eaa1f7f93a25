"""What a format is, and how it is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lecturegen.checking.run import Result

Format = Callable[[Iterable[Result]], Iterator[str]]
"""Results -> pieces of text, which are printed one after the other."""

FORMATS: dict[str, Format] = {}


def output_format(name: str) -> Callable[[Format], Format]:
    """Enter the decorated function under ``name``, the word for it after ``--format``."""

    def enter(made: Format) -> Format:
        FORMATS[name] = made
        return made

    return enter
