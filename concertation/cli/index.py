"""`concert index`: file the whole register anew for search."""

from __future__ import annotations

from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import progress


def command(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; tell whether the index is in step.")
    ] = False,
) -> None:
    """File every record and document anew for search.

    The index is kept in step by itself. This is for rows that were written past the program, and after a
    new version that cuts words otherwise.
    """
    open_register()
    from django.db import connection

    from concertation.register.search import storage
    from concertation.register.search.rebuilding import is_missing, rebuild

    if check:
        apart = [name for name, (rows, known) in storage.in_step(connection.alias).items() if rows != known]
        if apart or is_missing():
            typer.echo("The index does not hold what the register holds. Run: concert index")
            raise typer.Exit(1)
        typer.echo("The index is in step.", err=True)
        return
    with progress() as bars:
        bar = bars.add_task("Filing", total=None)
        records, documents = rebuild(lambda done, of: bars.update(bar, completed=done, total=of))
    typer.echo(f"{records} records and {documents} documents are filed.", err=True)
