"""A brief as a Word document: headings and lists in the styles of the program that opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor

from concertation.register.models import Record
from concertation.reporting.papers.brief_sections import Line, Section, Told
from concertation.reporting.papers.word import LEVELS, blank, saved


def docx(told: Told, lang: str, on: date, address: Callable[[Record], str]) -> bytes:
    """Return the brief as the bytes of a .docx in `lang` (ISO 639-1), as of the day `on`; `address` gives the
    whole address at which a record is found."""
    document = blank(told.title, lang, on)
    document.add_heading(told.title, 0)
    document.add_paragraph(told.subtitle)
    for section in told.sections:
        _section(document, section, address)
    document.add_paragraph(told.ending)
    return saved(document)


def _section(document: Any, section: Section, address: Callable[[Record], str]) -> None:
    document.add_heading(section.heading, 2)
    for line in section.lines:
        _line(document, line, address)
    if section.note:
        document.add_paragraph(section.note)


def _line(document: Any, line: Line, address: Callable[[Record], str]) -> None:
    paragraph = document.add_paragraph(style=LEVELS[line.level])
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
