"""slides.pptx in LibreOffice: a page a slide, with its headline, and every word on the paper."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PageObject, PdfReader

from lecturegen.exporters import EXPORTERS, Wishes
from tests.command import run
from tests.exporters.frames import frames, week_of

OFFICE = shutil.which("soffice")
SAMPLE = Path("outputs/data-mining/week-10")
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is missing: apt install libreoffice-impress"),
]


def test_libreoffice_shows_every_slide_with_its_headline(tmp_path: Path) -> None:
    assert run("export", SAMPLE, "--to", "pptx", "--out", tmp_path).code == 0
    pages = [" ".join(page.extract_text().split()) for page in converted(tmp_path).pages]
    week = json.loads((SAMPLE / "week.json").read_text())
    titles = [frame["title"] for section in week["sections"] for frame in section["frames"]]
    assert len(pages) == len(titles)
    assert [title for title, page in zip(titles, pages, strict=True) if title not in page] == []


def test_libreoffice_shows_random_frames_on_as_many_pages_with_every_word_on_the_paper(tmp_path: Path) -> None:
    shown = week_of(frames(7, 60))
    done = EXPORTERS["pptx"](shown, Wishes("Week 3"))
    (tmp_path / "slides.pptx").write_bytes(done.files["slides.pptx"])
    reader = converted(tmp_path)
    assert len(reader.pages) == len(Presentation(str(tmp_path / "slides.pptx")).slides)
    out = [
        (number, text)
        for number, page in enumerate(reader.pages, start=1)
        for text, x, y in placed(page)
        if not (0 <= x <= float(page.mediabox.width) and 0 <= y <= float(page.mediabox.height))
    ]
    assert out == []


def converted(folder: Path) -> PdfReader:
    """slides.pptx in ``folder``, as LibreOffice shows it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "slides.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=110)  # type: ignore[arg-type]
    return PdfReader(folder / "slides.pdf")


def placed(page: PageObject) -> list[tuple[str, float, float]]:
    """Every text of a page, and where it begins, in points from the corner below left."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *font: object) -> None:
        if text.strip():
            x, y = tm[4], tm[5]
            found.append((text, x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]))

    page.extract_text(visitor_text=note)
    return found
