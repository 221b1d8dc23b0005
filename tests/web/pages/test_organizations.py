"""The page of an organization, its forms, and the people through whom it is reached."""

from __future__ import annotations

import pytest

from concertation.register.models import (
    Activity,
    Agreement,
    FocalPoint,
    Membership,
    Organization,
    Place,
    Presence,
)

pytestmark = pytest.mark.django_db


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.fixture
def described(bodies):
    Organization.objects.filter(pk="AU").update(
        seat="Addis Ababa", country="ETH", un_status="observer", un_symbol="A/RES/2011(XX)", un_since="1965",
        source="A/INF/73/5", identifiers={"wikidata": "Q7159"},
    )  # fmt: skip
    Membership.objects.create(organization=bodies["AU"], member=bodies["LAS"], source="https://au.int")
    bodies["AU"].heads.create(name="A. B.", function="Chairperson", since="2025", source="https://au.int")
    bodies["AU"].heads.create(
        name="C. D.", function="Chairperson", since="2017", until="2025", source="https://au.int"
    )


def rows(prefix, *filled, there=0):
    """What a form sends for the rows of a table."""
    data = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": there}
    for number, values in enumerate(filled):
        data |= {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return data


def sent(client, **changed):
    """What the form of AU sends as it stands, with changes."""
    answer = client.get("/organizations/AU/edit/")
    form, names, heads = (answer.context[name] for name in ("form", "names", "heads"))
    data = {field.html_name: field.value() or "" for field in form}
    for table in (names, heads):
        data |= rows(
            table.prefix,
            *({f.name: f.value() or "" for f in row if f.name != "DELETE"} for row in table.initial_forms),
            there=table.initial_form_count(),
        )
    for key in [key for key in data if key.startswith("names-") and key.endswith("-source")]:
        data[key] = data[key] or "A/INF/73/5"
    return data | changed


def test_the_page_tells_all_at_a_glance(client_of, described, add):
    add(Agreement, "framework of 2020", date="2020", term="2020/2090")
    add(Agreement, "framework of 2001", date="2001", term="2001/2002")
    add(Presence, "liaison office", type="liaison-office", places=["Cairo"])
    add(Activity, "training", date="2025", places=["Cairo"], themes=["water"])
    page = text(client_of("nobody"), "/organizations/AU/")
    assert "framework" not in page
    page = text(client_of("reader"), "/organizations/AU/")
    for words in [
        "Chairperson",
        "A. B.",
        "Addis Ababa",
        "Observer in the General Assembly",
        "https://undocs.org/A/RES/2011(XX)",
        "League of Arab States",
        "https://www.wikidata.org/wiki/Q7159",
        "framework of 2020",
        "Agreements that have lapsed",
        "framework of 2001",
        "liaison office",
        "Cairo 1",
        "Together with",
    ]:
        assert words in page, words
    assert "C. D." not in page
    assert "/organizations/AU/edit/" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("administrator", 200), ("officer", 200), ("focal point", 200), ("contributor", 403), ("reader", 403),
     ("nobody", 302)],
)  # fmt: skip
def test_who_may_open_the_forms(client_of, described, name, status):
    for form in ("edit/", "members/", "focal-points/new/"):
        assert client_of(name).get(f"/organizations/AU/{form}").status_code == status
    assert client_of("focal point").get(f"/organizations/LAS/{form}").status_code == 403


def test_facts_names_and_heads_are_saved_in_one_act(client_of, described):
    client = client_of("focal point")
    data = sent(client, seat="Cairo", country="EGY", why="it moved")
    number = int(data["heads-TOTAL_FORMS"])
    new = {
        "name": "E. F.",
        "function": "Chairperson",
        "since": "2028",
        "until": "",
        "source": "https://au.int",
    }
    data |= {f"heads-{number}-{key}": value for key, value in new.items()}
    data["heads-TOTAL_FORMS"] = number + 1
    answer = client.post("/organizations/AU/edit/", data)
    assert (answer.status_code, answer.get("Location")) == (302, "/organizations/AU/")
    one = Organization.objects.get(pk="AU")
    assert (one.seat, one.country, one.heads.count()) == ("Cairo", "EGY", 3)
    history = text(client_of("nobody"), "/organizations/AU/history/")
    for words in ("Headquarters", "Addis Ababa", "Cairo", "Reason: it moved", "E. F., Chairperson"):
        assert words in history, words


