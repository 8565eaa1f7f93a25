"""Units done by the workers of a Dask cluster: ``dask``, ``dask:4`` (so many processes here), ``dask:tcp://…:8786``.

It needs lecturegen[dask].
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from lecturegen import __version__
from lecturegen.errors import ConfigurationError, CrewLost, UsageError
from lecturegen.faculty.engines import ENGINES, Engine, Hearing
from lecturegen.faculty.unit import Unit, Wanted
from lecturegen.interrupts import on_interrupt

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_CONNECT = 10


def run(workers: int, scheduler: str, units: Iterator[Unit], wanted: Wanted, hearing: Hearing) -> None:
    """Raises Interrupted, CrewLost, UsageError, ConfigurationError."""
    from lecturegen.faculty.crew.client import Foreman
    from lecturegen.faculty.crew.hand import Hand

    with on_interrupt(), _client(workers, scheduler) as client:
        _check_versions(client)
        if not client.nthreads():
            hearing.said("no worker is there yet; this waits for one")
        if "dashboard" in client.scheduler_info()["services"] and find_spec("bokeh"):
            hearing.said(f"dashboard: {client.dashboard_link}")
        journals = wanted.settings.journals and wanted.settings.journals.absolute()  # wherever a worker was started
        Foreman(client, wanted, Hand(wanted, journals, local=not scheduler)).all(units, hearing)


def _check_versions(client: Client) -> None:
    """What is sent means the same to all only if they have the same lecturegen. Raises ConfigurationError."""
    said: Any = client.get_versions(packages=["lecturegen"])
    found = {"the scheduler": said["scheduler"]["packages"]["lecturegen"]}
    found |= {f"worker {address}": packages["packages"]["lecturegen"] for address, packages in said["workers"].items()}
    others = [f"{who} has {version or 'none'}" for who, version in found.items() if version != __version__]
    if others:
        raise ConfigurationError(f"all of the cluster need lecturegen {__version__}: {'; '.join(others)}")


@contextmanager
def _client(workers: int, scheduler: str) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster

    if scheduler:
        try:
            client = Client(scheduler, timeout=SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise CrewLost(f"no scheduler answers at {scheduler}: {error}") from error
        with client:
            yield client
        return
    board = ":0" if find_spec("bokeh") else None
    with (
        # a week is given up when the workers that did it were lost so many times
        dask.config.set({"distributed.scheduler.allowed-failures": 10}),
        LocalCluster(workers, threads_per_worker=1, dashboard_address=board, host="127.0.0.1") as cluster,
        Client(cluster) as client,
    ):
        yield client


def make(rest: str) -> Engine:
    if find_spec("distributed") is None:
        raise UsageError("--engine dask: this needs lecturegen[dask]")
    if "://" in rest:
        return partial(run, 0, rest)
    if rest and not (rest.isdecimal() and int(rest)):
        raise UsageError(f"--engine dask:{rest}: give a number of workers, or the address of a scheduler (tcp://…)")
    return partial(run, int(rest or os.cpu_count() or 1), "")


ENGINES.entered["dask"] = make
