"""`concert demo`: the whole way once, from reports to the next report."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concertation.cli import load, setup
from concertation.cli.register import open_register
from concertation.cli.terminal import console, progress, stop

if TYPE_CHECKING:
    from concertation.accounts.models import Person
    from concertation.register.models import Document

ADDRESS = "demo@concertation.example"
SAMPLE = [Path("sample/report.en.md"), Path("sample/report.fr.md")]
MANDATES = ("A/RES/58/316", "S/RES/1809(2008)")
"""What the sample names as asking for such reports."""

CERTAIN = 0.75
"""The reader's estimate from which on the demonstration confirms by itself. A ministry decides for itself."""


def command(
    report: Annotated[Path | None, typer.Option(help="A report of your own, in place of the sample.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the reports that are written.")] = Path("out"),
) -> None:
    """Read the sample report (or your own), confirm what is certain, write the next consolidated report.

    A second run changes nothing.
    """
    files = [report] if report else SAMPLE
    for file in files:
        if not file.exists():
            stop(f"There is no file {file}.")
    open_register(migrated=False)
    setup.prepare()
    person = _person()
    # The sample states public facts; what a report of one's own states is for those who sign in.
    label = "GREEN" if report else "CLEAR"
    results, failures = load.take_in_all(files, person, label, None, versions=report is None)
    if failures:
        stop("\n".join(failures))
    documents = [result.document for result in results]
    unknown = sorted({name for result in results for name in result.unknown})
    _confirm(documents, person)
    _summary(documents, unknown)
    _write(documents, person, out, () if report else MANDATES)
    typer.echo(f"Sign in as {ADDRESS} with the password {_password(person)}")


def _person() -> Person:
    """Return the report officer of the demonstration."""
    from concertation.accounts.models import Person, Role

    person = Person.objects.filter(email=ADDRESS).first()
    return person or Person.objects.create_user(ADDRESS, name="Demo", role=Role.OFFICER)


def _password(person: Person) -> str:
    """Return the officer's password: made on the first run, kept beside the database."""
    from django.conf import settings

    path = Path(settings.VAR) / "demo_password"
    if path.exists() and person.check_password(path.read_text().strip()):
        return path.read_text().strip()
    password = secrets.token_urlsafe(9)
    person.set_password(password)
    person.save()
    path.touch(mode=0o600)
    path.write_text(password + "\n")
    return password


def _confirm(documents: list[Document], person: Person) -> None:
    """Accept what is certain in the documents."""
    from concertation.review.deciding import accept_confident
    from concertation.review.models import Proposal

    waiting = Proposal.objects.pending().filter(paragraph__document__in=documents, confidence__gte=CERTAIN)
    rows = list(waiting.select_related("paragraph__document"))
    with progress() as bars:
        bar = bars.add_task("Confirming", total=len(rows))
        accept_confident(rows, person, least=CERTAIN, progress=lambda: bars.advance(bar))


def _summary(documents: list[Document], unknown: list[str]) -> None:
    from django.db.models import Count
    from rich.table import Table

    from concertation.register.models import Paragraph, Record
    from concertation.review.models import Proposal

    table = Table("in the register", "number", box=None)
    table.add_row("documents", str(len(documents)))
    table.add_row("paragraphs", str(Paragraph.objects.filter(document__in=documents).count()))
    records = Record.objects.filter(evidence__paragraph__document__in=documents)
    for kind, number in records.order_by("kind").values_list("kind").annotate(Count("pk", distinct=True)):
        table.add_row(str(Record.Kind(kind).label).lower() + " records", str(number))
    waiting = Proposal.objects.pending().filter(paragraph__document__in=documents).count()
    table.add_row("proposals that wait for a person", str(waiting))
    table.add_row("names the catalogue does not know", str(len(unknown)))
    out = console(stderr=False)
    out.print(table)
    if unknown:
        out.print("Unknown names: " + "; ".join(unknown))


def _write(documents: list[Document], person: Person, out: Path, mandates: tuple[str, ...]) -> None:
    """Write the report of the period in which the meetings lie, in both languages."""
    from django.db.models import Max, Min

    from concertation.register.models import Record
    from concertation.reporting.consolidated import write
    from concertation.reporting.report import Form

    held = Record.objects.filter(
        kind=Record.Kind.MEETING,
        evidence__paragraph__document__in=documents,
        earliest__isnull=False,
        latest__isnull=False,
    )
    span = held.aggregate(first=Min("earliest"), last=Max("latest"))
    if not span["first"] or not span["last"]:
        typer.echo("No dated meeting was confirmed, so there is no report to write.", err=True)
        return
    out.mkdir(exist_ok=True)
    for lang in ("fr", "en"):
        path = out / f"report.{lang}.docx"
        summary = write(f"{span['first']}/{span['last']}", lang, person, path, Form(mandates=mandates))
        typer.echo(f"{path}: {summary.paragraphs} paragraphs from {summary.records} records", err=True)
