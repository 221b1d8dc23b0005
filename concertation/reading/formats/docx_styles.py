"""What the styles of a Word document say of its paragraphs: headings, titles, lists, tables of contents."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from concertation.reading.formats.docx_numbering import integer
from concertation.reading.formats.element import Element
from concertation.reading.structure.flow import Role

_DATA = Path(__file__).parent / "docx_styles.toml"
_DEEPEST = 9
"""Word's outline level for running text."""


@dataclass(frozen=True, slots=True)
class Style:
    """`heading` is a level from 1 or None; `list` and `level` are the numbering that the style brings;
    `contents` is true for lines of a generated table of contents."""

    heading: int | None = None
    role: Role = "body"
    list: str | None = None
    level: int | None = None
    contents: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    title: re.Pattern[str]
    contents: re.Pattern[str]
    headings: tuple[tuple[re.Pattern[str], int], ...]


@cache
def _names() -> _Names:
    data: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return _Names(
        title=_any(data["title"]),
        contents=_any(data["contents"]),
        headings=tuple((_any([pattern]), level) for pattern, level in data["headings"].items()),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return the paragraph styles of ``styles.xml`` by id, each with what it inherits."""
    if root is None:
        return {}
    w = f"{{{etree.QName(root).namespace}}}"
    elements = {str(element.get(w + "styleId")): element for element in root.iter(w + "style")}
    found: dict[str, Style] = {}
    for id in elements:
        _resolve(id, elements, found, w)
    return found


def _resolve(id: str, elements: dict[str, Element], found: dict[str, Style], w: str) -> Style:
    """Work out a style from its ancestors down."""
    chain: list[str] = []
    ancestor: str | None = id
    while ancestor in elements and ancestor not in found and ancestor not in chain:
        chain.append(ancestor)
        based = elements[ancestor].find(w + "basedOn")
        ancestor = None if based is None else based.get(w + "val")
    style = found.get(ancestor or "", Style())
    for name in reversed(chain):
        style = found[name] = _own(elements[name], style, w)
    return style


def _own(element: Element, parent: Style, w: str) -> Style:
    """A style as its own element changes what its parent says."""
    name_element = element.find(w + "name")
    name = "" if name_element is None else str(name_element.get(w + "val"))
    numbering = element.find(f"{w}pPr/{w}numPr")
    list_, level = parent.list, parent.level
    if numbering is not None:
        list_ = _value(numbering, w + "numId", w) or list_
        level = integer(_value(numbering, w + "ilvl", w), level or 0)
    heading = parent.heading
    outline = element.find(f"{w}pPr/{w}outlineLvl")
    if outline is not None:
        at = integer(outline.get(w + "val"), _DEEPEST)
        heading = at + 1 if 0 <= at < _DEEPEST else None
    for pattern, given in _names().headings:
        if match := pattern.fullmatch(name):
            heading = given or int(match[1])
    title = _names().title.fullmatch(name) is not None
    return Style(
        heading=None if title else heading,
        role="title" if title or (parent.role == "title" and outline is None) else "body",
        list=list_,
        level=level,
        contents=parent.contents or _names().contents.fullmatch(name) is not None,
    )


def _value(element: Element, child: str, w: str) -> str | None:
    found = element.find(child)
    return None if found is None else found.get(w + "val")
