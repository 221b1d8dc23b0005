"""The first page: masthead (its header), session and agenda, title, summary."""

from __future__ import annotations

import re

from concertation.reporting.docx.footnotes import AGENDA, MARK, reference
from concertation.reporting.docx.symbol import symbol_fields
from concertation.reporting.docx.translation import translated
from concertation.reporting.docx.xml import cell, grid, line, paragraph, run, tab, twips
from concertation.reporting.edition import Edition

_LETTERED = re.compile(r"(\([a-z]{1,3}\)|[a-z]{1,3}\))\s+(.*)", re.DOTALL)
"""An agenda item with its letter, in English "(b) …" or in French "b) …"."""


def first_page(edition: Edition) -> str:
    """The content of the first page beneath the masthead and before the chapters."""
    report, words = edition.report, edition.words
    content = _session(edition) + "".join(_title(title) for title in edition.form.agenda)
    content += paragraph("TitleHCH", run(edition.title)) + paragraph("TitleH1", run(words["author"]))
    content += paragraph("SummaryHeading", run(words["headings"]["summary"]))
    if edition.to_translate:
        return content + translated(edition, "summary", 0, report.summary, "", "SummaryText")
    return content + paragraph("SummaryText", run(report.summary))


def _session(edition: Edition) -> str:
    """Session and item; of two organs, the second stands at the other side."""
    form, organs = edition.form, edition.organs
    mark = reference(AGENDA, MARK) if form.item and form.listed else ""
    style = "SessionBeneath" if len(organs) > 1 else "Session"
    own = paragraph(style, run(form.session)) if form.session else ""
    own += paragraph("AgendaItem", run(form.item) + mark) if form.item else ""
    if len(organs) < 2:
        return own
    shape = edition.measures["masthead"]["beneath"]
    sides = [paragraph("OrganBeneath", run(organ)) for organ in organs[:2]]
    year = paragraph(style, run(form.year)) if form.year else ""
    cells = cell(shape[0], sides[0] + own) + cell(shape[1], sides[1] + year)
    return _table(shape, f"<w:tr>{cells}</w:tr>", edition)


def _title(title: str) -> str:
    lettered = _LETTERED.fullmatch(title)
    if lettered:
        return paragraph("AgendaLetter", run(lettered[1]) + tab() + run(lettered[2]))
    return paragraph("AgendaTitle", run(title))


def masthead(edition: Edition) -> str:
    """The table at the head of the first page: symbol, organs, distribution, date, language. It is the header
    of that page, as in the documents of the United Nations, so that it stands above the margin."""
    shape, texts = edition.measures["masthead"], edition.words["masthead"]
    organs = edition.organs or ("",)
    columns: list[float] = shape["columns_of_two" if len(organs) > 1 else "columns"]
    across = len(columns) - 2
    symbol = symbol_fields(edition.form, "SymbolLetter")
    top = (
        cell(columns[0], paragraph("normal", ""), bottom=True)
        + cell(
            sum(columns[1:-1]),
            paragraph("MastheadNations", run(texts["united_nations"])),
            bottom=True,
            across=across,
        )
        + cell(columns[-1], paragraph("MastheadSymbol", symbol), bottom=True)
    )
    below = (
        cell(columns[0], paragraph("normal", ""))
        + "".join(
            cell(width, paragraph("MastheadOrgan", run(organ)))
            for width, organ in zip(columns[1:-1], organs, strict=False)
        )
        + cell(columns[-1], _distribution(edition))
    )
    rows = "".join(
        f'<w:tr><w:trPr><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>'
        f"{_ruled(cells, rule)}</w:tr>"
        for cells, height, rule in zip((top, below), shape["heights"], shape["rules"], strict=True)
    )
    return _table(columns, rows, edition)


def _distribution(edition: Edition) -> str:
    lines = [edition.distribution]
    lines += [edition.dated] if edition.dated else []
    styles = ["MastheadDistributionFirst"] + ["MastheadDistribution"] * len(lines)
    lines += edition.languages
    if len(edition.languages) == 1:
        styles[-1] = "MastheadDistributionLast"
    return "".join(
        paragraph(style, run(text))
        for style, text in zip([*styles, "MastheadDistribution"], lines, strict=False)
    )


def _table(columns: list[float], rows: str, edition: Edition) -> str:
    """A table that only places what stands in it."""
    turned = "<w:bidiVisual/>" if edition.right_to_left else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TablePlaces"/>{turned}'
        f'<w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr>{grid(columns)}{rows}</w:tbl>'
    )


def _ruled(cells: str, width: float) -> str:
    """The cells of a row with a line beneath."""
    border = f"<w:tcBorders>{line('bottom', width)}</w:tcBorders>"
    return re.sub(r"(<w:tcW [^>]*/>(?:<w:gridSpan [^>]*/>)?)", rf"\1{border}", cells)
