"""Action lines of an agreement: pasted, looked through, entered, told to be done."""

from __future__ import annotations

import pytest

from concertation.register.models import Agreement, Commitment

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


@pytest.fixture
def pact(add):
    return add(Agreement, "pact", date="2015-06")


def rows(*lines, **more):
    data = {"line-TOTAL_FORMS": str(len(lines)), "line-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        for name, value in zip(("reference", "title", "owners", "due"), line, strict=True):
            data[f"line-{number}-{name}"] = value
    return data | more


def page(client, record) -> str:
    return " ".join(client.get(f"/records/{record.uid}/").content.decode().split())


def test_lines_are_pasted_looked_through_and_entered(client, pact):
    address = f"/records/{pact.uid}/action-lines/"
    text = "1. Exchange staff\n\n2) Meet twice a year\tUN\t2027"
    answer = client.post(address, rows(("", "", "", "")) | {"split": "1", "text": text, "all_owners": "AU"})
    assert answer.status_code == 200
    assert not Commitment.objects.exists()
    shown = [{name: form[name].value() for name in form.fields} for form in answer.context["rows"]]
    assert shown == [
        {"reference": "1", "title": "Exchange staff", "owners": "AU", "due": ""},
        {"reference": "2", "title": "Meet twice a year", "owners": "UN", "due": "2027"},
    ]
    answer = client.post(address, rows(*(row.values() for row in shown)))
    assert answer.status_code == 302
    told = page(client, pact)
    assert "0 of 2 done" in told
    assert told.index("Exchange staff") < told.index("Meet twice a year")


def test_rows_that_are_filled_stay_when_a_text_is_pasted(client, pact):
    address = f"/records/{pact.uid}/action-lines/"
    answer = client.post(address, rows(("9", "Typed", "", "")) | {"split": "1", "text": "10. Pasted"})
    assert [form["title"].value() for form in answer.context["rows"]] == ["Typed", "Pasted"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (("", "send", "Atlantis", ""), "The register knows no organization “Atlantis”."),
        (("4", "", "", ""), "Say what is to be done."),
        (("", "send", "AU", "soon"), "is not a date this register can keep"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_entered(client, pact, line, sentence):
    answer = client.post(f"/records/{pact.uid}/action-lines/", rows(("", "fine", "AU", ""), line))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Commitment.objects.exists()


def test_several_lines_are_told_to_be_done_at_once(client, pact):
    client.post(f"/records/{pact.uid}/action-lines/", rows(*(("", f"line {n}", "AU", "") for n in range(3))))
    first, second, _third = Commitment.objects.order_by("pk")
    answer = client.post(
        f"/records/{pact.uid}/action-lines/done/",
        {"line": [first.pk, second.pk], "day": "2026-01-05", "note": "see the minutes"},
    )
    assert answer.status_code == 302
    assert "2 of 3 done" in page(client, pact)
    assert "see the minutes" in page(client, first)


def test_a_line_of_others_is_not_told_to_be_done(client, client_of, pact, add):
    theirs = add(Commitment, "theirs", source=pact, organizations=["LAS"])
    client.post(f"/records/{pact.uid}/action-lines/done/", {"line": [theirs.pk], "day": "2026-01-05"})
    assert Commitment.objects.get().status == "open"
    assert "You may not change “theirs”" in page(client, pact)


def test_only_lines_that_one_sees_are_counted_and_told(client, client_of, pact, add):
    add(Commitment, "seen", source=pact, status="done")
    hidden = add(Commitment, "hidden", source=pact, label="RED")
    told = page(client, pact)
    assert "1 of 1 done" in told
    assert "hidden" not in told.replace("visually-hidden", "").replace('type="hidden"', "").replace(
        'aria-hidden="true"', ""
    )
    client.post(f"/records/{pact.uid}/action-lines/done/", {"line": [hidden.pk], "day": "2026-01-05"})
    assert Commitment.objects.get(pk=hidden.pk).status == "open"


def test_of_many_lines_those_done_stand_apart(client, pact, add):
    for number in range(16):
        add(
            Commitment,
            f"line {number}",
            source=pact,
            reference=str(number),
            status="done" if number % 2 else "open",
        )
    assert "8 that are done or dropped" in page(client, pact)


def test_only_who_may_change_the_agreement_enters_lines(client_of, pact, add):
    assert client_of("reader").get(f"/records/{pact.uid}/action-lines/").status_code == 403
    assert client_of("reader").post(f"/records/{pact.uid}/action-lines/done/").status_code == 403
    hidden = add(Agreement, "hidden", label="RED")
    assert client_of("officer").get(f"/records/{hidden.uid}/action-lines/").status_code == 404
