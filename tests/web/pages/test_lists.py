"""Lists: what is shown, narrowed, sorted, turned over."""

from __future__ import annotations

import re

import pytest

from concertation.register.models import Activity, Meeting, OrganizationName
from concertation.web.lists.declared import LISTINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("officer")


def titles(client, address: str) -> list[str]:
    """The titles of a list, in their order."""
    page = client.get(address).content.decode()
    return re.findall(r'<td role="cell" class="c-title".*?<bdi[^>]*>(.*?)</bdi>', page, re.DOTALL)


@pytest.fixture
def meetings(add):
    add(Meeting, "alpha", date="2019-06-03", places=["Cairo"], themes=["water"], type="workshop")
    add(Meeting, "beta", date="2020", organizations=["UN", "LAS"], status="cancelled", label="CLEAR")
    add(Meeting, "Gamma à l’œuvre", date="2021-01/2021-02", titles={"fr": "troisième"}, type="summit")
    add(Meeting, "delta", organizations=["AUC"], type="summit")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Gamma à l’œuvre", "beta", "alpha", "delta"]),
        ("?sort=date", ["alpha", "beta", "Gamma à l’œuvre", "delta"]),
        ("?sort=title", ["alpha", "beta", "delta", "Gamma à l’œuvre"]),
        ("?sort=nonsense", ["Gamma à l’œuvre", "beta", "alpha", "delta"]),
        ("?q=OEUVRE", ["Gamma à l’œuvre"]),
        ("?q=troisieme", ["Gamma à l’œuvre"]),
        ("?q=alpha+beta", []),
        ("?organization=LAS", ["beta"]),
        ("?organization=las", ["beta"]),
        ("?organization=ligue des etats arabes", ["beta"]),
        ("?organization=African Union", ["Gamma à l’œuvre", "alpha"]),
        ("?theme=water", ["alpha"]),
        ("?place=cairo", ["alpha"]),
        ("?type=summit", ["Gamma à l’œuvre", "delta"]),
        ("?status=cancelled", ["beta"]),
        ("?label=CLEAR", ["beta"]),
        ("?from=2020-06", ["Gamma à l’œuvre", "beta"]),
        ("?to=2020-06", ["beta", "alpha"]),
        ("?from=2019-06&to=2019", ["alpha"]),
        ("?from=2021-02&to=2021-02", ["Gamma à l’œuvre"]),
    ],
)
def test_a_list_is_narrowed_and_sorted(client, meetings, query, expected):
    assert titles(client, f"/meetings/{query}") == expected


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?organization=Atlantis", "The register knows no organization “Atlantis”."),
        ("?from=last year", "“last year” is not a date this register can keep."),
        ("?type=party", "Select a valid choice."),
    ],
)
def test_a_value_that_is_no_good_lists_nothing_and_says_why(client, meetings, query, sentence):
    assert titles(client, f"/meetings/{query}") == []
    assert sentence in client.get(f"/meetings/{query}").content.decode()


def test_a_name_of_two_organizations_is_asked_about(client, bodies):
    OrganizationName.objects.create(organization_id="LAS", lang="fr", kind="alias", text="la Ligue")
    OrganizationName.objects.create(organization_id="AUC", lang="fr", kind="alias", text="La ligue")
    page = client.get("/meetings/?organization=la ligue").content.decode()
    assert "“la ligue” is the name of several organizations: AUC, LAS." in page


def test_twenty_five_rows_make_a_page(client, add):
    for number in range(27):
        add(Activity, f"work {number:02}", date=f"2020-01-{number + 1:02}")
    first = client.get("/activities/").content.decode()
    assert "27 results" in first
    assert "page 1 of 2" in first
    assert titles(client, "/activities/?page=2") == ["work 01", "work 00"]
    assert titles(client, "/activities/?page=99") == ["work 01", "work 00"]


def test_filters_of_htmx_bring_the_results_only(client, meetings):
    page = client.get("/meetings/?q=alpha", headers={"HX-Request": "true"}).content.decode()
    assert page.strip().startswith("<section")
    assert "alpha" in page
    back = client.get(
        "/meetings/?q=alpha", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<!doctype html>" in back.content.decode()
    assert "HX-Request" in back.headers["Vary"]


@pytest.mark.parametrize("slug", LISTINGS)
def test_an_empty_list_says_what_to_do(client, db, slug):
    page = client.get(f"/{slug}/?q=zzzz").content.decode()
    assert str(LISTINGS[slug].empty) in page
    assert "Take a filter away" in page


@pytest.mark.parametrize("slug", LISTINGS)
def test_each_column_that_says_so_sorts_both_ways(client, register, slug):
    for column in LISTINGS[slug].columns:
        if column.sort:
            for order in (column.key, f"-{column.key}"):
                assert client.get(f"/{slug}/?sort={order}").status_code == 200


def test_organizations_are_found_by_any_name_and_counted_as_far_as_one_sees(client, add, circle):
    add(Meeting, "open", organizations=["LAS"])
    add(Meeting, "closed", organizations=["LAS"], label="RED", circle=circle)
    page = client.get("/organizations/?q=arabes").content.decode()
    assert "League of Arab States" in page
    assert re.search(r'class="c-records"[^>]*>1</td>', page)


def test_a_state_is_listed_where_it_takes_part(client, add, bodies):
    from concertation.register.models import Organization

    bodies["EGY"] = Organization.objects.create(id="EGY", kind="state")
    Organization.objects.create(id="FRA", kind="state")
    add(Meeting, organizations=["EGY"])
    page = client.get("/organizations/?kind=state").content.decode()
    assert "EGY" in page
    assert "FRA" not in page


@pytest.mark.parametrize(
    ("query", "ids"), [("leag", ["LAS"]), ("un af", ["AU", "AUC"]), ("ua", ["AU"]), ("zz", []), ("", [])]
)
def test_suggestions_are_known_organizations(client, bodies, query, ids):
    found = client.get("/organizations/suggest/", {"q": query}).json()["organizations"]
    assert [row["id"] for row in found] == ids


def test_an_empty_list_leads_to_the_form_those_who_may_enter(client_of, people):
    link = '<a href="/records/new/notice/">Enter the first one</a>'
    assert link in client_of("focal point").get("/notices/").content.decode()
    assert link not in client_of("reader").get("/notices/").content.decode()


def test_the_menu_leads_to_every_kind_that_somebody_enters_first(client_of, people):
    menu = client_of("focal point").get("/").content.decode().split("site-nav", 1)[1].split("</nav>", 1)[0]
    assert 'href="/commitments/"' in menu
    assert 'href="/notices/"' in menu
