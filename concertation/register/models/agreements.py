"""Agreed texts of any form, and what each party has done about them."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import SharedQuerySet, visible
from concertation.register.dates import EDTFField, known_bounds
from concertation.register.durations import check_duration
from concertation.register.models.records import Participation, Record

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._check_dates()
        if self.successor:
            self._check_successor(self.successor)

    def _check_dates(self) -> None:
        signed, ends = known_bounds(self.date)[0], known_bounds(self.term)[1]
        enters, looked_at = known_bounds(self.entry)[0], known_bounds(self.review)[1]
        if ends and enters and ends < enters:
            raise ValidationError({"entry": _("It entered into force after the end of its term.")})
        if signed and looked_at and looked_at < signed:
            raise ValidationError({"review": _("The review is before the text was signed.")})

    def _check_successor(self, other: Agreement) -> None:
        if other.pk == self.pk:
            raise ValidationError({"successor": _("A text cannot follow itself.")})
        if other.successor_id is not None and other.successor_id == self.pk:
            raise ValidationError({"successor": _("That text is itself followed by this one.")})
        signed, followed = known_bounds(self.date)[0], known_bounds(other.date)[1]
        if signed and followed and followed < signed:
            raise ValidationError({"successor": _("That text is older than this one.")})

    def validate(self) -> None:
        super().validate()
        parties = self.participations.count() + self.named_bodies.count()
        if self.basis == Agreement.Basis.BETWEEN.value and parties < 2:
            raise ValidationError({"organizations": _("An agreement needs at least two parties.")})
        if self.basis == Agreement.Basis.WITHIN.value and parties < 1:
            raise ValidationError({"organizations": _("Name the organization that adopted the text.")})
        for formality in Formality.objects.filter(participation__record=self.pk):
            formality.check_order(self)


class Formality(models.Model):
    """What one party did to be bound, on a day (EDTF): each party signs, ratifies and deposits on its own."""

    class Act(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        RATIFICATION = "ratification", _("ratification or approval")
        ACCESSION = "accession", _("accession")
        DEPOSIT = "deposit", _("deposit of the instrument")
        WITHDRAWAL = "withdrawal", _("withdrawal")

    STEPS: ClassVar[dict[str, int]] = {
        Act.SIGNATURE: 0,
        Act.RATIFICATION: 1,
        Act.ACCESSION: 1,
        Act.DEPOSIT: 2,
        Act.WITHDRAWAL: 3,
    }
    """The order in which a party does them; what has the same number stands in no order."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="formalities")
    act = models.CharField(_("act"), max_length=12, choices=Act)
    date = EDTFField(_("date"), blank=False)

    participation_id: int
    get_act_display: Callable[[], str]
    history = HistoricalRecords()

    class Meta:
        ordering = ["participation", "date", "pk"]
        verbose_name = _("formality")
        verbose_name_plural = _("formalities")
        constraints = [models.UniqueConstraint(fields=["participation", "act"], name="one_act_of_a_party")]

    def __str__(self) -> str:
        return f"{self.act} {self.date}"

    def clean(self) -> None:
        if "/" in self.date:
            raise ValidationError({"date": _("Write when it was done: a day, a month or a year.")})
        first = known_bounds(self.date)[0]
        if first and first > timezone.localdate():
            raise ValidationError({"date": _("This is to come: only what a party has done is kept.")})

    def check_order(self, agreement: Agreement) -> None:
        """Raise `ValidationError` where the act is, whatever day its date means, before one that comes first:
        the adoption of the text (a signature may lead to it), its entry into force for a withdrawal, or an
        earlier step of the same party."""
        last = known_bounds(self.date)[1]
        if last is None or self.act not in self.STEPS:
            return
        who = self.participation.organization_id
        adopted, entered = known_bounds(agreement.date)[0], known_bounds(agreement.entry)[0]
        if adopted and last < adopted and self.act != Formality.Act.SIGNATURE.value:
            raise ValidationError(
                {
                    "date": _("%(id)s: the %(act)s is before the text was adopted.")
                    % {"id": who, "act": self.get_act_display()}
                }
            )
        if entered and last < entered and self.act == Formality.Act.WITHDRAWAL.value:
            raise ValidationError(
                {"date": _("%(id)s: the withdrawal is before the text entered into force.") % {"id": who}}
            )
        for other in Formality.objects.filter(participation=self.participation_id).exclude(pk=self.pk):
            before = known_bounds(other.date)[0]
            if before and last < before and self.STEPS[self.act] > self.STEPS[other.act]:
                raise ValidationError(
                    {
                        "date": _("%(id)s: the %(act)s is before the %(other)s.")
                        % {"id": who, "act": self.get_act_display(), "other": other.get_act_display()}
                    }
                )
