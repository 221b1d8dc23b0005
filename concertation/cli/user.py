"""`concert user`: people."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concertation.cli.register import open_register
from concertation.cli.terminal import stop

if TYPE_CHECKING:
    from concertation.accounts.models import Person

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

    if role not in Role.values:
        stop(f"“{role}” is no role. Use one of: {', '.join(Role.values)}.")
    try:
        validate_email(email)
    except ValidationError:
        stop(f"“{email}” is no e-mail address.")
    if Person.objects.filter(email__iexact=email).exists():
        stop(f"{email} is there already.")
    wanted = _known(organization or [])
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
    person = _person(email)
    new = secrets.token_urlsafe(12)
    person.set_password(new)
    person.save()
    typer.echo(f"{person.email}  password: {new}")


@app.command()
def change(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    role: Annotated[str, typer.Option(help="The new role.")] = "",
    organization: Annotated[
        list[str] | None, typer.Option(help="Identifier of an organization they act for from now on.")
    ] = None,
    why: Annotated[str, typer.Option(help="Reason: it stands in the history.")] = "",
) -> None:
    """Change the role of a person, or the organizations they act for.

    Example:

      concert user change amina@example.org --role officer --why "new post"
    """
    open_register()
    from concertation.accounts.models import Role
    from concertation.accounts.people import change as change_person

    person = _person(email)
    if role and role not in Role.values:
        stop(f"“{role}” is no role. Use one of: {', '.join(Role.values)}.")
    bodies: Any = person.organizations
    wanted = list(bodies.all()) if organization is None else _known(organization)
    _do(change_person, person, role=role or person.role, organizations=wanted, why=why)


@app.command("keep-out")
def keep_out(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    why: Annotated[str, typer.Option(help="Reason: it stands in the history.")] = "",
) -> None:
    """Let a person not sign in any more, and sign them out everywhere. What they entered stays."""
    open_register()
    from concertation.accounts import people

    _do(people.keep_out, _person(email), why=why)


@app.command("let-in")
def let_in(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    why: Annotated[str, typer.Option(help="Reason: it stands in the history.")] = "",
) -> None:
    """Let a person sign in again who was kept out."""
    open_register()
    from concertation.accounts import people

    _do(people.let_in, _person(email), why=why)


@app.command("forget-factors")
def forget_factors(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    why: Annotated[str, typer.Option(help="Reason: it stands in the history.")] = "",
) -> None:
    """Take away the second factors of a person who has lost them."""
    open_register()
    from concertation.accounts import people

    _do(people.forget_factors, _person(email), why=why)


def _person(email: str) -> Person:
    from concertation.accounts.models import Person

    return Person.objects.filter(email__iexact=email).first() or stop(f"Nobody here has the address {email}.")


def _known(ids: list[str]) -> list[str]:
    """The identifiers, all of which the register knows."""
    from concertation.register.models import Organization

    missing = set(ids) - set(Organization.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if missing:
        stop(f"The register knows no organization “{min(missing)}”.")
    return ids


def _do(verb: Callable[..., None], person: Person, **given: Any) -> None:
    """Do it under no name: at the terminal of the server nobody is signed in."""
    from django.core.exceptions import ValidationError

    try:
        verb(person, by=None, **given)
    except ValidationError as error:
        stop(" ".join(error.messages))
    state = "" if person.is_active else "  (may not sign in)"
    typer.echo(f"{person.email}  {person.role}{state}")
