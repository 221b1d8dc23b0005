"""`concert load`: documents into the register, their proposals into the review queue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concertation.cli.register import circle as circle_named
from concertation.cli.register import open_register
from concertation.cli.register import person as person_of
from concertation.cli.terminal import console, progress, stop

if TYPE_CHECKING:
    from concertation.accounts.models import Circle, Person
    from concertation.review.intake import Intake


def command(
    files: Annotated[
        list[Path],
        typer.Argument(help="Reports: .txt, .md, .docx, .pdf, .html; mails (.eml) and .zip of such."),
    ],
    label: Annotated[
        str, typer.Option(help="TLP label: CLEAR, GREEN, AMBER, AMBER+STRICT or RED.")
    ] = "GREEN",
    circle: Annotated[str | None, typer.Option(help="The circle that AMBER and RED are shared with.")] = None,
    versions: Annotated[
        bool,
        typer.Option("--versions", help="The files are language versions of one text, the original first."),
    ] = False,
    by: Annotated[str | None, typer.Option(help="E-mail address of the person who loads them.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line for each file.")] = False,
) -> None:
    """Read documents into the register. Each file is taken in whole or not at all, and only once:
    run the same command again after an interruption and it does what is missing.

    Examples:

      concert load report.docx

      concert load report.en.md report.fr.md --versions --label CLEAR
    """
    open_register()
    from concertation.accounts.sharing import Label

    if label not in Label.values:
        stop(f"“{label}” is no TLP label. Use one of: {', '.join(Label.values)}.")
    person, shared_with = person_of(by), circle_named(circle)
    if label in (Label.AMBER, Label.AMBER_STRICT, Label.RED) and shared_with is None and person is None:
        stop(f"Nobody could see this: {label} needs --circle or --by.")
    results, failures = take_in_all(files, person, label, shared_with, versions)
    for result in results:
        if as_json:
            typer.echo(json.dumps(_row(result), ensure_ascii=False))
    if not as_json and results:
        show(results)
    for failure in failures:
        typer.secho(failure, err=True, fg=typer.colors.RED)
    if failures:
        raise typer.Exit(2)


def take_in_all(
    files: list[Path], person: Person | None, label: str, circle: Circle | None, versions: bool
) -> tuple[list[Intake], list[str]]:
    """Take every file in; return what was done and a sentence for each file that could not be read."""
    from concertation.reading.document import Unreadable
    from concertation.reading.formats import load_all
    from concertation.review.intake import take_in

    results: list[Intake] = []
    failures: list[str] = []
    with progress() as bars:
        for source in (source for file in files for source in load_all(file)):
            if isinstance(source, Unreadable):
                failures.append(str(source))
                continue
            bar = bars.add_task(source.name, total=None)
            result = take_in(
                source,
                person=person,
                label=label,
                circle=circle,
                version_of=results[0].document if versions and results else None,
                progress=lambda done, of, bar=bar: bars.update(bar, completed=done, total=of),
            )
            results.append(result)
    return results, failures


def show(results: list[Intake]) -> None:
    from rich.table import Table

    table = Table("document", "language", "paragraphs", "proposals", "new", box=None)
    for result in results:
        table.add_row(
            result.document.name,
            result.document.lang,
            str(result.paragraphs),
            str(result.proposals),
            "0 (known already)" if result.known and not result.new else str(result.new),
        )
    out = console(stderr=False)
    out.print(table)
    for result in results:
        for note in result.document.notes:
            out.print(f"{result.document.name}: {note}")
        if result.unknown:
            out.print(f"Names the catalogue does not know: {', '.join(result.unknown)}")


def _row(result: Intake) -> dict[str, object]:
    return {
        "document": result.document.name,
        "sha256": result.document.sha256,
        "known": result.known,
        "paragraphs": result.paragraphs,
        "proposals": result.proposals,
        "new": result.new,
        "unknown": result.unknown,
    }