def test_a_stale_form_is_refused_and_shown_again(client_of, described):
    client = client_of("officer")
    stale = sent(client, seat="Rabat")
    client.post("/organizations/AU/edit/", sent(client, seat="Cairo"))
    answer = client.post("/organizations/AU/edit/", stale)
    assert answer.status_code == 422
    assert "Somebody else changed this organization" in answer.content.decode()
    assert Organization.objects.get(pk="AU").seat == "Cairo"


def test_several_members_at_once_and_one_by_one(client_of, described):
    client = client_of("officer")
    shown = client.get("/organizations/AU/members/").context
    old = shown["rows"].initial_forms[0]
    data = rows(
        "members",
        {"id": old.instance.pk, "member": "LAS", "kind": "member", "since": "", "until": "2026",
         "source": "https://au.int"},
        there=1,
    ) | {"members": "UN; AUC", "since": "2026", "source": "https://au.int", "why": "",
         "version": shown["form"]["version"].value()}  # fmt: skip
    assert client.post("/organizations/AU/members/", data).status_code == 302
    found = {(row.member_id, row.since, row.until) for row in Membership.objects.all()}
    assert found == {("LAS", "", "2026"), ("UN", "2026", ""), ("AUC", "2026", "")}


def contact(label="AMBER", **changed):
    return {
        "name": "Amina Diallo", "function": "Desk officer", "email": "amina@example.org", "phone": "+1 555",
        "presence": "", "account": "", "since": "", "until": "", "label": label, "circle": "", "version": "",
    } | changed  # fmt: skip


def test_a_focal_point_is_entered_ended_and_removed(client_of, bodies, circle):
    client = client_of("focal point")
    answer = client.post("/organizations/AU/focal-points/new/", contact(circle=circle.pk, listed="on"))
    assert answer.status_code == 302
    one = FocalPoint.objects.get()
    address = f"/organizations/AU/focal-points/{one.pk}/"
    assert "amina@example.org" in text(client, "/organizations/AU/")
    page = text(client_of("nobody"), "/organizations/AU/")
    assert "Amina Diallo" in page
    assert "amina@example.org" not in page
    version = client.get(address).context["form"]["version"].value()
    client.post(address, contact(circle=circle.pk, until="2026-11", version=version, why="left"))
    assert "Who were" in text(client, "/organizations/AU/")
    assert "Amina Diallo" not in text(client_of("nobody"), "/organizations/AU/")
    assert "Reason: left" in text(client, address)
    assert client.post(address + "remove/", {"why": "asked"}).status_code == 302
    assert not FocalPoint.objects.exists()


def test_who_does_not_see_the_contact_data_can_neither_open_nor_remove_it(client_of, bodies, circle):
    one = FocalPoint.objects.create(
        organization=bodies["AU"], name="Amina Diallo", email="amina@example.org", listed=True, label="AMBER",
        circle=circle,
    )  # fmt: skip
    for address in (
        f"/organizations/AU/focal-points/{one.pk}/",
        f"/organizations/AU/focal-points/{one.pk}/remove/",
    ):
        assert client_of("officer").get(address).status_code == 404
        assert client_of("officer").post(address, contact()).status_code == 404
    assert FocalPoint.objects.filter(pk=one.pk, email="amina@example.org").exists()


