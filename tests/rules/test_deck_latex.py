"""Rules that say "LaTeX stops here" are asked of LaTeX itself, where it is installed with Beamer."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lecturegen import rules
from lecturegen.reading.beamer import load_deck, missing_figures
from lecturegen.rules import RULES, Context, Rule, Scope
from lecturegen.rules._manual import page
from lecturegen.rules._sample import laid_over
from lecturegen.schema.deck import Deck
from tests.reading.foreign import foreign, needs_foreign_weeks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed"),
]
STOPS = ("LG454", "LG455", "LG456", "LG457", "LG459", "LG462", "LG465", "LG466", "LG467", "LG468")
MENDS = ("LG454", "LG457", "LG462")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def stops(text: str, folder: Path, *, at_once: bool = True) -> list[int]:
    r"""The numbers of the frames at which pdflatex finds an error; 0 stands for the preamble."""
    head, document, body = text.partition(r"\begin{document}")
    numbers = iter(range(1, 10_000))
    marked = re.sub(r"^\\begin\{frame\}", lambda m: f"\\typeout{{@@{next(numbers)}@@}}\n{m[0]}", body, flags=re.M)
    (folder / "slides.tex").write_text(head + document + marked, "utf-8")
    options = ["-draftmode", "-interaction=nonstopmode", *(["-halt-on-error"] if at_once else [])]
    subprocess.run(
        ["pdflatex", *options, "slides.tex"], cwd=folder, stdout=subprocess.DEVNULL, check=False, timeout=100
    )
    found: list[int] = []
    frame = 0
    for line in (folder / "slides.log").read_text("utf-8", errors="replace").splitlines():
        frame = int(mark[1]) if (mark := re.search(r"@@(\d+)@@", line)) else frame
        if line.startswith("! "):
            found.append(frame)
    return sorted(set(found))


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(RULES[code], example, id=f"{code}-{number}")
        for code in STOPS
        for number, example in enumerate(getattr(page(RULES[code].doc), kind), start=1)
        if "fontspec" not in str(example)  # which is for another engine
    ]


def laid_out(rule: Rule, example: Mapping[str, Any], folder: Path) -> Deck:
    case = laid_over(Scope.DECK, example)
    for name in {"slots.png"} - case.context.missing_figures:
        (folder / name).write_bytes(PIXEL)
    deck: Deck = case.document
    if r"\documentclass" not in deck.preamble:
        deck = deck.model_copy(update={"preamble": f"\\documentclass{{beamer}}\n{deck.preamble}"})
    return deck


@pytest.mark.parametrize(("rule", "example"), examples("bad"))
def test_latex_stops_at_what_is_bad(rule: Rule, example: Mapping[str, Any], tmp_path: Path) -> None:
    assert stops(laid_out(rule, example, tmp_path).text, tmp_path)


@pytest.mark.parametrize(("rule", "example"), examples("good"))
def test_latex_sets_what_is_good(rule: Rule, example: Mapping[str, Any], tmp_path: Path) -> None:
    assert not stops(laid_out(rule, example, tmp_path).text, tmp_path)


@pytest.mark.parametrize(("rule", "example"), [e for e in examples("bad") if e.id[:5] in MENDS])
def test_latex_sets_what_is_mended(rule: Rule, example: Mapping[str, Any], tmp_path: Path) -> None:
    deck = laid_out(rule, example, tmp_path)
    mended = rules.mend(deck, Scope.DECK, Context())
    left = {finding.code for finding in rules.check(mended, Scope.DECK, Context())} & set(STOPS)
    assert bool(stops(mended.text, tmp_path)) == bool(left)


@needs_foreign_weeks
@pytest.mark.parametrize("mended", [False, True], ids=["as it is", "mended"])
@pytest.mark.parametrize("path", foreign("slides.tex", seeds=""))
def test_latex_stops_at_exactly_the_frames_of_a_real_deck_that_are_found(
    path: Path, tmp_path: Path, mended: bool
) -> None:
    context = Context(missing_figures=missing_figures(load_deck(path), path.parent))
    deck: Deck = load_deck(path)
    if mended:
        deck = rules.mend(deck, Scope.DECK, context)
    found = {int(f.where.split("/")[2]) + 1 for f in rules.check(deck, Scope.DECK, context) if f.code in STOPS}
    assert stops(deck.text, tmp_path, at_once=False) == sorted(found)
