"""Organizations by their names, in any language: begun, in full, or nearly so."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q
from rapidfuzz import fuzz, process

from concertation.register.models import Organization, OrganizationName
from concertation.register.search.tokens import words

NEAR = 82
"""How alike two names have to be for one to be meant by the other, of 100: two letters of ten may differ."""


def organizations(typed: Sequence[str]) -> list[Organization]:
    """Return the organizations that have a name in which every word begins a word, or whose identifier
    it is; those called exactly so first, then those with a name that begins so, the shortest first."""
    exact = " ".join(typed)
    if not exact:
        return []
    every = Q()
    for word in typed:
        every &= Q(folded__contains=word)
    found: dict[str, tuple[bool, int]] = {}
    for id, name in _rows(every):
        if all(_begins(word, name) for word in typed):
            rank = (not name.startswith(exact), len(name))
            found[id] = min(found.get(id, rank), rank)
    best = (False, 0)
    found |= dict.fromkeys([*called([exact]).get(exact, ()), *_identified(exact)], best)
    rows = Organization.objects.filter(pk__in=found).prefetch_related("names")
    return sorted(rows, key=lambda row: (found[row.pk], row.pk))


def _rows(condition: Q) -> list[tuple[str, str]]:
    names = OrganizationName.objects.filter(condition).order_by()
    return list(names.values_list("organization_id", "folded"))


def _begins(word: str, folded: str) -> bool:
    """Whether the word begins a word of the folded name; Chinese parts no words."""
    return f" {folded}".find(f" {word}") >= 0 or (not word.isascii() and word in folded and len(word) > 1)


def _identified(exact: str) -> list[str]:
    """Identifiers that are written so, whatever stands between their parts."""
    if not _plain(exact):
        return []
    written = f"^{'[^a-z0-9]'.join(exact.split())}$"
    return list(Organization.objects.filter(pk__iregex=written).values_list("pk", flat=True))


def _plain(text: str) -> bool:
    return text.isascii() and text.replace(" ", "").isalnum()


def called(names: Collection[str]) -> dict[str, list[str]]:
    """Return for each of these folded names the organizations that are called exactly so, by a name or by
    their identifier; what is nobody's name is left out."""
    found: dict[str, list[str]] = {}
    for id, name in _rows(Q(folded__in=names)):
        found.setdefault(name, []).append(id)
    short = [name for name in names if " " not in name and _plain(name)]
    identified = Organization.objects.filter(pk__in=[name.upper() for name in short])
    for id in identified.values_list("pk", flat=True):
        found.setdefault(id.lower(), []).append(id)
    return {name: list(dict.fromkeys(ids)) for name, ids in found.items()}


def meant(typed: str, most: int = 3) -> list[str]:
    """Return names, as they are written, that are nearly what was typed, the nearest first."""
    wanted = " ".join(words(typed))
    if len(wanted) < 4:
        return []
    rows = dict(OrganizationName.objects.order_by("-pk").values_list("folded", "text"))
    near = process.extract(wanted, rows.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=most)
    return [rows[folded] for folded, _score, _at in near if folded != wanted]
