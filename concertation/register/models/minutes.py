"""What was said at a meeting, and who sat there for an organization: parts that may be shared more narrowly
than the meeting itself."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet
from concertation.register.models.meetings import AgendaItem, Meeting
from concertation.register.models.organizations import Organization

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Minutes(Shared):
    """Minutes of a meeting, in the language `lang` (ISO 639-1) in which they were written, for those of the
    meeting's readers whom their own label allows. A meeting may have several: a short one for all, a full one
    for the parties. `text` is what belongs to no item of the agenda."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    lang = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("in general"), max_length=20000, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    meeting_id: int
    said: RelatedManager[MinutedItem]
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["meeting", "written_at", "pk"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return self.text


class MinutedItem(models.Model):
    """What minutes say of one item of the agenda."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="said")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="said")
    text = models.TextField(_("what was said"), max_length=20000)

    minutes_id: int
    item_id: int
    history = HistoricalRecords()

    class Meta:
        ordering = ["minutes", "item"]
        verbose_name = _("minuted item")
        verbose_name_plural = _("minuted items")
        constraints = [models.UniqueConstraint(fields=["minutes", "item"], name="said_once")]

    def __str__(self) -> str:
        return self.text


class Delegate(Shared):
    """Somebody who sat at a meeting for an organization: name and function, never how to reach them. A name
    is personal data: of the meeting's readers only those whom this label allows see it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="delegates")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    head = models.BooleanField(_("head of delegation"), default=False)

    meeting_id: int
    organization_id: str
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "organization", "-head", "name"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")

    def __str__(self) -> str:
        return self.name
