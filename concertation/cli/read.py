"""`concert read`: a document in, proposals out; the register is not touched."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concertation.cli.terminal import console, stop

if TYPE_CHECKING:
    from concertation.reading.document import Document
    from concertation.reading.proposal import Proposal

CONTRACT = (
    "para", "kind", "type", "ordinal", "actors", "date", "period", "place", "title", "themes", "quote",
    "amount", "currency", "span", "status", "confidence", "section", "lang", "rule", "unknown",
)  # fmt: skip


class Format(StrEnum):
    table = "table"
    jsonl = "jsonl"


def command(
    file: Annotated[Path, typer.Argument(help="A report: .txt, .md, .docx, .pdf or .html.")],
    format: Annotated[
        Format, typer.Option(help="A table to look at, or JSON lines for a program.")
    ] = Format.table,
    citations: Annotated[
        bool,
        typer.Option("--citations", help="The UN document symbols that each paragraph cites, as JSON lines."),
    ] = False,
    structure: Annotated[
        bool,
        typer.Option(
            "--structure", help="What the document is, its headings and paragraph numbers, as JSON."
        ),
    ] = False,
) -> None:
    """Read a document and print what it states, one proposal a line.

    Examples:

      concert read report.docx

      concert read report.txt --format jsonl > proposals.jsonl

      concert read report.pdf --citations
    """
    from concertation.reading.document import Unreadable
    from concertation.reading.formats import load

    try:
        document = load(file)
    except Unreadable as error:
        stop(str(error))
    if structure:
        print_structure(document)
    elif citations:
        print_citations(document)
    else:
        print_proposals(document, format)


def print_proposals(document: Document, format: Format) -> None:
    from concertation.reading import catalogue
    from concertation.reading.read import read

    proposals = read(document, catalogue.load())
    if format is Format.jsonl:
        for proposal in proposals:
            print_line(as_row(proposal))
        return
    from rich.table import Table

    table = Table("¶", "kind", "type", "date", "place", "organizations", "title", box=None)
    rows = list(proposals)
    for p in rows:
        table.add_row(p.para, p.kind, p.type, p.date or "", ", ".join(p.place), ", ".join(p.actors), p.title)
    console(stderr=False).print(table)
    for note in document.notes:
        typer.echo(note, err=True)
    typer.echo(f"{len(document.paragraphs)} paragraphs, {len(rows)} proposals", err=True)


def as_row(proposal: Proposal) -> dict[str, Any]:
    """Return the proposal as the fields of the record contract."""
    row = {field.name: getattr(proposal, field.name) for field in fields(proposal)}
    row["amount"] = None if proposal.amount is None else _plain(proposal.amount)
    row["confidence"] = round(proposal.confidence, 3)
    return {name: row[name] for name in CONTRACT}


def _plain(amount: Any) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def print_citations(document: Document) -> None:
    from concertation.reading.language import load_language
    from concertation.reading.symbols import citations

    language = load_language(document.lang)
    for paragraph in document.paragraphs:
        symbols = dict.fromkeys(mention.symbol for mention in citations(paragraph.text, language))
        for symbol in symbols:
            print_line({"para": paragraph.number, "symbol": symbol})


def print_structure(document: Document) -> None:
    """Print everything of the document but its words."""
    typer.echo(
        json.dumps(
            {
                "name": document.name,
                "lang": document.lang,
                "original_lang": document.original_lang,
                "symbols": document.symbols,
                "title": document.title,
                "organs": document.organs,
                "session": document.session,
                "date": document.date,
                "agenda": [
                    {"number": item.number, "letters": item.letters, "titles": item.titles}
                    for item in document.agenda
                ],
                "sections": [
                    {"number": s.number, "title": s.title, "level": s.level, "parent": s.parent}
                    for s in document.sections
                ],
                "paragraphs": [
                    {"number": p.number, "section": p.section, "page": p.page, "characters": len(p.text)}
                    for p in document.paragraphs
                ],
                "footnotes": len(document.footnotes),
                "notes": document.notes,
            },
            ensure_ascii=False,
            indent=1,
        )
    )


def print_line(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
