"""Week -> week.html: one page to judge a week by. It needs no network and no program but a browser.

Not covered: maths that Temml does not know is shown as LaTeX, and named in a finding.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from lecturegen.exporters import _figures as figures
from lecturegen.exporters._base import Exported, Wishes, exporter, text_file, titled
from lecturegen.exporters._blocks import blocks
from lecturegen.exporters._html import to_html, to_inline_html
from lecturegen.exporters.assessment import to_question
from lecturegen.languages import ENGLISH, Words
from lecturegen.questions import Bloom
from lecturegen.questions.order import deal
from lecturegen.schema import Finding, Frame, Section, Severity, Week
from lecturegen.schema.markdown import SheetQuestion
from lecturegen.schema.signs import Signs, signs_of

_SPLIT = "/sections/"


class _Slide(NamedTuple):
    number: int
    frame: Frame
    shown: Markup
    script: Markup


class _Part(NamedTuple):
    """A section as the page shows it. ``findings``: on it."""

    number: int
    section: Section
    minutes: figures.Minutes
    matrix: figures.Matrix
    slides: tuple[_Slide, ...]
    questions: tuple[SheetQuestion, ...]
    findings: tuple[Finding, ...]


@exporter("html")
def export(week: Week, wishes: Wishes) -> Exported:
    known = wishes.known()
    minutes = figures.minutes(week, known.words or (0,) * len(week.sections))
    letters, signs = deal(week), signs_of(week.language)
    on_sections = [_on(place, known.findings) for place in range(len(week.sections))]
    parts = [
        _Part(
            number, section, minutes[number - 1], figures.matrix(section), tuple(_slides(section)),
            tuple(to_question(question, letters, signs) for question in section.assessment.questions)
            if section.assessment else (),
            on_sections[number - 1],
        )
        for number, section in enumerate(week.sections, start=1)
    ]  # fmt: skip
    told = {finding for found in on_sections for finding in found}
    page = _template().render(
        title=titled(week, wishes.title), week=week, parts=parts, minutes=minutes, known=known,
        letters=figures.key_letters(week), **_worded(week, signs),
        errors=sum(f.severity is Severity.ERROR for f in known.findings),
        others=[finding for finding in known.findings if finding not in told],
        budget=max([*(m.spoken for m in minutes), *(m.planned or 0 for m in minutes), 0.1]),
        code_light=_code_style("xcode"),
        code_dark=_code_style("github-dark"),
    )  # fmt: skip
    return text_file("week.html", page)


def _worded(week: Week, signs: Signs) -> dict[str, Any]:
    """What the page says in the language of the week. ``foreign``: what findings are marked with, which are English."""
    words, english = signs.words, signs.language == ENGLISH
    levels = dict(zip(Bloom, words.page.bloom, strict=True))
    return {
        "signs": signs, "say": words.page, "tenth": words.tenth, "short": words.number, "levels": levels,
        "fonts": Markup(_fonts(words)), "foreign": "" if english else Markup(' lang="en"'),
        "bloom": [share._replace(name=levels[Bloom(share.name)]) for share in figures.bloom_mix(week)],
        "types": [one if english else one._replace(name=signs.forms[one.name]) for one in figures.types(week)],
    }  # fmt: skip


def _fonts(words: Words) -> str:
    """A rule of CSS that puts the fonts of its signs behind those of the page; empty where these have them."""
    names = ", ".join(f'"{name}"' for name in words.fonts)
    return f"body {{ font-family: system-ui, {names}, sans-serif; }}" if names else ""


def _code_style(name: str) -> Markup:
    formatter: Any = HtmlFormatter(style=name)
    return Markup(formatter.get_style_defs("pre"))


def _slides(section: Section) -> list[_Slide]:
    return [_slide(number, frame) for number, frame in enumerate(section.frames, start=1)]


def _slide(number: int, frame: Frame) -> _Slide:
    bullets = "\n".join(f"- {' '.join(bullet.split())}" for bullet in frame.bullets)
    shown = "\n\n".join(filter(None, [bullets, *(block.markdown for block in blocks(frame))]))
    return _Slide(number, frame, Markup(to_html(shown)), Markup(to_html(frame.script)))


def _on(place: int, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if f"{f.where}/".startswith(f"{_SPLIT}{place}/"))


@cache
def _template() -> Template:
    folder = files("lecturegen.exporters").joinpath("_page")
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True)
    environment.filters |= {
        "html": lambda text: Markup(to_html(text)),
        "inline": lambda text: Markup(to_inline_html(text)),
        "percent": lambda share: f"{100 * share:.1f}%",
    }
    environment.globals |= {"style": Markup(folder.joinpath("page.css").read_text("utf-8"))}
    environment.globals |= {"code": Markup(folder.joinpath("page.js").read_text("utf-8"))}
    return environment.from_string(folder.joinpath("page.html").read_text("utf-8"))
