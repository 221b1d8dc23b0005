"""The pages on which unknown names are settled."""

from __future__ import annotations

import pytest

from concertation.register.models import Document, Organization, OrganizationName, Paragraph
from concertation.review.models import UnknownName
from concertation.review.names import collect

pytestmark = pytest.mark.django_db


@pytest.fixture
def name(bodies) -> UnknownName:
    document = Document.objects.create(name="talks.md", sha256="d" * 64, lang="en", label="GREEN")
    text = "The Council of Harbour Cities met the African Union."
    Paragraph.objects.create(document=document, position=1, number="1", text=text)
    collect(document)
    return UnknownName.objects.get()


@pytest.fixture
def client(client_of):
    return client_of("officer")


def test_the_list_shows_the_name_among_its_words(client, name):
    page = client.get("/review/names/").content.decode()
    assert "<mark>Council of Harbour Cities</mark> met the African" in page


def test_it_becomes_a_name_of_a_known_organization(client, name):
    answer = client.post(f"/review/names/{name.pk}/", {"decision": "known", "organization": "AU"})
    assert answer.status_code == 302
    assert OrganizationName.objects.filter(organization="AU", text=name.text).exists()


def test_it_becomes_a_new_organization_with_a_source(client, name):
    values = {"decision": "new", "id": "CHC", "kind": "other", "official": name.text}
    answer = client.post(f"/review/names/{name.pk}/", values)
    assert answer.status_code == 422
    assert not Organization.objects.filter(pk="CHC").exists()
    client.post(f"/review/names/{name.pk}/", values | {"source": "https://example.org/about"})
    made = Organization.objects.get(pk="CHC")
    assert (made.kind, made.name_in("en")) == ("other", name.text)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decision": "known"}, "organization"),
        ({"decision": "known", "organization": "Atlantis"}, "organization"),
        ({"decision": "new", "id": "au"}, "id"),
        ({"decision": "new", "id": "AU", "official": "x", "source": "https://example.org"}, "id"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(client, name, values, field):
    answer = client.post(f"/review/names/{name.pk}/", values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert UnknownName.objects.get().state == "pending"


def test_it_names_nothing_and_can_wait_again(client, name):
    client.post(f"/review/names/{name.pk}/", {"decision": "none"})
    assert "Every name is settled." in client.get("/review/names/").content.decode()
    client.post(f"/review/names/{name.pk}/", {"decision": "undo"})
    assert UnknownName.objects.get().state == "pending"


def test_names_of_hidden_documents_are_absent(client, name):
    Document.objects.update(label="RED")
    assert client.get(f"/review/names/{name.pk}/").status_code == 404
    assert "Harbour" not in client.get("/review/names/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("focal point", 403), ("nobody", 302)])
def test_only_reviewers_settle_names(client_of, name, who, status):
    assert client_of(who).get("/review/names/").status_code == status
