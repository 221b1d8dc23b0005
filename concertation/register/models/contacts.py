"""The people through whom an organization is reached."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet
from concertation.register.dates import EDTFField
from concertation.register.models.means import Presence
from concertation.register.models.organizations import Organization


class FocalPoint(Shared):
    """A person through whom an organization is reached, or its officer in a presence. The label says who sees
    the whole of it; with `listed`, name and function are shown to everybody, and the contact data still only
    to those whom the label allows. `account` is theirs where they sign in."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="focal_points")
    presence = models.ForeignKey(
        Presence, models.SET_NULL, null=True, blank=True, related_name="officers", verbose_name=_("at")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    since = EDTFField(_("since"))
    until = EDTFField(_("until"))
    listed = models.BooleanField(_("name and function are public"), default=False)

    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["organization", "name"]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")

    def __str__(self) -> str:
        return self.name
