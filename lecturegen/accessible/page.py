"""HTML: language, title, headings, pictures, tables, links. Browsers judge more (tests/external)."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from lecturegen.accessible._base import Fault, Kind
from lecturegen.schema.language_tag import is_tag

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def faults(content: bytes) -> list[Fault]:
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page.told()


@dataclass(slots=True)
class _Table:
    """``plain``: it only places what is in it. ``vague``: a header cell of it does not say what it heads."""

    plain: bool
    headers: int = 0
    vague: bool = False


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Fault] = []
        self.language = ""
        self.title = ""
        self.level = 0
        self.tables: list[_Table] = []
        """Those that are open."""
        self.drawings: list[Fault | None] = []
        """Of each <svg> that is open what is wrong with it, unless a title follows in it."""
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "title":
            self._title()
        elif tag in _HEADINGS:
            self._heading(_HEADINGS[tag], line)
        elif tag == "svg":
            self.drawings.append(None if self._is_told(given) else self._silent(tag, line))
        elif tag == "img" and not ("alt" in given or self._is_told(given)):
            self.found.append(self._silent(tag, line))
        elif tag == "table":
            self.tables.append(_Table(plain=_is_plain(given)))
        elif tag == "th" and self.tables:
            self._header(given, line)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        elif tag == "svg" and self.drawings and (silent := self.drawings.pop()):
            self.found.append(silent)
        elif tag == "table" and self.tables and not ((table := self.tables.pop()).headers or table.plain):
            told = "the table that ends here has no header cell"
            self.found.append(Kind.TABLE.at(self.getpos()[0], told, "name its columns"))

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data

    def told(self) -> list[Fault]:
        whole = []
        if not is_tag(self.language):
            told = f"the page has the language {self.language!r}" if self.language else "the page has no language"
            whole.append(Kind.LANGUAGE.at(1, told, 'write <html lang="en">, with a language tag'))
        if not self.title.strip():
            whole.append(Kind.TITLE.at(1, "the page has no title", "give it one"))
        return whole + self.found

    def _heading(self, level: int, line: int) -> None:
        if level > self.level + 1:
            after = f"h{self.level}" if self.level else "nothing"
            self.found.append(Kind.ORDER.at(line, f"h{level} stands after {after}", "leave out no level of headings"))
        self.level = level

    def _title(self) -> None:
        """Of the page, or of a drawing in it."""
        if self.drawings:
            self.drawings[-1] = None
        else:
            self.in_title = not self.title

    def _header(self, given: dict[str, str], line: int) -> None:
        """What one header cell lacks, the others of its table mostly lack too: it is said once."""
        table = self.tables[-1]
        table.headers += 1
        if not table.vague and given.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            table.vague = True
            told = "this header cell does not say whether it is of a column or of a row"
            self.found.append(Kind.TABLE.at(line, told, 'give it and its like scope="col" or scope="row"'))

    @staticmethod
    def _silent(tag: str, line: int) -> Fault:
        return Kind.PICTURE.at(line, f"this <{tag}> has no text in its place", "say what it shows")

    @staticmethod
    def _is_told(given: dict[str, str]) -> bool:
        named = given.get("aria-label") or given.get("aria-labelledby")
        return bool(named) or "aria-hidden" in given or _is_plain(given)


def _is_plain(given: dict[str, str]) -> bool:
    """A picture that is mere decoration, or a table that only places things."""
    return given.get("role") in ("presentation", "none")
