"""The pages on which unknown names are settled."""

from __future__ import annotations

import pytest

from concertation.register.models import Agreement, Document, Organization, OrganizationName, Paragraph
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


# Names that a record is entered with -----------------------------------------------------------------------


def entered(client, **values):
    form = client.get("/records/new/agreement/").context["form"]
    blank = {field.html_name: field.value() for field in form}
    known = {"title_en": "pact of the seas", "organizations": "AU; Atlantis"}
    return client.post(
        "/records/new/agreement/", {n: v for n, v in blank.items() if v not in (None, "")} | known | values
    )


def test_a_record_may_name_a_body_that_nobody_knows_where_that_is_meant(client_of, bodies):
    focal = client_of("focal point")
    answer = entered(focal)
    assert answer.status_code == 422
    assert "a reviewer will say which organization it is" in answer.content.decode()
    assert entered(focal, propose="on").status_code == 302
    pact = Agreement.objects.get()
    assert [part.organization_id for part in pact.participations.all()] == ["AU"]
    page = focal.get(f"/records/{pact.uid}/").content.decode()
    assert "Atlantis" in page
    assert "not settled yet" in page
    assert not Organization.objects.filter(pk="Atlantis").exists()


def test_the_name_waits_and_when_it_is_settled_the_organization_takes_part(client_of, bodies):
    entered(
        client_of("focal point"), propose="on", organizations="AU", organizations_participant="Atlantis; UN"
    )
    pact = Agreement.objects.get()
    officer = client_of("officer")
    assert "Atlantis" in officer.get("/review/names/").content.decode()
    name = UnknownName.objects.get()
    assert "pact of the seas" in officer.get(f"/review/names/{name.pk}/").content.decode()
    officer.post(f"/review/names/{name.pk}/", {"decision": "known", "organization": "LAS"})
    parts = dict(pact.participations.values_list("organization_id", "role"))
    assert parts == {"AU": "party", "UN": "participant", "LAS": "participant"}
    assert not pact.named_bodies.exists()


def test_a_name_of_a_hidden_record_does_not_wait_for_those_who_may_not_see_it(client_of, bodies):
    entered(client_of("focal point"), propose="on", label="RED")
    assert Agreement.objects.get().label == "RED"
    officer = client_of("officer")
    assert "Atlantis" not in officer.get("/review/names/").content.decode()
    assert officer.get(f"/review/names/{UnknownName.objects.get().pk}/").status_code == 404
