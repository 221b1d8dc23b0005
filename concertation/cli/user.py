"""`concert user`: people."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import stop

app = typer.Typer(help="Add, list and change the people who sign in.", no_args_is_help=True)


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    role: Annotated[
        str, typer.Option(help="administrator, officer, focal-point, contributor or reader.")
    ] = "reader",
    name: Annotated[str, typer.Option(help="Full name.")] = "",
    language: Annotated[str, typer.Option(help="Language of the pages: en or fr.")] = "en",
    organization: Annotated[
        list[str] | None, typer.Option(help="Identifier of an organization they act for.")
    ] = None,
) -> None:
    """Add a person; a password is made and printed once.

    Example:

      concert user add amina@example.org --role focal-point --organization ECCAS
    """
    open_register()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from concertation.accounts.models import Person, Role
    from concertation.register.models import Organization

    if role not in Role.values:
        stop(f"“{role}” is no role. Use one of: {', '.join(Role.values)}.")
    try:
        validate_email(email)
    except ValidationError:
        stop(f"“{email}” is no e-mail address.")
    if Person.objects.filter(email__iexact=email).exists():
        stop(f"{email} is there already.")
    wanted = organization or []
    missing = set(wanted) - set(Organization.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing:
        stop(f"The register knows no organization “{min(missing)}”.")
    password = secrets.token_urlsafe(12)
    person = Person.objects.create_user(email, password, role=role, name=name, language=language)
    person.organizations.set(wanted)
    typer.echo(f"{person.email}  password: {password}")


@app.command("list")
def list_people() -> None:
    """List the people, their roles and organizations."""
    open_register()
    from concertation.accounts.models import Person

    for person in Person.objects.order_by("email").prefetch_related("organizations"):
        bodies = ", ".join(str(body) for body in person.organizations.all())
        state = "" if person.is_active else "  (may not sign in)"
        typer.echo(f"{person.email}  {person.role}  {bodies}{state}")


@app.command()
def password(email: Annotated[str, typer.Argument(help="E-mail address.")]) -> None:
    """Make a new password for a person and print it once."""
    open_register()
    from concertation.accounts.models import Person

    person = Person.objects.filter(email__iexact=email).first() or stop(
        f"Nobody here has the address {email}."
    )
    new = secrets.token_urlsafe(12)
    person.set_password(new)
    person.save()
    typer.echo(f"{person.email}  password: {new}")
