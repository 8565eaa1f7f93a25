"""Week -> beamer.tex: LaTeX for lualatex, one page a frame, 16:9, what is said as notes.

It compiles as it is, whatever signs stand in the week. A frame that does not fit goes on on a page of its own, in the
same size, and a finding says so; so does one for maths that LaTeX cannot set, which is shown as its LaTeX.

Not covered: languages that are written from right to left.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, exporter, guard, headline, titled
from lecturegen.exporters._beamer_room import pages_needed
from lecturegen.exporters._latex import bullets, inline, maths, parted_table, preamble, table, to_latex
from lecturegen.exporters._latex import formulas as formulas_in
from lecturegen.exporters._latex._code import verbatim
from lecturegen.exporters._latex._maths import latex_maths
from lecturegen.exporters._latex._texts import escaped
from lecturegen.exporters._losses import as_text, overflow
from lecturegen.languages import words_of
from lecturegen.schema import Finding, Frame, Origin, Section, Source, Week
from lecturegen.schema.writable import unwritable_speech
from lecturegen.shown.mathml import NotMaths


@exporter("beamer")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises Unwritable."""
    guard(week, unwritable_speech)
    parts = [*_head(week, wishes.title), preamble(), "\\begin{document}"]
    findings: list[Finding] = []
    for at, section in enumerate(week.sections):
        parts.append(f"\n\\section{{{escaped(' '.join(section.title.split()))}}}")
        for place, frame in enumerate(section.frames):
            where = f"/sections/{at}/frames/{place}"
            title = headline(frame.title, f"{at + 1}.{place + 1}")
            needed = pages_needed(frame, title)
            if needed > 1:
                findings.append(overflow(where, needed, "pages of beamer.tex, as far as can be told without LaTeX"))
            parts.append(_frame(frame, title, _notes(section, place), whole=needed == 1))
        findings += _refused(f"/sections/{at}", section)
    text = "\n".join([*parts, "\n\\end{document}\n"])
    return Exported({"beamer.tex": text.encode()}, tuple(findings))


def _head(week: Week, title: str) -> Iterator[str]:
    """What the preamble expects before it."""
    draft = escaped(words_of(week.language).offline) if week.origin is Origin.OFFLINE else ""
    yield f"\\newcommand{{\\lecturetitle}}{{{escaped(titled(week, title))}}}"
    yield f"\\newcommand{{\\lecturedraft}}{{{draft}}}"
    yield f"\\newcommand{{\\lecturelanguage}}{{{week.language}}}"


def _notes(section: Section, place: int) -> str:
    last = place == len(section.frames) - 1
    frame = section.frames[place]
    said = [section.opening if place == 0 else "", frame.script, section.closing if last else ""]
    return "\n\n".join(filter(None, [*map(to_latex, said), *map(_source, frame.sources)]))


def _source(source: Source) -> str:
    return rf"\emph{{{escaped(source.passage)}: “{escaped(source.quote)}”}}"


def _frame(frame: Frame, title: str, notes: str, *, whole: bool) -> str:
    """``whole``: on one page."""
    options = [*(["fragile"] if _has_code(frame) else []), *([] if whole else ["allowframebreaks"])]
    begin = r"\begin{frame}" + (f"[{', '.join(options)}]" if options else "")
    content = "\n\n".join(_content(frame, whole=whole))
    return "\n".join(["", f"{begin}{{{inline(title)}}}", content, f"\\note{{%\n{notes}}}", r"\end{frame}"])


def _has_code(frame: Frame) -> bool:
    return frame.code is not None and bool(frame.code.text.strip())


def _content(frame: Frame, *, whole: bool) -> Iterator[str]:
    if frame.bullets:
        yield bullets(frame.bullets)
    if frame.code is not None and _has_code(frame):
        yield verbatim(frame.code.text)
    if frame.maths.strip():
        yield maths(frame.maths.strip(), display=True)
    if frame.table is not None and (frame.table.header or frame.table.rows):
        rows = [[*map(inline, row)] for row in frame.table.rows]
        yield (table if whole else parted_table)([*map(inline, frame.table.header)], rows)


def _refused(where: str, section: Section) -> Iterator[Finding]:
    """A finding for each formula that LaTeX cannot set."""
    told = set()
    for pointer, text in _texts(section):
        found = [(text.strip(), True)] if pointer.endswith("/maths") else formulas_in(text)
        for latex, display in found:
            try:
                latex_maths(latex, display=display)
            except NotMaths as fault:
                if (pointer, latex) not in told:
                    yield as_text(where + pointer, "beamer", latex, fault.reason)
                told.add((pointer, latex))


def _texts(section: Section) -> Iterator[tuple[str, str]]:
    """Every text in which a formula may stand."""
    yield "/opening", section.opening
    for place, frame in enumerate(section.frames):
        here = f"/frames/{place}"
        yield f"{here}/title", frame.title
        yield from ((f"{here}/bullets/{at}", bullet) for at, bullet in enumerate(frame.bullets))
        if frame.maths.strip():
            yield f"{here}/maths", frame.maths
        if frame.table is not None:
            for row in (frame.table.header, *frame.table.rows):
                yield from ((f"{here}/table", cell) for cell in row)
        yield f"{here}/script", frame.script
    yield "/closing", section.closing
