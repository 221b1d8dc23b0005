"""The search page: what is found, marked, counted and narrowed; what is said where nothing is."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concertation.register.models import Meeting
from concertation.register.recording import say
from concertation.register.search.queries import plain
from concertation.web.highlighting import Piece, excerpt, marked, pieces

pytestmark = pytest.mark.django_db


def page_of(client, query: str, **more: str) -> str:
    answer = client.get("/search/", {"q": query, **more})
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def plain_text(page: str) -> str:
    return " ".join(re.sub(r"</?mark>", "", page).split())


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("annual consultation second", ["second annual consultation"], ["first annual consultation"]),
        ("deuxieme CONSULTATION", ["second annual consultation"], ["first annual consultation"]),
        ("consultations annuelles", ["second annual consultation"], ["first annual consultation"]),
        ("oeuvre", ["A/86/1, paragraph 2"], ["A/86/1, paragraph 4"]),
        ("cairo third", ["A/86/1, paragraph 4"], ["A/86/1, paragraph 5 bis"]),
        ("UA", ["African Union"], ["League of Arab States"]),
        ("ligue etats arabes", ["League of Arab States"], ["Cairo"]),
        ("AU pledge", ["pledge for the desk"], ["liaison office"]),
        ("Union africaine pledge", ["pledge for the desk"], ["liaison office"]),
        ("kind:pledge", ["pledge for the desk"], ["liaison office"]),
        ('"annual consultation"', ["second annual consultation"], ["A/86/1, paragraph 5 bis"]),
        ("A/RES/80/1", ["resolution asking for a report"], ["pledge"]),
    ],
)
def test_every_word_has_to_occur(client_of, register, query, found, not_found):
    page = plain_text(page_of(client_of("reader"), query).split("results-head")[1].split("<aside")[0])
    for text in found:
        assert text in page, text
    for text in not_found:
        assert text not in page, text


def test_nothing_found_says_what_to_try(client_of, people):
    page = page_of(client_of("reader"), "zzzz")
    assert "Nothing that you can see contains all of: zzzz" in page
    assert "Try fewer words" in page


def test_a_name_that_is_nearly_one_is_suggested(client_of, people):
    assert 'href="?q=African+Union"' in page_of(client_of("reader"), "Afrcan Unoin")


def test_a_search_can_begin_without_words(client_of, people):
    assert "Write what you look for." in page_of(client_of("nobody"), "")
    assert "no word in this" in page_of(client_of("nobody"), "!?")


def test_words_are_typed_as_text_and_never_as_markup(client_of, people):
    assert "<script>alert" not in page_of(client_of("reader"), "<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("org:Nowhere", "No organization is called “Nowhere”."),
        ("org:Afrikan_Union", "Did you mean “African Union”?"),
        ("year:soon", "“soon” is no year. Write a year or a period, such as 2018 or 2018..2020."),
        ("year:2020..2018", "The period 2020..2018 ends before it begins."),
        ("kind:party", "“party” is no kind of record."),
        ("theme:sleep", "No theme is called “sleep”."),
        ("place:Atlantis", "No place of the register is called “Atlantis”."),
        ("lang:klingon", "No language is called “klingon”."),
        ("doc:A/1/1", "No document that you can see has the symbol or the name “A/1/1”."),
    ],
)
def test_a_field_that_means_nothing_is_said_beside_the_box(client_of, register, query, sentence):
    page = page_of(client_of("reader"), query)
    assert sentence in page
    assert 'aria-invalid="true"' in page


def test_a_document_that_is_hidden_is_as_unknown_as_one_that_is_not(client_of, register):
    register.document.label = "RED"
    register.document.save()
    page = page_of(client_of("officer"), "doc:A/86/1")
    assert "No document that you can see has the symbol or the name “A/86/1”." in page


def test_results_are_narrowed_by_what_they_have_and_widened_again(client_of, register):
    client = client_of("reader")
    page = page_of(client, "consultation")
    found = re.findall(
        r'<a href="(\?q=[^"]+)">([^<]+)</a> <span class="count">(\d+)', page.split("<aside")[1]
    )
    by_name = {name: (query, int(number)) for query, name, number in found}
    assert by_name["Meeting"][1] == 2
    assert by_name["2020"][1] == 1
    narrowed = client.get("/search/" + by_name["2020"][0].replace("&amp;", "&")).content.decode()
    assert "second annual consultation" in plain_text(narrowed)
    assert "first annual consultation" not in plain_text(narrowed)
    assert re.search(r'class="chip" href="\?q=consultation"', narrowed)


def test_all_that_is_counted_for_a_value_is_found_with_it(client_of, register):
    client = client_of("reader")
    page = page_of(client, "annual consultation", **{"in": "records"})
    for query, name, number in re.findall(
        r'<a href="(\?[^"]+)">([^<]+)</a> <span class="count">(\d+)', page.split("<aside")[1]
    ):
        narrowed = client.get("/search/" + query.replace("&amp;", "&")).content.decode()
        status = re.search(r'in=records"[^>]*>Records <span class="count">(\d+)', narrowed)
        assert status, (name, query)
        assert status[1] == number, name


def test_results_are_sorted_by_relevance_or_date(client_of, add):
    add(Meeting, "annual meeting", date="2020", titles={"fr": "réunion sur l’eau"})
    first = add(Meeting, "water", date="2010")
    say(first, "description", "en", "a talk on wells")
    other = add(Meeting, "wells", date="2008")
    say(other, "description", "en", "a talk on water")
    client, titles = client_of("reader"), re.compile(r'<a href="/records/[^"]+"><bdi[^>]*>([^<]+)')
    assert titles.findall(plain_text(page_of(client, "water talk"))) == ["water", "wells"]
    assert titles.findall(plain_text(page_of(client, "wells"))) == ["wells", "water"]
    assert titles.findall(plain_text(page_of(client, "wells", sort="date"))) == ["water", "wells"]


def test_french_words_for_fields_are_written_on_french_pages_and_read_on_all(client_of, people, register):
    people["reader"].language = "fr"
    people["reader"].save()
    page = page_of(client_of("reader"), "genre:réunion")
    assert "ann%C3%A9e%3A2020" in page
    assert "deuxième consultation annuelle" in plain_text(page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.from_regex(r'[a-z]{0,5}:?["*(]?[a-zA-Z0-9.,"«» *\-]{0,20}', fullmatch=True))
def test_whatever_is_typed_gives_a_page(client_of, register, typed):
    client = client_of("reader")
    page_of(client, typed)
    assert client.get("/search/palette/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    ("text", "query", "lang", "expected"),
    [
        ("Évaluation à l’œuvre", "oeuvre", "fr", ["l’œuvre"]),
        ("Évaluation", "eval*", "fr", ["Évaluation"]),
        ("the UN and the un", "UN", "en", ["UN", "un"]),
        ("nothing", "x", "en", []),
        ("Meetings and a meeting", "meeting", "en", ["Meetings", "meeting"]),
        ("双方举行了合作会议。", "合作", "zh", ["合作"]),
        ("Совещание состоялось", "совещания", "ru", ["Совещание"]),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(people, text, query, lang, expected):
    result = marked(text, plain(query).sought(lang))
    assert [piece.text for piece in result if piece.marks] == expected
    assert "".join(piece.text for piece in result) == text


def test_an_excerpt_shows_the_first_place_found(people):
    text = "before " * 60 + "needle " + "after " * 60
    result = excerpt(text, plain("needle").sought("en"))
    assert [piece.text for piece in result if piece.marks] == ["needle"]
    assert result[0] == Piece("… ")
    assert result[-1] == Piece(" …")
    assert len("".join(piece.text for piece in result)) < 300


def test_spans_that_overlap_cut_a_text_where_one_begins_or_ends():
    result = pieces("abcdef", [(0, 3, "x"), (2, 5, "y"), (9, 12, "beyond")])
    assert [(piece.text, piece.marks) for piece in result] == [
        ("ab", ("x",)),
        ("c", ("x", "y")),
        ("de", ("y",)),
        ("f", ()),
    ]
