"""An empty Word document as the register sets its papers: A4, one face, its language and title told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt


def blank(title: str, lang: str, on: date) -> Any:
    """Return an empty document in `lang` (ISO 639-1), dated `on`: not by the clock, so that the same content
    gives the same file."""
    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(1.8)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): lang})
    normal.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title = title
    properties.language, properties.author = lang, "Concertation"
    properties.created = properties.modified = datetime.combine(on, time(), UTC)
    return document


def saved(document: Any) -> bytes:
    """Return the bytes of the document."""
    body = BytesIO()
    document.save(body)
    return body.getvalue()
