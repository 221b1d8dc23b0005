"""Speaking to the person at the terminal: results on standard output, everything else on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


def stop(sentence: str) -> NoReturn:
    """Say why the command cannot do its work, and end with code 2."""
    typer.secho(sentence, err=True, fg=typer.colors.RED)
    raise typer.Exit(2)


def console(*, stderr: bool = True) -> Console:
    from rich.console import Console

    return Console(stderr=stderr)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress bars while the block runs; nothing where standard error is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(),
    ) as bars:
        yield bars
