"""Foreign slides are cut into frames, and no sign of them is lost."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import DeckError, Problem
from lecturegen.reading.beamer import load_deck, missing_figures, read_deck
from lecturegen.reading.script import load_script
from lecturegen.rules._sample import sample_deck
from lecturegen.schema.deck import Deck
from tests.reading.foreign import foreign, measured, needs_foreign_weeks

SIGNS = [
    "\\begin{frame}", "\\end{frame}", "\\begin {frame}", "[fragile]", "[t]", "<1->", "{Title}", "{", "}", "\\{", "\n",
    "\n\n", "\\frametitle{Other}", "\\frametitle{", "% ", "\\%", "\\\\", "\\begin{document}", "\\end{document}",
    "\\begin{lstlisting}", "\\end{lstlisting}", "\\begin{verbatim}", "\\end{verbatim}", "\\verb|", "|", "\\lstinline{",
    "\\item ", "word ", "$", "\u2028", "é",
]  # fmt: skip
written = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=30).map("".join)


def read_or_problem(text: str) -> Deck | Problem:
    try:
        return read_deck(text, "week/slides.tex")
    except DeckError as error:
        (problem,) = error.problems
        return problem


def titles(text: str) -> list[str]:
    return [frame.title for frame in read_deck(text).frames]


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("slides.tex", seeds=""))
def test_a_foreign_deck_has_as_many_frames_as_its_script_declares(path: Path) -> None:
    week = measured(path)
    deck = load_deck(path)
    script = load_script(path.with_name("script.md"))
    assert week is not None
    assert len(deck.frames) == week["frames"] == sum(section.frames for section in script.sections)


@needs_foreign_weeks
@pytest.mark.parametrize("path", foreign("slides.tex", seeds=""))
def test_a_foreign_deck_is_the_same_when_its_pieces_are_joined(path: Path) -> None:
    deck = load_deck(path)
    assert deck.text.encode() == path.read_bytes()
    assert all(frame.closing for frame in deck.frames)
    assert all(frame.title or frame.body.strip() == r"\titlepage" for frame in deck.frames)


@given(written)
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_deck_that_says_the_same_or_one_clear_error(text: str) -> None:
    deck = read_or_problem(text)
    if isinstance(deck, Problem):
        assert deck.place == "week/slides.tex:1"
        return
    assert deck.text == text
    assert read_deck(deck.text) == deck
    places = deck.places()
    for index, frame in enumerate(deck.frames):
        for name, value in frame.model_dump().items():
            assert deck.text.startswith(value, places[f"/frames/{index}/{name}"])


def test_places_are_where_the_texts_begin() -> None:
    deck = sample_deck()
    places = deck.places()
    for index, frame in enumerate(deck.frames):
        assert all(frame.model_dump().values())
        for name, value in frame.model_dump().items():
            assert deck.text.index(value, places[f"/frames/{index}"]) == places[f"/frames/{index}/{name}"]
    assert (places[""], places["/preamble"], places["/frames/0"]) == (0, 0, len(deck.preamble))


def test_the_sample_deck_is_what_the_reader_makes_of_its_text() -> None:
    assert read_deck(sample_deck().text) == sample_deck()


@pytest.mark.parametrize(
    ("frame", "title", "body"),
    [
        (r"\begin{frame}{Keys}a\end{frame}", "Keys", "a"),
        (r"\begin{frame}[fragile, t] {Keys}a\end{frame}", "Keys", "a"),
        (r"\begin{frame}<2->[<+->][plain]{Keys}{and slots}a\end{frame}", "Keys", "{and slots}a"),
        ("\\begin{frame}\n  \\frametitle{Keys}\n  a\\end{frame}", "Keys", "\n  a"),
        ("\\begin{frame} % {No}\n\n  \\label{k}\\small\n\\frametitle<1>[K]{Keys}a\\end{frame}", "Keys", "a"),
        (r"\begin{frame}{A \textbf{k\{ey\}} in {one} slot}a\end{frame}", r"A \textbf{k\{ey\}} in {one} slot", "a"),
        (r"\begin{frame}{Unseen}\frametitle{Shown}a\end{frame}", "Shown", "a"),
        (r"\begin{frame}{}a\end{frame}", "", "a"),
        (r"\begin{frame}a \frametitle{Late}\end{frame}", "", r"a \frametitle{Late}"),
        (r"\begin{frame}{never closed \end{frame}", "", "{never closed "),
        ("\\begin{frame}{two\n\nparagraphs}\\end{frame}", "", "{two\n\nparagraphs}"),
        (r"\begin{frame}\titlepage\end{frame}", "", r"\titlepage"),
    ],
)  # fmt: skip
def test_the_title_is_the_one_that_is_shown(frame: str, title: str, body: str) -> None:
    (read,) = read_deck(frame).frames
    assert (read.title, read.body) == (title, body)


@pytest.mark.parametrize(
    ("opening", "options", "fragile"),
    [
        (r"\begin{frame}", (), False),
        (r"\begin{frame}[fragile]", ("fragile",), True),
        ("\\begin{frame}<2->[<+->] [t, fragile=singleslide]", ("<+->", "t", "fragile=singleslide"), True),
        (r"\begin{frame}[containsverbatim]{", ("containsverbatim",), True),
        ("\\begin{frame}{[fragile]", (), False),
        ("\\begin{frame}\n  \\frametitle[fragile]{", (), False),
    ],
)
def test_options_are_those_of_the_frame(opening: str, options: tuple[str, ...], fragile: bool) -> None:
    frame = sample_deck().frames[0].model_copy(update={"opening": opening})
    assert frame.options == options
    assert frame.fragile is fragile


@pytest.mark.parametrize(
    "hidden",
    [
        "% \\begin{frame}{No}\\end{frame}\n",
        "\\\\% \\begin{frame}{No}\\end{frame}\n",
        "\\begin{verbatim}\n\\begin{frame}{No}\\end{frame}\n\\end{verbatim}",
        "\\begin{lstlisting}[language=TeX]\n% \\begin{frame}{No}\n\\end{lstlisting}",
        "\\begin{comment}\n\\end{lstlisting}\\begin{frame}{No}\n\\end{frame}\\end{comment}",
        "\\verb|\\begin{frame}| and \\lstinline{\\begin{frame}} and \\verb+\\end{frame}+",
    ],
)
def test_a_frame_in_a_comment_or_in_code_does_not_count(hidden: str) -> None:
    text = f"\\begin{{frame}}{{One}}\n{hidden}\n\\end{{frame}}\n{hidden}\n\\begin{{frame}}{{Two}}\n\\end{{frame}}\n"
    assert titles(text) == ["One", "Two"]
    assert read_deck(text).text == text


def test_a_frame_of_the_preamble_or_behind_the_document_does_not_count() -> None:
    text = (
        "\\AtBeginSection{\\begin{frame}\\tableofcontents\\end{frame}}\n\\begin{document}\n\\frame{\\titlepage}\n"
        "\\begin{frame}{One}\\end{frame}\n\\end{document}\n\\begin{frame}{No}\\end{frame}\n"
    )
    deck = read_deck(text)
    assert [frame.title for frame in deck.frames] == ["One"]
    assert deck.preamble.endswith("\\frame{\\titlepage}\n")
    assert deck.text == text


def test_a_frame_that_is_never_closed_ends_where_the_next_begins_or_the_document_ends() -> None:
    deck = read_deck("\\begin{frame}{One}\na\n\\begin{frame}{Two}\nb\n\\end{document}\nc")
    assert [(frame.title, frame.body, frame.closing, frame.below) for frame in deck.frames] == [
        ("One", "\na\n", "", ""),
        ("Two", "\nb\n", "", "\\end{document}\nc"),
    ]


def test_code_that_is_never_closed_ends_with_its_frame() -> None:
    text = (
        "\\begin{frame}{One}\n\\begin{lstlisting}\n% x\n\\end{lstisting}\n\\end{frame}\n\\begin{frame}{Two}\\end{frame}"
    )
    assert titles(text) == ["One", "Two"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the file is empty"),
        (" \n", "the file is empty"),
        ("# Slides Script: Week 3\n", "this is a script, not slides"),
        ("# Assessment: Week 3\n", "this is an assessment, not slides"),
        ("\\documentclass{article}\n\\begin{document}\nNo.\n\\end{document}\n", "the document holds no frame"),
        ("\\begin{document}\n\\frame{\\titlepage}\n\\end{document}\n", r"the slides are written as \frame{…}"),
        ("Just text.", "no frame begins here"),
        ("% \\begin{frame}\\end{frame}", "no frame begins here"),
        ("\\end{frame}", "no frame begins here"),
    ],
)
def test_a_file_that_is_no_deck_says_what_it_is(text: str, fault: str) -> None:
    with pytest.raises(DeckError) as raised:
        read_deck(text, "slides.tex")
    assert str(raised.value).startswith(f"slides.tex:1: {fault}")
    assert r"\begin{frame}" in raised.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "slides.tex"
    binary.write_bytes(b"%PDF-1.7\0\xff")
    for path in (binary, tmp_path / "none.tex"):
        with pytest.raises(DeckError, match=path.name):
            load_deck(path)


def test_figures_are_looked_for_beside_the_deck_and_on_its_graphics_path(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    for name in ("tree.png", "img/slots.pdf"):
        (tmp_path / name).touch()
    shown = ["tree.png", "tree", "slots", "img/slots.pdf", "example-image-a", "none.png", "img"]
    figures = "".join(rf"\includegraphics[width=\textwidth]{{{name}}}" for name in shown)
    unread = "%\\includegraphics{no}\n\\includegraphics{\\x}"
    text = f"\\graphicspath{{{{./img/}}}}\\begin{{frame}}{figures}{unread}\\end{{frame}}"
    assert missing_figures(read_deck(text), tmp_path) == {"none.png", "img"}
    assert missing_figures(read_deck(text.replace("./img", "pix")), tmp_path) == {"none.png", "img", "slots"}


@pytest.mark.parametrize(
    "unit",
    [
        "a", "\\begin{frame}", "\\begin{frame}{", "\\begin{lstlisting}", "\\begin{frame}\\begin{verbatim}\\end{frame}",
        "{", "\\verb!", "\\lstinline[", "%", "\\", "\n", "\\begin ", "\\begin{frame}\\small", "\\begin{frame}[",
        "\\label{", "\\includegraphics[", "\\frametitle<",
    ],
)  # fmt: skip
def test_a_frame_of_a_million_signs_is_read_at_once(unit: str) -> None:
    text = "\\begin{frame}" + unit * (1_000_000 // len(unit)) + "\\end{frame}"
    start = process_time()
    assert read_deck(text).text == text
    # a second at most in practice; minutes if anything were quadratic
    assert process_time() - start < 10
