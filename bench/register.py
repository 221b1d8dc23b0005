"""A register of many records, made by chance and always the same, for what measures the pages.

Records of all kinds are spread over the organizations of the catalogue as they are in life: two of them take
part in a fifth of all, most in few. Each has a title, a theme, a place and evidence in a document of numbered
paragraphs. Agreements have terms, some of them open ones, commitments are open, done or late, mechanisms have
sessions, one record was changed ten times. One in seven is shared with a circle.
"""

from __future__ import annotations

import random
import time
import uuid
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

WORDS = [
    "meeting", "workshop", "strategy", "framework", "mediation", "water", "migration", "statistics",
    "transport", "dialogue", "report", "coordination", "assistance", "training", "plan", "regional",
    "high-level", "annual", "joint", "technical",
]  # fmt: skip
PARAGRAPHS = 5_000
KINDS = {
    "activity": 46, "meeting": 30, "agreement": 8, "pledge": 7, "commitment": 6, "presence": 1.4,
    "mechanism": 0.4, "notice": 0.2, "mandate": 1,
}  # fmt: skip
"""How many in a hundred records are of the kind."""
LABELS = {"CLEAR": 40, "GREEN": 45, "AMBER": 15}
CIRCLES = 20
CHANGES = 10
"""How often the record with a history was changed."""
PEOPLE = {"officer": None, "focal-point": "AU"}
"""Who looks at the pages, by role, and their organization."""


def fill(number: int) -> None:
    """Make the register in the database that the settings name, unless it is there."""
    from django.core.management import call_command
    from django.db import transaction

    from concertation.accounts.models import Person
    from concertation.reading import catalogue
    from concertation.register.catalogue import sync
    from concertation.register.models import Record
    from concertation.register.search.rebuilding import rebuild

    call_command("migrate", verbosity=0)
    if Record.objects.exists():
        return
    sync(catalogue.load())
    rows = random.Random(1)
    started = time.perf_counter()
    for role, body in PEOPLE.items():
        person = Person.objects.create_user(f"{role}@example.org", role=role, name=role)
        if body:
            person.organizations.add(body)
    with transaction.atomic():
        _make_records(rows, number, _make_document(rows))
        _change_one()
    print(f"{number} records made in {time.perf_counter() - started:.0f} s", flush=True)
    started = time.perf_counter()
    rebuild()
    _analyze()
    print(f"filed for search in {time.perf_counter() - started:.0f} s", flush=True)


