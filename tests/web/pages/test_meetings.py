"""A meeting from its mechanism to its minutes: planned, agenda, called off, minutes, delegates, papers."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from concertation.register.agenda import Line, agenda_of, set_agenda
from concertation.register.models import Commitment, Delegate, Mechanism, Meeting, Minutes
from concertation.register.progress import Decision, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of("focal point")


@pytest.fixture
def series(add, bodies):
    mechanism = add(Mechanism, "yearly talks", cadence="P1Y")
    for number, word in ((1, "first"), (2, "second")):
        held = add(
            Meeting,
            f"{word} yearly talks",
            titles={"fr": f"{ {1: 'première', 2: 'deuxième'}[number] } consultation annuelle"},
            mechanism=mechanism,
            number=number,
            date=f"20{19 + number}-05-12",
            type="consultation",
        )
    set_agenda(held, [Line("Opening"), Line("Water", bodies["AU"])], held.creator)
    return mechanism


@pytest.fixture
def meeting(add, bodies, people):
    made = add(Meeting, "third yearly talks", date="2026-05-12", status="planned", organizations=["UN", "AU"])
    set_agenda(made, [Line("Opening"), Line("Water", bodies["AU"]), Line("Closing")], people["creator"])
    return made


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def filled(page: str) -> dict[str, str]:
    """What the form of the page would send as it stands."""
    data = {}
    for tag in re.findall(r"<input [^>]*>", page.split("<main", 1)[1]):
        kind = re.search(r'type="([^"]+)"', tag)
        name = re.search(r'name="([^"]+)"', tag)
        worth = re.search(r'value="([^"]*)"', tag)
        if name and kind and kind[1] not in ("checkbox", "radio"):
            data[name[1]] = worth[1] if worth else ""
    for name, words in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', page):
        data[name] = words
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


class TestPlanning:
    def test_the_page_of_a_mechanism_says_what_is_due_and_leads_to_the_form(self, client, series):
        page = text(client.get(f"/records/{series.uid}/"))
        assert 'every year <span class="muted">(stated)' in page
        assert "overdue since" in page
        assert f"/records/{series.uid}/plan/" in page

    def test_an_estimated_cadence_is_called_so(self, client, add):
        series = add(Mechanism, "talks")
        for year in (2019, 2020, 2021):
            add(Meeting, "talks", mechanism=series, date=f"{year}-05-12")
        assert "estimated from 3 sessions" in text(client.get(f"/records/{series.uid}/"))

    def test_the_form_carries_the_series_on_and_invents_no_date(self, client, series):
        page = client.get(f"/records/{series.uid}/plan/").content.decode()
        data = filled(page)
        assert data["title_en"] == "third yearly talks"
        assert data["title_fr"] == "troisième consultation annuelle"
        assert (data["number"], data["date"], data["status"]) == ("3", "", "planned")
        assert data["organizations"] == "UN; AU"
        assert "between 12 May 2022 and" in " ".join(page.split())

    def test_saved_as_it_stands_it_is_the_next_session(self, client, series):
        data = filled(client.get(f"/records/{series.uid}/plan/").content.decode())
        answer = client.post(f"/records/{series.uid}/plan/", data | {"date": "2090-05"})
        assert answer.status_code == 302
        made = Meeting.objects.get(number=3)
        assert (made.mechanism, made.status, made.title_in("fr")) == (
            series, "planned", "troisième consultation annuelle",
        )  # fmt: skip
        assert "next" in text(client.get(f"/records/{series.uid}/")).lower()

    def test_who_may_not_enter_records_may_not_plan(self, client_of, series):
        assert client_of("reader").get(f"/records/{series.uid}/plan/").status_code == 403
        assert "/plan/" not in text(client_of("reader").get(f"/records/{series.uid}/"))


class TestAgenda:
    def agenda(self, meeting):
        return [(row.position, row.title, row.presenter_id) for row in agenda_of(meeting)]

    def send(self, client, meeting, **changes):
        data = filled(client.get(f"/records/{meeting.uid}/agenda/").content.decode())
        return client.post(f"/records/{meeting.uid}/agenda/", data | changes)

    def test_items_stand_on_the_page_in_order_with_who_introduces_them(self, client, meeting):
        page = text(client.get(f"/records/{meeting.uid}/"))
        assert page.index("Opening") < page.index("Water") < page.index("introduced by AU")

    def test_an_item_is_added_with_its_organization(self, client, meeting):
        answer = self.send(client, meeting, **{"line-3-title": "Dates", "line-3-presenter": "LAS"})
        assert answer.status_code == 302
        assert self.agenda(meeting)[-1] == (4, "Dates", "LAS")

    def test_items_change_places_by_number_and_by_arrow(self, client, meeting):
        self.send(client, meeting, **{"line-2-place": "1", "line-0-place": "3"})
        assert [title for _n, title, _p in self.agenda(meeting)] == ["Closing", "Water", "Opening"]
        self.send(client, meeting, move="2:up")
        assert [title for _n, title, _p in self.agenda(meeting)] == ["Closing", "Opening", "Water"]
        self.send(client, meeting, move="0:up")
        assert [title for _n, title, _p in self.agenda(meeting)] == ["Closing", "Opening", "Water"]

    def test_an_item_is_taken_off_and_put_back(self, client, meeting):
        self.send(client, meeting, **{"line-1-remove": "on"})
        assert [title for _n, title, _p in self.agenda(meeting)] == ["Opening", "Closing"]
        page = client.get(f"/records/{meeting.uid}/agenda/").content.decode()
        back = re.search(r'action="([^"]+put-back/)"', page)
        client.post(back[1])
        assert self.agenda(meeting)[-1] == (3, "Water", "AU")

    def test_the_agenda_of_the_last_session_is_copied(self, client, series, add):
        third = add(Meeting, "third", mechanism=series, number=3, date="2090-05", status="planned")
        assert "Copy its agenda" in text(client.get(f"/records/{third.uid}/agenda/"))
        client.post(f"/records/{third.uid}/agenda/copy/")
        assert self.agenda(third) == [(1, "Opening", None), (2, "Water", "AU")]
        client.post(f"/records/{third.uid}/agenda/copy/")
        assert len(self.agenda(third)) == 2

    def test_two_people_never_overwrite_each_other(self, client, meeting):
        data = filled(client.get(f"/records/{meeting.uid}/agenda/").content.decode())
        self.send(client, meeting, **{"line-3-title": "Dates"})
        answer = client.post(f"/records/{meeting.uid}/agenda/", data | {"line-3-title": "Places"})
        assert answer.status_code == 422
        assert "Somebody else changed this record meanwhile." in text(answer)

    def test_an_organization_that_nobody_knows_is_refused(self, client, meeting):
        answer = self.send(client, meeting, **{"line-3-title": "Dates", "line-3-presenter": "Atlantis"})
        assert answer.status_code == 422
        assert "knows no organization “Atlantis”" in text(answer)

    def test_every_change_stands_in_the_history(self, client, meeting):
        self.send(client, meeting, **{"line-1-title": "Water and soil"})
        page = text(client.get(f"/records/{meeting.uid}/history/"))
        assert re.search(r"<del>.*2\. Water \(AU\)</del>.*<ins>.*2\. Water and soil \(AU\)</ins>", page)

    def test_what_stands_on_it_is_found(self, client, meeting):
        self.send(client, meeting, **{"line-1-title": "Transboundary aquifers"})
        assert "third yearly talks" in text(client.get("/search/?q=aquifers&in=records"))


class TestCallingOff:
    @pytest.mark.parametrize(
        ("status", "words"), [("cancelled", "is cancelled"), ("postponed", "is postponed")]
    )
    def test_it_is_said_with_its_reason_and_can_be_undone(self, client, meeting, status, words):
        client.post(f"/records/{meeting.uid}/call-off/", {"status": status, "why": "No quorum"})
        page = text(client.get(f"/records/{meeting.uid}/"))
        assert f"This meeting {words}" in page
        assert "No quorum" in text(client.get(f"/records/{meeting.uid}/history/"))
        client.post(f"/records/{meeting.uid}/plan-again/")
        assert Meeting.objects.get(pk=meeting.pk).status == "planned"

    def test_a_meeting_that_was_held_is_not_cancelled(self, client, add):
        held = add(Meeting, "talks", date="2020-05")
        answer = client.post(f"/records/{held.uid}/call-off/", {"status": "cancelled"})
        assert answer.status_code == 422
        assert Meeting.objects.get().status == "held"

    def test_where_the_day_has_passed_the_page_asks_what_became_of_it(self, client, meeting):
        assert "Nobody has said yet what became of it." in text(client.get(f"/records/{meeting.uid}/"))


class TestMinutes:
    def write(self, client, meeting, address="new", **changes):
        page = client.get(f"/records/{meeting.uid}/minutes/{address}/").content.decode()
        return client.post(f"/records/{meeting.uid}/minutes/{address}/", filled(page) | changes)

    def test_what_was_said_and_decided_is_written_on_one_page(self, client, meeting):
        opening, water, _closing = agenda_of(meeting)
        answer = self.write(
            client, meeting, held="2026-05-13", lang="fr",
            **{f"said_{water.pk}": "L’eau manque.", f"decision-{water.pk}-0-title": "Open a desk",
               f"decision-{water.pk}-0-owners": "AU", f"decision-{water.pk}-0-due": "2026-12",
               "decision-0-0-title": "Meet again"},
        )  # fmt: skip
        assert answer.status_code == 302
        desk, again = Commitment.objects.order_by("pk")
        assert (desk.agenda_item, desk.due, desk.source.pk) == (water, "2026-12", meeting.pk)
        assert again.agenda_item is None
        held = Meeting.objects.get(pk=meeting.pk)
        assert (held.status, held.date) == ("held", "2026-05-13")
        page = text(client.get(f"/records/{meeting.uid}/papers/"))
        assert page.index("2. Water") < page.index("L’eau manque.") < page.index("Open a desk")
        assert 'lang="fr" dir="auto"' in page
        record = text(client.get(f"/records/{meeting.uid}/"))
        assert record.index("Water") < record.index("Open a desk") < record.index("Closing")
        assert opening.title in record

    def test_minutes_that_say_nothing_are_refused_and_nothing_is_decided(self, client, meeting):
        answer = self.write(client, meeting, **{"decision-0-0-title": "Meet again"})
        assert answer.status_code == 422
        assert "The minutes say nothing yet." in text(answer)
        assert not Commitment.objects.exists()
        assert not Minutes.objects.exists()

    def test_a_meeting_to_come_has_not_been_held(self, client, meeting):
        answer = self.write(client, meeting, text="Planned.", held="2090-01")
        assert answer.status_code == 422
        assert "A meeting to come cannot have been held." in text(answer)
        assert not Minutes.objects.exists()

    def test_narrower_minutes_are_seen_by_their_circle_alone(self, client, client_of, meeting, circle):
        self.write(client, meeting, text="Frankly said.", label="AMBER", circle=str(circle.pk),
                   **{"decision-0-0-title": "A quiet promise"})  # fmt: skip
        minutes = Minutes.objects.get()
        for where in ("", "papers/", "papers/?format=docx"):
            address = f"/records/{meeting.uid}/{where}"
            assert client_of("officer").get(address).status_code == 200
            assert "Frankly" not in text(client_of("officer").get(f"/records/{meeting.uid}/"))
        assert "Frankly said." in text(client.get(f"/records/{meeting.uid}/papers/"))
        assert "Frankly" not in text(client_of("officer").get(f"/records/{meeting.uid}/papers/"))
        assert "quiet promise" not in text(client_of("officer").get(f"/records/{meeting.uid}/papers/"))
        for act in ("", "delete/"):
            hidden = f"/records/{meeting.uid}/minutes/{minutes.pk}/{act}"
            assert client_of("officer").get(hidden).status_code == 404
        # Somebody who sees none may write their own: nothing tells that there are some.
        assert self.write(client_of("officer"), meeting, text="Openly said.").status_code == 302
        assert Commitment.objects.get().label == "AMBER"

    def test_decisions_are_numbered_as_far_as_one_sees_them(self, client, client_of, meeting, circle):
        self.write(client, meeting, text="x", label="AMBER", circle=str(circle.pk),
                   **{"decision-0-0-title": "A quiet promise"})  # fmt: skip
        self.write(client_of("officer"), meeting, text="y", **{"decision-0-0-title": "An open one"})
        assert Commitment.objects.get(label="GREEN").reference == "1"

    def test_minutes_are_changed_and_two_people_never_overwrite_each_other(self, client, meeting):
        self.write(client, meeting, text="One.")
        pk = Minutes.objects.get().pk
        page = client.get(f"/records/{meeting.uid}/minutes/{pk}/").content.decode()
        stale = filled(page) | {"text": "Three."}
        assert self.write(client, meeting, pk, text="Two.").status_code == 302
        answer = client.post(f"/records/{meeting.uid}/minutes/{pk}/", stale)
        assert answer.status_code == 422
        assert "Somebody else changed these minutes meanwhile." in text(answer)
        assert Minutes.objects.get().text == "Two."

    def test_minutes_are_deleted_and_their_decisions_stay(self, client, meeting):
        self.write(client, meeting, text="One.", **{"decision-0-0-title": "Meet again"})
        address = f"/records/{meeting.uid}/minutes/{Minutes.objects.get().pk}/delete/"
        assert client.get(address).status_code == 200
        client.post(address, {"why": "wrong meeting"})
        assert not Minutes.objects.exists()
        assert Commitment.objects.exists()

    def test_what_was_said_on_an_item_stays_when_it_is_taken_off(self, client, meeting, people):
        water = agenda_of(meeting)[1]
        self.write(client, meeting, **{f"said_{water.pk}": "It is scarce."})
        set_agenda(meeting, [Line("Opening", None, agenda_of(meeting)[0])], people["creator"])
        assert "It is scarce." in text(client.get(f"/records/{meeting.uid}/papers/"))

    def test_the_history_tells_of_them_to_those_who_see_them(self, client, client_of, meeting, circle):
        self.write(client, meeting, text="Frankly said.", label="AMBER", circle=str(circle.pk))
        pk = Minutes.objects.get().pk
        self.write(client, meeting, pk, text="Very frankly said.")
        assert re.search(r"<del>.*Frankly said\.</del>", text(client.get(f"/records/{meeting.uid}/history/")))
        self.write(client, meeting, pk, label="GREEN", text="Politely said.")
        officer, where = client_of("officer"), f"/records/{meeting.uid}/"
        assert "Politely said." in text(officer.get(where))
        assert "rankly" not in text(officer.get(where)) + text(officer.get(f"{where}history/"))


class TestDelegates:
    def name(self, client, meeting, **changes):
        data = {"organization": "AU", "name": "Amina Example", "function": "Director", "label": "GREEN"}
        return client.post(f"/records/{meeting.uid}/delegates/", data | changes)

    def test_somebody_is_named_and_taken_off(self, client, meeting):
        assert self.name(client, meeting, head="on").status_code == 302
        page = text(client.get(f"/records/{meeting.uid}/papers/"))
        assert "Amina Example, Director (head of delegation)" in page
        client.post(f"/records/{meeting.uid}/delegates/{Delegate.objects.get().pk}/take-off/")
        assert not Delegate.objects.exists()
        assert not Delegate.history.exists()

    def test_a_name_is_seen_by_those_whom_its_own_label_allows(self, client, client_of, meeting, circle):
        self.name(client, meeting, label="AMBER", circle=str(circle.pk))
        assert "Amina" in text(client.get(f"/records/{meeting.uid}/"))
        for where in ("", "papers/", "delegates/"):
            assert "Amina" not in text(client_of("officer").get(f"/records/{meeting.uid}/{where}"))

    def test_only_organizations_that_take_part_have_delegates(self, client, meeting):
        assert self.name(client, meeting, organization="LAS").status_code == 422

    def test_in_a_public_meeting_a_name_is_not_public_unless_somebody_says_so(self, client, add):
        meeting = add(Meeting, "talks", label="CLEAR", date="2026-05")
        page = client.get(f"/records/{meeting.uid}/delegates/").content.decode()
        assert filled(page)["label"] == "GREEN"


class TestPapers:
    def test_agenda_and_minutes_are_taken_away_as_word_document(self, client, meeting, people):
        Minutes.objects.create(meeting=meeting, lang="en", text="All agreed.", label="GREEN")
        answer = client.get(f"/records/{meeting.uid}/papers/?format=docx")
        assert 'filename="minutes-2026-05-12.docx"' in answer["Content-Disposition"]
        words = [paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs]
        assert words[0] == "Third yearly talks"
        assert "2. Water (AU)" in words
        assert "All agreed." in words

    def test_the_agenda_alone_says_nothing_of_minutes(self, client, meeting):
        Minutes.objects.create(meeting=meeting, lang="en", text="All agreed.", label="GREEN")
        assert "All agreed." not in text(client.get(f"/records/{meeting.uid}/papers/?of=agenda"))
        assert client.get(f"/records/{meeting.uid}/papers/?of=agenda&format=pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("page", ["agenda/", "call-off/", "minutes/new/", "delegates/", "papers/", "plan/"])
def test_hidden_meetings_are_absent_and_those_of_others_not_to_be_changed(client_of, add, page):
    model = Mechanism if page == "plan/" else Meeting
    hidden = add(model, label="RED")
    assert client_of("officer").get(f"/records/{hidden.uid}/{page}").status_code == 404
    if page not in ("papers/", "plan/"):
        other = add(model, organizations=["LAS"])
        assert client_of("focal point").get(f"/records/{other.uid}/{page}").status_code == 403
        assert client_of("nobody").get(f"/records/{other.uid}/{page}").status_code == 302


def test_the_list_of_mechanisms_says_how_often_they_meet_and_what_is_overdue(client, series, add):
    estimated = add(Mechanism, "desk talks")
    for year in (2019, 2020, 2021):
        add(Meeting, "desk talks", mechanism=estimated, date=f"{year}-05-12")
    hidden = add(Mechanism, "young talks", cadence="P1Y")
    add(Meeting, "hidden session", mechanism=hidden, date="2020-05-12", label="RED")
    page = text(client.get("/mechanisms/"))
    assert "every year (stated)" in page
    assert "every year (estimated)" in page
    assert page.count("overdue since") == 2
    assert (
        "overdue since 11 August 2022"
        in b"".join(client.get("/mechanisms/?format=csv").streaming_content).decode()
    )


def test_the_board_of_what_is_due_says_on_what_a_session_is_expected(client, series):
    assert "every year (stated)" in text(client.get("/due/?what=session"))


@pytest.mark.parametrize(
    ("where", "most"), [("", 31), ("agenda/", 15), ("minutes/new/", 20), ("papers/", 25), ("delegates/", 15)]
)
def test_a_page_asks_the_database_little_however_long_the_agenda_is(
    client, meeting, people, bodies, where, most, django_assert_max_num_queries
):
    lines = [Line(f"Item {n}", bodies["AU"]) for n in range(40)]
    set_agenda(meeting, lines, people["creator"])
    minutes = Minutes.objects.create(meeting=meeting, lang="en", text="All agreed.", label="GREEN")
    decide(
        meeting, [Decision("Send it", (bodies["AU"],), "", item) for item in agenda_of(meeting)[:9]],
        people["creator"],
    )  # fmt: skip
    for item in agenda_of(meeting):
        minutes.said.create(item=item, text="Said.")
    with django_assert_max_num_queries(most):
        client.get(f"/records/{meeting.uid}/{where}")
