"""Recurring consultations and their sessions."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import known_bounds
from concertation.register.durations import check_duration
from concertation.register.models.organizations import Organization
from concertation.register.models.records import Record

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Mechanism(Record):
    """A recurring consultation. `cadence` is an ISO 8601 duration ("P1Y"), empty where none is stated: it is
    then estimated from the sessions held (see `concertation.insight.cadence`)."""

    KIND = Record.Kind.MECHANISM

    # Named so that `Meeting.mechanism` can have its natural name.
    record_ptr = models.OneToOneField(
        Record, models.CASCADE, parent_link=True, primary_key=True, related_name="as_mechanism"
    )
    level = models.CharField(_("level"), max_length=40, blank=True)
    cadence = models.CharField(_("cadence"), max_length=10, blank=True, validators=[check_duration])

    meetings: RelatedManager[Meeting]

    class Meta:
        verbose_name = _("mechanism")
        verbose_name_plural = _("mechanisms")


class Meeting(Record):
    """One session of a mechanism, or a single event.

    `starts_at` and `ends_at` are kept where the hour is known, with the `timezone` (IANA name) in which it is
    told; `date` holds the day or days in every case.
    """

    KIND = Record.Kind.MEETING

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    mechanism = models.ForeignKey(
        Mechanism, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("mechanism")
    )
    number = models.PositiveIntegerField(
        _("number in its series"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default="", blank=True)
    """Where none is given it follows from the date: what is to come is planned, the rest was held."""
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=40, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)

    agenda: RelatedManager[AgendaItem]
    mechanism_id: int | None

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        # No constraint: a number that is taken by what somebody may not see is free for them
        # (`concertation.register.numbering`).
        indexes = [models.Index(fields=["mechanism", "number"], name="numbers_of_a_mechanism")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._stand_by_date()
        super().save(*args, **kwargs)

    def _stand_by_date(self) -> None:
        if not self.status:
            self.status = (Meeting.Status.PLANNED if self._to_come() else Meeting.Status.HELD).value

    def _to_come(self) -> bool:
        first = known_bounds(self.date)[0]
        return first is not None and first > timezone.localdate()

    def clean(self) -> None:
        self._stand_by_date()
        if self._to_come() and self.status == Meeting.Status.HELD.value:
            raise ValidationError({"status": _("A meeting to come cannot have been held.")})
        if self.timezone and self.timezone not in available_timezones():
            raise ValidationError({"timezone": _("Choose a time zone of the list, such as Africa/Nairobi.")})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it starts.")})


class AgendaItem(models.Model):
    """What a meeting speaks about, in order; `presenter` is the organization that introduces it. A decision
    taken on it is a commitment agreed at the meeting. `position` counts from 1; None where the item was taken
    off the agenda: what was said and decided on it stays with it, and it can be put back."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    presenter = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("introduced by")
    )

    meeting_id: int
    presenter_id: str | None
    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "position", "pk"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_place_on_an_agenda")]

    def __str__(self) -> str:
        return self.title
