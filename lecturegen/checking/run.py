"""Many weeks, checked side by side in processes of their own, handed over one by one in the order of their paths."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import NamedTuple

from lecturegen.accessible import is_checked
from lecturegen.checking.exported import exported, look
from lecturegen.checking.fixes import Mended, mended_files, mixed_line_ends
from lecturegen.checking.lint import Located, lint
from lecturegen.errors import InputError, Problem
from lecturegen.existing.config import Config, config_for, is_ignored, load_config
from lecturegen.existing.find import Bundle, find
from lecturegen.existing.weeks import read_week
from lecturegen.garbage import settle
from lecturegen.rules import RULES
from lecturegen.schema.policy import Ignore

ALONE = 8
"""So many weeks are checked sooner by this process than another one is begun."""
AHEAD = 32
"""Weeks handed out and not yet handed over, so that memory does not grow with the number of weeks."""


@dataclass(frozen=True)
class Wishes:
    """What the command line says. ``select`` and ``ignore`` are codes or their beginnings (``LG2``)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Path | None = None
    language: str | None = None

    def wanted(self, code: str) -> bool:
        selected = not self.select or code.startswith(self.select)
        return selected and not code.startswith(self.ignore or ("-",))

    def config_of(self, folder: Path) -> Config:
        """Raises CourseError."""
        config = load_config(self.config) if self.config else config_for(folder.resolve())
        if self.language is None:
            return config
        return replace(config, settings=config.settings.model_copy(update={"language": self.language}))


class Result(NamedTuple):
    """Of one week, or of what could not be read."""

    paths: tuple[Path, ...]
    found: tuple[Located, ...] = ()
    ignored: int = 0
    problems: tuple[Problem, ...] = ()


def run_fix(paths: Sequence[str], wishes: Wishes) -> Iterator[Mended | Problem]:
    """What safe mends make of the files; nothing is written. Raises InputError for paths that name nothing.

    Files that cannot be read are passed over: checking them says what is wrong.
    """
    bundles, _ = find(paths)
    for bundle in bundles:
        try:
            mended = mended_files(bundle, wishes.config_of(bundle.folder).settings)
        except InputError:
            continue
        yield from (mixed_line_ends(one.path) or one for one in mended)


def run_check(paths: Sequence[str], wishes: Wishes) -> Iterator[Result]:
    """One result a week. Raises InputError for paths that name nothing, and for wrong settings that were named."""
    if wishes.config:
        load_config(wishes.config)
    named = [path for path in paths if is_checked(path) and Path(path).is_file()]
    if named:
        yield from (_look_at_one(Path(path), wishes) for path in named)
    bundles, problems = find([path for path in paths if path not in named])
    if problems:
        yield Result((), problems=tuple(problems))
    work = partial(check_one, wishes=wishes)
    processes = min(os.cpu_count() or 1, len(bundles) // ALONE)
    if processes < 2:
        yield from map(work, bundles)
        return
    with ProcessPoolExecutor(processes, _processes(), initializer=settle) as pool:
        left = iter(bundles)
        waiting = [pool.submit(work, bundle) for bundle in islice(left, AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(work, bundle) for bundle in islice(left, 1)]


RULES.load()  # once, before processes are forked from here


def _processes() -> BaseContext:
    """Forked from a server that has imported what checking needs: this process may have threads, which do not fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def check_one(bundle: Bundle, wishes: Wishes) -> Result:
    """What is found in one week, without what is not wanted."""
    try:
        config = wishes.config_of(bundle.folder)
        week = read_week(bundle, config.settings)
    except InputError as error:
        return Result(bundle.paths, problems=error.problems)
    checked = lint(week, config.settings.ignore, config.root)
    found = tuple(one for one in checked.found if wishes.wanted(one.finding.code))
    beside = _looked_at(tuple(exported(bundle.folder)), wishes, week.context.policy.ignore, config.root)
    return Result(
        bundle.paths + beside.paths, found + beside.found, checked.ignored + beside.ignored, beside.problems
    )  # fmt: skip


def _look_at_one(path: Path, wishes: Wishes) -> Result:
    try:
        config = wishes.config_of(path.parent)
    except InputError as error:
        return Result((path,), problems=error.problems)
    return _looked_at((path,), wishes, config.settings.ignore, config.root)


def _looked_at(paths: tuple[Path, ...], wishes: Wishes, ignores: tuple[Ignore, ...], root: Path | None) -> Result:
    """Of exported files, without what is not wanted."""
    found, problems = look(paths)
    wanted = [one for one in found if wishes.wanted(one.finding.code)]
    heard = tuple(one for one in wanted if not is_ignored(one.finding.code, one.path, ignores, root))
    return Result(paths, heard, len(wanted) - len(heard), tuple(problems))
