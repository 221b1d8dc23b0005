"""Minutes of a meeting: written and changed, item by item, for those whom their label allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Circle, Person
from concertation.register.models import AgendaItem, MinutedItem, Minutes, Record
from concertation.register.recording import sign


def minutes_of(meeting: Record, person: Any) -> Any:
    """Return the minutes of a meeting that the person sees."""
    rows = Minutes.objects.visible_to(person).filter(meeting=meeting.pk)
    return rows.select_related("circle", "creator")


@transaction.atomic
def write(
    minutes: Minutes,
    *,
    text: str,
    said: Mapping[AgendaItem, str],
    lang: str,
    label: str,
    circle: Circle | None,
    person: Person,
    seen: datetime | None = None,
    why: str = "",
) -> Minutes:
    """Save new minutes, or change some, so that they say this of the items; return them.

    `seen` is their `updated_at` when the person looked at them, None for new ones. Raises `ValidationError`
    where they say nothing, where somebody changed them since, or where the person could not see them any
    more; nothing is changed then.
    """
    _check(minutes, seen)
    if not text.strip() and not any(words.strip() for words in said.values()):
        raise ValidationError(_("The minutes say nothing yet."))
    if minutes.pk is None:
        minutes.creator = person
    minutes.text, minutes.lang, minutes.label, minutes.circle = text.strip(), lang, label, circle
    sign(minutes, person, why)
    minutes.full_clean()
    minutes.save()
    for item, words in said.items():
        _say(minutes, item, words.strip(), person, why)
    if not minutes.may_be_seen_by(person):
        raise ValidationError(
            {"label": _("You could not see these minutes any more. Choose a circle that you belong to.")}
        )
    return minutes


def _check(minutes: Minutes, seen: datetime | None) -> None:
    """Lock the minutes, and raise `ValidationError` where they are not as they were `seen`."""
    if minutes.pk is None:
        return
    now = Minutes.objects.select_for_update().get(pk=minutes.pk).updated_at
    if seen is not None and now != seen:
        raise ValidationError(
            _("Somebody else changed these minutes meanwhile. Open the form again to see the change.")
        )


def _say(minutes: Minutes, item: AgendaItem, words: str, person: Person, why: str) -> None:
    row = MinutedItem.objects.filter(minutes=minutes, item=item).first()
    if row is None:
        if not words:
            return
        row = MinutedItem(minutes=minutes, item=item)
    elif row.text == words:
        return
    sign(row, person, why)
    if not words:
        row.delete()
        return
    row.text = words
    row.full_clean()
    row.save()


@transaction.atomic
def strike(minutes: Minutes, person: Person, why: str = "") -> None:
    """Delete minutes. The decisions that were entered with them stay."""
    sign(minutes, person, why)
    minutes.delete()
