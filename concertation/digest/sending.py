"""Bringing everybody's news up to date, and mailing it: one message to one person, in their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import ngettext

from concertation.accounts.models import Person
from concertation.digest.models import Subscription, Told
from concertation.digest.news import News, news
from concertation.register.models import SavedSearch
from concertation.register.search.saved import NewResults, look, told
from concertation.review.models import Proposal

PAUSE = {
    Subscription.Rhythm.DAILY.value: timedelta(days=1),
    Subscription.Rhythm.WEEKLY.value: timedelta(days=7),
}
FEW = 5
"""New results of a search that a mail names."""
SIGNER = Signer(salt="concertation.digest")


@dataclass(slots=True)
class Sent:
    """What a run did: people looked at, mails sent, and those that could not be sent, with the reason."""

    people: int = 0
    mails: int = 0
    failed: list[tuple[Person, str]] = field(default_factory=list)


def send(
    today: date, *, dry: bool = False, each: Callable[[Person, list[News]], None] = lambda person, fresh: None
) -> Sent:
    """Bring the news of all who sign in up to date, and mail to each whose turn it is what they have not been
    mailed. With `dry`, nothing is mailed or marked; `each` is called with what would be.

    A mail that fails is tried again on the next run; the others go out all the same.
    """
    done = Sent()
    for person in Person.objects.filter(is_active=True).select_related("subscription").order_by("pk"):
        searches = _looked(person, today)
        current = news(person, today, searches)
        done.people += 1
        if not dry:
            SavedSearch.objects.bulk_update(searches, ["known", "fresh", "told_on"])
            update(person, current, today)
        subscription = _subscription(person)
        if not _turn(subscription, today):
            continue
        mailed = set(_told(person).exclude(mailed_on=None).values_list("key", flat=True))
        fresh = [one for one in current if one.key not in mailed]
        if not fresh:
            continue
        each(person, fresh)
        if dry:
            continue
        try:
            _message(person, fresh, [one for one in current if one.key in mailed]).send()
        except OSError as error:
            done.failed.append((person, str(error)))
            continue
        _mark(person, fresh, subscription, today)
        done.mails += 1
    return done


def _looked(person: Person, today: date) -> list[SavedSearch]:
    """The searches that the person keeps, with what is new in them."""
    searches = list(SavedSearch.objects.filter(person=person).select_related("person"))
    for saved in searches:
        look(saved, today)
    return searches


@transaction.atomic
def update(person: Person, current: list[News], today: date) -> None:
    """Keep what is news for the person, and forget what is news no more."""
    keys = {one.key for one in current}
    _told(person).exclude(key__in=keys).delete()
    there = set(_told(person).values_list("key", flat=True))
    Told.objects.bulk_create(
        [Told(person=person, key=key, since=today) for key in sorted(keys - there)], ignore_conflicts=True
    )


@transaction.atomic
def _mark(person: Person, fresh: list[News], subscription: Subscription, today: date) -> None:
    _told(person).filter(key__in=[one.key for one in fresh]).update(mailed_on=today)
    for one in fresh:
        if one.results:
            told(one.results.search, today)
    subscription.sent_on = today
    subscription.save()


def _told(person: Person) -> Any:
    return Told.objects.filter(person=person)


def _subscription(person: Person) -> Subscription:
    return getattr(person, "subscription", None) or Subscription(person=person)


def _turn(subscription: Subscription, today: date) -> bool:
    pause = PAUSE.get(subscription.rhythm)
    return pause is not None and (subscription.sent_on is None or today - subscription.sent_on >= pause)


def _message(person: Person, fresh: list[News], earlier: list[News]) -> EmailMultiAlternatives:
    with translation.override(person.language):
        stop = address(reverse("unsubscribe", args=[SIGNER.sign(str(person.pk))]))
        context: dict[str, Any] = {
            "person": person,
            "fresh": [(one, _link(one)) for one in fresh if not one.results],
            "searches": [_results(one.results) for one in fresh if one.results],
            "earlier": len(earlier),
            "all": address(reverse("news")),
            "stop": stop,
            "lang": person.language,
        }
        subject = ngettext("%(number)s thing for you", "%(number)s things for you", len(fresh)) % {
            "number": len(fresh)
        }
        message = EmailMultiAlternatives(
            f"Concertation: {subject}",
            render_to_string("digest/mail.txt", context),
            to=[person.email],
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        message.attach_alternative(render_to_string("digest/mail.html", context), "text/html")
        return message


def _link(one: News) -> str:
    if one.address:
        return address(one.address)
    assert one.record is not None
    if isinstance(one.record, Proposal):
        return address(reverse("proposal", args=[one.record.pk]))
    return address(reverse("record", args=[one.record.uid]))


def _results(found: NewResults) -> dict[str, Any]:
    """What the mail says of new results of a search: the first of them, with their addresses."""
    records = [(row, address(reverse("record", args=[row.uid]))) for row in found.records[:FEW]]
    documents = [
        (row, address(reverse("document", args=[row.pk]))) for row in found.documents[: FEW - len(records)]
    ]
    query = urlencode({"q": found.search.query, "sort": "date"})
    return {
        "search": found.search,
        "number": len(found),
        "records": records,
        "documents": documents,
        "link": address(f"{reverse('search')}?{query}"),
        "more": len(found) - len(records) - len(documents),
    }


def address(path: str) -> str:
    """Return the address of a page from outside."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def stop(token: str) -> Person:
    """Mail nothing more to the person whose link the token is from, and return them.

    Raises `BadSignature` where no such link was ever sent.
    """
    person = Person.objects.filter(pk=SIGNER.unsign(token)).first()
    if person is None:
        raise BadSignature("the person is gone")
    Subscription.objects.update_or_create(person=person, defaults={"rhythm": Subscription.Rhythm.NEVER})
    return person
