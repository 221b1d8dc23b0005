"""What the pictures of the guide show, entered as the people of the pictures would enter it.

A framework of two parties with its action lines, a meeting with agenda, minutes and decisions, a pledge of
which a part was paid, a notice, and two records of one meeting. The names of the things are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from concertation.accounts.models import Circle, Person
from concertation.register.action_lines import ActionLine, agree, tell_done
from concertation.register.agenda import Line, agenda_of, set_agenda
from concertation.register.formalities import tell_act
from concertation.register.minuting import write
from concertation.register.models import (
    Agreement,
    Mechanism,
    Meeting,
    Minutes,
    Notice,
    Organization,
    Payment,
    Pledge,
    Record,
)
from concertation.register.pledges import pay
from concertation.register.progress import Decision, decide
from concertation.register.recording import enter


@dataclass(frozen=True)
class Scene:
    """The records that the pictures are of."""

    agreement: Agreement
    mechanism: Mechanism
    planned: Meeting
    held: Meeting
    twice: Meeting
    commitment: Record
    pledge: Pledge
    notice: Notice


def played(person: Person, circle: Circle) -> Scene:
    """Enter everything as `person`, who may act for the African Union; return it."""
    bodies = {body.pk: body for body in Organization.objects.filter(pk__in=("AU", "LAS"))}
    au, las = bodies["AU"], bodies["LAS"]
    parties = [(au, "party"), (las, "party")]
    present = [(au, "participant"), (las, "participant")]
    today = timezone.localdate()
    agreement = enter(
        Agreement(
            type="framework",
            status="in-force",
            date=str(today - timedelta(days=900)),
            term=f"{today - timedelta(days=850)}/{today + timedelta(days=250)}",
            notice_period="P6M",
            label="GREEN",
        ),
        titles={
            "en": "Framework on the early warning of drought",
            "fr": "Cadre pour l’alerte rapide à la sécheresse",
        },
        organizations=parties,
        person=person,
    )
    signed = list(agreement.participations.all())
    tell_act(agreement, "signature", agreement.date, signed, person=person)
    tell_act(agreement, "ratification", str(today - timedelta(days=800)), signed[:1], person=person)
    lines = agree(
        agreement,
        [
            ActionLine("Exchange forecasts every month", "1", (au,), str(today + timedelta(days=20))),
            ActionLine("Train forty forecasters", "2", (las,), str(today + timedelta(days=60))),
            ActionLine("Hold a joint exercise", "3", (au,), str(today - timedelta(days=12))),
        ],
        person,
    )
    tell_done(lines[:1], day=today, note="Forecasts go out since June.", person=person)
    mechanism = enter(
        Mechanism(type="consultation", cadence="P1Y", label="GREEN"),
        titles={"en": "Yearly consultation on drought", "fr": "Consultation annuelle sur la sécheresse"},
        organizations=parties,
        person=person,
    )
    held, twice = (
        enter(
            Meeting(
                type="consultation",
                status="held",
                mechanism=series,
                number=number,
                date=str(today - timedelta(days=340)),
                label="GREEN",
            ),
            titles={"en": title},
            organizations=present,
            person=person,
        )
        for title, series, number in (
            ("Third yearly consultation on drought", mechanism, 3),
            ("Third annual consultation on drought", None, None),
        )
    )
    set_agenda(held, [Line("Opening"), Line("Forecasts", au), Line("Training", las)], person)
    said = dict(
        zip(
            agenda_of(held),
            (
                "The chair opened the meeting.",
                "Data are exchanged, but not yet in one form.",
                "Two courses were held.",
            ),
            strict=True,
        )
    )
    write(Minutes(meeting=held), text="", said=said, lang="en", label="GREEN", circle=None, person=person)
    decided = decide(
        held,
        [
            Decision(
                "Agree on one form of forecast data",
                (au,),
                str(today + timedelta(days=30)),
                agenda_of(held)[1],
            )
        ],
        person,
    )
    planned = enter(
        Meeting(
            type="consultation",
            status="planned",
            mechanism=mechanism,
            number=4,
            date=str(today + timedelta(days=21)),
            label="GREEN",
        ),
        titles={"en": "Fourth yearly consultation on drought"},
        organizations=present,
        person=person,
    )
    set_agenda(planned, [Line("Opening"), Line("What was done", au), Line("The year to come", las)], person)
    pledge = enter(
        Pledge(
            type="pledge",
            amount=Decimal(2_000_000),
            currency="USD",
            date=str(today - timedelta(days=340)),
            label="GREEN",
        ),
        titles={"en": "Pledge to the training of forecasters"},
        organizations=[(las, "owner"), (au, "beneficiary")],
        person=person,
    )
    pay(
        Payment(
            pledge=pledge, amount=Decimal(750_000), date=str(today - timedelta(days=200)), note="First part"
        ),
        person=person,
    )
    notice = enter(
        Notice(type="early-warning", date=str(today), label="AMBER", circle=circle),
        titles={"en": "Rains are late in two districts"},
        organizations=[(au, "lead")],
        person=person,
    )
    return Scene(agreement, mechanism, planned, held, twice, decided[0], pledge, notice)
