"""Every label, every viewer, every way out: page, list, CSV, search, organization, document, home."""

from __future__ import annotations

import re

import pytest

from concertation.accounts.models import Circle
from concertation.register.models import Activity, Document

pytestmark = pytest.mark.django_db

SIGNED_IN = {"administrator", "officer", "focal point", "contributor", "reader", "named", "creator"}
VIEWERS = ["nobody", *sorted(SIGNED_IN)]
SEEN_BY = {
    "CLEAR": SIGNED_IN | {"nobody"},
    "GREEN": SIGNED_IN,
    "AMBER": {"focal point", "contributor", "creator"},
    "AMBER+STRICT": {"focal point", "creator"},
    "RED": {"named", "creator"},
}
TITLE = "quiet work on wells"


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


@pytest.fixture
def secret(add, circle, prove):
    """Enter the record with a label, and evidence in a document that all who sign in see."""

    def make(label: str):
        record = add(
            Activity, TITLE, label=label, circle=circle, date="2020-02", type="support", themes=["water"]
        )
        prove(record)
        return record

    return make


@pytest.mark.parametrize("label", SEEN_BY)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_record_is_seen_by_these_wherever_it_could_be_seen(secret, client_of, label, viewer):
    record, client = secret(label), client_of(viewer)
    seen = viewer in SEEN_BY[label]
    assert client.get(f"/records/{record.uid}/").status_code == (200 if seen else 404)
    for address in (
        "/activities/",
        "/activities/?q=wells",
        "/activities/?organization=AU&theme=water&from=2020-01&to=2020-03&sort=title",
        "/activities/?format=csv",
        "/search/?q=quiet+wells",
        "/organizations/AU/",
    ):
        page = body(client.get(address))
        assert (TITLE in page or str(record.uid) in page) == seen, address
    if viewer != "nobody":
        assert (TITLE in body(client.get(f"/documents/{Document.objects.get().pk}/"))) == seen


@pytest.mark.parametrize("label", ["AMBER", "RED"])
def test_nothing_counts_what_is_hidden(secret, client_of, label):
    client = client_of("administrator")
    pages = ["/", "/activities/", "/organizations/", "/organizations/AU/", "/search/?q=quiet"]
    secret("GREEN")
    there = [body(client.get(page)) for page in pages]
    secret(label)
    assert [body(client.get(page)) for page in pages] == there


def test_a_hidden_record_is_as_absent_as_one_that_never_was(secret, client_of):
    client = client_of("administrator")
    hidden = client.get(f"/records/{secret('RED').uid}/")
    absent = client.get("/records/6b1c0a8e-0000-4000-8000-000000000000/")
    assert hidden.status_code == absent.status_code == 404
    assert body(hidden).replace(hidden.wsgi_request.path, "") == body(absent).replace(
        absent.wsgi_request.path, ""
    )


@pytest.mark.parametrize(
    ("viewer", "status"),
    [("nobody", 302), ("reader", 403), ("officer", 200), ("focal point", 200), ("contributor", 200)],
)
def test_these_may_open_the_form_of_a_record(secret, client_of, viewer, status):
    record = secret("GREEN")
    assert client_of(viewer).get(f"/records/{record.uid}/edit/").status_code == status


def test_who_may_edit_may_not_edit_what_is_hidden(secret, client_of):
    assert client_of("administrator").get(f"/records/{secret('RED').uid}/edit/").status_code == 404


@pytest.mark.parametrize(
    ("viewer", "status"),
    [("nobody", 302), ("reader", 403), ("focal point", 403), ("contributor", 403), ("officer", 200),
     ("administrator", 200)],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/review/", "/review/{}/", "/review/confident/"])
def test_these_may_review(client_of, propose, viewer, status, address):
    assert client_of(viewer).get(address.format(propose().pk)).status_code == status


@pytest.fixture
def hidden_document(document) -> Document:
    Document.objects.filter(pk=document.pk).update(label="RED", circle=Circle.objects.get(name="AU circle"))
    return document


def test_a_hidden_document_shows_neither_itself_nor_its_words_nor_its_proposals(
    hidden_document, add, prove, propose, client_of
):
    record, proposal = add(), propose()
    prove(record)
    for viewer, seen in [("officer", False), ("named", True), ("nobody", False)]:
        client = client_of(viewer)
        assert (client.get(f"/documents/{hidden_document.pk}/").status_code == 200) == seen
        assert ("A/86/1" in body(client.get("/documents/"))) == seen
        assert (
            "/documents/" in body(client.get("/search/?q=annual+consultation+cairo")).split("<main")[1]
        ) == seen
    page = body(client_of("officer").get(f"/records/{record.uid}/"))
    assert "third annual consultation" not in page
    assert "A/86/1" not in page
    assert client_of("officer").get(f"/review/{proposal.pk}/").status_code == 404
    assert proposal.title not in body(client_of("officer").get("/review/"))


def test_a_page_names_no_hidden_record_that_its_own_is_tied_to(register, circle, client_of):
    mechanism = register.mechanism
    mechanism.label, mechanism.circle = "RED", circle
    mechanism.save()
    page = body(client_of("officer").get(f"/records/{register.meeting.uid}/"))
    assert str(mechanism.uid) not in page
    assert "annual consultation of the UN and the AU" not in page


def test_proposals_are_in_the_margin_for_those_who_review_only(register, client_of):
    address = f"/documents/{register.document.pk}/"
    assert f"/review/{register.proposal.pk}/" in body(client_of("officer").get(address))
    assert f"/review/{register.proposal.pk}/" not in body(client_of("reader").get(address))
