"""`concert style`: a text checked against the rules of style of its language; the register is not touched."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concertation.cli.read import Format, print_line
from concertation.cli.terminal import console, stop

if TYPE_CHECKING:
    from concertation.reading.document import Document, Paragraph
    from concertation.reporting.style.finding import Finding

_COLOURS = {"error": "red", "suggestion": "yellow", "note": "cyan"}


class Said(StrEnum):
    en = "en"
    fr = "fr"


def command(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A report: .docx, .pdf, .html, .txt, .md."),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the rules (default: that of the report).")
    ] = None,
    format: Annotated[
        Format, typer.Option(help="A table to look at, or JSON lines for a program.")
    ] = Format.table,
    said: Annotated[Said, typer.Option(help="Language of the sentences.")] = Said.en,
    first_person: Annotated[
        bool, typer.Option("--first-person", help="The report may say “I” and “we”.")
    ] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules of --lang instead.")] = False,
) -> None:
    """Check a report against the rules of style: spelling, names, acronyms, symbols, numbers, dates, wording.

    Each finding names the paragraph, the words, the rule and what to do. Exit code 1 where a point of style
    is broken for certain (severity "error"), else 0.

    Examples:

      concert style report.docx

      concert style rapport.docx --lang fr --format jsonl

      concert style --rules --lang fr
    """
    from concertation.reporting.style.rules import RuleError

    try:
        if rules:
            print_rules(lang or "en", format, said)
        elif file is None:
            stop("Which report? Give a file, or --rules to list the rules.")
        else:
            check_file(file, lang, format, said, first_person=first_person)
    except RuleError as error:
        stop(str(error))


def check_file(file: Path, lang: str | None, format: Format, said: Said, *, first_person: bool) -> None:
    """Print what the rules find in the report; end with code 1 where there is an error among it."""
    from concertation.reading import catalogue
    from concertation.reading.document import Unreadable
    from concertation.reading.formats import load
    from concertation.reporting.style.bodies import of_catalogue
    from concertation.reporting.style.check import check_report
    from concertation.reporting.style.section import Style

    try:
        document = load(file)
    except Unreadable as error:
        stop(str(error))
    style = Style.of(lang or document.lang, of_catalogue(catalogue.load()))
    sections = _sections(document)
    # The reader makes every run of blanks one, so rules about blanks have nothing to look at.
    results = check_report(
        [[paragraph.text for paragraph in section] for section in sections],
        style,
        blanks=False,
        first_person=first_person,
    )
    found = [
        (section[finding.paragraph], finding)
        for section, findings in zip(sections, results, strict=True)
        for finding in findings
    ]
    _print(found, document.name, format, said)
    if any(finding.severity == "error" for _, finding in found):
        raise typer.Exit(1)


def _sections(document: Document) -> list[list[Paragraph]]:
    """The numbered paragraphs by section; what has no number (tables of an annex) is no running text."""
    sections: dict[int | None, list[Paragraph]] = {}
    numbered = [paragraph for paragraph in document.paragraphs if not paragraph.number.startswith("¶")]
    for paragraph in numbered or document.paragraphs:
        sections.setdefault(paragraph.section, []).append(paragraph)
    return list(sections.values())


def _print(found: list[tuple[Paragraph, Finding]], name: str, format: Format, said: Said) -> None:
    if format is Format.jsonl:
        for paragraph, finding in found:
            print_line(
                {
                    "file": name,
                    "paragraph": paragraph.number,
                    "words": finding.found,
                    "rule": finding.rule.id,
                    "sentence": finding.sentence(said),
                    "severity": finding.severity,
                    "suggestion": finding.suggestion,
                    "start": finding.start,
                    "end": finding.end,
                    "point": finding.point(said),
                    "source": finding.rule.source.title,
                }
            )
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("¶", "", "words", "what to do", "rule", box=None)
    for paragraph, finding in found:
        colour = _COLOURS[finding.severity]
        words = finding.found if len(finding.found) < 60 else finding.found[:57] + "…"
        table.add_row(
            paragraph.number,
            f"[{colour}]{finding.severity}[/]",
            escape(words),
            escape(finding.sentence(said)),
            finding.rule.id,
        )
    if found:
        console(stderr=False).print(table)
    counts = {severity: sum(finding.severity == severity for _, finding in found) for severity in _COLOURS}
    told = ", ".join(f"{number} {severity}{'s' * (number != 1)}" for severity, number in counts.items())
    typer.echo(f"{name}: {told}", err=True)


def print_rules(lang: str, format: Format, said: Said) -> None:
    """Print the rules of `lang` with the points of style that they enforce."""
    from concertation.reporting.style.rules import load

    rules = load(lang).rules
    if format is Format.jsonl:
        for rule in rules:
            print_line(
                {
                    "rule": rule.id,
                    "severity": rule.severity,
                    "point": rule.point[said],
                    "source": rule.source.title,
                    "url": rule.source.url,
                    "house": rule.source.house,
                }
            )
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("rule", "severity", "point of style", "source", box=None)
    for rule in rules:
        source = "the project’s own (house)" if rule.source.house else rule.source.title
        table.add_row(rule.id, rule.severity, escape(rule.point[said]), escape(source))
    console(stderr=False).print(table)
    typer.echo(f"{len(rules)} rules of style for {lang}.", err=True)
