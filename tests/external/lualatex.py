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

_FILES = ("beamer.cls", "fvextra.sty", "lmsans10-regular.otf")


def _is_there() -> bool:
    if shutil.which("lualatex") is None:
        return False
    return subprocess.run(["kpsewhich", *_FILES], capture_output=True, check=False).returncode == 0


needs_lualatex = pytest.mark.skipif(
    not _is_there(), reason="lualatex with Beamer is missing: apt install texlive-luatex texlive-latex-extra lmodern"
)


def _are_shown(signs: str) -> bool:
    """Whether a font here has each."""
    if shutil.which("fc-list") is None:
        return False
    asked = [["fc-list", f":charset={ord(sign):x}"] for sign in signs]
    return all(subprocess.run(one, capture_output=True, check=False).stdout for one in asked)


needs_fonts = pytest.mark.skipif(
    not _are_shown("λ中🎲"), reason="fonts are missing: apt install fonts-dejavu-core fonts-noto-cjk fonts-symbola"
)


@dataclass(frozen=True)
class Deck:
    """``errors``: what stops LaTeX. ``missing``: signs that no font has. ``over``: what ran over the foot of a page."""

    findings: tuple[Finding, ...]
    source: str
    errors: list[str]
    missing: set[str]
    over: list[str]
    pdf: PdfReader
    pages: list[str]

    def taken(self) -> Counter[str]:
        """``section.frame`` in the foot of each page -> pages that it took. For a deck without notes."""
        return Counter(page.split()[-1] for page in self.pages)


def compiled(week: Week, folder: Path, *, title: str = "Week 3: Heaps", before: str = "", times: int = 1) -> Deck:
    """``before``: what is defined on the command line."""
    made = EXPORTERS["beamer"](week, Wishes(title))
    (folder / "beamer.tex").write_bytes(made.files["beamer.tex"])
    return run(folder, made.findings, f"{before}\\input{{beamer.tex}}", times)


def run(folder: Path, findings: tuple[Finding, ...], what: str, times: int = 1) -> Deck:
    for _ in range(times):
        command = ["lualatex", "-interaction=nonstopmode", "-jobname=beamer", what]
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False, timeout=300)
    log = (folder / "beamer.log").read_text("utf-8", errors="replace")
    pdf = PdfReader(folder / "beamer.pdf")
    return Deck(
        findings, (folder / "beamer.tex").read_text("utf-8"), re.findall(r"^! .*(?:\n.*){3}", log, re.M),
        set(re.findall(r"^Missing character: There is no (.)", log, re.M)),
        re.findall(r"^Overfull \\vbox .*", log, re.M), pdf, [page.extract_text() for page in pdf.pages],
    )  # fmt: skip
