#!/usr/bin/env python3
"""Make docs/screenshots/*.png: the pages of the demonstration, as Chromium shows them.

    concert demo
    python scripts/screenshots.py

Copies the demonstration's register (in var/), enters in the copy what the pictures are of, serves it on a
free port and looks at it as the people of the pictures. The register itself stays as it is.
"""

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in this thread
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", shutil.which("node") or "")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
REGISTER = Path(os.environ.get("CONCERTATION_VAR", ROOT / "var")) / "concertation.sqlite3"
if not REGISTER.exists():
    sys.exit("There is nothing to show. First run: concert demo")
COPY = tempfile.TemporaryDirectory()
with sqlite3.connect(REGISTER) as register, sqlite3.connect(f"{COPY.name}/copy.sqlite3") as copy:
    register.backup(copy)
os.environ["DATABASE_URL"] = f"sqlite:///{COPY.name}/copy.sqlite3"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db.models import Count  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from waitress.server import create_server  # noqa: E402

from concertation.accounts.circles import draw  # noqa: E402
from concertation.accounts.inviting import invite  # noqa: E402
from concertation.accounts.models import Circle, Person, Role  # noqa: E402
from concertation.accounts.people import change  # noqa: E402
from concertation.cli.demo import ADDRESS  # noqa: E402
from concertation.register.models import Agreement, Document, Meeting, Organization  # noqa: E402
from concertation.review.models import Proposal  # noqa: E402
from concertation.web.wsgi import application  # noqa: E402
from scripts.scenes import Scene, played  # noqa: E402

DESKTOP = (1280, 900)
PHONE = (375, 812)
COLOURS = 192
COLLEAGUE = "amina.diallo@example.org"
PEOPLE = (
    ("Amina Diallo", COLLEAGUE, Role.FOCAL_POINT),
    ("Samir Haddad", "samir.haddad@example.org", Role.FOCAL_POINT),
    ("Lena Brandt", "lena.brandt@example.org", Role.CONTRIBUTOR),
)
"""People of the pictures, who are in the register only while these are made."""


@dataclass(frozen=True)
class Shot:
    """A picture: `address` of the page, `size` of the window; `full` shows all of the page; `before`
    does something with the page first."""

    name: str
    address: str
    size: tuple[int, int] = DESKTOP
    language: str = "en"
    full: bool = False
    before: Callable[[Page], None] | None = None
    role: str = Role.OFFICER
    """The role of who looks; "" for somebody who has not signed in."""
    who: str = ADDRESS
    """The address of who looks. `role` is only for the demonstration's officer; others keep theirs."""


def shots() -> Iterator[Shot]:
    """Yield the pictures of the documentation."""
    document = Document.objects.annotate(size=Count("paragraphs")).order_by("-size", "pk")[0]
    held = Meeting.objects.exclude(mechanism=None).exclude(locations=None)
    series = held.annotate(told=Count("evidence")).order_by("-told", "-mechanism", "pk")[0]
    partner = (
        Organization.objects.exclude(kind__in=["un", "state"])
        .annotate(size=Count("participations"))
        .order_by("-size", "pk")[0]
    )
    told = Meeting.objects.annotate(told=Count("evidence")).order_by("-told", "pk")[0]
    text = Agreement.objects.annotate(told=Count("evidence")).order_by("-told", "pk")[0]
    waiting = Proposal.objects.pending().filter(paragraph__document=document)
    proposal = waiting.exclude(date="").exclude(place=[])[0]
    pages = {
        "home": "/",
        "organizations": "/organizations/",
        "meetings": "/meetings/",
        "agreements": "/agreements/",
        "organization": f"/organizations/{partner.pk}/",
        "record": f"/records/{series.uid}/",
        "evidence": f"/records/{told.uid}/",
        "agreement": f"/records/{text.uid}/",
        "edit": f"/records/{series.uid}/edit/",
        "document": f"/documents/{document.pk}/#p7",
        "search": f"/search/?q={partner.pk.lower()}",
        "search-empty": "/search/?q=org:Afrikan+wells",
        "queue": "/review/",
        "review": f"/review/{proposal.pk}/",
    }
    for name, address in pages.items():
        home = name == "home"
        yield Shot(name, address, full=home or name == "evidence", before=draw_the_chart if home else None)
    yield Shot("guide-add", "/documents/add/")
    yield Shot("palette", "/search/", before=open_the_palette)
    for name in ("home", "meetings", "record", "document", "review", "search"):
        yield Shot(f"{name}-phone", pages[name], PHONE)
    for name in ("home", "meetings", "record", "review", "search"):
        for language in ("fr", "ar"):
            yield Shot(f"{name}-{language}", pages[name], language=language)
    for name in ("record", "review"):
        yield Shot(f"{name}-ar-phone", pages[name], PHONE, language="ar")
    colleague = Person.objects.get(email=COLLEAGUE)
    administered = {
        "people": "/people/",
        "person": f"/people/{colleague.pk}/",
        "invitations": "/invitations/",
        "invite": "/invitations/new/",
        "circle": f"/circles/{Circle.objects.get(people=colleague).pk}/",
        "account": "/account/",
    }
    for name, address in administered.items():
        yield Shot(name, address, role=Role.ADMINISTRATOR, full=True)


