"""The `concert` command. Each group of commands has its own module; Django is loaded only by those that
need the register, so that `concert --help` and `concert read` stay quick."""

import typer

from concertation import __version__
from concertation.cli import (
    check,
    cycle,
    demo,
    digest,
    duplicates,
    index,
    load,
    read,
    report,
    review,
    serve,
    setup,
    style,
    user,
    work,
)

app = typer.Typer(
    name="concert",
    help="The open register of international cooperation.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"concert {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Exit codes: 0 done; 1 done, with findings that somebody should look at; 2 not done, and why is said."""


app.command("read")(read.command)
app.command("setup")(setup.command)
app.command("load")(load.command)
app.command("review")(review.command)
app.command("report")(report.command)
app.command("style")(style.command)
app.command("serve")(serve.command)
app.command("work")(work.command)
app.command("digest")(digest.command)
app.command("duplicates")(duplicates.command)
app.command("check")(check.command)
app.command("index")(index.command)
app.command("demo")(demo.command)
app.add_typer(user.app, name="user")
app.add_typer(cycle.app, name="cycle")
