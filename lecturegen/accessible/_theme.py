"""The colours of a presentation, as far as its theme tells: of headlines, texts and headers of tables, and behind them.

Not covered: gradients and pictures behind letters, and what single slides set for themselves.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from lecturegen.accessible._base import Fault, Kind
from lecturegen.accessible.contrast import LARGE, contrast

_NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_THEME = "/theme"
_TITLES, _BODIES = ("title", "ctrTitle"), ("body", "")


def pale(file: Any) -> Iterator[Fault]:
    """Of each layout that slides have, once: at its first slide."""
    seen: set[str] = set()
    for number, slide in enumerate(file.slides, start=1):
        layout = slide.slide_layout
        if layout.name in seen:
            continue
        seen.add(layout.name)
        for what, one, other in _pairs(layout):
            if one and other and (found := contrast(one, other)) < LARGE:
                told = f"{what} of the layout {layout.name!r} stand {found:.1f} to 1 from what is behind them"
                fix = f"take colours of at least {LARGE:g} to 1: they are #{one} on #{other}"
                yield Kind.CONTRAST.at(number, told, fix)


def _pairs(layout: Any) -> Iterator[tuple[str, str, str]]:
    """What, colour of its letters, colour behind; a colour that is not known is empty."""
    palette = _Palette(layout.slide_master)
    behind = palette.background(layout._element) or palette.background(layout.slide_master._element)
    for what, style, kinds in (("headlines", "titleStyle", _TITLES), ("texts", "bodyStyle", _BODIES)):
        yield what, palette.letters(layout._element, style, kinds), behind
    yield "headers of tables", palette.scheme("lt1"), palette.scheme("accent1")


class _Palette:
    """A master's theme, and what its colours are called there."""

    def __init__(self, master: Any) -> None:
        self.master = master._element
        themes = [rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith(_THEME)]
        self.theme = ElementTree.fromstring(themes[0].blob) if themes else ElementTree.Element("none")
        names = self.master.find("p:clrMap", _NS)
        self.names = dict(names.attrib) if names is not None else {}

    def scheme(self, name: str) -> str:
        found = self.theme.find(f".//a:clrScheme/a:{self.names.get(name, name)}", _NS)
        return self.colour(found)

    def background(self, holder: Any) -> str:
        told = holder.find("p:cSld/p:bg", _NS)
        if told is None:
            return ""
        reference = told.find("p:bgRef", _NS)
        return self.colour(reference if reference is not None else told.find("p:bgPr/a:solidFill", _NS))

    def letters(self, layout: Any, style: str, kinds: tuple[str, ...]) -> str:
        """Of the layout's placeholder, else of the master's, else of the master's style."""
        for holder in (layout, self.master):
            for shape in holder.iterfind(".//p:sp", _NS):
                kind = shape.find(".//p:nvPr/p:ph", _NS)
                if kind is not None and kind.get("type", "") in kinds:
                    told = shape.find("p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/a:solidFill", _NS)
                    if found := self.colour(told):
                        return found
        return self.colour(self.master.find(f"p:txStyles/p:{style}/a:lvl1pPr/a:defRPr/a:solidFill", _NS))

    def colour(self, holder: Any) -> str:
        """What an element holds that holds a colour; empty if that is none we know."""
        given = holder[0] if holder is not None and len(holder) else None
        if given is None:
            return ""
        kind, value = given.tag.rpartition("}")[2], given.get("val", "")
        if kind == "schemeClr":
            return _changed(self.scheme(value), given)
        if kind == "sysClr":
            return _changed(given.get("lastClr", ""), given)
        return _changed(value, given) if kind == "srgbClr" else ""


def _changed(colour: str, told: Any) -> str:
    """With the changes of luminance that stand in ``told``: as PowerPoint's "lighter 40%" are written."""
    if not colour:
        return ""
    hue, light, full = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    for change in told:
        share = int(change.get("val", "0").removesuffix("%")) / 100_000
        match change.tag.rpartition("}")[2]:
            case "lumMod" | "shade":
                light *= share
            case "lumOff":
                light += share
            case "tint":
                light = 1 - (1 - light) * share
    changed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), full)
    return "".join(f"{round(255 * share):02X}" for share in changed)
