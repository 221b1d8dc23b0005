"""How quick are the pages of a reporting cycle of 60 bodies and 3,000 contributions?

    python -m bench.cycle                                             SQLite, in a temporary folder
    python scripts/with_postgres.py python -m bench.cycle             PostgreSQL

Asks for each page of `PAGES` within this process; beside the time by the clock stands that of the processor.
The bar: p95 at most 150 ms, no page over 30 queries. Every page of the cycle belongs into `PAGES`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

BAR_MS, BAR_QUERIES = 150, 30
BODIES, EACH = 60, 50

PAGES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "board": ("officer", lambda made: f"/cycles/{made.cycle.uid}/requests/"),
    "sending, dry run": ("officer", lambda made: f"/cycles/{made.cycle.uid}/requests/send/"),
    "one request": ("officer", lambda made: f"/cycles/{made.cycle.uid}/requests/{made.request.uid}/"),
    "contributor": ("guest", lambda made: f"/requests/{made.request.uid}/"),
    "contributor, submit": ("guest", lambda made: f"/requests/{made.request.uid}/submit/"),
    "contributor, correct": (
        "guest",
        lambda made: f"/requests/{made.request.uid}/records/{made.record.uid}/",
    ),
}
"""By name: who asks for it, and its address."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["CONCERTATION_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(fill(), arguments.times)


def fill() -> SimpleNamespace:
    """Make a cycle in which each of the bodies has said something of each of its records, half as much again
    added, and some submitted."""
    from django.db import transaction

    from concertation.accounts.models import Person
    from concertation.register.models import (
        Meeting,
        Organization,
        OrganizationName,
        Participation,
        Text,
    )
    from concertation.reporting.models import Contribution, Cycle

    made = SimpleNamespace()
    with transaction.atomic():
        made.officer = Person.objects.create_user("officer@bench.example", role="officer")
        today = date.today()
        made.cycle = Cycle.objects.create(
            title="A cycle", period="2017/2018", officer=made.officer, due=today + timedelta(days=9)
        )
        for number in range(8):
            made.cycle.questions.create(
                key=f"q{number}", position=number, texts={"en": f"Question {number}?"}
            )
        asked = [{"key": f"q{n}", "texts": {"en": f"Question {n}?"}, "helps": {}} for n in range(8)]
        Organization.objects.get_or_create(pk="UN", defaults={"kind": "un"})
        for number in range(BODIES):
            id = f"B{number:02}"
            Organization.objects.create(pk=id, kind="regional")
            OrganizationName.objects.create(
                organization_id=id, lang="en", kind="official", text=f"Body {number}"
            )
            state = "planned" if number < 6 else "submitted" if number < 20 else "asked"
            request = made.cycle.requests.create(
                organization_id=id, due=made.cycle.due, state=state, questions=asked
            )
            by = request.addressees.create(email=f"{id}@bench.example")
            said: list[Any] = []
            for row in range(EACH):
                one = Meeting(type="meeting", date=f"2017-{row % 12 + 1:02}", label="CLEAR", status="held")
                one.save()
                made.record = one
                Text.objects.create(record=one, lang="en", value=f"Meeting {row} of body {number}")
                Participation.objects.create(record=one, organization_id=id)
                Participation.objects.create(record=one, organization_id="UN")
                if row % 3:
                    said.append(Contribution(request=request, verdict="confirmed", record_id=one.pk, by=by))
                else:
                    values = {
                        "kind": "event",
                        "title": f"Fact {row}",
                        "date": "2018-03",
                        "actors": [id, "UN"],
                    }
                    said.append(Contribution(request=request, verdict="added", values=values, by=by))
            Contribution.objects.bulk_create(said)
            for key in range(6):
                request.answers.create(question=f"q{key}", text="Words. " * 120, by=by)
            made.request, made.by = request, by
    print(f"{Contribution.objects.count():,} contributions of {BODIES} bodies")
    return made


def measure(made: SimpleNamespace, times: int) -> None:
    """Ask for each page and print a table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from concertation.reporting.cycles.links import token_of

    clients = {"officer": Client(), "guest": Client()}
    clients["officer"].force_login(made.officer)
    clients["guest"].get(f"/contribute/{token_of(made.by)}/", headers={"Host": "localhost"})
    print(f"{'page':<24}{'p50 ms':>9}{'p95 ms':>9}{'processor':>11}{'queries':>9}{'kB':>7}")
    for name, (who, address) in PAGES.items():
        client, page = clients[who], address(made)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(page, headers={"Host": "localhost"})
            assert answer.status_code == 200, (name, answer.status_code)
        number = len(queries)
        clock: list[float] = []
        worked = time.process_time()
        for _ in range(times):
            began = time.perf_counter()
            client.get(page, headers={"Host": "localhost"})
            clock.append((time.perf_counter() - began) * 1000)
        worked = (time.process_time() - worked) * 1000 / times
        p95 = statistics.quantiles(clock, n=20)[-1]
        over = " *" if p95 > BAR_MS or number > BAR_QUERIES else ""
        size = len(answer.content) // 1000
        print(
            f"{name:<24}{statistics.median(clock):>9.1f}{p95:>9.1f}{worked:>11.1f}{number:>9}{size:>7}{over}"
        )


if __name__ == "__main__":
    main()
