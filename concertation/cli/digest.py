"""`concert digest`: tell people what concerns them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import console, stop


def command(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be mailed, mail nothing.")
    ] = False,
) -> None:
    """Bring everybody's news up to date and mail it to those whose turn it is.

    Run it once a day, by cron or a systemd timer: nobody gets the same news twice.
    """
    open_register()
    out = console(stderr=False)
    from django.utils import timezone

    from concertation.digest.sending import send

    def show(person: Any, fresh: list[Any]) -> None:
        if dry_run:
            out.print(f"{person.email}: " + "; ".join(f"{one.what} {one} {one.day}" for one in fresh))

    done = send(timezone.localdate(), dry=dry_run, each=show)
    if dry_run:
        out.print(f"{done.people} people looked at, nothing mailed.")
        return
    out.print(f"{done.mails} mails to {done.people} people.")
    if done.failed:
        stop("; ".join(f"{person.email}: {reason}" for person, reason in done.failed))
