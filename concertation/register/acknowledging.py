"""Who has read a notice: said by each reader, told to its sender alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concertation.accounts.audience import people_who_see
from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.register.models import Acknowledgement, Notice, Participation, Reminder


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom a notice is for, the organizations they act for (by identifier), and when they said to
    have read it, None where they did not."""

    person: Person
    organizations: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Readers:
    """Whom a notice is for. `unread` is None where it is for everybody who signs in: then nobody is waited
    for."""

    read: Sequence[Reader]
    unread: Sequence[Reader] | None
    reminders: Sequence[Reminder]

    @property
    def number(self) -> int:
        return len(self.read) + len(self.unread or ())


def acknowledge(notice: Notice, person: Person) -> None:
    """Have the person say to have read the notice."""
    Acknowledgement.objects.get_or_create(notice=notice, person=person)


def is_sender(notice: Notice, person: Any) -> bool:
    """Tell whether the notice is the person's own: they entered it, or may change it for an organization that
    issued it. Nobody else learns who has read it."""
    if not person.is_authenticated:
        return False
    if notice.creator == person:
        return True
    issued = notice.participations.filter(role=Participation.Role.LEAD, organization__in=person.own)
    return person.may("edit") and issued.exists()


def readers(notice: Notice) -> Readers:
    """Return who has read the notice and who of its circle has not. Who does not see it any more is told no
    more."""
    people = people_who_see(notice)
    at = dict(Acknowledgement.objects.filter(notice=notice).values_list("person", "at"))
    for_all = notice.label in (Label.CLEAR, Label.GREEN)
    if for_all:
        people = people.filter(pk__in=at)
    rows = [
        Reader(person, tuple(body.pk for body in person.organizations.all()), at.get(person.pk))
        for person in people.prefetch_related("organizations")
    ]
    return Readers(
        read=[row for row in rows if row.at],
        unread=None if for_all else [row for row in rows if not row.at],
        reminders=list(Reminder.objects.filter(notice=notice).select_related("person")),
    )