def of_the_guide(scene: Scene) -> Iterator[Shot]:
    """Yield the pictures of the guide of what focal points and desk officers do."""
    page = "/records/{}/{}".format
    framework, planned = scene.agreement.uid, scene.planned.uid
    seen = {
        "guide-due": "/due/",
        "guide-agreement": page(framework, ""),
        "guide-plan": page(scene.mechanism.uid, "plan/"),
        "guide-agenda": page(planned, "agenda/"),
        "guide-meeting": page(scene.held.uid, ""),
        "guide-minutes": page(scene.held.uid, "minutes/new/"),
        "guide-progress": page(scene.commitment.uid, "progress/"),
        "guide-board": "/commitments/board/",
        "guide-pledge": page(scene.pledge.uid, ""),
        "guide-notice": page(scene.notice.uid, ""),
        "guide-merge": f"/records/{scene.twice.uid}/merge/{scene.held.uid}/",
        "guide-together": "/together/AU+LAS/",
        "guide-brief": "/brief/AU+LAS/",
        "guide-calendars": "/calendars/",
        "guide-terms": "/agreements/terms/",
    }
    for name, address in seen.items():
        yield Shot(name, address, who=COLLEAGUE)
    yield Shot("guide-alike", "/records/new/meeting/", before=begin_a_meeting, who=COLLEAGUE)
    for name in ("guide-due", "guide-agreement"):
        yield Shot(f"{name}-phone", seen[name], PHONE, who=COLLEAGUE)
    yield Shot("guide-brief-fr", seen["guide-brief"] + "?lang=fr", language="fr", who=COLLEAGUE)
    yield Shot("guide-board-ar", seen["guide-board"], language="ar", who=COLLEAGUE)


def begin_a_meeting(page: Page) -> None:
    """Write a title that is in the register already, and come to what is said of it."""
    page.fill("[name=title_en]", "Third yearly consultation on drought")
    page.locator("#id_date").fill("2025")
    page.get_by_role("checkbox", name="No, it is another one").scroll_into_view_if_needed()


def colleagues(by: Person) -> tuple[Shot, Scene]:
    """Have a few people, a circle and an invitation in the copy; return the picture of the page on which the
    invited set a password, and the records that the first of them entered."""
    bodies = list(Organization.objects.filter(pk__in=("AU", "LAS", "OSCE")))
    Person.objects.filter(pk=by.pk).update(role=Role.ADMINISTRATOR)
    by.refresh_from_db()
    made: list[Person] = []
    for name, email, role in PEOPLE:
        made.append(Person.objects.create_user(email, name=name, role=role))
        change(made[-1], role=role, organizations=bodies[len(made) - 1 : len(made)], by=by, why="joined")
    circle = draw(Circle(), name="Liaison group", organizations=bodies[:2], people=made[:1], by=by)
    _, token = invite(
        "dana.okafor@example.org", role=Role.CONTRIBUTOR, organizations=bodies[:1], language="en", by=by
    )
    return Shot("take-up", f"/invitation/{token}/", role="", full=True), played(made[0], circle)


def draw_the_chart(page: Page) -> None:
    """Come near the chart, so that it is drawn."""
    page.locator(".quarters").scroll_into_view_if_needed()
    page.locator(".chart svg").wait_for()


def open_the_palette(page: Page) -> None:
    """Open the palette and write the beginning of a name."""
    page.keyboard.press("Control+k")
    page.keyboard.type("afri")
    page.locator("#palette [aria-selected=true]", has_text="Afri").wait_for()


@contextmanager
def served() -> Iterator[str]:
    """Serve the site on a free port; give its address."""
    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"  # pyright: ignore[reportAttributeAccessIssue]
    server.close()


def signed_in(person: Person) -> str:
    """Return the cookie of a session of the person."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("names", nargs="*", help="only these pictures")
    arguments.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots", help="folder")
    arguments.add_argument("--full", action="store_true", help="all of each page, not only the window")
    given = arguments.parse_args()
    person = Person.objects.filter(email=ADDRESS).first()
    if person is None or not Proposal.objects.pending().exists():
        sys.exit("There is nothing to show. First run: concert demo")
    given.to.mkdir(parents=True, exist_ok=True)
    invited, scene = colleagues(person)
    cookies = {one.email: signed_in(one) for one in Person.objects.filter(email__in=(ADDRESS, COLLEAGUE))}
    with served() as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        try:
            for shot in (*shots(), *of_the_guide(scene), invited):
                if given.names and shot.name not in given.names:
                    continue
                Person.objects.filter(email=shot.who).update(language=shot.language)
                Person.objects.filter(pk=person.pk).update(role=shot.role or Role.ADMINISTRATOR)
                context = chromium.new_context(
                    base_url=site, viewport={"width": shot.size[0], "height": shot.size[1]}, timezone_id="UTC"
                )
                if shot.role:
                    context.add_cookies([{"name": "sessionid", "value": cookies[shot.who], "url": site}])
                page = context.new_page()
                page.goto(shot.address, wait_until="networkidle")
                if shot.before:
                    shot.before(page)
                page.wait_for_load_state("networkidle")
                picture = page.screenshot(full_page=given.full or shot.full)
                # Pages have few colours: with a palette a picture takes a third of the room.
                small = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS)
                small.save(given.to / f"{shot.name}.png", optimize=True)
                print(given.to / f"{shot.name}.png")
                context.close()
        finally:
            chromium.close()


if __name__ == "__main__":
    main()
