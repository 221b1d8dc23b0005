"""`concert read`: a document in, proposals out; the register is not touched."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concertation.cli.terminal import console, stop

if TYPE_CHECKING:
    from concertation.reading.document import Document


class Format(StrEnum):
    table = "table"
    jsonl = "jsonl"


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE_OR_FOLDER",
            help="A report (.txt, .md, .docx, .pdf, .html), a mail (.eml), or a packed file of them (.zip); "
            "with --out, a whole folder.",
        ),
    ],
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
    out: Annotated[
        Path | None,
        typer.Option(help="Write the records of the whole folder here: records.parquet or records.jsonl."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes that read side by side (default: one for each core).")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Longest time for one document.")] = 60,
    memory: Annotated[int, typer.Option(min=64, help="Most memory for each process, in MB.")] = 2048,
    cluster: Annotated[
        str | None, typer.Option(help="Let an Apache Spark cluster read: spark://host:7077.")
    ] = None,
) -> None:
    """Read a document and print what it states, one proposal a line; or read a whole folder into a table.

    Run a folder again after an interruption, or after files have changed: only what is missing is read.

    Examples:

      concert read report.docx

      concert read report.txt --format jsonl > proposals.jsonl

      concert read report.pdf --citations

      concert read archive/ --out records.parquet --jobs 4
    """
    if out is not None:
        if citations or structure:
            stop("--out writes records: --citations and --structure take one file and print.")
        from concertation.cli.read_folder import read_into
        from concertation.reading.archive.outcome import Limits

        read_into(file, out, jobs, Limits(seconds, memory), cluster)
        return
    if file.is_dir():
        stop(f"{file.name or file}: this is a folder. Say where its records go: --out records.parquet")
    print_all(file, format, citations=citations, structure=structure)


def print_all(file: Path, format: Format, *, citations: bool, structure: bool) -> None:
    """Print what is asked for of each document in `file`; end with code 1 where some could not be read, with
    2 where none could."""
    from concertation.reading.document import Document, Unreadable
    from concertation.reading.formats import load_all
    from concertation.reading.language_data import LanguageError

    read = failed = 0
    for document in load_all(file):
        try:
            if not isinstance(document, Document):
                raise document
            if structure:
                print_structure(document)
            elif citations:
                print_citations(document)
            else:
                print_proposals(document, format)
            read += 1
        except (Unreadable, LanguageError) as error:
            failed += 1
            typer.secho(str(error), err=True, fg=typer.colors.RED)
    if failed:
        raise typer.Exit(1 if read else 2)


def print_proposals(document: Document, format: Format) -> None:
    from concertation.reading import catalogue
    from concertation.reading.archive.record import as_row
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
    typer.echo(f"{document.name}: {len(document.paragraphs)} paragraphs, {len(rows)} proposals", err=True)


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
