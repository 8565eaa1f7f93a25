"""The two processes of a benchmark: the server that imitates a model, and the command line that is measured."""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks._job import Job, Sample
from tests.openai_server.log import Entry

ROOT = Path(__file__).parents[1]
WEEK = ROOT / "examples" / "data-mining" / "week10.yaml"
SECTIONS = 13


@dataclass(frozen=True)
class Served:
    """A server that runs. ``entries`` reads its log anew."""

    base_url: str
    log: Path

    def entries(self) -> list[Entry]:
        if not self.log.exists():
            return []
        return [Entry(**json.loads(line)) for line in self.log.read_text().splitlines()]


@contextmanager
def server(folder: Path, *flags: str, faults: Sequence[str] = ()) -> Iterator[Served]:
    """The test server as a process; ``flags`` as its --help names them; its log goes into ``folder``.

    lecturegen's bytecode is there then, as pip leaves it: where Python may not keep it, each start compiles it (0.2 s).
    """
    compileall.compile_dir(ROOT / "lecturegen", quiet=1)
    log = folder / f"server-{time.monotonic_ns()}.jsonl"
    command = [sys.executable, "-m", "tests.openai_server", "--port", "0", "--log", str(log), *flags]
    command += [part for fault in faults for part in ("--fault", fault)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Served(process.stdout.readline().split()[-1], log)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def job(served: Served, sections: int, concurrency: int, out: Path) -> Job:
    """Run benchmarks._job to its end."""
    flags = {"--base-url": served.base_url, "--sections": sections, "--concurrency": concurrency, "--out": out}
    command = [sys.executable, "-m", "benchmarks._job", *(str(part) for flag in flags.items() for part in flag)]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(ran.stdout)
    return Job(**found | {"samples": [Sample(**sample) for sample in found["samples"]]})


def lecturegen(served: Served, *arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    """``lecturegen ARGUMENTS`` as a process of its own, with ``served`` as the model."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "LECTUREGEN_", "LANGSMITH_"))}
    path = {"PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
    hosted = {"OPENAI_BASE_URL": served.base_url, "OPENAI_API_KEY": "sk-none"}
    return subprocess.Popen(
        [sys.executable, "-m", "lecturegen.cli", *map(str, arguments)],
        env=kept | path | hosted | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
