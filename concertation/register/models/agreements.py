"""Agreed texts of any form, and what each party has done about them."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import SharedQuerySet, visible
from concertation.register.dates import EDTFField, known_bounds
from concertation.register.durations import check_duration
from concertation.register.models.records import Participation, Record

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


class AgreementQuerySet(SharedQuerySet["Agreement"]):
    def visible_to(self, person: Viewer) -> Self:
        """Only what `person` may see, with whether they see a text that follows it: how an agreement stands
        must not tell of a text that is hidden."""
        following = Agreement.objects.filter(visible(person), pk=OuterRef("successor"))
        return super().visible_to(person).annotate(succeeded=Exists(following))


class Agreement(Record):
    """An agreed text of any form. `date` is that of its signing or adoption, `entry` that of its entry into
    force, `term` (EDTF interval) the years that it covers, `review` when the parties look at it again. A text
    is agreed *between* two or more parties, or adopted *within* one organization by its organs or members.

    `renewal` is for how long it is renewed tacitly at each end of its term, `notice_period` how long
    before that end a party must say that it is not (both ISO 8601 durations, empty where the text has no such
    clause).
    `status` is what the sources state; how it stands on a day follows from this, the dates and the successor:
    see `concertation.register.standing`.
    """

    KIND = Record.Kind.AGREEMENT

    class Basis(models.TextChoices):
        BETWEEN = "between", _("between parties")
        WITHIN = "within", _("within one organization")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED = "signed", _("signed or adopted")
        IN_FORCE = "in-force", _("in force")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")
        RENEWED = "renewed", _("renewed")
        SUPERSEDED = "superseded", _("superseded")

    class Succession(models.TextChoices):
        RENEWAL = "renewal", _("renewed by it")
        REPLACEMENT = "replacement", _("superseded by it")

    basis = models.CharField(_("basis"), max_length=10, choices=Basis, default=Basis.BETWEEN)
    term = EDTFField(_("term"))
    entry = EDTFField(_("entry into force"))
    review = EDTFField(_("review"))
    renewal = models.CharField(_("tacit renewal for"), max_length=10, blank=True, validators=[check_duration])
    notice_period = models.CharField(
        _("notice period"), max_length=10, blank=True, validators=[check_duration]
    )
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
    succession = models.CharField(
        _("how it was followed"), max_length=12, choices=Succession, default=Succession.REPLACEMENT
    )
    begins = models.DateField(null=True, editable=False)
    """First day on which it is surely in force: from `entry`, else `term`."""
    ends = models.DateField(null=True, editable=False)
    """Last day of the term before any tacit renewal."""

    successor_id: int | None
    succeeded: bool = False
    """Whether the person whom it was fetched for by `visible_to` sees a text that follows it."""

    objects: ClassVar[Any] = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["ends"])]

    def save(self, *args: object, **kwargs: object) -> None:
        self.begins = known_bounds(self.entry)[1] or known_bounds(self.term)[0]
        self.ends = known_bounds(self.term)[1]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        signed, ends = known_bounds(self.date)[0], known_bounds(self.term)[1]
        if signed and ends and ends < signed:
            raise ValidationError({"term": _("The term ends before the text was signed.")})
        entered = known_bounds(self.entry)[1]
        if signed and entered and entered < signed:
            raise ValidationError({"entry": _("It entered into force before it was signed.")})
        if (self.renewal or self.notice_period) and ends is None:
            field = "renewal" if self.renewal else "notice_period"
            raise ValidationError({field: _("Say first when the term ends.")})
        if self.successor and self.successor.pk == self.pk:
            raise ValidationError({"successor": _("A text cannot follow itself.")})

    def validate(self) -> None:
        super().validate()
        parties = self.participations.count() + self.named_bodies.count()
        if self.basis == Agreement.Basis.BETWEEN.value and parties < 2:
            raise ValidationError({"organizations": _("An agreement needs at least two parties.")})
        if self.basis == Agreement.Basis.WITHIN.value and parties < 1:
            raise ValidationError({"organizations": _("Name the organization that adopted the text.")})


class Formality(models.Model):
    """What one party did to be bound, on a day (EDTF): each party signs, ratifies and deposits on its own."""

    class Act(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        RATIFICATION = "ratification", _("ratification or approval")
        ACCESSION = "accession", _("accession")
        DEPOSIT = "deposit", _("deposit of the instrument")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="formalities")
    act = models.CharField(_("act"), max_length=12, choices=Act)
    date = EDTFField(_("date"), blank=False)

    participation_id: int
    history = HistoricalRecords()

    class Meta:
        ordering = ["participation", "date", "pk"]
        verbose_name = _("formality")
        verbose_name_plural = _("formalities")
        constraints = [models.UniqueConstraint(fields=["participation", "act"], name="one_act_of_a_party")]

    def __str__(self) -> str:
        return f"{self.act} {self.date}"
