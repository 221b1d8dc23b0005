"""`concert read FOLDER --out`: a whole archive into one table of records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from concertation.cli.terminal import progress, stop

if TYPE_CHECKING:
    from concertation.reading.archive.folder import Tally
    from concertation.reading.archive.outcome import FileRead, Limits, Task, Unchanged

_SHOWN = 8
"""Endings of files passed over that are named."""


def read_into(root: Path, out: Path, jobs: int | None, limits: Limits, cluster: str | None) -> None:
    """Read `root` into the table `out` and say what was done.

    Ends with code 1 where some documents could not be read, with 2 where none could or the work was stopped.
    """
    from concertation.reading.archive.folder import read_folder
    from concertation.reading.archive.journal import JournalError
    from concertation.reading.archive.spark import ClusterError, read_on_cluster
    from concertation.reading.archive.table import OutputError
    from concertation.reading.archive.team import CannotStart, read_side_by_side

    if not root.exists():
        stop(f"{root}: there is no such file or folder. Check the name.")

    def readers(tasks: Sequence[Task]) -> Iterable[FileRead | Unchanged]:
        if cluster is not None:
            return read_on_cluster(tasks, cluster, limits)
        return read_side_by_side(tasks, jobs or os.cpu_count() or 1, limits)

    try:
        with progress() as bars:
            bar = bars.add_task(root.name or str(root), total=None)

            def show(tally: Tally) -> None:
                failed = f" ({tally.failed} failed)" if tally.failed else ""
                bars.update(
                    bar, completed=tally.done, total=tally.files, description=f"{root.name or root}{failed}"
                )

            tally = read_folder(root, out, readers, limits, show)
    except (CannotStart, ClusterError, JournalError, OutputError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        stop("Stopped. Run the same command again: it goes on where it was.")
    say(tally, root, out)
    if not tally.documents:
        raise typer.Exit(2)
    if tally.failures:
        raise typer.Exit(1)


def say(tally: Tally, root: Path, out: Path) -> None:
    """Say what was read, what was passed over and what failed."""

    def line(text: str, colour: str | None = None) -> None:
        typer.secho(text, err=True, fg=colour)

    if tally.passed_over:
        kinds = ", ".join(f"{count} {ending}" for ending, count in tally.passed_over.most_common(_SHOWN))
        line(f"Passed over, because no documents by their names: {kinds}.")
    if not tally.files:
        line(f"{root}: no document was found in this folder.", typer.colors.RED)
        return
    if tally.documents:
        known = f" ({tally.unchanged} known from an earlier run)" if tally.unchanged else ""
        line(f"Files: {tally.files}{known}. Documents: {tally.documents}. Records in {out}: {tally.records}.")
    else:
        line(f"{root}: nothing could be read.", typer.colors.RED)
    if tally.failures:
        where = out.with_suffix(".failures.jsonl")
        line(f"Documents that could not be read: {tally.failures}, named in {where}", typer.colors.RED)
