"""The first page: masthead (its header), session and agenda, title, summary."""

from __future__ import annotations

import re
from typing import Any

from concertation.reporting.docx.styles import measures
from concertation.reporting.docx.xml import cell, field, grid, line, paragraph, run, twips
from concertation.reporting.report import Form, Report

LETTER, REST = "Symbol letter", "Symbol rest"
"""Document properties that hold the symbol; masthead and headers are fields that show them."""


def first_page(report: Report, form: Form, words: dict[str, Any]) -> str:
    """The content of the first page beneath the masthead and before the chapters."""
    content = ""
    if form.session:
        content += paragraph("Session", run(form.session))
    if form.item:
        content += paragraph("AgendaItem", run(form.item))
    content += "".join(paragraph("AgendaTitle", run(title)) for title in form.agenda)
    content += paragraph("TitleHCH", run(words["title"])) + paragraph("TitleH1", run(words["author"]))
    heading = paragraph("SummaryHeading", run(words["headings"]["summary"]))
    return content + heading + paragraph("SummaryText", run(report.summary))


def symbol_fields(form: Form, letter_style: str = "") -> str:
    """The symbol as fields; nothing where there is none."""
    letter, rest = split_symbol(form.symbol)
    if not letter:
        return ""
    return field(f'DOCPROPERTY "{LETTER}"', letter, letter_style) + field(f'DOCPROPERTY "{REST}"', rest)


def split_symbol(symbol: str) -> tuple[str, str]:
    """The organ's letter, printed large, and the rest: "A" and "/73/328"."""
    letter = re.match(r"[A-Z]+", symbol)
    return (letter[0], symbol[letter.end() :]) if letter else (symbol[:1], symbol[1:])


def masthead(report: Report, form: Form, words: dict[str, Any], lang: str) -> str:
    """The table at the head of the first page: symbol, organs, distribution, date, language. It is the header
    of that page, as in the documents of the United Nations, so that it stands above the margin."""
    shape = measures()["masthead"]
    columns: list[float] = shape["columns"]
    texts = words["masthead"]
    organs = [
        words["organs"][letter]
        for letter in re.findall(r"(?:^|[–-])([A-Z])/", form.symbol)
        if letter in words["organs"]
    ]
    distribution = [
        texts["distribution"]
        if report.label == "CLEAR"
        else texts["restricted"].format(label=f"TLP:{report.label}")
    ]
    if form.date:
        month = words["months"][form.date.month - 1]
        day = words["first_day"] if form.date.day == 1 else str(form.date.day)
        distribution.append(texts["date"].format(d=day, month=month, y=form.date.year))
    original = form.original or lang
    styles = ["MastheadDistributionFirst"] + ["MastheadDistribution"] * len(distribution)
    if original != lang:
        distribution.append(words["language"])
    else:
        styles[len(distribution)] = "MastheadDistributionLast"
    distribution.append(texts["original"].format(language=words["languages"].get(original, original)))
    block = "".join(
        paragraph(style, run(text))
        for style, text in zip([*styles, "MastheadDistribution"], distribution, strict=False)
    )
    top = (
        cell(columns[0], paragraph("normal", ""), bottom=True)
        + cell(columns[1], paragraph("MastheadNations", run(texts["united_nations"])), bottom=True)
        + cell(columns[2], paragraph("MastheadSymbol", symbol_fields(form, "SymbolLetter")), bottom=True)
    )
    below = (
        cell(columns[0], paragraph("normal", ""))
        + cell(columns[1], "".join(paragraph("MastheadOrgan", run(o)) for o in organs or [""]))
        + cell(columns[2], block)
    )
    rows = "".join(
        f'<w:tr><w:trPr><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>'
        f"{_ruled(cells, rule)}</w:tr>"
        for cells, height, rule in zip((top, below), shape["heights"], shape["rules"], strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"{grid(columns)}{rows}</w:tbl>"
    )


def _ruled(cells: str, width: float) -> str:
    """The cells of a row with a line beneath."""
    border = f"<w:tcBorders>{line('bottom', width)}</w:tcBorders>"
    return re.sub(r"(<w:tcW [^>]*/>)", rf"\1{border}", cells)
