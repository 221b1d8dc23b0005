"""The pages of the reporting cycle, for those who write reports and for nobody else."""

import re

import pytest
from django.urls import reverse

from concertation.accounts.models import Person
from concertation.reporting.cycles.changing import version
from concertation.reporting.cycles.opening import open_cycle
from concertation.reporting.models import Cycle
from concertation.web.cycles import STEPS

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Cooperation", "first_day": "2016-07-16", "last_day": "2030-08-17", "due": "2027-01-15",
    "original": "en", "languages": ["en", "fr"], "words": "8500", "reminders": "14, 3, -1",
    "escalate_after": "7", "wait_at_most": "7",
}  # fmt: skip


@pytest.fixture
def cycle(register) -> Cycle:
    officer = Person.objects.filter(role="officer").order_by("pk").first()
    assert officer
    values = {
        "title": "Cooperation",
        "period": "2016-01-01/2030-12-31",
        "due": "2027-01-15",
        "languages": ["en"],
    }
    cycle = open_cycle(values, person=officer)
    cycle.refresh_from_db()
    return cycle


def test_an_officer_opens_a_cycle_from_the_empty_list(client_of, register):
    client = client_of("officer")
    assert "No cycle was opened yet" in client.get("/cycles/").content.decode()
    officer = Person.objects.get(pk=client.session["_auth_user_id"])
    answer = client.post("/cycles/new/", FORM | {"officer": officer.pk})
    one = Cycle.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("cycle", args=[one.uid]))
    assert (one.period, one.languages) == ("2016-07-16/2030-08-17", ["en", "fr"])
    assert one.sections.filter(organization="AU").exists()
    assert "nobody is asked yet" in client.get("/cycles/").content.decode()


def test_a_period_that_ends_before_it_begins_is_refused(client_of, register):
    client = client_of("officer")
    officer = client.session["_auth_user_id"]
    answer = client.post("/cycles/new/", FORM | {"officer": officer, "last_day": "2016-01-01"})
    assert answer.status_code == 422
    assert "The period ends before it begins." in answer.content.decode()


def test_the_page_shows_the_steps_that_there_are(client_of, cycle):
    page = client_of("officer").get(f"/cycles/{cycle.uid}/").content.decode()
    steps = page.split('class="tabs cycle-steps"')[1].split("</nav>")[0]
    shown = re.findall(r'<a href="([^"]+)"', steps)
    assert shown[:5] == [reverse(name, args=[cycle.uid]) for name, _word in STEPS[:5]]
    for words in ("in preparation", "Period:", "Inputs due", "who asks for the report?"):
        assert words in page


def test_sections_are_moved_by_buttons(client_of, cycle):
    client, address = client_of("officer"), f"/cycles/{cycle.uid}/sections/"
    second = cycle.sections.all()[1]
    client.post(address, {"version": version(cycle), "move": f"{second.pk}:up"})
    assert cycle.sections.first() == second
    stale = client.post(address, {"version": "0", "move": f"{second.pk}:down"}, follow=True)
    assert "Somebody else changed this cycle" in stale.content.decode()
    assert cycle.sections.first() == second


def test_shares_that_go_over_the_budget_are_told(client_of, cycle):
    client, address = client_of("officer"), f"/cycles/{cycle.uid}/sections/"
    first = cycle.sections.first()
    assert first
    client.post(address, {"version": version(cycle), "share": "1", f"words_{first.pk}": "9000"})
    assert "500 words too many" in client.get(address).content.decode()
    bad = client.post(
        address, {"version": version(cycle), "share": "1", f"words_{first.pk}": "many"}, follow=True
    )
    assert "whole number" in bad.content.decode()


def test_a_body_is_planned_addressed_and_spared(client_of, cycle):
    client, address = client_of("officer"), f"/cycles/{cycle.uid}/asked/"
    client.post(address, {"bodies": ["AU"], "others": ""})
    request = cycle.requests.get()
    page = f"{address}{request.pk}/"
    client.post(page, {"email": "new@example.org", "name": "New", "language": "fr"})
    client.post(page, {"due": "2027-03-01", "why": "Later"})
    request.refresh_from_db()
    assert (str(request.due), request.addressees.get(email="new@example.org").language) == (
        "2027-03-01",
        "fr",
    )
    assert "new@example.org" in client.get(page).content.decode()
    client.post(page, {"spare": "1"})
    assert not cycle.requests.exists()


@pytest.mark.parametrize("role", ["focal-point", "contributor", "reader"])
def test_others_learn_nothing_not_even_whether_it_is_there(client, cycle, role):
    client.force_login(Person.objects.create_user("other@example.org", role=role))
    absent = "00000000-0000-4000-8000-000000000000"

    def told(uid: str) -> tuple[int, str]:
        answer = client.get(f"/cycles/{uid}/sections/")
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return answer.status_code, body.replace(uid, "")

    assert told(str(cycle.uid)) == told(absent)
    assert told(absent)[0] == 403
    assert 'href="/cycles/"' not in client.get("/").content.decode()
