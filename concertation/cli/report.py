"""`concert report`: the consolidated report, written from the confirmed records."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.register import person as person_of
from concertation.cli.terminal import stop


class Language(StrEnum):
    en = "en"
    fr = "fr"


def command(
    period: Annotated[str, typer.Option(help="The period reported on, e.g. 2016-07-16/2018-08-17.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The .docx file to write.")],
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.en,
    by: Annotated[
        str | None,
        typer.Option(help="E-mail address: write what this person may see. Without it, what all may see."),
    ] = None,
) -> None:
    """Write the consolidated report of a period as .docx, each sentence with its sources in the annex.

    Example:

      concert report --period 2016-07-16/2018-08-17 --lang fr -o report.docx
    """
    open_register()
    from django.contrib.auth.models import AnonymousUser

    from concertation.register.dates import bounds
    from concertation.reporting.consolidated import write

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
    summary = write(period, lang.value, person_of(by) or AnonymousUser(), out)
    typer.echo(f"{out}: {summary.paragraphs} paragraphs from {summary.records} records", err=True)
