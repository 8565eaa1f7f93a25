"""What is not accessible in an exported file is found, and what we export is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter

from lecturegen.accessible import MANUAL, faults, is_checked
from lecturegen.errors import DocumentError
from lecturegen.exporters import EXPORTERS, Wishes
from lecturegen.schema import Week
from tests.command import run
from tests.exporters.weeks import frame, question, section, week

SHOWN = week(
    section(
        frames=[
            frame("A", code={"language": "python", "text": "x = 1  # one"}, maths="\\frac{a}{b}"),
            frame("B", bullets=[], table={"header": ["k", "v"], "rows": [["1", "2"]]}),
        ],
        assessment={"questions": [question().model_dump()]},
    )
).model_copy(update={"language": "de"})


def made(name: str, shown: Week = SHOWN, template: Path | None = None) -> bytes:
    (content,) = EXPORTERS[name](shown, Wishes("Woche 3", template=template, answers=True)).files.values()
    return content


def codes(name: str, content: bytes) -> list[str]:
    return sorted(finding.code for finding in faults(name, content))


@pytest.mark.parametrize("name", ["pptx", "pdf", "handout", "html"])
def test_nothing_is_wrong_with_what_we_export(name: str) -> None:
    kind = "pdf" if name == "handout" else name
    assert codes(f"x.{kind}", made(name)) == []


def changed(change: Callable[[Any], None]) -> bytes:
    """slides.pptx, after ``change``."""
    file = Presentation(io.BytesIO(made("pptx")))
    change(file)
    after = io.BytesIO()
    file.save(after)
    return after.getvalue()


def untitled(file: Any) -> None:
    file.slides[0].shapes.title.text_frame.text = " "


def without_title(file: Any) -> None:
    title = file.slides[0].shapes.title._element
    title.getparent().remove(title)


def same_title(file: Any) -> None:
    file.slides[1].shapes.title.text_frame.text = "a"


def without_text(file: Any) -> None:
    (picture,) = (shape for shape in file.slides[0].shapes if shape.shape_type == 13)
    picture._element.nvPicPr.cNvPr.set("descr", "")


def headless(file: Any) -> None:
    (table,) = (shape.table for shape in file.slides[1].shapes if shape.has_table)
    table.first_row = False


def title_last(file: Any) -> None:
    tree = file.slides[0].shapes._spTree
    tree.append(file.slides[0].shapes.title._element)


def silent_about_language(file: Any) -> None:
    for tag in file.slides[0]._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
        tag.attrib.pop("lang", None)


def charted(file: Any) -> None:
    chart_data: Any = CategoryChartData
    data = chart_data()
    data.categories = ["a"]
    data.add_series("s", (1,))
    file.slides[0].shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 99, 99, data)


def grouped_without_text(file: Any) -> None:
    without_text(file)
    picture = next(shape for shape in file.slides[0].shapes if shape.shape_type == 13)
    file.slides[0].shapes.add_group_shape().shapes._spTree.append(picture._element)


def told_by_its_file(file: Any) -> None:
    without_text(file)
    picture = next(shape for shape in file.slides[0].shapes if shape.shape_type == 13)
    picture._element.nvPicPr.cNvPr.set("descr", "IMG_1.jpeg")


def nameless(file: Any) -> None:
    file.core_properties.title = ""


@pytest.mark.parametrize(
    ("change", "code", "slide"),
    [
        (untitled, "LG481", 1), (without_title, "LG481", 1), (same_title, "LG481", 2), (nameless, "LG481", 1),
        (without_text, "LG483", 1), (headless, "LG484", 2), (title_last, "LG485", 1),
        (silent_about_language, "LG482", 1), (charted, "LG483", 1), (grouped_without_text, "LG483", 1),
        (told_by_its_file, "LG483", 1),
    ],
)  # fmt: skip
def test_a_fault_of_a_presentation_is_found_on_its_slide(change: Callable[[Any], None], code: str, slide: int) -> None:
    found = faults("slides.pptx", changed(change))
    assert (code, f"slides.pptx:{slide}") in {(finding.code, finding.where) for finding in found}
    assert {finding.code for finding in found} <= {code, "LG482"}  # a text that is set anew has no language


def test_a_picture_that_is_mere_decoration_needs_no_text() -> None:
    def decorate(file: Any) -> None:
        without_text(file)
        (picture,) = (shape for shape in file.slides[0].shapes if shape.shape_type == 13)
        mark = (
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
            ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
        )
        picture._element.nvPicPr.cNvPr.append(parse_xml(mark))

    assert codes("slides.pptx", changed(decorate)) == []


def coloured(tmp_path: Path, **colours: str) -> Path:
    """A template with these colours in its theme."""
    file = Presentation()
    part = next(rel.target_part for rel in file.slide_masters[0].part.rels.values() if rel.reltype.endswith("/theme"))
    blob = part.blob.decode()
    for name, colour in colours.items():
        blob = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour}"/>\2', blob, count=1, flags=re.S)
    part._blob = blob.encode()
    path = tmp_path / "template.pptx"
    file.save(str(path))
    return path


def test_a_template_with_pale_letters_is_found(tmp_path: Path) -> None:
    found = faults("slides.pptx", made("pptx", template=coloured(tmp_path, dk1="BBBBBB")))
    assert {finding.code for finding in found} == {"LG480"}
    assert any("headlines" in finding.message for finding in found)
    assert any("texts" in finding.message for finding in found)


def test_pale_headers_of_tables_are_found(tmp_path: Path) -> None:
    found = faults("slides.pptx", made("pptx", template=coloured(tmp_path, accent1="FFEE88")))
    assert {finding.code for finding in found} == {"LG480"}
    assert all("headers of tables" in finding.message for finding in found)


def test_a_dark_template_is_no_fault_and_formulas_stand_on_paper(tmp_path: Path) -> None:
    content = made("pptx", template=coloured(tmp_path, dk1="FFFFFF", lt1="101820", accent1="A0D0FF"))
    assert codes("slides.pptx", content) == []
    slide = Presentation(io.BytesIO(content)).slides[0]
    (picture,) = (shape for shape in slide.shapes if shape.shape_type == 13)
    assert b"FFFFFF" in picture._element.xml.encode()
    (code,) = (shape for shape in slide.shapes if shape.name == "Code")
    assert str(code.text_frame.paragraphs[0].runs[0].font.color.rgb) == "1B1F24"


def test_a_pdf_of_another_program_lacks_what_ours_has() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    after = io.BytesIO()
    writer.write(after)
    assert codes("slides.pdf", after.getvalue()) == ["LG481", "LG482", "LG486"]


def test_a_formula_without_words_is_found_in_a_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made("pdf"))))
    for number in range(1, len(writer._objects) + 1):
        thing = writer.get_object(number)
        if isinstance(thing, dict) and "/Alt" in thing:
            del thing["/Alt"]
    after = io.BytesIO()
    writer.write(after)
    assert codes("slides.pdf", after.getvalue()) == ["LG483"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (' lang="de"', "", "LG482"), (' lang="de"', ' lang="german"', "LG482"),
        ("<title>Woche 3</title>", "<title></title>", "LG481"), ("<h1>", '<img src="x.png"><h1>', "LG483"),
        ('<th scope="col">k</th>', "<th>k</th>", "LG484"), ("<h3>A</h3>", "<h5>A</h5>", "LG485"),
        ("<h1>", "<table><tr><td>1</td></tr></table><h1>", "LG484"),
    ],
)  # fmt: skip
def test_a_fault_of_a_page_is_found(old: str, new: str, code: str) -> None:
    page = made("html").decode()
    assert old in page
    assert codes("week.html", page.replace(old, new, 1).encode()) == [code]


@pytest.mark.parametrize(
    "shown",
    [
        '<svg role="img"><title>Costs</title></svg>', '<svg role="presentation"></svg>', '<img role="none">',
        '<table role="presentation"><tr><td>1</td></tr></table>',
    ],
)  # fmt: skip
def test_what_has_a_title_or_is_mere_decoration_is_no_fault_of_a_page(shown: str) -> None:
    page = made("html").decode().replace("<h1>", f"{shown}<h1>", 1)
    assert codes("week.html", page.encode()) == []


def test_what_a_title_inside_a_drawing_says_is_not_the_title_of_the_page() -> None:
    page = made("html").decode().replace("<title>Woche 3</title>", "<svg><title>Costs</title></svg>", 1)
    assert codes("week.html", page.encode()) == ["LG481"]


def test_headers_that_all_lack_the_same_are_told_once_a_table() -> None:
    page = made("html").decode().replace('<th scope="col">', "<th>")
    tables = page.count("<table")
    assert 0 < codes("week.html", page.encode()).count("LG484") <= tables < page.count("<th>")


@pytest.mark.parametrize("name", ["slides.pptx", "slides.pdf"])
def test_what_is_no_such_file_is_said_to_be_none(name: str) -> None:
    with pytest.raises(DocumentError, match="this is no"):
        faults(name, b"%PDF-1.7 or PK, and then nothing")


def test_every_finding_has_a_manual_page() -> None:
    assert list(MANUAL) == [f"LG48{number}" for number in range(7)]
    assert run("rules", "LG480").out.startswith("LG480 contrast-enough")
    assert not is_checked("script.md")


def test_what_settings_ignore_is_not_heard_at_export_beside_a_week_or_of_a_file_that_is_named(tmp_path: Path) -> None:
    source = Path("outputs/data-mining/week-10")
    for name in ("script.md", "assessment.md"):
        (tmp_path / name).write_bytes((source / name).read_bytes())
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "mine.html").write_text("<html lang=en><title>A</title><img>", "utf-8")
    template, settings = coloured(tmp_path, dk1="BBBBBB"), tmp_path / "lecturegen.yaml"
    export = ("export", tmp_path, "--to", "pptx", "--template", template)
    for files in ("", ", files: 'exports/*'"):
        ignored = "".join(f"- {{rule: LG48{one}, because: it is known{files}}}\n" for one in (0, 3))
        settings.write_text(f"ignore:\n{ignored}", "utf-8")
        assert "LG480" not in run(*export).err
        for path in (tmp_path, tmp_path / "exports" / "mine.html"):
            assert "LG48" not in run("check", path, "--select", "LG48").out
    settings.write_text("ignore: [{rule: LG480, because: it is known, files: 'exports/*.pdf'}]\n", "utf-8")
    assert "LG480" in run(*export).err
    settings.unlink()
    assert "LG483" in run("check", tmp_path, "--select", "LG48").out


def test_what_a_format_cannot_carry_may_be_ignored_too_everywhere_or_in_some_files(tmp_path: Path) -> None:
    for name in ("script.md", "assessment.md"):
        text = (Path("outputs/data-mining/week-10") / name).read_text("utf-8")
        (tmp_path / name).write_text(text, "utf-8")
    told = {}
    for files in ("none", "exports/*.txt", "exports/*.pdf", ""):
        limit = f", files: '{files}'" if files else ""
        ignored = "".join(f"- {{rule: LG60{one}, because: it is known{limit}}}\n" for one in range(3))
        (tmp_path / "lecturegen.yaml").write_text(f"ignore:\n{ignored}", "utf-8")
        told[files] = "LG60" in run("export", tmp_path, "--to", "aiken").err
    assert told == {"none": True, "exports/*.txt": False, "exports/*.pdf": True, "": False}


def test_export_names_a_template_that_cannot_be_read_and_check_finds_it_too(tmp_path: Path) -> None:
    source = Path("outputs/data-mining/week-10")
    for name in ("script.md", "assessment.md", "week.json"):
        (tmp_path / name).write_bytes((source / name).read_bytes())
    template = coloured(tmp_path, dk1="BBBBBB")
    told = run("export", tmp_path, "--to", "pptx,html", "--template", template)
    assert told.code == 0
    assert "LG480" in told.err
    checked = run("check", tmp_path, "--select", "LG48")
    assert f"{tmp_path / 'exports' / 'slides.pptx'}:1:1: LG480 warning" in checked.out
    alone = run("check", tmp_path / "exports" / "slides.pptx", "--statistics")
    assert "LG480  warning  contrast-enough" in alone.out
    assert run("check", tmp_path / "exports" / "week.html").code == 0
    (tmp_path / "exports" / "slides.pptx").write_bytes(b"nothing")
    assert run("check", tmp_path, "--select", "LG48").code == 2
