"""What each party of an agreement did to be bound: dates entered, corrected, taken back, and what they
amount to."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Agreement, Formality, Participation, Record, taking_part
from concertation.register.recording import sign

Act = Formality.Act

BOUND = frozenset({Act.RATIFICATION.value, Act.ACCESSION.value})
"""Acts by which a party agrees to be bound after it has signed, or without having signed."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an agreement, with the date (EDTF) of each `Formality.Act` of which one is recorded."""

    participation: Participation
    acts: Mapping[str, str]

    @property
    def version(self) -> str:
        """Stands for the dates as they are, to tell whether somebody changed them meanwhile."""
        return " ".join(f"{act}:{date}" for act, date in sorted(self.acts.items()))


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many `parties`, how many have signed, ratified (approved, acceded), deposited, withdrawn."""

    parties: int
    signed: int
    ratified: int
    deposited: int
    withdrawn: int


def parties(agreement: Agreement) -> list[Party]:
    """Return the parties, those named first ahead, with what each did."""
    prefetch_related_objects([agreement], taking_part())
    rows = [row for row in agreement.participations.all() if row.role == Participation.Role.PARTY.value]
    acts: dict[int, dict[str, str]] = {}
    for one in Formality.objects.filter(participation__in=rows):
        acts.setdefault(one.participation_id, {})[one.act] = one.date
    return [Party(row, acts.get(row.pk, {})) for row in rows]


def tally(told: Collection[Party]) -> Tally:
    """Return what the dates amount to."""

    def number(*acts: str) -> int:
        return sum(not one.acts.keys().isdisjoint(acts) for one in told)

    return Tally(
        len(told), number(Act.SIGNATURE), number(*BOUND), number(Act.DEPOSIT), number(Act.WITHDRAWAL)
    )


def withdrawn(agreements: Collection[int]) -> dict[int, set[str]]:
    """Return the organizations that have withdrawn from each of these agreements, by the agreement's key."""
    rows = Formality.objects.filter(act=Act.WITHDRAWAL, participation__record__in=agreements)
    found: dict[int, set[str]] = {}
    for record, organization in rows.values_list("participation__record", "participation__organization"):
        found.setdefault(record, set()).add(organization)
    return found


@transaction.atomic
def tell_acts(
    agreement: Agreement,
    party: Participation,
    dates: Mapping[str, str],
    *,
    person: Person,
    seen: str | None = None,
    why: str = "",
) -> None:
    """Have the party's acts be these: `dates` are EDTF, by `Formality.Act`; an empty one takes the act back,
    an act that is not named stays. `seen` is `Party.version` as the person saw it.

    Raises `ValidationError`, by act, where a date cannot be, or where somebody changed the dates since they
    were `seen`; nothing is changed then.
    """
    Record.objects.select_for_update().get(pk=agreement.pk)
    there = {one.act: one for one in Formality.objects.filter(participation=party)}
    if seen is not None and seen != Party(party, {act: one.date for act, one in there.items()}).version:
        raise ValidationError(
            {"version": _("Somebody else changed these dates meanwhile. Open the form again to see them.")}
        )
    for act, date in dates.items():
        _tell_act(there.get(act) or Formality(participation=party, act=act), date, person, why)
    for one in Formality.objects.filter(participation=party).select_related("participation"):
        with _blamed_on(one.act):
            one.check_order(agreement)


@transaction.atomic
def tell_act(
    agreement: Agreement,
    act: str,
    date: str,
    bodies: Collection[Participation],
    *,
    person: Person,
    why: str = "",
) -> None:
    """Have several parties have done the same at the same time (EDTF).

    Raises `ValidationError` where the date cannot be for one of them, or one of them has another date for
    the act already; nothing is changed then.
    """
    others = Formality.objects.filter(participation__in=bodies, act=act).exclude(date=date)
    if told := [f"{one.participation.organization_id} ({one.date})" for one in others]:
        raise ValidationError(
            {
                "parties": _("These have another date already: %(parties)s. Correct each on its own page.")
                % {"parties": ", ".join(told)}
            }
        )
    for party in bodies:
        with _blamed_on("date", act):
            tell_acts(agreement, party, {act: date}, person=person, why=why)


def _tell_act(one: Formality, date: str, person: Person, why: str) -> None:
    if one.date == date:
        return
    sign(one, person, why)
    if not date:
        one.delete()
        return
    one.date = date
    with _blamed_on(one.act):
        one.full_clean()
    one.save()


@contextmanager
def _blamed_on(field: str, other: str = "date") -> Generator[None]:
    """Have what is refused within be said of `field`: what is said of the date, and of `other`."""
    try:
        yield
    except ValidationError as error:
        told = cast("dict[str, Any]", error.error_dict)
        raise ValidationError(
            {field if name in ("date", other) else name: sentences for name, sentences in told.items()}
        ) from error
