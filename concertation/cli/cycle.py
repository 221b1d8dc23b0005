"""`concert cycle`: what a reporting cycle does by the day."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import console, stop

app = typer.Typer(help="What a reporting cycle does by the day.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """What a reporting cycle does by the day."""


@app.command()
def remind(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be mailed, mail nothing.")
    ] = False,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that it is, where it is another.")
    ] = None,
) -> None:
    """Remind of inputs that are due or late, and tell the report officer what stays late or waits too long.

    Run it once a day beside `concert digest`: no reminder goes out twice.

    Example:

      concert cycle remind --dry-run
    """
    open_register()
    out = console(stderr=False)
    from django.utils import timezone

    from concertation.reporting.cycles.reminding import remind

    def show(one: Any) -> None:
        if dry_run:
            out.print(f"{one.letter.to}: {one.letter.subject}", markup=False)

    done = remind(today.date() if today else timezone.localdate(), dry=dry_run, each=show)
    if dry_run:
        out.print("Nothing was mailed.")
        return
    out.print(f"{done.sent} mails.")
    if done.failed:
        stop("; ".join(f"{to}: {reason}" for to, reason in done.failed))
