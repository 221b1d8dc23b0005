"""What became one: a record or an organization that went into another, and pairs that are two."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet, visible
from concertation.register.models.organizations import Organization
from concertation.register.models.records import Record

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


class MergeQuerySet(SharedQuerySet["Merge"]):
    def visible_to(self, person: Viewer) -> Self:
        """Only merges of which `person` sees the outcome, and would have seen what went into it."""
        outcome = Q(record__isnull=True) | visible(person, "record__")
        return super().visible_to(person).filter(outcome)


class Merge(Shared):
    """A record or an organization that went into another of its kind, so that both are one.

    `kind` is a `Record.Kind`, or "organization"; `old` is the `uid` or `id` under which it was known and
    which leads to the outcome ever since; `into` is that of the outcome when it was merged. Label, circle and
    creator are those that it had: they decide who may know what it said. `journal` tells what was done, so
    that it can be undone whole (see `register.merging.journal`). Undoing deletes the row; its history stays.
    """

    ORGANIZATION = "organization"

    kind = models.CharField(max_length=12, editable=False)
    old = models.CharField(max_length=40, unique=True, editable=False)
    into = models.CharField(max_length=40, editable=False)
    name = models.TextField(_("name"))
    record = models.ForeignKey(Record, models.PROTECT, null=True, editable=False, related_name="merges")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, editable=False, related_name="merges"
    )
    why = models.CharField(_("reason"), max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    journal: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list, editable=False)

    record_id: int | None
    organization_id: str | None
    objects: ClassVar[Any] = MergeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["journal"])

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return self.name


class TwoThings(models.Model):
    """Somebody said that two that look alike are two. `first` and `second` are `uid` or `id`, in order."""

    first = models.CharField(max_length=40)
    second = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-said_at", "-pk"]
        verbose_name = _("pair that is two")
        verbose_name_plural = _("pairs that are two")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_pair")]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
