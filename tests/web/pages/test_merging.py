"""Pages of merging: two side by side, the outcome, the merge, the old address, undoing; two told apart."""

from __future__ import annotations

import pytest

from concertation.register.models import Activity, Agreement, Meeting, Merge, Organization, Record, TwoThings
from concertation.register.recording import join
from concertation.review.duplicates import look, unlooked
from concertation.review.models import Likeness

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("officer")


@pytest.fixture
def twice(add) -> tuple[Meeting, Meeting]:
    """One consultation, entered twice."""
    first = add(Meeting, "third annual consultation", date="2021-05")
    second = add(
        Meeting, "3rd annual consultation", date="2021-05-12", places=["Cairo"], titles={"fr": "consultation"}
    )
    return first, second


def address(first, second) -> str:
    return f"/records/{first.uid}/merge/{second.uid}/"


def filled(client, first, second, **values) -> dict[str, str]:
    page = client.get(address(first, second))
    rows = {f"stays {row.aspect.name}": row.chosen for row in page.context["rows"] if not row.aspect.same}
    return {**rows, "seen": page.context["seen"], "why": "one meeting", **values}


def test_both_stand_side_by_side_with_what_stays_chosen(client, twice):
    page = client.get(address(*twice))
    chosen = {row.aspect.name: row.chosen for row in page.context["rows"]}
    assert (chosen["date"], chosen["title fr"]) == ("other", "other")
    text = page.content.decode()
    assert "12 May 2021" in text
    assert "Keep this one instead" in text


def test_the_outcome_is_shown_before_anything_is_changed(client, twice):
    answer = client.post(address(*twice), filled(client, *twice, step="look"))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "12 May 2021" in text
    assert "Nothing is changed yet." in text
    assert Meeting.objects.count() == 2
    assert not Merge.objects.exists()


def test_confirmed_they_are_one_and_it_can_be_undone(client, client_of, twice):
    first, second = twice
    answer = client.post(address(*twice), filled(client, *twice, step="merge"), follow=True)
    assert answer.redirect_chain[-1][0] == f"/records/{first.uid}/"
    assert "3rd annual consultation" in answer.content.decode()
    old = f"/records/{second.uid}/"
    assert client_of("reader").get(old)["Location"] == f"/records/{first.uid}/"
    assert client.get(f"{old}edit/?x=1")["Location"] == f"/records/{first.uid}/edit/?x=1"
    merge = Merge.objects.get()
    account = client.get(f"/merges/{merge.pk}/").content.decode()
    assert "one meeting" in account
    assert "Undo the merge" in account
    assert client.post(f"/merges/{merge.pk}/")["Location"] == old
    assert client.get(old).status_code == 200
    assert Meeting.objects.get(pk=first.pk).date == "2021-05"


def test_the_old_address_tells_nothing_to_those_who_may_not_see_the_outcome(
    client, client_of, add, circle, people
):
    circle.people.add(people["officer"])
    first = add(Meeting, "third consultation", label="RED", circle=circle)
    second = add(Meeting, "3rd consultation")
    client.post(address(first, second), filled(client, first, second, step="merge"))
    assert client_of("nobody").get(f"/records/{second.uid}/").status_code == 404
    assert client_of("reader").get(f"/records/{second.uid}/").status_code == 404
    assert client_of("named").get(f"/records/{second.uid}/").status_code == 302


def test_what_stands_against_it_is_said(client, add):
    pact = add(Agreement, "pact")
    after = add(Agreement, "the next pact", successor=pact)
    page = client.get(address(pact, after)).content.decode()
    assert "One text follows the other" in page
    assert "Show the outcome" not in page


def test_a_reason_is_asked_for(client, twice):
    answer = client.post(address(*twice), filled(client, *twice, why=" ", step="merge"))
    assert answer.status_code == 422
    assert "Say why they are one" in answer.content.decode()


def test_a_change_of_somebody_else_is_not_written_over(client, twice):
    form = filled(client, *twice, step="merge")
    Meeting.objects.get(pk=twice[1].pk).save()
    answer = client.post(address(*twice), form)
    assert answer.status_code == 422
    assert "Somebody else changed one of these records meanwhile" in answer.content.decode()


@pytest.mark.parametrize(("name", "status"), [("reader", 403), ("nobody", 302), ("focal point", 403)])
def test_who_may_not_change_both_cannot_merge(client_of, add, name, status):
    twice = (
        add(Meeting, "talks of AU", organizations=["AU"]),
        add(Meeting, "other talks", organizations=["LAS"]),
    )
    assert client_of(name).get(address(*twice)).status_code == status
    assert client_of(name).post(address(*twice), {"why": "x", "step": "merge"}).status_code == status


def test_a_hidden_record_is_absent(client, add, twice):
    hidden = add(Meeting, "third annual consultation", date="2021-05", label="RED")
    assert client.get(address(twice[0], hidden)).status_code == 404
    assert client.get(address(hidden, twice[0])).status_code == 404
    for page in (f"/records/{twice[0].uid}/merge/", f"/records/{twice[0].uid}/like/"):
        assert str(hidden.uid) not in client.get(page).content.decode()


def test_the_page_of_a_record_offers_what_looks_like_it(client, client_of, twice):
    first, second = twice
    assert f"/records/{first.uid}/like/" in client.get(f"/records/{first.uid}/").content.decode()
    assert address(first, second) in client.get(f"/records/{first.uid}/like/").content.decode()
    assert "/like/" not in client_of("reader").get(f"/records/{first.uid}/").content.decode()


