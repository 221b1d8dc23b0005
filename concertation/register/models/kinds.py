"""The kinds of record, each with what only it has."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.register.dates import EDTFField, known_bounds
from concertation.register.models.records import Record

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

DURATION = re.compile(r"P\d+[YMWD]")


def check_duration(value: str, field: str) -> None:
    """Raise `ValidationError` for `field` where `value` is neither empty nor an ISO 8601 duration of one
    unit ("P2Y", "P6M")."""
    if value and not DURATION.fullmatch(value):
        raise ValidationError({field: _("Write a duration such as P1Y (a year) or P6M (six months).")})


class Agreement(Record):
    """An agreed text of any form. `date` is that of its signing or adoption; `term` (EDTF interval) the
    years that it covers. A text is agreed *between* two or more parties, or adopted *within* one
    organization by its organs or members."""

    KIND = Record.Kind.AGREEMENT

    class Basis(models.TextChoices):
        BETWEEN = "between", _("between parties")
        WITHIN = "within", _("within one organization")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED = "signed", _("signed or adopted")
        IN_FORCE = "in-force", _("in force")
        EXPIRED = "expired", _("expired")
        RENEWED = "renewed", _("renewed")
        SUPERSEDED = "superseded", _("superseded")

    basis = models.CharField(_("basis"), max_length=10, choices=Basis, default=Basis.BETWEEN)
    term = EDTFField(_("term"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SIGNED)
    number = models.PositiveIntegerField(_("number in its series"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("followed by"),
    )

    successor_id: int | None

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def clean(self) -> None:
        signed, ends = (
            known_bounds(self.date)[0],
            known_bounds(self.term)[1],
        )
        if signed and ends and ends < signed:
            raise ValidationError({"term": _("The term ends before the text was signed.")})
        if self.successor and self.successor.pk == self.pk:
            raise ValidationError({"successor": _("A text cannot follow itself.")})

    def validate(self) -> None:
        super().validate()
        parties = self.participations.count()
        if self.basis == Agreement.Basis.BETWEEN.value and parties < 2:
            raise ValidationError({"organizations": _("An agreement needs at least two parties.")})
        if self.basis == Agreement.Basis.WITHIN.value and parties < 1:
            raise ValidationError({"organizations": _("Name the organization that adopted the text.")})


class Mechanism(Record):
    """A recurring consultation. `cadence` is an ISO 8601 duration ("P1Y"), empty where not known."""

    KIND = Record.Kind.MECHANISM

    # Named so that `Meeting.mechanism` can have its natural name.
    record_ptr = models.OneToOneField(
        Record, models.CASCADE, parent_link=True, primary_key=True, related_name="as_mechanism"
    )
    level = models.CharField(_("level"), max_length=40, blank=True)
    cadence = models.CharField(_("cadence"), max_length=10, blank=True)

    meetings: RelatedManager[Meeting]

    class Meta:
        verbose_name = _("mechanism")
        verbose_name_plural = _("mechanisms")

    def clean(self) -> None:
        check_duration(self.cadence, "cadence")


class Meeting(Record):
    """One session of a mechanism, or a single event."""

    KIND = Record.Kind.MEETING

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    mechanism = models.ForeignKey(
        Mechanism, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("mechanism")
    )
    number = models.PositiveIntegerField(
        _("number in its series"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)

    mechanism_id: int | None

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism", "number"],
                name="one_number_in_a_mechanism",
                violation_error_message=_("This mechanism already has a meeting of that number."),
            ),
        ]

    def clean(self) -> None:
        held = known_bounds(self.date)[0]
        if held and held > timezone.localdate() and self.status == Meeting.Status.HELD.value:
            raise ValidationError({"status": _("A meeting to come cannot have been held.")})


class Activity(Record):
    """Joint work that is no single event."""

    KIND = Record.Kind.ACTIVITY

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNDER_WAY)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class Commitment(Record):
    """What was agreed to be done; `due` is EDTF, `source` the record at which it was agreed."""

    KIND = Record.Kind.COMMITMENT

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    due = EDTFField(_("due"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    source = models.ForeignKey(
        Record,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("agreed at"),
    )

    source_id: int | None

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")


class Pledge(Record):
    """A quantity promised, lent, given or levied. `amount` is in units of `currency` (ISO 4217; "%" for a
    rate; empty where the sources name none)."""

    KIND = Record.Kind.PLEDGE

    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")

    def clean(self) -> None:
        if self.amount is not None and self.amount <= 0:
            raise ValidationError({"amount": _("An amount is more than nothing.")})


class Presence(Record):
    """A liaison office or officer, a secondment, an observer status."""

    KIND = Record.Kind.PRESENCE

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        CURRENT = "current", _("current")
        ENDED = "ended", _("ended")

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CURRENT)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")


class Notice(Record):
    """An early warning or a good practice, shared with the record's circle."""

    KIND = Record.Kind.NOTICE

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")


class Mandate(Record):
    """The resolution, decision or statement that asks for something: `symbol` in full, `paragraph` as
    printed; `periodicity` is an ISO 8601 duration ("P2Y")."""

    KIND = Record.Kind.MANDATE

    symbol = models.CharField(_("symbol"), max_length=60)
    paragraph = models.CharField(_("paragraph"), max_length=60, blank=True)
    periodicity = models.CharField(_("periodicity"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")

    def clean(self) -> None:
        check_duration(self.periodicity, "periodicity")
