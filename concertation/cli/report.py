"""`concert report`: the consolidated report, written from the confirmed records."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.register import person as person_of
from concertation.cli.terminal import stop

if TYPE_CHECKING:
    from concertation.reporting.consolidated import Summary


class Language(StrEnum):
    en = "en"
    fr = "fr"


def command(
    period: Annotated[str, typer.Option(help="The period reported on, e.g. 2016-07-16/2018-08-17.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The .docx file to write.")],
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.en,
    by: Annotated[
        str | None,
        typer.Option(help="E-mail address of a person: write what they may see."),
    ] = None,
    symbol: Annotated[str, typer.Option(help="Symbol of the document, e.g. A/73/328–S/2018/592.")] = "",
    session: Annotated[str, typer.Option(help="Session, as printed.")] = "",
    item: Annotated[str, typer.Option(help="Item of the agenda, as printed.")] = "",
    agenda: Annotated[
        list[str] | None, typer.Option(help="Title of the agenda item; may be repeated.")
    ] = None,
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of distribution.")] = None,
    original: Annotated[str, typer.Option(help="Language that it is first written in: en, fr …")] = "",
    mandate: Annotated[
        list[str] | None, typer.Option(help="Symbol of a document that asks for the report; may be repeated.")
    ] = None,
    job: Annotated[str, typer.Option(help="Job number at the foot of the page.")] = "",
) -> None:
    """Write the consolidated report of a period as .docx, each sentence with its sources in the annex.

    Example:

      concert report --period 2016-07-16/2018-08-17 --lang fr -o report.docx
    """
    open_register()
    from django.contrib.auth.models import AnonymousUser

    from concertation.register.dates import bounds
    from concertation.reporting.consolidated import write
    from concertation.reporting.report import Form

    try:
        first, last = bounds(period)
    except ValueError as error:
        stop(str(error))
    if not first or not last or last < first:
        stop(f"“{period}” is no period. Write its first and last day: 2016-07-16/2018-08-17.")
    if out.suffix.lower() != ".docx":
        stop(f"{out}: the report is written as .docx; give the file that ending.")
    if not out.parent.is_dir():
        stop(f"{out}: there is no folder {out.parent}.")
    form = Form(
        symbol=symbol,
        session=session,
        item=item,
        agenda=tuple(agenda or ()),
        date=None if date is None else date.date(),
        original=original,
        job=job,
        mandates=tuple(mandate or ()),
    )
    summary = write(period, lang.value, person_of(by) or AnonymousUser(), out, form)
    say(summary, out)


def say(summary: Summary, out: Path) -> None:
    """Tell what was written, and what a person should look at before it goes further."""
    typer.echo(f"{out}: {summary.paragraphs} paragraphs from {summary.records} records", err=True)
    if summary.label != "CLEAR":
        typer.echo(f"It tells what not everybody may see: TLP:{summary.label}.", err=True)
    if summary.unsourced:
        typer.echo(f"{summary.unsourced} records have no source that this reader may see.", err=True)
    if summary.undated:
        typer.echo(f"{summary.undated} records are left out: nothing ties them to the period.", err=True)
    if summary.without_name:
        names = ", ".join(summary.without_name)
        typer.echo(f"No name in this language, so called by another: {names}.", err=True)
