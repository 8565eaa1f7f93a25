"""slides.pdf and handout.pdf, read back by pypdf: a page a frame, all texts, tags and titles."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lecturegen.errors import Unshown
from lecturegen.exporters import EXPORTERS, Exported, Wishes
from lecturegen.exporters._typst import literal
from lecturegen.schema import Code, Frame, Table, Week
from tests.exporters.weeks import frame, question, section, week


def made(name: str, shown: Week, *, answers: bool = False) -> tuple[Exported, PdfReader]:
    done = EXPORTERS[name](shown, Wishes("Week 3: Heaps", answers=answers))
    (content,) = done.files.values()
    return done, PdfReader(io.BytesIO(content))


def texts(reader: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_every_frame_is_a_page_with_its_headline_content_and_number() -> None:
    code = {"language": "python", "text": "# sift\nx = 1"}
    table = {"header": ["key", "rank"], "rows": [["3", "first"], ["1"]]}
    frames = [frame("The largest is on top", bullets=["Parent over child", "*Two* at most"], code=code)]
    frames += [frame("A sift costs log n", maths="\\log n"), frame("Keys have ranks", bullets=[], table=table)]
    done, reader = made("pdf", week(section(frames=frames)))
    pages = texts(reader)
    assert not done.findings
    assert len(pages) == 3
    for text in ("The largest is on top", "Parent over child", "Two at most", "# sift", "x = 1", "1.1", "1 · Heaps"):
        assert text in pages[0]
    for text in ("key", "rank", "3", "first"):
        assert text in pages[2]


def test_the_pdf_is_tagged_has_a_title_and_a_language() -> None:
    _, reader = made("pdf", week(section(frames=[frame(maths="\\frac{a}{b}")])))
    assert reader.metadata is not None
    assert reader.metadata.title == "Week 3: Heaps"
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_formulas_carry_their_latex_as_alternative_text() -> None:
    done, _ = made("pdf", week(section(frames=[frame(maths="\\frac{a}{b}")])))
    reader = PdfReader(io.BytesIO(done.files["slides.pdf"]))
    alternatives = [str(found["/Alt"]) for found in _objects(reader) if "/Alt" in found]
    assert "\\frac{a}{b}" in alternatives


def _objects(reader: PdfReader) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        thing = reader.get_object(number)
        if isinstance(thing, dict):
            found.append(thing)
    return found


def test_a_frame_that_does_not_fit_goes_on_in_the_same_size_and_is_named() -> None:
    long = frame("Too much", bullets=[f"Point {number} of many" for number in range(40)])
    done, reader = made("pdf", week(section(frames=[frame(), long, frame("After")])))
    pages = texts(reader)
    assert [finding.where for finding in done.findings] == ["/sections/0/frames/1"]
    assert done.findings[0].code == "LG620"
    assert len(pages) > 3
    assert "Point 39 of many" in " ".join(pages)
    assert pages[2].startswith("Too much …")
    assert "After" in pages[-1]


@pytest.mark.parametrize("name", ["pdf", "handout"])
def test_a_formula_that_is_wider_than_its_line_is_named_since_it_is_shrunk(name: str) -> None:
    wide = f"so ${' + '.join(f'a_{{{number}}}x' for number in range(30))}$ holds"
    done, _ = made(name, week(section(frames=[frame(bullets=["$a_1 + x$"]), frame(bullets=[wide])])))
    assert [(one.code, one.where) for one in done.findings] == [("LG621", "/sections/0/frames/1")]


@pytest.mark.parametrize("title", ["", "\u200b"])
def test_a_frame_whose_title_is_not_seen_has_its_number_for_one(title: str) -> None:
    shown = week(section(frames=[frame("First"), frame(title, bullets=[])]))
    assert texts(made("pdf", shown)[1])[1].count("1.2") == 2  # above, and at the foot


def test_the_same_week_gives_the_same_bytes() -> None:
    one = week(section(frames=[frame(maths="x^2")]))
    assert made("pdf", one)[0] == made("pdf", one)[0]
    assert made("handout", one)[0] == made("handout", one)[0]


@pytest.mark.parametrize("name", ["pdf", "handout"])
def test_signs_that_no_font_shows_are_all_named_with_their_places_and_what_to_install(name: str) -> None:
    one = question().model_copy(update={"stem": "Why \U00012001?"}).model_dump()
    shown = week(
        section(frames=[frame("Fine"), frame("A \U00012000", bullets=["no", "1\ufe0f\u20e3 \U000e1000"])]),
        section(
            "Trees", frames=[frame(code={"language": "", "text": "1 \U00012000"})], assessment={"questions": [one]}
        ),
    )
    with pytest.raises(Unshown) as stopped:
        made(name, shown)
    first, *places = str(stopped.value).split("\n")
    assert first == "no font on this machine shows:"
    assert places[:3] == [
        "section 1 'Heaps', frame 1.2 'A \U00012000', title: '\U00012000' (U+12000 CUNEIFORM SIGN A)",
        places[1],  # fonts may have the keycap
        "section 2 'Trees', frame 2.1 'The largest is on top', code text: '\U00012000' (U+12000 CUNEIFORM SIGN A)",
    ]
    assert places[1].startswith("section 1 'Heaps', frame 1.2 'A \U00012000', bullets 2: ")
    assert "'\U000e1000' (U+E1000)" in places[1]
    assert any("section 2 'Trees', assessment questions 1 stem" in place for place in places) == (name == "handout")
    assert "fonts-noto-color-emoji" in stopped.value.hint
    shown = week(section(frames=[frame(f"{number} \U00012000") for number in range(60)]))
    with pytest.raises(Unshown, match=r"frame 1.50 .*\nand 10 places more$"):
        made(name, shown)


def test_letters_that_are_joined_stay_so() -> None:
    joined = "\u0645\u06cc\u200c\u062e"  # Persian parts a word with a sign that is not seen
    assert literal(joined) == f'"{joined}"'
    assert literal("a\ufeffb\x07\ud800") == '"ab"'


def test_the_handout_has_the_script_and_keeps_the_answers_back() -> None:
    shown = week(section(frames=[frame(script="Look *up*.")], assessment={"questions": [question().model_dump()]}))
    without = " ".join(texts(made("handout", shown)[1]))
    with_them = " ".join(texts(made("handout", shown, answers=True)[1]))
    for text in ("Look up.", question().stem, "B) The largest one"):
        assert text in without
        assert text in with_them
    assert question().explanation not in without
    assert question().explanation in with_them
    assert "Correct Answer: " in with_them


def test_a_question_and_a_slide_with_what_is_said_first_are_not_parted_in_the_handout() -> None:
    asked = [question(f"q{number}", stem=f"Stem {number}?").model_dump() for number in range(40)]
    frames = [frame(f"Headline {number}", script=f"Said {number}.") for number in range(40)]
    pages = texts(made("handout", week(section(frames=frames, assessment={"questions": asked})))[1])
    assert len(pages) > 5
    for number in range(40):
        (page,) = (text for text in pages if f"Headline {number} " in text)
        assert f"Said {number}." in page
        (page,) = (text for text in pages if f"Stem {number}?" in text)
        shown = page.partition(f"Stem {number}?")[2].partition("Stem")[0]
        assert all(f"The {which} one" in shown for which in ("largest", "smallest", "oldest"))


_words = st.text(st.sampled_from("abc äöü éλ ABC &%#_{}$\\\"'[]()*`~^@/<>-—…0123 ΩЖ√≤"), min_size=1, max_size=40).map(
    lambda text: f"w{text}"
)
_MATHS = ["", "\\frac{a}{b}", "\\nosuch{", "a & b", "\\begin{aligned}a&=b\\\\c&=d\\end{aligned}"]
_rows = st.lists(st.tuples(_words)).map(tuple)
_lines = st.lists(_words, min_size=1, max_size=3)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.builds(
            Frame, title=_words, bullets=st.lists(_words, max_size=4).map(tuple), script=_lines.map("\n\n".join),
            code=st.none() | st.builds(Code, language=st.sampled_from(["", "python", "no such"]), text=_words),
            maths=st.sampled_from(_MATHS),
            table=st.none() | st.builds(Table, header=st.tuples(_words, _words), rows=_rows),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_legal_content_makes_as_many_pages_as_frames_or_says_which_do_not_fit(frames: list[Frame]) -> None:
    shown = week(section(frames=[one.model_dump() for one in frames]))
    done, reader = made("pdf", shown)
    extra = sum(int(finding.message.split("takes ")[1].split()[0]) - 1 for finding in done.findings)
    assert len(reader.pages) == len(frames) + extra
    assert made("handout", shown, answers=True)[1].pages