def _analyze() -> None:
    """Let the database learn what it holds, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def sentence(rows: random.Random, length: int) -> str:
    return " ".join(rows.choices(WORDS, k=length)).capitalize() + "."


def _make_document(rows: random.Random) -> list[int]:
    from concertation.register.models import Document, Paragraph

    document = Document.objects.create(name="bench.md", sha256="0" * 64, lang="en", date="2018-08-17")
    texts = [sentence(rows, 120) for _ in range(PARAGRAPHS)]
    Paragraph.objects.bulk_create(
        Paragraph(document=document, position=n, number=str(n), text=text, source_runs=[[0, 0]])
        for n, text in enumerate(texts)
    )
    return list(Paragraph.objects.values_list("pk", flat=True))


def _make_circles(rows: random.Random, bodies: list[str]) -> list[Any]:
    from concertation.accounts.models import Circle

    circles = [Circle.objects.create(name=f"circle {n}") for n in range(CIRCLES)]
    for circle in circles:
        circle.organizations.set(rows.sample(bodies, 5))
    return circles


def _make_records(rows: random.Random, number: int, paragraphs: list[int]) -> None:
    from concertation.register.folding import fold
    from concertation.register.models import (
        Evidence,
        Location,
        Organization,
        Participation,
        Place,
        Record,
        Subject,
        Text,
        Theme,
    )

    bodies = list(Organization.objects.exclude(kind="state").order_by("pk").values_list("pk", flat=True))
    themes = list(Theme.objects.order_by("pk").values_list("pk", flat=True))
    cities = [Place.objects.create(name=name, kind="city", country=code) for name, code in
              (("Geneva", "CHE"), ("Cairo", "EGY"), ("Addis Ababa", "ETH"), ("Jakarta", "IDN"))]  # fmt: skip
    circles = _make_circles(rows, bodies)
    kinds = rows.choices(list(KINDS), list(KINDS.values()), k=number)
    this_year = date.today().year
    made = []
    for kind in kinds:
        year, month = rows.randint(2000, this_year), rows.randint(1, 12)
        label = rows.choices(list(LABELS), list(LABELS.values()))[0]
        made.append(
            Record(
                uid=uuid.UUID(int=rows.getrandbits(128), version=4),
                kind=kind,
                type="other",
                date=f"{year}-{month:02}",
                earliest=date(year, month, 1),
                latest=date(year, month, 28),
                label=label,
                circle=rows.choice(circles) if label == "AMBER" else None,
            )
        )
    Record.objects.bulk_create(made, batch_size=500)
    ids = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    _make_details(rows, list(zip(ids, made, strict=True)))
    titles = [sentence(rows, 8) for _ in ids]
    weights = list(accumulate([len(bodies) / 8] * 2 + [1] * (len(bodies) - 2)))
    busy = ["AU", "UN", *(body for body in bodies if body not in ("AU", "UN"))]
    parts = (
        Participation(
            record_id=id, organization_id=body, role="party" if at or kind != "commitment" else "owner"
        )
        for id, kind in zip(ids, kinds, strict=True)
        for at, body in enumerate(
            dict.fromkeys(rows.choices(busy, cum_weights=weights, k=rows.choice([2, 3])))
        )
    )
    texts = (
        Text(record_id=id, lang="en", value=title, folded=fold(title))
        for id, title in zip(ids, titles, strict=True)
    )
    for model, several in (
        (Text, texts),
        (Participation, parts),
        (Subject, (Subject(record_id=id, theme_id=rows.choice(themes)) for id in ids)),
        (Location, (Location(record_id=id, place=rows.choice(cities)) for id in ids)),
        (Evidence, (Evidence(record_id=id, paragraph_id=rows.choice(paragraphs), quote="x", start=0, end=1,
                             source_start=0, source_end=1, method="bench") for id in ids)),
    ):  # fmt: skip
        manager: Any = model.objects
        manager.bulk_create(several, batch_size=500)


def _make_details(rows: random.Random, made: list[tuple[int, Any]]) -> None:
    """What the kinds have of their own: Django makes no such rows many at a time."""
    from django.db import connection

    from concertation.web.kinds import KINDS as MODELS

    mechanisms = [pk for pk, record in made if record.kind == "mechanism"]
    for kind, of in MODELS.items():
        model: Any = of.model
        fields = model._meta.local_concrete_fields
        several = [
            model(record_ptr_id=pk, **_own(rows, record, mechanisms))
            for pk, record in made
            if record.kind == kind
        ]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})',
                [
                    [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
                    for row in several
                ],
            )


def _own(rows: random.Random, record: Any, mechanisms: list[int]) -> dict[str, Any]:
    signed = record.earliest
    match record.kind:
        case "agreement":
            ends = signed + timedelta(days=365 * rows.randint(2, 12))
            if rows.random() < 0.4:
                return {"status": "signed"}
            return {
                "status": "signed", "term": f"{signed}/{ends}", "begins": signed, "ends": ends,
                "renewal": rows.choice(["", "", "P2Y"]), "notice_period": rows.choice(["", "P3M"]),
            }  # fmt: skip
        case "commitment":
            due = signed + timedelta(days=rows.randint(100, 1500))
            late = 0.02 if due < date.today() else 1
            status = "open" if rows.random() < late else "done"
            return {"due": str(due), "due_by": due, "status": status}
        case "meeting":
            planned = record.latest > date.today()
            mechanism = rows.choice(mechanisms) if mechanisms and rows.random() < 0.2 else None
            return {"status": "planned" if planned else "held", "mechanism_id": mechanism}
        case "mechanism":
            return {"cadence": rows.choice(["P1Y", "P2Y", ""])}
        case "pledge":
            return {"amount": 1000 * rows.randint(1, 90_000), "currency": rows.choice(["USD", "EUR"])}
        case _:
            return {}


def _change_one() -> None:
    """Give one record a history."""
    from concertation.accounts.models import Person
    from concertation.register.amending import amend
    from concertation.register.models import Activity

    officer = Person.objects.get(role="officer")
    record: Any = Activity.objects.filter(label="CLEAR").order_by("pk").first()
    for number in range(CHANGES):
        amend(
            Activity.objects.get(pk=record.pk),
            titles={"en": f"Training of mediators, version {number}"},
            date=f"20{10 + number}",
            organizations=list(record.organizations.all()),
            places=list(record.places.all()),
            themes=list(record.themes.all()),
            label="CLEAR",
            circle=None,
            person=officer,
        )


def addresses() -> dict[str, str]:
    """Return the address of each main page, by what it is called in tables."""
    from django.utils import timezone

    from concertation.register.models import Activity, Record

    first: dict[str, Any] = {
        kind: Record.objects.filter(kind=kind, label="CLEAR").order_by("pk").first()
        for kind in ("meeting", "agreement", "mechanism", "commitment")
    }
    changed: Any = Activity.objects.filter(label="CLEAR").order_by("pk").first()
    year = timezone.localdate().year
    return {
        "home": "/",
        "organizations": "/organizations/",
        "agreements": "/agreements/",
        "agreements in force": "/agreements/?status=in-force",
        "terms of agreements": "/agreements/terms/",
        "meetings": "/meetings/",
        "meetings, last page": "/meetings/?page=last",
        "meetings, by title": "/meetings/?sort=title",
        "mechanisms": "/mechanisms/",
        "activities of an organization": "/activities/?organization=AU",
        "activities, by theme and period": f"/activities/?theme=water&from={year - 8}&to={year - 6}",
        "activities, by words": "/activities/?q=mediation+water",
        "commitments": "/commitments/",
        "board of commitments": "/commitments/board/",
        "pledges": "/pledges/",
        "pledges, by amount": "/pledges/?sort=-amount",
        "documents": "/documents/",
        "what is due": "/due/?of=all",
        "an organization with few records": "/organizations/OTIF/",
        "an organization with many records": "/organizations/AU/",
        "together, two": "/together/AU+UN/",
        "together, three": "/together/AU+LAS+UN/",
        "brief of two": "/brief/AU+UN/",
        **{f"one {kind}": f"/records/{row.uid}/" for kind, row in first.items()},
        "one activity, changed ten times": f"/records/{changed.uid}/",
        "search, one word": "/search/?q=mediation",
        "search, two words": "/search/?q=mediation+water",
        "search, narrowed": f"/search/?q=mediation+kind:meeting+year:{year - 8}..{year - 6}",
        "search, paragraphs": "/search/?q=mediation+water&in=documents",
        "search, one organization": "/search/?q=org:AU",
        "search, no hit": "/search/?q=zzzz",
        "palette, three letters": "/search/palette/?q=med",
        "calendar of an organization": "/calendars/organization/AU.ics",
        "news": "/news/",
        "review": "/review/",
    }
