"""The kinds of record, with the word in their address and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.register.models import (
    Activity,
    Agreement,
    Commitment,
    Mandate,
    Mechanism,
    Meeting,
    Notice,
    Pledge,
    Presence,
    Record,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: `slug` stands in addresses, `one` and `many` on pages."""

    model: type[Record]
    slug: str
    one: str
    many: str


KINDS: dict[str, Kind] = {
    model.KIND: Kind(model, slug, Record.Kind(model.KIND).label, model._meta.verbose_name_plural or "")
    for model, slug in (
        (Agreement, "agreements"),
        (Meeting, "meetings"),
        (Mechanism, "mechanisms"),
        (Activity, "activities"),
        (Commitment, "commitments"),
        (Pledge, "pledges"),
        (Presence, "presences"),
        (Notice, "notices"),
        (Mandate, "mandates"),
    )
}
