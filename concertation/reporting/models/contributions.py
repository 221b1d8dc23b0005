"""What a body contributes: facts confirmed, corrected or added, answers in words, and questions sent back."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.models import Record
from concertation.reporting.models.requests import Addressee, InputRequest


class Answer(models.Model):
    """What a body writes on one question (by its `key`), in `lang` (ISO 639-1). `version` is that of the
    request when it was saved last."""

    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="answers")
    question = models.SlugField(max_length=40)
    lang = models.CharField(_("language"), max_length=5, default="en")
    text = models.TextField(_("answer"), blank=True)
    by = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["updated_at", "version"])
    request_id: int

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["request", "question"], name="one_answer")]

    def __str__(self) -> str:
        return f"{self.question}: {self.text[:60]}"


class Contribution(models.Model):
    """One fact that a body contributes: it says of a `record` that it is right, or what is wrong in it, or
    tells one that the register does not hold.

    `values` are fields of the record contract ("kind", "type", "title", "lang", "date" (EDTF), "place",
    "actors", "themes", "ordinal", "amount", "currency", "status", "note"), of a correction only those that
    differ. `uid` names it as a row of a spreadsheet. `outcome` is the record that came of it.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        CORRECTED = "corrected", _("corrected")
        ADDED = "added", _("added")
        NOT_OURS = "not-ours", _("not ours, or did not take place")

    class Origin(models.TextChoices):
        FORM = "form", _("form")
        SPREADSHEET = "spreadsheet", _("spreadsheet")

    class State(models.TextChoices):
        DRAFT = "draft", _("not submitted yet")
        WAITING = "waiting", _("waits for the officer")
        QUESTIONED = "questioned", _("question sent back")
        TAKEN = "taken", _("in the register")
        SET_ASIDE = "set-aside", _("set aside")

    class Aside(models.TextChoices):
        OUT_OF_PERIOD = "period", _("outside the period")
        OUT_OF_SCOPE = "scope", _("outside the scope of the report")
        SAME = "same", _("told by another contribution")
        WRONG = "wrong", _("not supported")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="contributions")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    record = models.ForeignKey(
        Record, models.CASCADE, null=True, blank=True, related_name="contributions", verbose_name=_("record")
    )
    values: models.JSONField[dict[str, Any]] = models.JSONField(
        default=dict, blank=True, encoder=DjangoJSONEncoder
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.FORM)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    aside = models.CharField(_("why set aside"), max_length=8, choices=Aside, blank=True)
    outcome = models.ForeignKey(
        Record,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("record that came of it"),
    )
    by = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    """That of the request when this was saved last."""
    updated_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["updated_at", "version"])
    request_id: int
    record_id: int | None
    outcome_id: int | None

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "record"], condition=~models.Q(record=None), name="one_verdict"
            )
        ]
        indexes = [models.Index(fields=["request", "state"])]

    def __str__(self) -> str:
        return str(self.values.get("title") or self.record or self.uid)


def kept_as(file: InputFile, _name: str) -> str:
    """Return where the file is kept: by its content, so that a name given by somebody is never a path."""
    return f"inputs/{file.sha256[:2]}/{file.sha256}"


class InputFile(models.Model):
    """A document that a body sends with its input. `sha256` is that of its bytes, `media_type` what it is
    (RFC 6838). It is seen by whoever sees the request, and part of the register no sooner than somebody
    loads it."""

    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=300)
    file = models.FileField(upload_to=kept_as, storage=default_storage, max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    by = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    request_id: int

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("file of an input")
        verbose_name_plural = _("files of inputs")
        constraints = [models.UniqueConstraint(fields=["request", "sha256"], name="one_file_of_an_input")]

    def __str__(self) -> str:
        return self.name


class Inquiry(models.Model):
    """A question of the officer to a body about what it contributed, mostly because another tells it
    otherwise. `field` is the field of the record contract on which they differ, "" for none."""

    request = models.ForeignKey(InputRequest, models.CASCADE, related_name="inquiries")
    about: models.ManyToManyField[Contribution, Any] = models.ManyToManyField(
        Contribution, related_name="inquiries"
    )
    field = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    request_id: int

    class Meta:
        ordering = ["request", "-asked_at", "-pk"]
        verbose_name = _("question sent back")
        verbose_name_plural = _("questions sent back")

    def __str__(self) -> str:
        return self.text[:80]
