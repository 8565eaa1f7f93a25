"""HTML: language, title, headings, pictures, tables, links. Browsers judge more (tests/external)."""

from __future__ import annotations

from html.parser import HTMLParser

from lecturegen.accessible._base import Fault, Kind
from lecturegen.schema.language_tag import is_tag

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def faults(content: bytes) -> list[Fault]:
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page.told()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Fault] = []
        self.language = ""
        self.title = ""
        self.level = 0
        self.headers: list[int] = []
        """Header cells of the tables that are open."""
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "title":
            self.in_title = not self.title
        elif tag in _HEADINGS:
            self._heading(_HEADINGS[tag], line)
        elif tag in ("img", "svg") and not self._is_told(tag, given):
            self.found.append(Kind.PICTURE.at(line, f"this <{tag}> has no text in its place", "say what it shows"))
        elif tag == "table":
            self.headers.append(0)
        elif tag == "th" and self.headers:
            self.headers[-1] += 1
            if given.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                told = "this header cell does not say whether it is of a column or of a row"
                self.found.append(Kind.TABLE.at(line, told, 'give it scope="col" or scope="row"'))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.in_title = False
        elif tag == "table" and self.headers and not self.headers.pop():
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

    @staticmethod
    def _is_told(tag: str, given: dict[str, str]) -> bool:
        if "aria-hidden" in given or given.get("aria-label") or given.get("aria-labelledby"):
            return True
        return "alt" in given if tag == "img" else False
