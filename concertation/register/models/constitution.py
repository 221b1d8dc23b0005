"""Who heads an organization, and who belongs to it. Every row has a source."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta of its own.

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import EDTFField
from concertation.register.models.organizations import Organization


class Head(models.Model):
    """A person at the head of an organization from `since` until `until` (EDTF, "" for now)."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="heads")
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200)
    since = EDTFField(_("since"))
    until = EDTFField(_("until"))
    source = models.CharField(_("source"), max_length=500)

    organization_id: str
    history = HistoricalRecords()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("head")
        verbose_name_plural = _("heads")

    def __str__(self) -> str:
        return f"{self.name} ({self.function})"


class Membership(models.Model):
    """One organization, usually a State, that belongs to another from `since` until `until` (EDTF, "" for
    now)."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        ASSOCIATE = "associate", _("associate member")
        OBSERVER = "observer", _("observer")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        Organization, models.PROTECT, related_name="belongs_to", verbose_name=_("member")
    )
    kind = models.CharField(_("belongs as"), max_length=10, choices=Kind, default=Kind.MEMBER)
    since = EDTFField(_("since"))
    until = EDTFField(_("until"))
    source = models.CharField(_("source"), max_length=500)

    organization_id: str
    member_id: str
    history = HistoricalRecords()

    class Meta:
        ordering = ["member", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "member", "kind", "since"], name="one_membership"
            ),
            models.CheckConstraint(condition=~Q(organization=F("member")), name="no_member_of_itself"),
        ]

    def __str__(self) -> str:
        return self.member_id

    def clean(self) -> None:
        if self.organization_id == self.member_id:
            raise ValidationError({"member": _("An organization is no member of itself.")})
