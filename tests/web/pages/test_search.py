"""Search: every word, in any case and accent, in names, texts and paragraphs."""

from __future__ import annotations

import pytest

from concertation.register.search import words
from concertation.web.highlighting import Piece, excerpt, marked, pieces

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Réunion, LEA réunion", ["reunion", "lea"]),
        ("A/RES/58/316", ["a/res/58/316"]),
        ("l’œuvre", ["l", "oeuvre"]),
        ("  ", []),
        ("haut-niveau", ["haut-niveau"]),
    ],
)
def test_a_query_is_words(query, expected):
    assert words(query) == expected


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("annual consultation second", ["second annual consultation"], ["first annual consultation"]),
        ("deuxieme CONSULTATION", ["second annual consultation"], ["first annual consultation"]),
        ("oeuvre", ["A/86/1, paragraph 2"], ["A/86/1, paragraph 4"]),
        ("cairo third", ["A/86/1, paragraph 4"], ["A/86/1, paragraph 5 bis"]),
        ("UA", ["African Union"], ["League of Arab States"]),
        ("ligue etats arabes", ["League of Arab States"], ["Cairo"]),
        ("AU pledge", ["pledge for the desk"], ["liaison office"]),
    ],
)
def test_every_word_has_to_occur(client_of, register, query, found, not_found):
    page = client_of("reader").get("/search/", {"q": query}).content.decode().split("<main")[1]
    plain = " ".join(page.replace("<mark>", "").replace("</mark>", "").split())
    for text in found:
        assert text in plain, text
    for text in not_found:
        assert text not in plain, text


def test_nothing_found_says_what_to_try(client_of, people):
    page = client_of("reader").get("/search/?q=zzzz").content.decode()
    assert "Nothing that you can see contains all of: zzzz" in page
    assert "Try fewer words" in page


def test_words_are_typed_as_text_and_never_as_markup(client_of, people):
    page = client_of("reader").get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Évaluation à l’œuvre", ["oeuvre"], ["œuvre"]),
        ("Évaluation", ["eval"], ["Éval"]),
        ("the UN and the un", ["un"], ["UN", "un"]),
        ("nothing", ["x"], []),
        ("ﬁne", ["fi"], ["ﬁ"]),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(text, found, expected):
    result = marked(text, found)
    assert [piece.text for piece in result if piece.marks] == expected
    assert "".join(piece.text for piece in result) == text


def test_an_excerpt_shows_the_first_place_found():
    text = "before " * 60 + "needle " + "after " * 60
    result = excerpt(text, ["needle"])
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
