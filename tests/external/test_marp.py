"""slides.md in Marp and a real browser: a slide a frame, its notes, nothing over its edge, letters large enough."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.schema import Frame, Week
from tests.exporters.hostile import TEXTS
from tests.exporters.weeks import frame, section, week

MARP = Path(__file__).parent / "marp/node_modules/.bin/marp"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: apt install chromium"),
    pytest.mark.skipif(not MARP.is_file(), reason="Marp is missing: npm install --prefix tests/external/marp"),
]
SAMPLE = Path("outputs/data-mining/week-10/week.json")
MEASURE = """
addEventListener("load", () => {
  const size = (slide, what) =>
    [...slide.querySelectorAll(what)].map((one) => parseFloat(getComputedStyle(one).fontSize));
  const slides = [...document.querySelectorAll("section")].map((slide) => ({
    over: slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth,
    h1: size(slide, "h1"), li: size(slide, "li"), td: size(slide, "td"), code: size(slide, "code[class]"),
  }));
  const told = document.createElement("pre");
  told.id = "told";
  told.textContent = JSON.stringify(slides);
  document.body.append(told);
});
"""


@pytest.fixture(scope="module")
def sample() -> Week:
    return Week.model_validate(json.loads(SAMPLE.read_text()))


def marp(made: Week, folder: Path, name: str, *options: str) -> Path:
    """The file ``name`` that Marp makes."""
    (folder / "slides.md").write_bytes(EXPORTERS["marp"](made, Wishes("Week 10")).files["slides.md"])
    environment = os.environ | {"CHROME_PATH": str(CHROMIUM), "CHROME_NO_SANDBOX": "1"}
    command = [str(MARP), "--no-stdin", *options, "slides.md", "-o", name]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=100)
    return folder / name


def measured(made: Week, folder: Path) -> list[dict[str, Any]]:
    page = marp(made, folder, "slides.html", "--template", "bare")
    page.write_text(page.read_text().replace("</body>", f"<script>{MEASURE}</script></body>"))
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, check=True, timeout=100)  # type: ignore[list-item]
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.S)
    assert told is not None, done.stderr
    found: list[dict[str, Any]] = json.loads(html.unescape(told[1]))
    return found


def frames(made: Week) -> list[Frame]:
    return [one for part in made.sections for one in part.frames]


def test_every_frame_of_the_sample_week_is_a_slide_of_the_pdf_with_its_headline(sample: Week, tmp_path: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(marp(sample, tmp_path, "slides.pdf", "--pdf")).pages]
    assert len(pages) == len(frames(sample))
    for one, page in zip(frames(sample), pages, strict=True):
        assert "".join(one.title.split()) in "".join(page.split())


def test_marp_has_the_script_as_notes_of_each_slide(sample: Week, tmp_path: Path) -> None:
    notes = marp(sample, tmp_path, "notes.txt", "--notes").read_text().split("\n\n---\n\n")
    assert len(notes) == len(frames(sample))
    for one, note in zip(frames(sample), notes, strict=True):
        assert one.script.split("\n")[0].strip() in note.replace("-\\-", "--")


def test_no_slide_of_the_sample_week_runs_over_or_has_smaller_letters_than_the_pdf(
    sample: Week, tmp_path: Path
) -> None:
    slides = measured(sample, tmp_path)
    assert [at for at, slide in enumerate(slides, start=1) if slide["over"]] == []
    for what, points in (("h1", 32), ("li", 24), ("td", 18), ("code", 14)):
        sizes = {size * 0.75 for slide in slides for size in slide[what]}
        assert sizes, what
        assert min(sizes) >= points


def test_no_text_makes_a_slide_or_hides_one(tmp_path: Path) -> None:
    made = week(section(frames=[frame(text, bullets=[text]) for text in TEXTS]))
    assert len(measured(made, tmp_path)) == len(TEXTS)


def test_the_browser_sees_what_runs_over(tmp_path: Path) -> None:
    made = week(section(frames=[frame(bullets=["x"] * 30), frame()]))
    assert [slide["over"] for slide in measured(made, tmp_path)] == [True, False]
