"""beamer.tex: what it holds. Whether LaTeX takes it is asked in tests/external."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from lecturegen.exporters import EXPORTERS, Exported, Wishes
from lecturegen.schema import Origin, Week
from tests.exporters.hostile import FORMULAS, NO_FORMULAS, TEXTS
from tests.exporters.weeks import frame, section, week, weeks


def made(shown: Week, title: str = "Week 3: Heaps") -> Exported:
    return EXPORTERS["beamer"](shown, Wishes(title))


def source(shown: Week, title: str = "Week 3: Heaps") -> str:
    return made(shown, title).files["beamer.tex"].decode()


def body(shown: Week) -> str:
    return source(shown).partition("\\begin{document}\n")[2]


def test_a_frame_has_its_title_bullets_code_maths_table_and_notes() -> None:
    code = {"language": "python", "text": "x = {1: 2}  # % & _"}
    table = {"header": ["key", "rank"], "rows": [["3", "50%"], ["1"]]}
    sources = [{"passage": "p2", "quote": "A heap & a tree"}]
    shown = frame("A & B", bullets=["Cost $\\log n$", "one\n- two"], code=code, maths="x", table=table, sources=sources)
    assert (
        body(week(section("C_1", frames=[shown])))
        == r"""
\section{C\_1}

\begin{frame}[fragile]{A \& B}
\begin{itemize}
  \item Cost \(\log n\)
  \item one

\begin{itemize}
  \item two
\end{itemize}
\end{itemize}

\begin{code}
x = {1: 2}  # % & _
\end{code}

\formula{x}

\begin{tabulary}{\linewidth}{LL}
\toprule
\textbf{key} & \textbf{rank} \tabularnewline
\midrule
3 & 50\% \tabularnewline
1 &  \tabularnewline
\bottomrule
\end{tabulary}
\note{%
What is on top?

Look up.

And what is below?

\emph{p2: “A heap \& a tree”}}
\end{frame}

\end{document}
"""
    )


def test_lists_inside_a_bullet_stay_lists_three_deep() -> None:
    text = body(week(section(frames=[frame(bullets=["one\n\n- two\n  - three\n    - four\n\n1. six"])])))
    assert text.count("\\begin{itemize}") == 3
    assert "\\begin{enumerate}" in text
    assert "four" in text


def test_links_go_where_they_went() -> None:
    text = body(week(section(frames=[frame(bullets=["[a_b](https://example.org/x_y?q=50%25&z=1#top)"])])))
    assert r"\href{https://example.org/x_y?q=50\%25\&z=1\#top}{a\_b}" in text


@pytest.mark.parametrize("code", [r"\end{frame}", r"x = '\end{code}'"])
def test_code_that_would_end_its_environment_is_escaped(code: str) -> None:
    text = body(week(section(frames=[frame(code={"language": "", "text": code})])))
    assert r"\textbackslash{}end\{" in text
    assert text.count("\\end{frame}") == text.count("\\end{code}") == 1


def test_what_begins_an_item_or_a_cell_is_no_option() -> None:
    table = {"header": ["[a]"], "rows": [["<b>"]]}
    text = body(week(section(frames=[frame(bullets=["[x]", "<2-> y"], table=table)])))
    for written in (r"\item {}[x]", r"\item {}<2-> y", r"{}<b> \tabularnewline"):
        assert written in text


@pytest.mark.parametrize("latex", NO_FORMULAS)
def test_a_formula_that_latex_cannot_set_is_shown_as_text_and_named(latex: str) -> None:
    done = made(week(section(frames=[frame(maths=latex, bullets=[])])))
    (finding,) = done.findings
    assert (finding.code, finding.where) == ("LG622", "/sections/0/frames/0/maths")
    assert repr(latex) in finding.message
    text = done.files["beamer.tex"].decode().partition("\\begin{document}")[2]
    assert "\\formula" not in text
    assert "\\codeline" in text


@pytest.mark.parametrize("latex", FORMULAS)
def test_other_formulas_are_set(latex: str) -> None:
    shown = week(section(frames=[frame(maths=latex, bullets=[])]))
    assert not made(shown).findings
    assert "\\formula{" in body(shown)


def test_a_formula_inside_a_line_is_named_once_where_it_stands() -> None:
    shown = frame(bullets=["a", "$\\nosuch$ and $\\nosuch$"], script="Say $\\frac{$ now.")
    where = [finding.where for finding in made(week(section(frames=[shown]))).findings]
    assert where == ["/sections/0/frames/0/bullets/1", "/sections/0/frames/0/script"]


def test_a_frame_that_does_not_fit_may_go_on_and_is_named() -> None:
    long = frame("Too much", bullets=[f"Point {number} of many" for number in range(40)])
    shown = week(section(frames=[frame(), long]))
    (finding,) = made(shown).findings
    assert (finding.code, finding.where) == ("LG620", "/sections/0/frames/1")
    assert re.findall(r"\\begin\{frame\}(.*?)\{", body(shown)) == ["", "[allowframebreaks]"]


def test_languages_titles_and_drafts_are_said_before_the_preamble() -> None:
    shown = week(section(), origin=Origin.OFFLINE).model_copy(update={"language": "en-GB"})
    head = source(shown, "A & B").split("\n")[:3]
    assert head == [
        r"\newcommand{\lecturetitle}{A \& B (offline draft from the notes)}",
        r"\newcommand{\lecturedraft}{offline draft from the notes}",
        r"\newcommand{\lecturelanguage}{en-GB}",
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_week_gives_the_same_bytes(text: str) -> None:
    shown = week(section(frames=[frame(text, bullets=[text], script=f"W {text}")]))
    assert made(shown) == made(shown)


@settings(deadline=None, max_examples=40)
@given(weeks())
def test_frames_and_sections_are_those_of_the_week_and_braces_are_closed(shown: Week) -> None:
    text = body(shown)
    bare = re.sub(r"\\begin\{code\}(?:\[.*\])?\n.*?\n\\end\{code\}", "", text, flags=re.S)
    frames = sum(len(part.frames) for part in shown.sections)
    assert (
        len(re.findall(r"^\\begin\{frame\}", bare, re.M)) == len(re.findall(r"^\\end\{frame\}", bare, re.M)) == frames
    )
    assert len(re.findall(r"^\\section\{", bare, re.M)) == len(shown.sections)
    signs = re.sub(r"\\.", "", bare, flags=re.S)
    assert signs.count("{") == signs.count("}")
