"""Finding things by words: every word has to occur, whatever its case and accents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from concertation.accounts.sharing import visible
from concertation.register.folding import fold
from concertation.register.models import (
    Organization,
    OrganizationName,
    Paragraph,
    Participation,
    Record,
    Text,
)

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


def words(query: str) -> list[str]:
    """Return the folded words of what somebody typed, each once.

    >>> words("Réunion, LEA réunion")
    ['reunion', 'lea']
    """
    return list(dict.fromkeys(re.findall(r"[\w/-]+", fold(query))))


_folded = lru_cache(maxsize=20_000)(fold)
"""Names of organizations are folded again and again."""


def organizations(words: list[str]) -> list[Organization]:
    """Return the organizations that have a name in which every word begins a word, or whose identifier
    it is; those called exactly so first."""
    if not words:
        return []
    exact, found = " ".join(words), dict[str, bool]()
    for id, text in OrganizationName.objects.order_by().values_list("organization_id", "text"):
        folded = _folded(text)
        if all(_begins(word, folded) for word in words):
            found[id] = found.get(id, False) or folded == exact
    for id in Organization.objects.filter(pk__iexact=exact).values_list("pk", flat=True):
        found[id] = True
    rows = Organization.objects.filter(pk__in=found).prefetch_related("names")
    return sorted(rows, key=lambda row: (not found[row.pk], row.pk))


def _begins(word: str, folded: str) -> bool:
    start = folded.find(word)
    while start > 0 and folded[start - 1].isalnum():
        start = folded.find(word, start + 1)
    return start >= 0


def records(words: list[str], person: Viewer) -> Any:
    """Return the records that the person may see and in which every word occurs: in a text of the record
    or in the name of an organization that takes part."""
    found = Record.objects.visible_to(person)
    for word in words:
        told = Text.objects.filter(folded__contains=word).order_by().values("record")
        ids = [organization.pk for organization in organizations([word])]
        parts = Participation.objects.filter(organization__in=ids).order_by().values("record")
        found = found.filter(Q(pk__in=told) | Q(pk__in=parts) if ids else Q(pk__in=told))
    return found if words else found.none()


def paragraphs(words: list[str], person: Viewer) -> Any:
    """Return the paragraphs in which every word occurs, of documents that the person may see."""
    found = Paragraph.objects.filter(visible(person, "document__"))
    for word in words:
        found = found.filter(folded__contains=word)
    return found if words else found.none()
