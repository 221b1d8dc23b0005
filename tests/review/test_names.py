"""Names that no catalogue holds: collected with their words, settled by people, never by a document."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from concertation.reading.catalogue import load
from concertation.reading.document import Document as Source
from concertation.reading.document import Paragraph as Read
from concertation.reading.document import SourceMap
from concertation.register.catalogue import sync
from concertation.register.models import Document, Organization, OrganizationName, Paragraph
from concertation.review.intake import take_in
from concertation.review.models import Proposal, Sighting, UnknownName
from concertation.review.names import collect, contexts, settle, unsettle, waiting

pytestmark = pytest.mark.django_db

TEXT = (
    "In May 2020 the Council of Harbour Cities met the League of Arab States in Cairo. "
    "The Council of Harbour Cities thanked it."
)


@pytest.fixture
def harbours(bodies, document) -> UnknownName:
    for position, text in enumerate([TEXT, "Nothing is named here."], start=1):
        Paragraph.objects.create(document=document, position=position, number=str(position), text=text)
    assert collect(document) == 2
    return UnknownName.objects.get()


def test_a_name_is_collected_once_with_each_place_where_it_stands(harbours, document):
    assert harbours.text == "Council of Harbour Cities"
    assert [TEXT[s.start : s.end] for s in Sighting.objects.all()] == ["Council of Harbour Cities"] * 2
    assert collect(document) == 0


def test_it_waits_with_its_contexts(harbours, officer):
    assert waiting(officer) == [(harbours, 2)]
    first = contexts(harbours, officer, 5)[0]
    assert (first.before, first.name) == ("In May 2020 the ", "Council of Harbour Cities")


def test_a_name_of_a_hidden_document_is_not_there(harbours, document, officer):
    Document.objects.filter(pk=document.pk).update(label="RED")
    assert waiting(officer) == []
    assert contexts(harbours, officer, 5) == []


def test_settling_gives_the_organization_the_name_with_its_source(harbours, officer, document):
    settle(harbours, Organization.objects.get(pk="LAS"), officer)
    name = OrganizationName.objects.get(organization="LAS")
    assert (name.text, name.lang, name.kind, name.source) == (harbours.text, "en", "alias", str(document))
    assert waiting(officer) == []


def test_settling_can_be_undone(harbours, officer):
    settle(harbours, Organization.objects.get(pk="LAS"), officer)
    unsettle(UnknownName.objects.get())
    assert not OrganizationName.objects.filter(organization="LAS").exists()
    assert [name.pk for name, _ in waiting(officer)] == [harbours.pk]


def test_what_names_no_organization_never_comes_back(harbours, officer, document):
    settle(harbours, None, officer)
    Sighting.objects.all().delete()
    collect(document)
    assert waiting(officer) == []


def test_a_name_of_another_organization_is_refused(harbours, officer):
    OrganizationName.objects.create(organization_id="OIC", text=harbours.text, lang="en", kind="official")
    with pytest.raises(ValidationError, match="already a name of OIC"):
        settle(harbours, Organization.objects.get(pk="LAS"), officer)


def test_what_was_settled_is_read_from_then_on(harbours, officer, document):
    sync(load())
    settle(harbours, Organization.objects.get(pk="LAS"), officer)
    text = "The Council of Harbour Cities and the African Union held a meeting in Cairo in May 2020."
    source = Source("later", "", "en", (Read("1", text, SourceMap(((0, 0),))),), ())
    take_in(source, person=officer)
    proposal = Proposal.objects.get(paragraph__document__name="later")
    assert set(proposal.actors) == {"LAS", "AU"}
    assert proposal.unknown == []
