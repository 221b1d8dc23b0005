"""`concert check`: does the register keep its own rules?"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import progress


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print findings as JSON lines.")] = False,
) -> None:
    """Check every record against the rules and every quote against its paragraph.

    Ends with code 1 where there is something to look at.
    """
    open_register()
    from concertation.review.checking import findings, things

    found = []
    with progress() as bars:
        bar = bars.add_task("Checking", total=things())
        for finding in findings(lambda: bars.advance(bar)):
            found.append(finding)
    for finding in found:
        row = {"where": finding.where, "what": finding.what}
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{finding.where}: {finding.what}")
    if found:
        raise typer.Exit(1)
    typer.echo("The register keeps its rules.", err=True)
