"""Which organizations are meant by what somebody writes: identifiers, or names in any language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concertation.register.folding import fold
from concertation.register.models import Organization, OrganizationName

BETWEEN = re.compile(r"[;\n]")
"""What stands between things in one field."""


def several(text: str) -> list[str]:
    """Return the things that stand in one field, with semicolons or line ends between them.

    >>> several("AU; LAS ;")
    ['AU', 'LAS']
    """
    return [part.strip() for part in BETWEEN.split(text) if part.strip()]


@dataclass(frozen=True, slots=True)
class Called:
    """The identifiers of the register's organizations by what each is called, folded."""

    identifiers: dict[str, str]
    names: dict[str, frozenset[str]]

    @classmethod
    def load(cls) -> Called:
        """Return what the organizations are called now; asked for once, where many names are looked up."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for id, text in OrganizationName.objects.order_by().values_list("organization_id", "text"):
            names[fold(text)].add(id)
        ids = Organization.objects.order_by().values_list("pk", flat=True)
        return cls({fold(id): id for id in ids}, {name: frozenset(found) for name, found in names.items()})

    def identifier(self, text: str) -> str | None:
        """Return the identifier of the organization that is meant; None where the register knows none of
        that name. Raises `ValidationError` where several are called so."""
        wanted = fold(text.strip())
        if wanted in self.identifiers:
            return self.identifiers[wanted]
        ids = sorted(self.names.get(wanted, ()))
        if len(ids) > 1:
            raise ValidationError(
                _("“%(name)s” is the name of several organizations: %(ids)s. Write one of these.")
                % {"name": text, "ids": ", ".join(ids)}
            )
        return ids[0] if ids else None

    def known_and_named(self, texts: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return the identifiers of those that the register knows, and the names of the others, each once.
        Raises `ValidationError` where a name is that of several."""
        known: dict[str, None] = {}
        named: dict[str, None] = {}
        for text in texts:
            id = self.identifier(text)
            (named if id is None else known)[id or text.strip()] = None
        return list(known), list(named)