def test_contact_data_stands_in_no_search_export_history_or_brief(client_of, bodies, circle):
    FocalPoint.objects.create(
        organization=bodies["AU"], name="Amina Diallo", email="amina@example.org", label="CLEAR"
    )
    client = client_of("officer")
    for address in (
        "/search/?q=amina",
        "/search/palette/?q=amina",
        "/organizations/?format=csv",
        "/organizations/AU/history/",
        "/brief/AU/",
    ):
        assert b"amina@example.org" not in client.get(address).getvalue(), address


def test_a_hidden_presence_stays_when_somebody_else_changes_the_officer(client_of, bodies, add, people):
    presence = add(Presence, "hidden office", label="RED")
    one = FocalPoint.objects.create(organization=bodies["AU"], presence=presence, name="N", label="GREEN")
    client, address = client_of("officer"), f"/organizations/AU/focal-points/{one.pk}/"
    assert "hidden office" not in text(client, address)
    version = client.get(address).context["form"]["version"].value()
    assert client.post(address, contact("GREEN", name="M", version=version)).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.presence) == ("M", presence)


def test_a_country_has_a_page_with_what_lies_there_and_in_which_the_state_takes_part(client_of, bodies, add):
    Organization.objects.create(id="EGY", kind="state")
    bodies["EGY"] = Organization.objects.get(pk="EGY")
    add(Activity, "training", date="2025", places=["Cairo"], themes=["water"])
    add(Activity, "survey", date="2025", organizations=["LAS"], places=["Cairo"], themes=["water"])
    add(Agreement, "host agreement", date="2020", organizations=["UN", "EGY"])
    add(Activity, "hidden work", label="RED", places=["Cairo"])
    client = client_of("reader")
    page = text(client, "/countries/EGY/")
    for words in ("training", "host agreement", "By whom", "Several organizations work on the same there"):
        assert words in page, words
    assert "hidden work" not in page
    assert 'href="/countries/EGY/"' in text(client, "/countries/")
    brief = text(client, "/brief/country/EGY/?on=2026-11-24")
    for words in ("Training", "Host agreement", "LAS: 1", "1 agreement"):
        assert words in brief, words
    assert client.get("/countries/XXX/").status_code == 404
    assert client.get("/brief/country/XXX/").status_code == 404


def test_a_place_in_which_one_sees_nothing_is_as_absent(client_of, bodies, add):
    add(Activity, "hidden work", label="RED", places=["Rabat"])
    add(Activity, "training", places=["Cairo"])
    for name, status in (("Rabat", 404), ("Cairo", 200)):
        place = Place.objects.get(name=name)
        assert client_of("reader").get(f"/places/{place.pk}/").status_code == status


@pytest.mark.parametrize(
    ("query", "status", "where"),
    [
        ("organizations=AU&organizations=LAS", 302, "/together/AU+LAS/"),
        ("organizations=UN;+African+Union&brief=1", 302, "/brief/AU+UN/"),
        ("organizations=AU", 422, None),
        ("organizations=Nobody", 422, None),
        ("", 200, None),
    ],
)
def test_a_set_is_chosen_by_names(client_of, bodies, query, status, where):
    answer = client_of("reader").get(f"/together/?{query}")
    assert (answer.status_code, answer.get("Location")) == (status, where)


def test_the_palette_leads_to_a_pair_and_to_a_country(client_of, bodies):
    found = text(client_of("reader"), "/search/palette/?q=AU+%2B+LAS")
    assert "/together/AU+LAS/" in found
    assert "/brief/AU+LAS/" in found
    assert "/countries/EGY/" in text(client_of("reader"), "/search/palette/?q=egy")


def test_the_page_of_a_pair_is_drawn_along_the_years(client_of, bodies, add):
    add(Agreement, "framework", date="2020", term="2020/2030")
    add(Activity, "training", date="2025-03-02")
    page = text(client_of("reader"), "/together/AU+UN/")
    assert page.count('class="mark ') == 2
    assert "mark agreement" in page
