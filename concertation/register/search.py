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
    found = _called(words, _names())
    rows = Organization.objects.filter(pk__in=found).prefetch_related("names")
    return sorted(rows, key=lambda row: (not found[row.pk], row.pk))


def _names() -> list[tuple[str, str]]:
    """Return identifiers of organizations with their folded names, the identifier among them."""
    rows = OrganizationName.objects.order_by().values_list("organization_id", "text")
    ids = Organization.objects.order_by().values_list("pk", flat=True)
    return [(id, _folded(text)) for id, text in rows] + [(id, _folded(id)) for id in ids]


def _called(words: list[str], names: list[tuple[str, str]]) -> dict[str, bool]:
    """Return the organizations of which every word begins a word of one name; whether it is all of it."""
    exact, found = " ".join(words), dict[str, bool]()
    for id, name in names:
        if words and all(_begins(word, name) for word in words):
            found[id] = found.get(id, False) or name == exact
    return found


def _begins(word: str, folded: str) -> bool:
    start = folded.find(word)
    while start > 0 and folded[start - 1].isalnum():
        start = folded.find(word, start + 1)
    return start >= 0


def records(words: list[str], person: Viewer) -> Any:
    """Return the records that the person may see and in which every word occurs: in a text of the record
    or in the name of an organization that takes part."""
    found, names = Record.objects.visible_to(person), _names()
    for word in words:
        told = Text.objects.filter(folded__contains=word).order_by().values("record")
        ids = _called([word], names)
        parts = Participation.objects.filter(organization__in=list(ids)).order_by().values("record")
        found = found.filter(Q(pk__in=told) | Q(pk__in=parts) if ids else Q(pk__in=told))
    return found if words else found.none()


def paragraphs(words: list[str], person: Viewer) -> Any:
    """Return the paragraphs in which every word occurs, of documents that the person may see."""
    found = Paragraph.objects.filter(visible(person, "document__"))
    for word in words:
        found = found.filter(folded__contains=word)
    return found if words else found.none()
