"""`concert setup`: make the register ready, or bring it up to date."""

import typer

from concertation.cli.register import open_register


def command() -> None:
    """Create or update the database, and bring the catalogue of organizations into it.

    Safe to run at any time: it adds and corrects, it never deletes.
    """
    open_register(migrated=False)
    prepare()


def prepare() -> None:
    from django.core.management import call_command

    from concertation.reading import catalogue
    from concertation.register.catalogue import sync

    call_command("migrate", verbosity=0, interactive=False)
    new = sync(catalogue.load())
    typer.echo(f"The register is ready; {new} organizations are new.", err=True)
