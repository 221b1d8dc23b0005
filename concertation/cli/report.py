"""`concert report`: the consolidated report, written from the confirmed records, in any form of file."""

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
    from concertation.reporting.edition import Edition


class Language(StrEnum):
    """Those of the reports."""

    ar = "ar"
    en = "en"
    es = "es"
    fr = "fr"
    ru = "ru"
    zh = "zh"


class Told(StrEnum):
    """Those that sentences are written in."""

    en = "en"
    fr = "fr"


def command(
    period: Annotated[str, typer.Option(help="The period reported on, e.g. 2016-07-16/2018-08-17.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The file to write: .docx, .pdf, .html, .xml, .xlsx or .json."),
    ] = None,
    every: Annotated[
        Path | None, typer.Option("--all", help="A folder in which to write it in all these forms.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.en,
    told: Annotated[
        Told | None,
        typer.Option("--from", help="For ar, es, ru and zh: the language to translate from (en)."),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="Folder of a template: its measures and fixed words.")
    ] = None,
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
    listed: Annotated[
        str, typer.Option("--listed", help="Symbol of the document that has the agenda, e.g. A/73/150.")
    ] = "",
    year: Annotated[str, typer.Option(help="Line beneath a second organ, as printed.")] = "",
    title: Annotated[str, typer.Option(help="Title, in place of the template's.")] = "",
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of distribution.")] = None,
    original: Annotated[str, typer.Option(help="Language that it is first written in: en, fr …")] = "",
    mandate: Annotated[
        list[str] | None, typer.Option(help="Symbol of a document that asks for the report; may be repeated.")
    ] = None,
    job: Annotated[str, typer.Option(help="Job number at the foot of the page.")] = "",
) -> None:
    """Write the consolidated report of a period, each sentence with its sources in the annex.

    Examples:

      concert report --period 2016-07-16/2018-08-17 --lang fr -o report.docx

      concert report --period 2016-07-16/2018-08-17 --all folder
    """
    open_register()
    from django.conf import settings
    from django.contrib.auth.models import AnonymousUser

    from concertation.register.dates import bounds
    from concertation.reporting.consolidated import edition
    from concertation.reporting.left_out import left_out
    from concertation.reporting.report import Form
    from concertation.reporting.template.template import TemplateError, load

    try:
        first, last = bounds(period)
    except ValueError as error:
        stop(str(error))
    if not first or not last or last < first:
        stop(f"“{period}” is no period. Write its first and last day: 2016-07-16/2018-08-17.")
    files = _files(out, every, lang)
    source = (told or Told.en).value if lang.value not in Told.__members__ else lang.value
    form = Form(
        symbol=symbol,
        session=session,
        item=item,
        agenda=tuple(agenda or ()),
        date=None if date is None else date.date(),
        original=original,
        job=job,
        mandates=tuple(mandate or ()),
        listed=listed,
        year=year,
        title=title,
    )
    try:
        shape = load(template or settings.TEMPLATE)
        made, summary = edition(period, lang.value, person_of(by) or AnonymousUser(), form, source, shape)
    except TemplateError as error:
        stop(str(error))
    _write(made, files)
    say(summary, files[0] if len(files) == 1 else files[0].parent)
    for sentence in left_out(made):
        typer.echo(f"Left out: {sentence}", err=True)


def _files(out: Path | None, every: Path | None, lang: Language) -> list[Path]:
    """The files to write, checked as far as can be before the work begins."""
    from concertation.reporting.files import FORMS

    if (out is None) == (every is None):
        stop("Say where to write: either -o report.docx, or --all and a folder.")
    if every is not None:
        if every.exists() and not every.is_dir():
            stop(f"{every} is a file; --all takes a folder.")
        # A text that is still to be translated is no text to mark up.
        endings = [ending for ending in FORMS if ending != ".xml" or lang.value in Told.__members__]
        every.mkdir(parents=True, exist_ok=True)
        return [every / f"report.{lang.value}{ending}" for ending in endings]
    assert out is not None
    if out.suffix.lower() not in FORMS:
        stop(f"{out}: a report is written as {', '.join(FORMS)}; give the file one of these endings.")
    if not out.parent.is_dir():
        stop(f"{out}: there is no folder {out.parent}.")
    return [out]


def _write(made: Edition, files: list[Path]) -> None:
    """Write all the files or none: each is made before the first is put in its place."""
    from concertation.reporting.files import content, put
    from concertation.reporting.printing import NoPrinter

    try:
        contents = [content(made, file.suffix) for file in files]
    except (ValueError, NoPrinter) as error:
        stop(str(error))
    for one, file in zip(contents, files, strict=True):
        put(one, file)


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
