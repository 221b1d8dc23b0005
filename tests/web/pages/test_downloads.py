"""Files of what a page shows: the same rows, order, filters and language, and how far they may go."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.conf import settings
from django.utils import timezone
from openpyxl import load_workbook

from concertation.register.models import Agreement, Commitment, Meeting, Pledge
from concertation.web.lists.declared import LISTINGS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


def said(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows(client, address: str) -> list[list[str]]:
    """The lines of a CSV file: the note, the header, the rows."""
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(said(answer).decode("utf-8-sig"), newline="")))


def sheet(client, address: str) -> list[list]:
    book = load_workbook(io.BytesIO(said(client.get(address))))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def told(client, address: str) -> dict:
    return json.loads(said(client.get(address)))


@pytest.fixture
def client(client_of):
    return client_of("officer")


@pytest.fixture
def meetings(add):
    add(Meeting, "alpha", date="2019-06-03", places=["Cairo"], themes=["water"], type="workshop")
    add(Meeting, "beta", date="2020", organizations=["UN", "LAS"], status="cancelled", label="CLEAR")
    add(Meeting, "Gamma à l’œuvre", date="2021-01/2021-02", titles={"fr": "troisième"}, type="summit")
    add(Meeting, "delta", organizations=["AUC"], type="summit", number=3)


def test_csv_holds_what_is_shown_on_all_pages(client, meetings):
    note, *lines = rows(client, "/meetings/?format=csv&sort=title")
    assert note[0].startswith(
        f"# TLP:GREEN · Meetings, taken from {settings.SITE_ADDRESS}/meetings/?sort=title on {TODAY}."
    )
    assert [line[:-1] for line in lines] == [
        ["Title", "Type", "No.", "Organizations", "Date", "Places", "Status", "Sharing"],
        ["alpha", "workshop", "", "UN; AU", "2019-06-03", "Cairo", "held", "TLP:GREEN"],
        ["beta", "other", "", "UN; LAS", "2020", "", "cancelled", "TLP:CLEAR"],
        ["delta", "summit", "3", "AUC", "", "", "held", "TLP:GREEN"],
        ["Gamma à l’œuvre", "summit", "", "UN; AU", "2021-01/2021-02", "", "held", "TLP:GREEN"],
    ]
    assert all(line[-1].startswith(f"{settings.SITE_ADDRESS}/records/") for line in lines[1:])


def test_a_spreadsheet_holds_days_as_dates_and_numbers_as_numbers(client, meetings, add):
    _note, header, *lines = sheet(client, "/meetings/?format=xlsx&sort=title")
    assert header[:3] == ["Title", "Type", "No."]
    assert [(line[2], str(line[4])) for line in lines] == [
        (None, "2019-06-03 00:00:00"),
        (None, "2020"),
        (3, "None"),
        (None, "2021-01/2021-02"),
    ]
    add(Pledge, "for wells", type="pledge", amount=1250000, currency="USD")
    _note, header, line = sheet(client, "/pledges/?format=xlsx")
    assert (line[header.index("Amount")], line[header.index("Currency")]) == (1250000, "USD")


def test_json_holds_codes_beside_the_words(client_of, people, meetings):
    people["reader"].language = "fr"
    people["reader"].save()
    found = told(client_of("reader"), "/meetings/?format=json&q=alpha")
    assert (found["about"]["lang"], found["about"]["label"]) == ("fr", "GREEN")
    assert found["fields"]["title"] == "Titre"
    (row,) = found["rows"]
    assert row["type"] == {"code": "workshop", "word": "atelier"}
    assert row["parties"] == [{"code": "UN", "word": "ONU"}, {"code": "AU", "word": "UA"}]
    assert row["places"] == [{"code": "EGY", "word": "Cairo"}]
    assert row["date"] == "2019-06-03"
    assert row["label"] == {"code": "GREEN", "word": "TLP:GREEN"}


def test_a_file_speaks_the_language_of_the_page(client_of, people, meetings):
    people["reader"].language = "fr"
    people["reader"].save()
    _note, header, body = rows(client_of("reader"), "/meetings/?format=csv&q=gamma")
    assert header[0] == "Titre"
    assert body[0] == "troisième"


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_a_file_that_holds_something_amber_says_so_in_its_name(client_of, meetings, add, circle, form):
    add(Meeting, "shared with few", label="AMBER", circle=circle)
    for viewer, label in (("officer", "GREEN"), ("focal point", "AMBER"), ("nobody", "CLEAR")):
        answer = client_of(viewer).get(f"/meetings/?format={form}")
        name = f'filename="meetings-{TODAY}-TLP-{label}.{form}"'
        assert name in answer.headers["Content-Disposition"], viewer


def test_what_is_hidden_is_in_no_file(client_of, add, circle):
    add(Meeting, "quiet", label="AMBER", circle=circle)
    add(Meeting, "open")
    for address in ("/meetings/", "/together/AU+UN/", "/search/?q=kind:meeting&in=records"):
        join = "&" if "?" in address else "?"
        for viewer, number in (("officer", 1), ("focal point", 2)):
            found = told(client_of(viewer), f"{address}{join}format=json")
            assert len(found["rows"]) == number, (address, viewer)


@pytest.mark.parametrize("slug", LISTINGS)
@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_every_list_can_be_taken_away(client, register, slug, form):
    number = len(told(client, f"/{slug}/?format=json")["rows"])
    assert number
    taken = {
        "xlsx": lambda: len(sheet(client, f"/{slug}/?format=xlsx")) - 2,
        "csv": lambda: len(rows(client, f"/{slug}/?format=csv")) - 2,
        "json": lambda: number,
    }
    assert taken[form]() == number


def test_people_and_circles_are_for_those_who_administer_them(client_of, people):
    found = told(client_of("administrator"), "/people/?format=json")["rows"]
    assert {row["role"]["code"] for row in found} >= {"administrator", "focal-point"}
    (circle,) = told(client_of("administrator"), "/circles/?format=json")["rows"]
    assert circle["organizations"] == [{"code": "AU", "word": "AU"}]
    assert [one["code"] for one in circle["people"]] == ["named@example.org"]
    assert client_of("officer").get("/people/?format=json").status_code == 403


def test_what_is_due_and_the_board_are_taken_away(client_of, add):
    add(Commitment, "plant trees", due="2020-05", organizations=["AU", "UN"])
    add(Agreement, "on trees", term=f"2020/{TODAY}", organizations=["AU", "LAS"])
    due = told(client_of("focal point"), "/due/?format=json")["rows"]
    assert [(row["what"]["code"], row["title"], bool(row["late"])) for row in due] == [
        ("commitment", "plant trees", True),
        ("expiry", "on trees", False),
    ]
    (row,) = told(client_of("focal point"), "/commitments/board/?format=json")["rows"]
    assert (row["column"]["code"], row["due"]) == ("late", "2020-05")
    (term,) = told(client_of("focal point"), "/agreements/terms/?format=json")["rows"]
    assert term["term"] == f"2020/{TODAY}"


def test_what_was_found_can_be_taken_away(client_of, register):
    client = client_of("reader")
    answer = client.get("/search/", {"q": "consultation", "in": "records", "format": "csv"})
    assert 'filename="search-records-' in answer["Content-Disposition"]
    note, header, *lines = rows(client, "/search/?q=consultation&in=records&format=csv")
    assert "Records found: consultation" in note[0]
    assert header[:4] == ["Kind", "Type", "Title", "Date"]
    assert len(lines) == 3
    found = told(client, "/search/?q=consultation&in=documents&format=json")["rows"]
    assert [row["paragraph"] for row in found] == ["4"]
    assert found[0]["address"].startswith(f"{settings.SITE_ADDRESS}/documents/")
    found = told(client, "/search/?q=African+Union&in=organizations&format=json")["rows"]
    assert "AU" in [row["acronym"]["code"] for row in found]


@pytest.mark.parametrize(
    "address",
    ["/meetings/", "/due/?of=all", "/commitments/board/", "/together/AU+UN/", "/search/?q=consultation"],
)
def test_a_page_offers_the_three_files(client, register, address):
    page = client.get(address).content.decode()
    for form in ("xlsx", "csv", "json"):
        assert f"format={form}" in page, form
