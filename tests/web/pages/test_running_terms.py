"""What pages say of the term of an agreement: when it ends, what follows, until when notice can be given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from concertation.register.models import Agreement
from concertation.web.templatetags.terms import running_words
from concertation.web.templatetags.words import day

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
IN_A_MONTH, IN_A_YEAR = TODAY + timedelta(days=30), TODAY + relativedelta(years=1)


@pytest.fixture
def said(add, people):
    def make(**fields) -> str:
        row = add(Agreement, "pact", **fields)
        return running_words(Agreement.objects.visible_to(people["reader"]).get(pk=row.pk))

    return make


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"term": f"2010/{IN_A_YEAR}"}, f"The term ends on {day(IN_A_YEAR)}."),
        ({"term": f"2010/{IN_A_YEAR}", "notice_period": "P3M"},
         f"The term ends on {day(IN_A_YEAR)}; "
         f"notice can be given until {day(IN_A_YEAR - relativedelta(months=3))}."),
        ({"term": f"2010/{IN_A_YEAR}", "renewal": "P5Y"},
         f"The running term ends on {day(IN_A_YEAR)} and is then renewed for 5 years."),
        ({"term": f"2010/{IN_A_YEAR}", "renewal": "P1Y", "notice_period": "P3M"},
         f"The running term ends on {day(IN_A_YEAR)}. It is renewed for 1 year, unless a party gives notice "
         f"by {day(IN_A_YEAR - relativedelta(months=3))}."),
        ({"term": f"2010/{IN_A_MONTH}", "renewal": "P1Y", "notice_period": "P3M"},
         f"The running term ends on {day(IN_A_MONTH)} and is then renewed for 1 year: notice could be given "
         f"until {day(IN_A_MONTH - relativedelta(months=3))}. For the term after it, notice can be given "
         f"until {day(IN_A_MONTH + relativedelta(years=1) - relativedelta(months=3))}."),
        ({"term": "2010/2012"}, "Its term ended on 31 December 2012."),
        ({"term": "2010/2012", "status": "terminated"}, ""),
        ({"date": "2010"}, ""),
    ],
)  # fmt: skip
def test_the_running_term_in_a_sentence(said, fields, expected):
    assert said(**fields) == expected


def test_the_sentence_stands_on_the_page_the_board_and_in_the_news(client_of, add):
    row = add(Agreement, "pact", term=f"2010/{IN_A_MONTH}")
    client = client_of("focal point")
    for address in (f"/records/{row.uid}/", "/due/", "/news/"):
        assert f"The term ends on {day(IN_A_MONTH)}." in client.get(address).content.decode(), address


def test_what_follows_is_told_on_both_texts_and_nothing_hidden_is(client_of, add):
    later = add(Agreement, "later pact", date="2019", term="2019/2024")
    earlier = add(Agreement, "earlier pact", date="2012", successor=later, succession="renewal")
    add(Agreement, "hidden pact", date="2013", successor=later, label="RED")
    client = client_of("reader")
    page = client.get(f"/records/{earlier.uid}/").content.decode()
    assert "Renewed by" in page
    assert "later pact" in page
    page = client.get(f"/records/{later.uid}/").content.decode()
    assert "earlier pact" in page
    assert "renewed by it" in page
    assert "hidden pact" not in page


@pytest.mark.parametrize(
    ("own", "other", "sentence"),
    [
        ({"date": "2019"}, {"date": "2012"}, "That text is older than this one."),
        ({"date": "2012", "entry": "2030", "term": "2012/2020"}, None, "after the end of its term"),
        ({"date": "2012", "review": "2011"}, None, "The review is before the text was signed."),
    ],
)
def test_dates_that_cannot_be_are_refused(client_of, add, own, other, sentence):
    row = add(Agreement, "pact", date="2012")
    client = client_of("focal point")
    address = f"/records/{row.uid}/edit/"
    form = client.get(address).context["form"]
    values = {field.html_name: field.value() for field in form}
    values = {name: value for name, value in values.items() if value not in (None, "")} | own
    if other:
        values["successor"] = add(Agreement, "other pact", **other).pk
    answer = client.post(address, values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_text_is_not_followed_by_one_that_it_follows(add):
    first = add(Agreement, "first", date="2012")
    second = add(Agreement, "second", date="2012", successor=first)
    first.successor = second
    with pytest.raises(Exception, match="itself followed by this one"):
        first.full_clean()
