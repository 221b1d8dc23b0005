"""What is asked of a body for a cycle, of whom there, and every message that went out."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.models import Organization
from concertation.reporting.models.cycles import Cycle

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from concertation.reporting.models.contributions import (
        Answer,
        Contribution,
        InputFile,
        Inquiry,
    )


class InputRequest(models.Model):
    """What one organization is asked to contribute. `questions` and `form_version` are those that it went out
    with; `due` the day that holds for it, extensions included; `note` says why it was sent back; `nothing`
    that there is nothing to report. `asked_until` and `reopen_because` are what a body asks of the officer:
    more time, or to be let in again after its input was accepted.

    Who has to act follows from the state: the officer while it is planned or submitted, the addressees while
    it is asked or sent back.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("not sent yet")
        ASKED = "asked", _("asked")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("sent back")
        ACCEPTED = "accepted", _("accepted")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="requests")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    due = models.DateField(_("due"))
    questions: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list, editable=False)
    form_version = models.PositiveIntegerField(default=0, editable=False)
    note = models.TextField(_("note"), blank=True)
    nothing = models.BooleanField(_("nothing to report"), default=False)
    asked_until = models.DateField(_("more time asked until"), null=True, blank=True)
    asked_because = models.CharField(_("reason for more time"), max_length=500, blank=True)
    reopen_because = models.CharField(_("reason to open it again"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    """Counts the saves of the contribution: who saves from an older one is told."""

    history = HistoricalRecords(excluded_fields=["version"])
    cycle_id: int
    organization_id: str
    addressees: RelatedManager[Addressee]
    answers: RelatedManager[Answer]
    contributions: RelatedManager[Contribution]
    inquiries: RelatedManager[Inquiry]
    sendings: RelatedManager[Sending]
    files: RelatedManager[InputFile]

    class Meta:
        ordering = ["cycle", "organization"]
        verbose_name = _("input request")
        verbose_name_plural = _("input requests")
        constraints = [models.UniqueConstraint(fields=["cycle", "organization"], name="one_request")]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.organization_id}"


class Addressee(models.Model):
    """Somebody who is asked, or to whom the answer was delegated. The mailed link holds a token that is
    written nowhere; `digest` is its SHA-256, "" until a link was mailed, and `links` counts those that were
    issued: only the last one opens anything. `language` is ISO 639-1."""

    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="addressees")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("account"),
    )  # fmt: skip
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    links = models.PositiveIntegerField(default=0, editable=False)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    delegated_by: models.ForeignKey[Addressee | None] = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("delegated by"),
    )
    added_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(_("opened"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["digest", "links", "seen_at"])
    request_id: int
    person_id: int | None
    delegated_by_id: int | None

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "email"], condition=models.Q(withdrawn_at=None), name="one_addressee"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Sending(models.Model):
    """A message that went out about a request, or could not. `on` is the day that it was for, so that no run
    sends the same one twice."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("request")
        REMINDER = "reminder", _("reminder")
        ESCALATION = "escalation", _("told that it is late")
        WAITING = "waiting", _("told that an input waits")
        RETURNED = "returned", _("sent back")
        ACCEPTED = "accepted", _("accepted")
        MORE_TIME = "more-time", _("more time")
        DELEGATED = "delegated", _("delegated")
        QUESTION = "question", _("question")
        SUBMITTED = "submitted", _("receipt of an input")
        REOPENING = "reopening", _("asked to open it again")

    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="sendings")
    kind = models.CharField(max_length=10, choices=Kind)
    to = models.EmailField()
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    failure = models.CharField(max_length=300, blank=True)

    request_id: int

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["request", "kind", "to", "on"])]

    def __str__(self) -> str:
        return f"{self.kind}, {self.to}, {self.on}"
