"""An empty Word document as the register sets its papers: A4, one face, its language and title told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

LEVELS = ("List Bullet", "List Bullet 2")
"""Styles of lines by their level."""

SETTING = {
    "Normal": (10, 0, 2),
    "Title": (17, 0, 3),
    "Heading 1": (13, 10, 3),
    "Heading 2": (11.5, 8, 2),
    **dict.fromkeys(LEVELS, (10, 0, 1)),
}
"""Size of each style, and the space before and after it, in points."""


def blank(title: str, lang: str, on: date) -> Any:
    """Return an empty document in `lang` (ISO 639-1), dated `on`: not by the clock, so that the same content
    gives the same file."""
    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(1.8)
    for name, (size, before, after) in SETTING.items():
        _set(document.styles[name], size, before, after)
    normal: Any = document.styles["Normal"]
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): lang})
    normal.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title[:250], lang, "Concertation"
    properties.created = properties.modified = datetime.combine(on, time(), UTC)
    return document


def _set(style: Any, size: float, before: float, after: float) -> None:
    style.font.name, style.font.size = "Arial", Pt(size)
    # The theme's fonts would win over the name, and differ from machine to machine.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0


def saved(document: Any) -> bytes:
    """Return the bytes of the document."""
    body = BytesIO()
    document.save(body)
    return body.getvalue()
