"""`concert review`: what waits for a decision; accept what is beyond doubt."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.register import person as person_of
from concertation.cli.terminal import console, progress, stop


def command(
    accept_above: Annotated[
        float | None, typer.Option(min=0, max=1, help="Accept all proposals of at least this confidence.")
    ] = None,
    document: Annotated[str | None, typer.Option(help="Only of this document (file name).")] = None,
    by: Annotated[str | None, typer.Option(help="E-mail address of the person who decides.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show how many proposals wait, by kind; with --accept-above, accept those that are certain enough.

    Proposals that name something unknown, or break a rule of the register, are left for a person.

    Examples:

      concert review

      concert review --accept-above 0.8 --by officer@example.org
    """
    open_register()
    from django.db.models import Count

    from concertation.review.deciding import accept_confident
    from concertation.review.models import Proposal

    waiting = Proposal.objects.pending()
    if document:
        waiting = waiting.filter(paragraph__document__name=document)
    result: dict[str, object] = {}
    if accept_above is not None:
        person = person_of(by)
        if person is None or not person.may("review"):
            stop("To accept proposals, say who decides: --by with the address of a person who may review.")
        rows = list(waiting.select_related("paragraph__document"))
        with progress() as bars:
            bar = bars.add_task("Accepting", total=len(rows))
            outcome = accept_confident(rows, person, least=accept_above, progress=lambda: bars.advance(bar))
        result |= {"new": outcome.new, "joined": outcome.joined, "left": len(outcome.left)}
        result |= {"second": outcome.waiting} if outcome.waiting else {}
    counts = dict(waiting.order_by().values_list("kind").annotate(Count("pk")))
    result["waiting"] = counts
    if as_json:
        typer.echo(json.dumps(result))
        return
    out = console(stderr=False)
    if "new" in result:
        out.print(f"{result['new']} new records, {result['joined']} joined to one that was there.")
    if "second" in result:
        out.print(f"{result['second']} accepted, and waiting for a second person.")
    if counts:
        out.print("Waiting: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())))
    else:
        out.print("Nothing waits for a decision.")
