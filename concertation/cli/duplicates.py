"""`concert duplicates`: look for records that were entered twice."""

from __future__ import annotations

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import progress


def command() -> None:
    """Compare the records that were entered or changed since the last time with all others.

    What looks like one thing then stands on the page "Entered twice?", for people to decide. Stopped, it goes
    on where it was. Run it after a document was loaded, or once a day.
    """
    open_register()
    from concertation.review.duplicates import look, unlooked
    from concertation.review.models import Likeness

    rows = unlooked()
    number = rows.count()
    with progress() as bars:
        bar = bars.add_task("Comparing", total=number)
        look(rows.iterator(chunk_size=500), lambda: bars.advance(bar))
    typer.echo(f"{number} records were compared; {Likeness.objects.count()} pairs look like one.", err=True)
