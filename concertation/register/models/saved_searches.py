"""Searches that a person keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A search under a name: `query` as it was typed, narrowed by what it says. `notify` tells how often the
    person wants to hear of new results.

    `known` holds what the person knows that it finds, `fresh` what was found since and is to be told: keys of
    records and of documents. `told_on` is the day on which it was last told, or from which it is
    looked; None where nobody looked yet.
    """

    class Notify(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("search"), max_length=200)
    notify = models.CharField(
        _("tell me of new results"), max_length=10, choices=Notify, default=Notify.NEVER
    )
    created_at = models.DateTimeField(auto_now_add=True)
    known: models.JSONField[dict[str, list[int]]] = models.JSONField(default=dict, editable=False)
    fresh: models.JSONField[dict[str, list[int]]] = models.JSONField(default=dict, editable=False)
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="one_search_of_a_name",
                violation_error_message=_("You have a search of that name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
