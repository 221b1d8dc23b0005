"""How quick are the pages with 100,000 records on SQLite?

    python bench/pages.py [--records 100000] [--times 40]

Fills a register in a temporary folder with records spread over the catalogue's organizations, each with its
evidence in a document of numbered paragraphs, and asks for each page as a signed-in report officer. The bar:
p95 at most 100 ms, no page over 30 queries.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

WORDS = [
    "meeting",
    "workshop",
    "strategy",
    "framework",
    "mediation",
    "water",
    "migration",
    "statistics",
    "transport",
    "dialogue",
    "report",
    "coordination",
    "assistance",
    "training",
    "plan",
    "regional",
    "high-level",
    "annual",
    "joint",
    "technical",
]
PARAGRAPHS = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["CONCERTATION_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.settings"
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import django

        django.setup()
        fill(arguments.records)
        measure(arguments.times)


def fill(number: int) -> None:
    """Make the register: the catalogue, a document, and `number` records of all kinds."""
    from django.core.management import call_command

    from concertation.reading import catalogue
    from concertation.register.catalogue import sync
    from concertation.register.search.rebuilding import rebuild

    call_command("migrate", verbosity=0)
    sync(catalogue.load())
    rows = random.Random(1)
    started = time.perf_counter()
    paragraphs = make_document(rows)
    make_records(rows, number, paragraphs)
    print(f"{number} records made in {time.perf_counter() - started:.0f} s")
    started = time.perf_counter()
    rebuild()
    print(f"filed for search in {time.perf_counter() - started:.0f} s")


def sentence(rows: random.Random, length: int) -> str:
    return " ".join(rows.choices(WORDS, k=length)).capitalize() + "."


def make_document(rows: random.Random) -> list[int]:
    from concertation.register.models import Document, Paragraph

    document = Document.objects.create(name="bench.md", sha256="0" * 64, lang="en", date="2018-08-17")
    texts = [sentence(rows, 120) for _ in range(PARAGRAPHS)]
    Paragraph.objects.bulk_create(
        Paragraph(
            document=document,
            position=n,
            number=str(n),
            text=text,
            source_runs=[[0, 0]],
        )
        for n, text in enumerate(texts)
    )
    return list(Paragraph.objects.values_list("pk", flat=True))


def make_records(rows: random.Random, number: int, paragraphs: list[int]) -> None:
    from django.db import connection

    from concertation.register.folding import fold
    from concertation.register.models import Evidence, Organization, Participation, Place, Record, Text, Theme

    bodies = list(Organization.objects.exclude(kind="state").values_list("pk", flat=True))
    themes = list(Theme.objects.values_list("pk", flat=True))
    place = Place.objects.create(name="Geneva", kind="city", country="CHE")
    kinds = ["activity"] * 5 + ["meeting"] * 3 + ["agreement", "pledge"]
    fields = {
        "activity": "status) SELECT id, 'under-way'",
        "meeting": "status) SELECT id, 'held'",
        "agreement": "basis, term, status) SELECT id, 'between', '', 'signed'",
        "pledge": "amount, currency) SELECT id, 1000000, 'USD'",
    }
    from datetime import date

    made = []
    for _ in range(number):
        year, month = rows.randint(2000, 2024), rows.randint(1, 12)
        made.append(
            Record(
                uid=uuid.UUID(int=rows.getrandbits(128), version=4),
                kind=rows.choice(kinds),
                type="other",
                date=f"{year}-{month:02}",
                earliest=date(year, month, 1),
                latest=date(year, month, 28),
                label=rows.choice(["CLEAR", "GREEN", "GREEN"]),
            )
        )
    Record.objects.bulk_create(made, batch_size=500)
    for kind, rest in fields.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO register_{kind} (record_ptr_id, {rest} FROM register_record WHERE kind = %s",
                [kind],
            )
    ids = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    titles = [sentence(rows, 8) for _ in ids]
    Text.objects.bulk_create(
        (Text(record_id=id, lang="en", value=t, folded=fold(t)) for id, t in zip(ids, titles, strict=True)),
        batch_size=500,
    )
    Participation.objects.bulk_create(
        (Participation(record_id=id, organization_id=body) for id in ids for body in rows.sample(bodies, 2)),
        batch_size=500,
    )
    Record.themes.through.objects.bulk_create(
        (Record.themes.through(record_id=id, theme_id=rows.choice(themes)) for id in ids), batch_size=500
    )
    Record.places.through.objects.bulk_create(
        (Record.places.through(record_id=id, place=place) for id in ids), batch_size=500
    )
    Evidence.objects.bulk_create(
        (
            Evidence(
                record_id=id,
                paragraph_id=rows.choice(paragraphs),
                quote="x",
                start=0,
                end=1,
                source_start=0,
                source_end=1,
                method="bench",
            )
            for id in ids
        ),
        batch_size=500,
    )


def measure(times: int) -> None:
    """Ask for each page `times` times and print a table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from concertation.accounts.models import Person
    from concertation.register.models import Organization, Record

    officer = Person.objects.create_user("officer@example.org", role="officer")
    client = Client(headers={"host": "localhost"})
    client.force_login(officer)
    busiest = Organization.objects.filter(kind="un").order_by("pk").first()
    record = {kind: Record.objects.filter(kind=kind).first() for kind in ("meeting", "agreement", "activity")}
    pages = {
        "home": "/",
        "organizations": "/organizations/",
        "agreements": "/agreements/",
        "meetings": "/meetings/",
        "meetings, last page": "/meetings/?page=last",
        "activities of an organization": f"/activities/?organization={busiest}",
        "activities, by theme and period": "/activities/?theme=water&since=2016&until=2018",
        "pledges": "/pledges/",
        "an organization": f"/organizations/{busiest}/",
        **{f"one {kind}": f"/records/{row.uid}/" for kind, row in record.items()},
        "search, one word": "/search/?q=mediation",
        "search, two words": "/search/?q=mediation+water",
        "search, narrowed": "/search/?q=mediation+kind:meeting+year:2016..2018",
        "search, paragraphs": "/search/?q=mediation+water&in=documents",
        "search, one organization": f"/search/?q=org:{busiest}",
        "palette, three letters": "/search/palette/?q=med",
        "search, no hit": "/search/?q=zzzz",
        "review": "/review/",
    }
    print(f"{'page':34}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'kB':>7}")
    for name, address in pages.items():
        client.get(address)
        spent = []
        for _ in range(times):
            started = time.perf_counter()
            response = client.get(address)
            spent.append(1000 * (time.perf_counter() - started))
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        p95 = sorted(spent)[int(0.95 * (len(spent) - 1))]
        size = len(response.content) / 1000
        print(f"{name:34}{len(queries):>8}{statistics.median(spent):>11.1f}{p95:>9.1f}{size:>7.1f}")


if __name__ == "__main__":
    main()
