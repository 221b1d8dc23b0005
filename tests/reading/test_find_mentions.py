"""The passages on which the reader is compared with others, and the floors it holds on them.

``python -m bench.peers`` prints the figures, and those of the others.
"""

import pytest

from bench.mentions import KINDS, Score, Span, passages, score
from concertation.reading.find import find
from concertation.reading.language import load_language
from concertation.reading.mention import DateMention, OrganizationMention, PlaceMention, UnknownName

FLOORS = {"bodies": 0.9, "places": 0.93, "dates": 0.98}


def spans(text: str, lang: str) -> list[Span]:
    """What the reader finds, as spans."""
    found: list[Span] = []
    for mention in find(text, load_language(lang)):
        match mention:
            case OrganizationMention() | UnknownName():
                found.append(Span("bodies", mention.start, mention.end))
            case PlaceMention():
                found.append(Span("places", mention.start, mention.end))
            case DateMention():
                found.append(Span("dates", mention.start, mention.end, mention.edtf))
            case _:
                pass
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_names_and_dates_are_found_and_nothing_else(lang: str) -> None:
    totals = {kind: Score() for kind in KINDS}
    for text, stated in passages(lang):
        score(text, stated, spans(text, lang), totals)
    below = {kind: total.f1(total.right) for kind, total in totals.items()}
    assert {kind: f1 for kind, f1 in below.items() if f1 < FLOORS[kind]} == {}
    assert totals["dates"].valued == totals["dates"].right


TEXT = "The African Union (AU) met in Addis Ababa on 12 and 13 May 2018."
STATED = [Span("bodies", 4, 22), Span("places", 30, 41), Span("dates", 45, 63, "2018-05-12/2018-05-13")]


@pytest.mark.parametrize(
    ("name", "found", "right", "exact"),
    [
        ("the same words", STATED[0], 1, 1),
        ("with the article", Span("bodies", 0, 22), 1, 1),
        ("without the bracket", Span("bodies", 4, 17), 1, 1),
        ("more than the name", Span("bodies", 4, 26), 1, 0),
        ("not its first word", Span("bodies", 12, 17), 0, 0),
        ("of another kind", Span("places", 4, 22), 0, 0),
        ("the end of the date", Span("dates", 52, 63), 1, 0),
        ("a date without its year", Span("dates", 45, 58), 0, 0),
    ],
)
def test_a_span_is_right_where_it_covers_the_head(name: str, found: Span, right: int, exact: int) -> None:
    totals = {kind: Score() for kind in KINDS}
    score(TEXT, STATED, [found], totals)
    assert (sum(t.right for t in totals.values()), sum(t.exact for t in totals.values())) == (right, exact), (
        name
    )


def test_two_spans_in_one_name_count_once() -> None:
    totals = {kind: Score() for kind in KINDS}
    score(TEXT, STATED, [Span("bodies", 4, 17), Span("bodies", 19, 21)], totals)
    assert (totals["bodies"].found, totals["bodies"].right) == (1, 1)


@pytest.mark.parametrize(("value", "right"), [("2018-05-13", 1), ("2018-05-12", 1), ("2018-05-01", 0)])
def test_one_day_stands_for_a_stretch_where_only_days_can_be_told(value: str, right: int) -> None:
    totals = {kind: Score() for kind in KINDS}
    score(TEXT, STATED, [Span("dates", 45, 63, value)], totals, days=True)
    assert totals["dates"].valued == right
    totals = {kind: Score() for kind in KINDS}
    score(TEXT, STATED, [Span("dates", 45, 63, value)], totals)
    assert totals["dates"].valued == 0
