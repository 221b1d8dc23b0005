"""Lay a report out as .docx: first page, chapters, annex, and what Word keeps beside them."""

from __future__ import annotations

from concertation.reporting.docx.annex import annex, bookmark
from concertation.reporting.docx.first_page import first_page
from concertation.reporting.docx.fonts import fonts, theme
from concertation.reporting.docx.footnotes import footnotes, note_id, reference
from concertation.reporting.docx.package import Package
from concertation.reporting.docx.pages import add_headers_and_footers, section
from concertation.reporting.docx.properties import core_properties, custom_properties, settings
from concertation.reporting.docx.styles import numbering, styles
from concertation.reporting.docx.translation import place, source
from concertation.reporting.docx.xml import bookmarked, paragraph, part, run
from concertation.reporting.edition import Edition, Entry
from concertation.reporting.notes import in_words


def lay_out(edition: Edition) -> bytes:
    """Return the report as the bytes of a .docx: the same edition gives the same bytes."""
    package = Package()
    package.add_part("styles", styles(edition))
    package.add_part("numbering", numbering(edition))
    package.add_part("settings", settings())
    package.add_part("fontTable", fonts(edition))
    package.add_part("theme", theme(edition), type="application/vnd.openxmlformats-officedocument.theme+xml")
    package.add_part("footnotes", footnotes(edition))
    pages = add_headers_and_footers(package, edition)
    body = first_page(edition) + _chapters(edition) + annex(edition) + section(edition, pages)
    package.add_document(part("document", f"<w:body>{body}</w:body>"))
    package.add_properties(core_properties(edition), custom_properties(edition.form))
    return package.content()


def _chapters(edition: Edition) -> str:
    """Headings and numbered paragraphs. The numbers are Word's own, so that they survive an insertion."""
    content: list[str] = []
    for division in edition.divisions():
        content.append(paragraph("HCh", run(division.title.text)))
        for section_of_chapter in division.parts:
            if section_of_chapter.title.text:
                content.append(paragraph("H1", run(section_of_chapter.title.text)))
            content += (_numbered(edition, entry) for entry in section_of_chapter.entries)
    return "".join(content)


def _numbered(edition: Edition, entry: Entry) -> str:
    name = bookmark(entry.number)
    note = reference(note_id(entry.note)) if entry.note else ""
    if not edition.to_translate:
        text = bookmarked(name, entry.number, run(entry.numbered.text))
        return paragraph("SingleTxt", text + note)
    text = bookmarked(name, entry.number, place(edition, name, entry.number))
    sources = in_words(entry.cited, edition.words["notes"])
    return paragraph("Translation", text + note) + source(edition, entry.numbered.text, sources)