def test_another_record_is_found_by_its_words(client, add, twice):
    other = add(Meeting, "talks under another title", date="1999")
    page = client.get(f"/records/{twice[0].uid}/merge/?q=talks").content.decode()
    assert address(twice[0], other) in page


def test_two_that_are_two_are_not_offered_again(client, twice):
    first, second = twice
    client.post(f"{address(first, second)}two/")
    assert TwoThings.objects.count() == 1
    assert address(first, second) not in client.get(f"/records/{first.uid}/like/").content.decode()
    assert "that they are two" in client.get(address(first, second)).content.decode()
    client.post(f"{address(first, second)}two/", {"two": "no"})
    assert address(first, second) in client.get(f"/records/{first.uid}/like/").content.decode()


def test_the_list_of_pairs(client, client_of, twice):
    assert "No two records look like one." in client.get("/duplicates/").content.decode()
    client.post("/duplicates/")
    assert not unlooked().exists()
    assert address(*twice) in client.get("/duplicates/").content.decode()
    assert address(*twice) in client_of("focal point").get("/duplicates/").content.decode()
    assert client_of("reader").get("/duplicates/").status_code == 403
    client.post(f"{address(*twice)}two/", {"from": "list"})
    assert address(*twice) not in client.get("/duplicates/").content.decode()


def test_pairs_of_which_one_is_hidden_or_of_others_are_not_in_the_list(client_of, add):
    add(Activity, "training of mediators", organizations=["LAS", "UN"])
    add(Activity, "training of the mediators", organizations=["LAS", "UN"])
    for label in ("GREEN", "RED"):
        add(Activity, "support for water management", label=label)
    look(unlooked())
    assert Likeness.objects.count() == 2
    assert [row.first.title_in("en") for row in client_of("officer").get("/duplicates/").context["page"]] == [
        "training of mediators"
    ]
    assert not list(client_of("focal point").get("/duplicates/").context["page"])


def test_pages_ask_the_database_little(client, twice, django_assert_max_num_queries):
    client.post("/duplicates/")
    pages = ("", "merge/", "like/", f"merge/{twice[1].uid}/")
    for page in ("/duplicates/", *(f"/records/{twice[0].uid}/{page}" for page in pages)):
        with django_assert_max_num_queries(30):
            client.get(page)


# Entering ------------------------------------------------------------------------------------------------


def entry(client, **values) -> dict[str, object]:
    form = client.get("/records/new/meeting/").context["form"]
    blank = {field.html_name: field.value() for field in form}
    known = {"title_en": "third annual consultation", "date": "2021-05", "organizations": "UN; AU"}
    return {name: value for name, value in blank.items() if value not in (None, "")} | known | values


def test_what_is_there_already_is_told_while_one_types(client_of, twice):
    focal = client_of("focal point")
    page = focal.post("/records/new/meeting/like/", entry(focal)).content.decode()
    assert str(twice[0].uid) in page
    assert "enter it" in page
    assert focal.post("/records/new/meeting/like/", {"title_en": "third"}).content.strip() == b""


def test_what_is_hidden_is_not_told(client_of, add):
    add(Meeting, "third annual consultation", date="2021-05", label="RED")
    focal = client_of("focal point")
    assert focal.post("/records/new/meeting/like/", entry(focal)).content.strip() == b""
    assert focal.post("/records/new/meeting/", entry(focal)).status_code == 302


def test_without_a_script_it_is_asked_before_it_is_entered(client_of, twice):
    focal = client_of("focal point")
    answer = focal.post("/records/new/meeting/", entry(focal))
    assert answer.status_code == 422
    assert str(twice[0].uid) in answer.content.decode()
    assert Meeting.objects.count() == 2
    assert focal.post("/records/new/meeting/", entry(focal, another="on")).status_code == 302
    assert Meeting.objects.count() == 3


# Organizations -------------------------------------------------------------------------------------------


def test_organizations_are_merged_by_an_administrator(client_of, bodies, add):
    admin = client_of("administrator")
    Organization.objects.create(id="AFUN", kind="regional", seat="Addis Ababa")
    join(add(Meeting, "talks", organizations=["UN"]), Organization.objects.get(pk="AFUN"))
    page = admin.get("/organizations/AU/merge/AFUN/")
    assert "Addis Ababa" in page.content.decode()
    form = {"why": "one body", "step": "look", "widen": "yes"}
    answer = admin.post("/organizations/AU/merge/AFUN/", form)
    assert "Nothing is changed yet." in answer.content.decode()
    assert Organization.objects.filter(pk="AFUN").exists()
    admin.post("/organizations/AU/merge/AFUN/", form | {"step": "merge"})
    assert Record.objects.get().participations.get(organization="AU")
    for old, now in (
        ("/organizations/AFUN/", "/organizations/AU/"),
        ("/together/AFUN+LAS/", "/together/AU+LAS/"),
        ("/calendars/organization/AFUN.ics?key=x", "/calendars/organization/AU.ics?key=x"),
    ):
        assert client_of("nobody").get(old)["Location"] == now
    assert "AFUN" in client_of("nobody").get("/organizations/AU/").content.decode()
    admin.post(f"/merges/{Merge.objects.get().pk}/")
    assert client_of("nobody").get("/organizations/AFUN/").status_code == 200


@pytest.mark.parametrize("name", ["officer", "focal point", "reader"])
def test_others_do_not_merge_organizations(client_of, bodies, name):
    assert client_of(name).get("/organizations/AU/merge/").status_code == 403
    assert (
        client_of(name).post("/organizations/AU/merge/LAS/", {"why": "x", "step": "merge"}).status_code == 403
    )
