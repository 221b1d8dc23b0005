"""Is it the same thing? Each case is a pair of statements and whether they tell of one thing."""

import pytest

from concertation.register.models import Document
from concertation.review.deciding import accept
from concertation.review.matching import candidates, clearly_the_same

pytestmark = pytest.mark.django_db

SAME, OTHER = True, False


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({}, {}, SAME),
        ({"ordinal": 14}, {"title": "14th general cooperation meeting", "ordinal": 14}, SAME),
        ({"ordinal": 14}, {"ordinal": 13}, OTHER),
        ({"date": "2018-07"}, {"date": "2018-07-11"}, SAME),
        ({"date": "2018-07"}, {"date": "2017-07"}, OTHER),
        ({"place": ["Geneva"]}, {"place": ["Cairo"]}, OTHER),
        ({"place": ["Geneva"]}, {"place": []}, SAME),
        ({"place": ["Malabo"]}, {"place": ["Equatorial Guinea"]}, SAME),
        ({"place": ["Malabo"]}, {"place": ["Gabon"]}, OTHER),
        ({"title": "sectoral meeting on water"}, {"title": "seminar for judges"}, OTHER),
        ({"kind": "event"}, {"kind": "activity", "type": "support"}, OTHER),
        (
            {"kind": "activity", "type": "support", "date": "", "title": "support to mediation"},
            {"kind": "activity", "type": "support", "date": "", "title": "training on water"},
            OTHER,
        ),
        (
            {"kind": "resource", "type": "pledge", "amount": 5, "currency": "USD"},
            {"kind": "resource", "type": "pledge", "amount": 5, "currency": "EUR"},
            OTHER,
        ),
        (
            {
                "kind": "instrument",
                "type": "memorandum",
                "date": "2017-09",
                "title": "memorandum",
                "place": [],
            },
            {
                "kind": "instrument",
                "type": "memorandum",
                "date": "2017-09",
                "title": "memorandum",
                "place": [],
            },
            SAME,
        ),
    ],
)
def test_two_statements(propose, officer, first, second, same):
    record = accept(propose(**first), officer)
    found = clearly_the_same(candidates(propose(**second)))
    assert (found is not None and found.pk == record.pk) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (["DPA", "CSTO"], ["DPA", "CIS"], OTHER),
        (["UN", "LAS"], ["UN", "OIC"], OTHER),
        (["SG", "LAS"], ["SG", "OIC"], SAME),
        (["UN", "LAS", "OSCE"], ["UN", "OIC"], SAME),
        (["UN", "LAS"], ["UN", "LAS", "OIC"], SAME),
    ],
)
def test_meetings_of_one_name_and_month_with_other_partners(propose, officer, first, second, same):
    fields = {"title": "general cooperation meeting on strategy", "place": []}
    record = accept(propose(actors=first, **fields), officer)
    found = clearly_the_same(candidates(propose(actors=second, **fields)))
    assert (found is not None and found.pk == record.pk) is same


def test_a_word_that_fits_any_meeting_joins_none_with_other_partners(propose, officer):
    accept(propose(title="consultations", actors=["UN", "LAS", "OSCE"], place=[]), officer)
    assert not candidates(propose(title="consultations", actors=["UN", "OIC"], place=[]))


def test_an_undated_mention_joins_only_in_its_own_report(propose, officer, document):
    other = Document.objects.create(name="other.en.md", sha256="c" * 64, lang="en", label="GREEN")
    accept(propose(), officer)
    assert clearly_the_same(candidates(propose(date="")))
    assert not candidates(propose(date="", source=other))


def test_two_statements_of_one_paragraph_are_two_things(propose, officer):
    accept(propose(number="7"), officer)
    assert clearly_the_same(candidates(propose(number="7"))) is None


def test_the_same_paragraph_of_another_language_tells_of_the_same_thing(propose, officer, document):
    french = Document.objects.create(
        name="sample.fr.md", sha256="b" * 64, lang="fr", label="GREEN", version_of=document
    )
    record = accept(propose(number="9"), officer)
    other = propose(number="9", source=french, title="réunion de coopération générale")
    assert clearly_the_same(candidates(other)).pk == record.pk
    accept(other, officer)
    assert {t.lang: t.value for t in record.texts.all()} == {
        "en": "general cooperation meeting",
        "fr": "réunion de coopération générale",
    }


def test_versions_that_name_one_body_otherwise_tell_of_the_same_meeting(propose, officer, document):
    """ "The Secretary-General" in one language is "the United Nations" in the other."""
    french = Document.objects.create(
        name="sample.fr.md", sha256="b" * 64, lang="fr", label="GREEN", version_of=document
    )
    record = accept(propose(number="9", actors=["UN", "LAS"]), officer)
    other = propose(number="9", source=french, title="sommet", actors=["SG", "LAS"])
    assert clearly_the_same(candidates(other)).pk == record.pk


def test_where_two_records_are_as_likely_nothing_is_chosen(propose, officer):
    accept(propose(), officer)
    accept(propose(), officer, apart=True)
    found = candidates(propose())
    assert len(found) == 2
    assert clearly_the_same(found) is None
    assert found[0].reasons
