"""lualatex, run on a deck: what it says, and the pages that it made."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.schema import Finding, Week

LUALATEX = shutil.which("lualatex")


def _has(file: str) -> bool:
    found = subprocess.run(["kpsewhich", file], capture_output=True, check=False)  # noqa: S607
    return found.returncode == 0


needs_lualatex = pytest.mark.skipif(
    LUALATEX is None or not all(map(_has, ("beamer.cls", "fvextra.sty", "lmsans10-regular.otf"))),
    reason="lualatex with Beamer is missing: apt install texlive-luatex texlive-latex-extra lmodern",
)


@dataclass(frozen=True)
class Deck:
    """``errors``: and signs that no font has. ``over``: what ran over, as the log says it. ``pages``: their texts."""

    findings: tuple[Finding, ...]
    source: str
    errors: list[str]
    over: list[str]
    pdf: PdfReader
    pages: list[str]

    def places(self) -> Counter[str]:
        """``section.frame`` in the foot of each page -> pages that it took."""
        return Counter(page.split()[-1] for page in self.pages)


def compiled(week: Week, folder: Path, *, title: str = "Week 3: Heaps", before: str = "", twice: bool = False) -> Deck:
    """``before``: what is defined on the command line, such as ``\\def\\notes{show notes}``."""
    made = EXPORTERS["beamer"](week, Wishes(title))
    (folder / "beamer.tex").write_bytes(made.files["beamer.tex"])
    command = ["lualatex", "-interaction=nonstopmode", f"-jobname=beamer", f"{before}\\input{{beamer.tex}}"]
    for _ in range(2 if twice else 1):
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False, timeout=110)  # noqa: S603
    log = (folder / "beamer.log").read_text("utf-8", errors="replace")
    pdf = PdfReader(folder / "beamer.pdf")
    return Deck(
        made.findings,
        made.files["beamer.tex"].decode(),
        re.findall(r"^(?:! .*|Missing character: .*)(?:\n.*)?", log, re.M),
        re.findall(r"^Overfull \\vbox .*", log, re.M),
        pdf,
        [page.extract_text() for page in pdf.pages],
    )
