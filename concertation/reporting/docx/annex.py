"""The annex: which records and which words of which documents stand behind each paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from concertation.reporting.docx.styles import language_style
from concertation.reporting.docx.xml import cell, field, grid, paragraph, run, twips
from concertation.reporting.edition import Edition, Entry
from concertation.reporting.stated import stated
from concertation.reporting.telling.facts import Fact

COLUMNS = ("paragraph", "record", "source")


def bookmark(number: int) -> str:
    """The name of the bookmark at a numbered paragraph."""
    return f"par_{number}"


def annex(edition: Edition) -> str:
    """The annex with its headings; nothing where no paragraph tells a record."""
    texts, columns = edition.words["annex"], edition.measures["annex"]["columns"]
    rows = "".join(_rows(edition, columns))
    if not rows:
        return ""
    head = "".join(
        cell(width, paragraph("TableHead", run(texts[name])))
        for width, name in zip(columns, COLUMNS, strict=True)
    )
    header = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    turned = "<w:bidiVisual/>" if edition.right_to_left else ""
    headings = edition.words["headings"]
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableAnnex"/>{turned}'
        f'<w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(headings['annex_title'])}/>"
        f"<w:tblDescription w:val={quoteattr(texts['caption'])}/>"
        f"</w:tblPr>{grid(columns)}{header}{rows}</w:tbl>"
    )
    return (
        paragraph("AnnexHeading", run(headings["annex"]))
        + paragraph("AnnexTitle", run(headings["annex_title"]))
        + table
        + paragraph("TableText", "")
    )


def _rows(edition: Edition, columns: list[float]) -> Iterator[str]:
    for entry in edition.entries():
        for fact in entry.numbered.facts:
            yield _row(edition, entry, fact, columns)


def _row(edition: Edition, entry: Entry, fact: Fact, columns: list[float]) -> str:
    where = field(rf"REF {bookmark(entry.number)} \r \h", str(entry.number))
    title = edition.title_of(fact)
    record = run(title.text, language_style(title.lang, edition)) + run(f" [{fact.short_uid}]", "RecordId")
    sources = stated(fact, edition.words["annex"])
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + cell(columns[0], paragraph("TableText", where))
        + cell(columns[1], paragraph("TableText", record))
        + cell(columns[2], "".join(paragraph("TableText", run(source)) for source in sources))
        + "</w:tr>"
    )
