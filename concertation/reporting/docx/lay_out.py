"""Lay a report out as .docx: first page, chapters, annex, and what Word keeps beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concertation.reporting.docx.annex import annex, bookmark
from concertation.reporting.docx.first_page import first_page, masthead
from concertation.reporting.docx.package import Package
from concertation.reporting.docx.pages import add_headers_and_footers, section
from concertation.reporting.docx.properties import core_properties, custom_properties, settings
from concertation.reporting.docx.styles import numbering, styles
from concertation.reporting.docx.xml import bookmarked, paragraph, part, run
from concertation.reporting.report import Form, Report

if TYPE_CHECKING:
    from concertation.reporting.telling.language import Language


def lay_out(report: Report, language: Language, form: Form, out: Path) -> None:
    """Write the report to `out`, whole or not at all. The same report and form give the same bytes."""
    words: dict[str, Any] = {
        **language.report,
        "months": language.dates.words["months"],
        "first_day": language.dates.words["first_day"],
    }
    package = Package()
    package.add_part("styles", styles(words["locale"]))
    package.add_part("numbering", numbering())
    package.add_part("settings", settings())
    head = masthead(report, form, words, language.code)
    pages = add_headers_and_footers(package, form, head)
    body = first_page(report, form, words) + _chapters(report)
    body += annex(report, words, language.code) + section(pages)
    package.add_document(part("document", f"<w:body>{body}</w:body>"))
    dated: date = form.date or report.last_day
    package.add_properties(core_properties(words, dated), custom_properties(form))
    package.save(out)


def _chapters(report: Report) -> str:
    """Headings and numbered paragraphs. The numbers are Word's own, so that they survive an insertion."""
    content: list[str] = []
    number = 0
    for chapter in report.chapters:
        content.append(paragraph("HCh", run(chapter.title)))
        for part_of_chapter in chapter.sections:
            if part_of_chapter.title:
                content.append(paragraph("H1", run(part_of_chapter.title)))
            for numbered in part_of_chapter.paragraphs:
                number += 1
                marked = bookmarked(bookmark(number), number, run(numbered.text))
                content.append(paragraph("SingleTxt", marked))
    return "".join(content)
