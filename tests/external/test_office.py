"""slides.pptx in LibreOffice: a page a slide, with its headline."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.command import run

OFFICE = shutil.which("soffice")
SAMPLE = Path("outputs/data-mining/week-10")
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is missing: apt install libreoffice-impress"),
]


def test_libreoffice_shows_every_slide_with_its_headline(tmp_path: Path) -> None:
    assert run("export", SAMPLE, "--to", "pptx", "--out", tmp_path).code == 0
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "slides.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=110)  # type: ignore[arg-type]
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "slides.pdf").pages]
    week = json.loads((SAMPLE / "week.json").read_text())
    titles = [frame["title"] for section in week["sections"] for frame in section["frames"]]
    assert len(pages) == len(titles)
    assert [title for title, page in zip(titles, pages, strict=True) if title not in page] == []
