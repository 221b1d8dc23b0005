"""Opening the register for a command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from concertation.cli.terminal import stop

if TYPE_CHECKING:
    from concertation.accounts.models import Circle, Person


def open_register(*, migrated: bool = True) -> None:
    """Load Django and make sure that the database answers and is set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.settings")
    import django

    django.setup()
    if not migrated:
        return
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        stop(f"The database cannot be used: {error}. Check DATABASE_URL.")
    if pending:
        stop("The register is not set up, or older than this program. Run: concert setup")


def person(email: str | None) -> Person | None:
    """Return the person of that e-mail address, None without one; stop where there is none such."""
    from concertation.accounts.models import Person

    if email is None:
        return None
    found = Person.objects.filter(email__iexact=email, is_active=True).first()
    return found or stop(f"Nobody here has the address {email}. See: concert user list")


def circle(name: str | None) -> Circle | None:
    """Return the circle of that name, None without one; stop where there is none such."""
    from concertation.accounts.models import Circle

    if name is None:
        return None
    found = list(Circle.objects.filter(name=name))
    if len(found) > 1:
        stop(f"{len(found)} circles are called “{name}”. Give one of them another name.")
    return found[0] if found else stop(f"There is no circle “{name}”.")
