"""The register as a calendar that other programs subscribe to (RFC 5545).

Nothing is put on a day that is not known: a meeting of "July 2027" stands over the whole month, transparent
and said to be so; one of "2027" is left out. An entry keeps its UID for good, so that a change moves it and
makes no second one, and its SEQUENCE grows with each change; a meeting that was cancelled, or postponed until
nobody knows when, stays as cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Alarm, Calendar, Event

from concertation import __version__
from concertation.insight.due import Due
from concertation.register.dates import bounds
from concertation.register.models import Meeting, Record

MONTH = 31
"""Days that a date may span and still be put into a calendar."""

CALLED_OFF = {
    Meeting.Status.CANCELLED.value: gettext_lazy("Cancelled: %s"),
    Meeting.Status.POSTPONED.value: gettext_lazy("Postponed: %s"),
}

WARNED = {"meeting": timedelta(days=7), "other": timedelta(days=14)}
"""How long ahead an alarm is set."""


def calendar(
    name: str,
    meetings: Iterable[Meeting],
    dues: Iterable[tuple[Due, Record]],
    *,
    lang: str,
    address: Callable[[Record], str],
) -> bytes:
    """Return a calendar called `name`: meetings, and what is due besides.

    `dues` are with their records; `lang` is ISO 639-1; `address` gives the address of a record's page.
    """
    found = Calendar()
    found.add("prodid", f"-//Concertation//Concertation {__version__}//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("name", name)
    found.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for entry in (*_meetings(meetings, lang, address), *_dues(dues, lang, address)):
        found.add_component(entry)
    found.add_missing_timezones()
    return found.to_ical()


def _meetings(meetings: Iterable[Meeting], lang: str, address: Callable[[Record], str]) -> Iterator[Event]:
    rows = list(meetings)
    revisions = _revisions(rows)
    for meeting in rows:
        span = _span(meeting)
        if span is None:
            continue
        off = CALLED_OFF.get(meeting.status)
        entry = _entry(meeting, str(meeting.uid), lang, address, str(off or "%s"))
        start, end, exact = span
        entry.add("sequence", revisions.get(meeting.uid, 0))
        entry.add("dtstart", start)
        entry.add("dtend", end)
        entry.add("description", "\n".join(_told(meeting, exact=exact, address=address(meeting))))
        place = [meeting.venue, *(row.name for row in meeting.places.all())]
        if where := ", ".join(filter(None, place)):
            entry.add("location", where)
        entry.add("status", "CANCELLED" if off else "CONFIRMED" if exact else "TENTATIVE")
        if off or not exact:
            entry.add("transp", "TRANSPARENT")
        elif meeting.status == Meeting.Status.PLANNED.value:
            entry.add_component(_alarm(meeting, lang, WARNED["meeting"]))
        yield entry


def _told(meeting: Meeting, *, exact: bool, address: str) -> Iterator[str]:
    """What the entry tells besides: that its day is open, the agenda, where to read on."""
    if meeting.status == Meeting.Status.POSTPONED.value:
        yield _("The new date is not known yet.")
    elif not exact:
        yield _("The day is not known yet.")
    for item in meeting.agenda.all():
        if item.position:
            yield f"{item.position}. {item.title}" + (f" ({item.presenter_id})" if item.presenter_id else "")
    yield address


def _revisions(meetings: list[Meeting]) -> dict[object, int]:
    """How often each meeting was changed since it was entered, by `uid`."""
    history: Any = Meeting.history
    rows = history.filter(uid__in=[meeting.uid for meeting in meetings]).order_by()
    return {uid: number - 1 for uid, number in rows.values_list("uid").annotate(Count("history_id"))}


def _span(meeting: Meeting) -> tuple[date, date, bool] | None:
    """When the meeting begins and ends (a day's end is the day after, as RFC 5545 wants), and whether the
    days are known; None where it is not known to the month."""
    if meeting.starts_at:
        zone = ZoneInfo(meeting.timezone or "UTC")
        start = meeting.starts_at.astimezone(zone)
        end = meeting.ends_at.astimezone(zone) if meeting.ends_at else start + timedelta(hours=1)
        return start, end, True
    first, last = bounds(meeting.date) if meeting.date else (None, None)
    if first is None or last is None:
        return None
    exact = all(len(part) == len("2018-07-11") for part in meeting.date.split("/"))
    if not exact and (last - first).days > MONTH:
        return None
    return first, last + timedelta(days=1), exact


def _dues(dues: Iterable[tuple[Due, Record]], lang: str, address: Callable[[Record], str]) -> Iterator[Event]:
    words = {
        "expiry": _("Term ends: %s"),
        "notice": _("Last day to give notice: %s"),
        "review": _("Review due: %s"),
        "session": _("Session due by: %s"),
        "commitment": _("Due: %s"),
    }
    for one, record in dues:
        if one.what == "meeting":
            continue
        entry = _entry(record, f"{record.uid}-{one.what}", lang, address, words[one.what])
        entry.add("dtstart", one.day)
        entry.add("dtend", one.day + timedelta(days=1))
        entry.add("description", address(record))
        entry.add("transp", "TRANSPARENT")
        entry.add_component(_alarm(record, lang, WARNED["other"]))
        yield entry


def _entry(record: Record, uid: str, lang: str, address: Callable[[Record], str], words: str = "%s") -> Event:
    entry = Event()
    entry.add("uid", f"{uid}@concertation")
    stamp = record.updated_at or datetime.combine(date.today(), time(), UTC)
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("last-modified", stamp.astimezone(UTC))
    title = record.title_in(lang)
    entry.add("summary", words % (title[:1].upper() + title[1:]))
    entry.add("url", address(record))
    return entry


def _alarm(record: Record, lang: str, ahead: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", record.title_in(lang))
    alarm.add("trigger", -ahead)
    return alarm
