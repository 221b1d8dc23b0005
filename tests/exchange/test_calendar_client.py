"""Our calendars in a calendar program: khal takes them in, lists them, and follows what changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from concertation.exchange.calendar import calendar
from concertation.register.models import Meeting, Place
from concertation.register.recording import enter

pytestmark = pytest.mark.django_db

CONFIG = """
[calendars]
[[main]]
path = {folder}/main
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/cache.db
"""
LINE = "{start}|{end}|{title}|{status}|{location}"


def add(titles: dict[str, str], **fields) -> Meeting:
    place = Place.objects.get_or_create(name="Nairobi", kind="city", country="KEN")[0]
    return enter(Meeting(label="GREEN", **fields), titles=titles, places=[place], person=None)


@pytest.fixture
def khal(tmp_path: Path) -> Callable[..., list[str]]:
    """A calendar program in Paris: takes these meetings in, in that language, and lists a year."""
    (tmp_path / "main").mkdir()
    config = tmp_path / "config"
    config.write_text(CONFIG.format(folder=tmp_path))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "--config", str(config), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout

    def listed(*meetings: Meeting, lang: str = "en") -> list[str]:
        with translation.override(lang):
            body = calendar(
                "x", meetings, [], lang=lang, address=lambda r: f"https://register.example/{r.uid}/"
            )
        file = tmp_path / "feed.ics"
        file.write_bytes(body)
        run("import", "--batch", "--include-calendar", "main", str(file))
        lines = run("list", "--once", "--day-format", "", "--format", LINE, "2027-01-01", "365d")
        return [line for line in lines.splitlines() if line]

    return listed


def test_days_hours_and_zones_stand_where_they_are_meant(khal):
    days = add({"en": "general meeting"}, date="2027-01-15/2027-01-16", status="planned")
    hours = add(
        {"en": "desk talks"},
        date="2027-07-05",
        status="planned",
        starts_at=datetime(2027, 7, 5, 6, 30, tzinfo=UTC),
        ends_at=datetime(2027, 7, 5, 8, 0, tzinfo=UTC),
        timezone="Africa/Nairobi",
    )
    assert khal(days, hours) == [
        "2027-01-15|2027-01-16|General meeting|CONFIRMED |Nairobi",
        # 09:30 in Nairobi is 08:30 in Paris, where summer time is kept.
        "2027-07-05T08:30|2027-07-05T10:00|Desk talks|CONFIRMED |Nairobi",
    ]


@pytest.mark.parametrize(
    ("lang", "title", "said"),
    [
        ("fr", "réunion générale; ordre du jour, « eau »", "Réunion générale; ordre du jour, « eau »"),
        ("ar", "الاجتماع العام الرابع عشر لجامعة الدول العربية والأمم المتحدة في نيروبي", None),
    ],
)
def test_titles_of_any_language_arrive_whole(khal, lang, title, said):
    meeting = add({lang: title}, date="2027-01-15", status="planned", original_lang=lang)
    assert khal(meeting, lang=lang) == [f"2027-01-15|2027-01-15|{said or title}|CONFIRMED |Nairobi"]


def test_a_meeting_that_moves_or_is_cancelled_is_one_entry(khal):
    meeting = add({"en": "desk talks"}, date="2027-01-15", status="planned")
    khal(meeting)
    meeting.date = "2027-02-20"
    meeting.save()
    assert khal(meeting) == ["2027-02-20|2027-02-20|Desk talks|CONFIRMED |Nairobi"]
    meeting.status = "cancelled"
    meeting.save()
    assert khal(meeting) == ["2027-02-20|2027-02-20|Cancelled: Desk talks|CANCELLED |Nairobi"]
    meeting.status = "planned"
    meeting.save()
    assert khal(meeting) == ["2027-02-20|2027-02-20|Desk talks|CONFIRMED |Nairobi"]
