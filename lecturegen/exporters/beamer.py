"""Week -> beamer.tex: LaTeX for lualatex, one page a frame, 16:9, what is said as notes.

It compiles as it is, whatever signs stand in the week. A frame that does not fit goes on on a page of its own, in the
same size, and a finding says so; so does one for maths that LaTeX cannot set, which is shown as its LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.exporters._base import Exported, Wishes, exporter, guard, text_file, titled
from lecturegen.exporters._latex import (
    bullets,
    escaped,
    inline,
    maths,
    preamble,
    table,
    to_latex,
    verbatim,
)
from lecturegen.schema import Frame, Origin, Section, Source, Week
from lecturegen.schema.grammar import OFFLINE
from lecturegen.schema.writable import unwritable_speech


@exporter("beamer")
def export(week: Week, wishes: Wishes) -> Exported:
    """Raises Unwritable."""
    guard(week, unwritable_speech)
    draft = OFFLINE if week.origin is Origin.OFFLINE else ""
    parts = [
        f"\\newcommand{{\\lecturetitle}}{{{escaped(titled(week, wishes.title))}}}",
        f"\\newcommand{{\\lecturedraft}}{{{draft}}}",
        f"\\newcommand{{\\lecturelanguage}}{{{week.language}}}",
        preamble(),
        "\\begin{document}",
        *(part for section in week.sections for part in _section(section)),
        "\n\\end{document}\n",
    ]
    return text_file("beamer.tex", "\n".join(parts))


def _section(section: Section) -> Iterator[str]:
    yield f"\n\\section{{{escaped(' '.join(section.title.split()))}}}"
    last = len(section.frames)
    for place, frame in enumerate(section.frames, start=1):
        said = [section.opening if place == 1 else "", frame.script, section.closing if place == last else ""]
        yield _frame(frame, [*map(to_latex, said), *map(_source, frame.sources)])


def _frame(frame: Frame, notes: list[str]) -> str:
    content = [*_content(frame)]
    options = ["fragile"] if frame.code is not None and frame.code.text.strip() else []
    shown = f"[{', '.join(options)}]" if options else ""
    said = "\n\n".join(filter(None, notes))
    return "\n".join([
        f"\n\\begin{{frame}}{shown}{{{inline(frame.title)}}}",
        *content,
        f"\\note{{%\n{said}}}",
        "\\end{frame}",
    ])  # fmt: skip


def _content(frame: Frame) -> Iterator[str]:
    if frame.bullets:
        yield bullets(frame.bullets)
    if frame.code is not None and frame.code.text.strip():
        yield verbatim(frame.code.text)
    if frame.maths.strip():
        yield maths(frame.maths.strip(), display=True)
    if frame.table is not None and (frame.table.header or frame.table.rows):
        yield table([*map(inline, frame.table.header)], [[*map(inline, row)] for row in frame.table.rows])


def _source(source: Source) -> str:
    return rf"\textit{{{escaped(source.passage)}: “{escaped(source.quote)}”}}"
