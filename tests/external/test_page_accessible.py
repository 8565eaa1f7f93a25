"""The page in a real browser, judged by axe-core: no violation, light and dark, with answers shown and hidden."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from lecturegen.exporters import EXPORTERS, Wishes
from tests.command import run
from tests.exporters.frames import frames, week_of

AXE = Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: apt install chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing: npm install --prefix tests/external/axe"),
]
JUDGE = """
document.querySelectorAll("details").forEach((one) => { one.open = OPEN; });
axe.run(document, {resultTypes: ["violations"]}).then((found) => {
  const told = found.violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary)]);
  const verdict = document.createElement("pre");
  verdict.id = "verdict";
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  verdict.textContent = JSON.stringify({passes: found.passes.length, told, wide});
  document.body.append(verdict);
});
"""


def judged(page: Path, *, dark: bool, answers: bool) -> dict[str, Any]:
    judge = JUDGE.replace("OPEN", "true" if answers else "false")
    return told_by(page, AXE.read_text(), judge, dark=dark)


def told_by(page: Path, *scripts: str, dark: bool = False) -> dict[str, Any]:
    """The verdict of ``scripts`` at the end of the page."""
    run_in_it = "".join(f"<script>{script}</script>" for script in scripts)
    judged_page = page.with_name("judged.html")
    judged_page.write_text(page.read_text().replace("</body>", f"{run_in_it}</body>"))
    colours = ["--blink-settings=preferredColorScheme=0"] if dark else []
    done = chromium("--virtual-time-budget=60000", "--dump-dom", *colours, judged_page.as_uri())
    verdict = re.search(r'<pre id="verdict">(.*?)</pre>', done.stdout, re.S)
    assert verdict is not None, done.stderr
    found: dict[str, Any] = json.loads(html.unescape(verdict[1]))
    return found


def chromium(*options: str) -> subprocess.CompletedProcess[str]:
    command = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("answers", [False, True], ids=["hidden", "shown"])
def test_axe_finds_nothing_wrong_with_the_page_of_the_sample_week(dark: bool, answers: bool, tmp_path: Path) -> None:
    assert run("export", "outputs/data-mining/week-10", "--to", "html", "--out", tmp_path).code == 0
    verdict = judged(tmp_path / "week.html", dark=dark, answers=answers)
    assert verdict["told"] == []
    assert verdict["passes"] > 20


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_of_random_frames_is_no_wider_than_its_window_and_axe_finds_nothing(dark: bool, tmp_path: Path) -> None:
    (tmp_path / "week.html").write_bytes(EXPORTERS["html"](week_of(frames(7, 60)), Wishes("Week 3")).files["week.html"])
    verdict = judged(tmp_path / "week.html", dark=dark, answers=True)
    assert verdict["told"] == []
    assert verdict["wide"] == 0


def test_the_judge_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><html><body><img src='x.png'><p style='color:#ccc'>pale</p></body></html>")
    found = {rule for rule, _ in judged(page, dark=False, answers=False)["told"]}
    assert {"image-alt", "html-has-lang", "color-contrast"} <= found


PRESS = """
const went = [];
const press = (key) => {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  went.push(document.activeElement.getAttribute("aria-label"));
};
press("j");
document.getElementById("section-3").focus();
press("j"); press("j"); press("k");
document.activeElement.closest("section").querySelector("summary").focus();
press("j"); press("k");
const verdict = document.createElement("pre");
verdict.id = "verdict";
verdict.textContent = JSON.stringify({went});
document.body.append(verdict);
"""


def test_letters_go_from_frame_to_frame_from_where_the_focus_is_and_nowhere_else(tmp_path: Path) -> None:
    assert run("export", "outputs/data-mining/week-10", "--to", "html", "--out", tmp_path).code == 0
    went = told_by(tmp_path / "week.html", PRESS)["went"]
    assert went == [None, "Frame 3.1", "Frame 3.2", "Frame 3.1", "Frame 4.1", "Frame 3.4"]


def test_the_page_prints_without_answers_that_are_hidden_and_without_a_sheet_a_frame(
    tmp_path: Path,
) -> None:
    assert run("export", "outputs/data-mining/week-10", "--to", "html", "--out", tmp_path).code == 0
    printed = tmp_path / "page.pdf"
    chromium(f"--print-to-pdf={printed}", (tmp_path / "week.html").as_uri())
    pages = PdfReader(printed).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert "Answer to question" not in text
    assert "Show all answers" not in text
    assert "Questions on section 13" in text
    assert len(pages) < 65  # a frame a sheet made it 74
