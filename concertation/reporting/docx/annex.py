"""The annex: which records and which words of which documents stand behind each paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concertation.reporting.docx.styles import measures
from concertation.reporting.docx.xml import cell, field, grid, paragraph, run, twips
from concertation.reporting.report import Report
from concertation.reporting.telling.facts import Fact

WORDS_OF_QUOTE = 12


def bookmark(number: int) -> str:
    """The name of the bookmark at a numbered paragraph."""
    return f"par_{number}"


def annex(report: Report, words: Mapping[str, Any], lang: str) -> str:
    """The annex with its headings; nothing where no paragraph tells a record."""
    texts, columns = words["annex"], measures()["annex"]["columns"]
    rows = [
        _row(number, fact, texts, lang, columns)
        for number, numbered in enumerate(report.paragraphs(), start=1)
        for fact in numbered.facts
    ]
    if not rows:
        return ""
    head = "".join(
        cell(width, paragraph("TableHead", run(texts[name])))
        for width, name in zip(columns, ("paragraph", "record", "source"), strict=True)
    )
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableAnnex"/><w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr>{grid(columns)}{header}{''.join(rows)}</w:tbl>"
    )
    headings = words["headings"]
    return (
        paragraph("AnnexHeading", run(headings["annex"]))
        + paragraph("AnnexTitle", run(headings["annex_title"]))
        + table
        + paragraph("TableText", "")
    )


def _row(number: int, fact: Fact, texts: Mapping[str, str], lang: str, columns: list[float]) -> str:
    where = field(rf"REF {bookmark(number)} \r \h", str(number))
    record = run(fact.title(lang), "TableRecord") + run(f" [{fact.short_uid}]", "RecordId")
    sources = [
        texts["at"].format(document=source.document, paragraph=source.paragraph)
        + texts["colon"]
        + first_words(source.quote)
        for source in fact.sources
    ] or [texts["no_source"]]
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + cell(columns[0], paragraph("TableText", where))
        + cell(columns[1], paragraph("TableText", record))
        + cell(columns[2], "".join(paragraph("TableText", run(source)) for source in sources))
        + "</w:tr>"
    )


def first_words(quote: str) -> str:
    """The first words of a quote, in any language."""
    words = quote.split()
    return " ".join(words[:WORDS_OF_QUOTE]) + (" …" if len(words) > WORDS_OF_QUOTE else "")
