"""How long does a queue of 400 proposals take the machine, decided one by one on the keyboard?

    python bench/review.py [--proposals 400]
    python scripts/with_postgres.py python bench/review.py

Takes the sample report in, in English and French, so that half of the proposals have something to join; opens
the first in Chromium and presses "a" (every tenth time "x", every twentieth "u" after it) until as many are
decided. Told are the seconds from a key to the next proposal on the screen, which is what a person waits for;
and the server's own part of it: the answer to the decision and the next page. The bar: no step over 100 ms of
the server's, and 400 decisions in much less than an hour.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--proposals", type=int, default=400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["CONCERTATION_VAR"] = folder
        os.environ["CONCERTATION_DEBUG"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.settings"
        # The browser's driver runs a loop of its own in this thread; the database is asked between its steps.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        cookie = fill(given.proposals)
        drive(cookie, given.proposals)


def fill(wanted: int) -> str:
    """Take the reports in, leave as many proposals as wanted; return the session of a report officer."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from concertation.accounts.models import Person
    from concertation.reading import catalogue
    from concertation.reading.document import Document
    from concertation.reading.formats import load_all
    from concertation.register.catalogue import sync
    from concertation.review.intake import take_in
    from concertation.review.models import Proposal

    call_command("migrate", verbosity=0)
    sync(catalogue.load())
    officer = Person.objects.create_user("officer@example.org", name="Officer", role="officer")
    for name in ("report.en.md", "report.fr.md"):
        for source in load_all(ROOT / "sample" / name):
            assert isinstance(source, Document)
            take_in(source, person=officer)
    keep = list(Proposal.objects.values_list("pk", flat=True)[:wanted])
    Proposal.objects.exclude(pk__in=keep).delete()
    print(f"{len(keep)} proposals wait")
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def drive(cookie: str, wanted: int) -> None:
    """Decide on the keyboard, and print what it took."""
    from playwright.sync_api import sync_playwright
    from waitress.server import create_server

    from concertation.review.models import Proposal
    from concertation.web.wsgi import application

    server_times: list[tuple[float, float]] = []

    def timed(environ, start_response):  # type: ignore[no-untyped-def]
        started, used = time.perf_counter(), time.thread_time()
        try:
            return application(environ, start_response)
        finally:
            if environ["PATH_INFO"].startswith("/review/"):
                server_times.append((time.perf_counter() - started, time.thread_time() - used))

    server = create_server(timed, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    site = f"http://127.0.0.1:{server.effective_port}"  # pyright: ignore[reportAttributeAccessIssue]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        context = chromium.new_context(base_url=site)
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page = context.new_page()
        page.set_default_timeout(120_000)
        first = Proposal.objects.pending().order_by("paragraph__document__date", "paragraph__document")
        page.goto(f"/review/{first.order_by('paragraph__document', 'paragraph__position', 'start')[0].pk}/")
        page.locator("#accept").wait_for()
        waits: list[float] = []
        server_times.clear()
        began, cpu = time.perf_counter(), time.process_time()
        steps = refused = 0
        while steps < wanted and page.locator("#accept").count():
            steps += 1
            key = "x" if steps % 10 == 0 else "a"
            waits.append(press(page, key))
            if page.locator(".has-error, .error").count():  # what breaks a rule is left for later
                refused += 1
                waits.append(press(page, "x"))
            if steps % 20 == 0:
                waits.append(press(page, "u"))
                waits.append(press(page, "x"))
        took, used = time.perf_counter() - began, time.process_time() - cpu
        decided = Proposal.objects.exclude(state="pending").count()
        chromium.close()
    server.close()
    report(waits, server_times, decided, refused, took, used)


def press(page, key: str) -> float:  # type: ignore[no-untyped-def]
    """Press the key; return the seconds until the next proposal, or what is wrong with this one, is shown."""
    page.evaluate("document.querySelector('main').dataset.old = ''")
    started = time.perf_counter()
    page.keyboard.press(key)
    page.locator("main:not([data-old])").wait_for()
    return time.perf_counter() - started


def report(
    waits: list[float],
    server: list[tuple[float, float]],
    decided: int,
    refused: int,
    took: float,
    used: float,
) -> None:
    from django.db import connection

    print(f"{connection.vendor}: {decided} decided with {len(waits)} keys in {took:.0f} s, {refused} refused")
    print(f"{'':34}{'median':>9}{'p95':>9}{'most':>9}  (ms)")
    answered, worked = [row[0] for row in server], [row[1] for row in server]
    for name, times in (
        ("from a key to the next proposal", waits),
        ("one request, in the server", answered),
        ("of it, of the processor", worked),
    ):
        ordered = sorted(times)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"{name:34}{statistics.median(ordered) * 1e3:9.0f}{p95 * 1e3:9.0f}{ordered[-1] * 1e3:9.0f}")
    print(f"the machine's own time a decision: {took / decided:.3f} s; processor {used / decided:.3f} s")


if __name__ == "__main__":
    main()
