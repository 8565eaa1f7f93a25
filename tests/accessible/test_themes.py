"""The colours that we bring along stand out: page.css, light and dark, and the pages of the PDF."""

from __future__ import annotations

import io
import re
from importlib.resources import files

import pytest
from pygments.formatters import HtmlFormatter
from pypdf import PdfReader

from lecturegen.accessible.contrast import LARGE, TEXT, contrast
from tests.accessible.test_exported import made
from tests.exporters.weeks import frame, section, week

CSS = files("lecturegen.exporters").joinpath("_page", "page.css").read_text("utf-8")
PAIRS = [
    (letters, paper)
    for letters in ("ink", "quiet", "blue", "over")
    for paper in ("paper", "slide")
] + [("ink", "soft"), ("ink", "bar"), ("ink", "mark")]  # fmt: skip
HIGHLIGHTED = "import os\n@dec\ndef f(x: int) -> str:\n    # why\n    return 'a' + str(1.5) if x else None\n"


def colours(dark: bool) -> dict[str, str]:
    light, other = re.findall(r":root \{(.*?)\}", CSS, re.S)[:2]
    found = dict(re.findall(r"--(\w+): #(\w{6})", light))
    return found | dict(re.findall(r"--(\w+): #(\w{6})", other)) if dark else found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "paper"), PAIRS)
def test_letters_of_the_page_stand_out(letters: str, paper: str, dark: bool) -> None:
    known = colours(dark)
    assert contrast(known[letters], known[paper]) >= TEXT


@pytest.mark.parametrize(("dark", "style"), [(False, "xcode"), (True, "github-dark")])
def test_code_on_the_page_stands_out(dark: bool, style: str) -> None:
    rules = HtmlFormatter(style=style).get_style_defs("pre")  # type: ignore[no-untyped-call]
    pale = {  # w is white space, of which nothing is seen
        colour
        for colour in re.findall(r"pre \.(?!w )[a-z0-9]+ \{[^}]*?(?<!-)color: #(\w{6})", rules, re.I)
        if contrast(colour, colours(dark)["soft"]) < TEXT
    }
    assert pale == set()


def test_letters_of_the_slides_in_pdf_stand_out_code_too() -> None:
    shown = week(section(frames=[frame(code={"language": "python", "text": HIGHLIGHTED})]))
    (page,) = PdfReader(io.BytesIO(made("pdf", shown))).pages
    contents = page.get_contents()
    assert contents is not None
    drawn = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn", contents.get_data().decode("latin-1"))
    letters = {"".join(f"{round(255 * float(share)):02X}" for share in colour) for colour in drawn}
    assert len(letters) > 5
    assert {colour for colour in letters if contrast(colour, "FFFFFF") < TEXT} == set()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert LARGE < TEXT
