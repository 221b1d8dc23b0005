"""A brief as a Word document: headings and lists in the styles of the program that opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from concertation.register.models import Record
from concertation.reporting.brief_sections import Line, Section, Told

STYLES = ("List Bullet", "List Bullet 2")
"""Of lines by their level."""

SETTING = {
    "Normal": (10, 0, 2),
    "Title": (17, 0, 3),
    "Heading 2": (11.5, 8, 2),
    **dict.fromkeys(STYLES, (10, 0, 1)),
}
"""Size of each style, and the space before and after it, in points."""


def docx(told: Told, lang: str, on: date, address: Callable[[Record], str]) -> bytes:
    """Return the brief as the bytes of a .docx in `lang` (ISO 639-1), as of the day `on`; `address` gives the
    whole address at which a record is found."""
    document = Document()
    _set_up(document, told.title, lang, on)
    document.add_heading(told.title, 0)
    document.add_paragraph(told.subtitle)
    for section in told.sections:
        _section(document, section, address)
    document.add_paragraph(told.ending)
    body = BytesIO()
    document.save(body)
    return body.getvalue()


def _set_up(document: Any, title: str, lang: str, on: date) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(1.8)
    for name, (size, before, after) in SETTING.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        # The theme's fonts would win over the name, and differ from machine to machine.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(normal.makeelement(qn("w:lang"), {qn("w:val"): lang}))
    properties = document.core_properties
    properties.title, properties.language, properties.author = title[:250], lang, "Concertation"
    # The day of the brief, not of the clock: the same brief gives the same file.
    properties.created = properties.modified = datetime.combine(on, time(), UTC)


def _section(document: Any, section: Section, address: Callable[[Record], str]) -> None:
    document.add_heading(section.heading, 2)
    for line in section.lines:
        _line(document, line, address)
    if section.note:
        document.add_paragraph(section.note)


def _line(document: Any, line: Line, address: Callable[[Record], str]) -> None:
    paragraph = document.add_paragraph(style=STYLES[line.level])
    if line.record:
        _link(paragraph, line.words, address(line.record), line.lang)
    else:
        paragraph.add_run(line.words).bold = line.head
    if line.facts:
        paragraph.add_run(f" ({', '.join(line.facts)})")
    if line.source:
        source = paragraph.add_run(f" [{line.source}]")
        source.font.size, source.font.color.rgb = Pt(8.5), RGBColor(0x51, 0x60, 0x6F)


def _link(paragraph: Any, words: str, address: str, lang: str) -> None:
    """Add words that lead to the address."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(words)
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)
    if lang:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), lang)
        run._r.get_or_add_rPr().append(language)
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)
