"""A cycle: the report that is asked for, its period, its sections, and the questions that go out for it."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import EDTFField
from concertation.register.models import Document, Mandate, Organization, Theme

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from concertation.reporting.models.clearance import Snapshot
    from concertation.reporting.models.requests import InputRequest

WORDS = 8500
"""Words that a report may have in all (General Assembly documents of the Secretariat)."""


def reminders() -> list[int]:
    """Days before an input is due on which its addressees are reminded; after it where negative."""
    return [14, 3, -1]


class Cycle(models.Model):
    """One report, from its mandates to its submission. `period` is an EDTF interval with both ends; `due`
    the day by which inputs are asked for; `languages` (ISO 639-1) those in which it is written, the original
    first; `words` the budget of the whole. From `symbol` on, fields stand on the first page."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("in preparation")
        COLLECTING = "collecting", _("inputs are collected")
        WRITING = "writing", _("being written")
        CLEARING = "clearing", _("in clearance")
        SUBMITTED = "submitted", _("submitted")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    period = EDTFField(_("period"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARING)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("report officer")
    )
    previous = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("previous report")
    )
    follows: models.ForeignKey[Cycle | None] = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by",
        verbose_name=_("follow-up of"),
    )  # fmt: skip
    due = models.DateField(_("inputs due"))
    languages: models.JSONField[list[str]] = models.JSONField(_("languages"), default=list)
    words = models.PositiveIntegerField(_("word budget"), default=WORDS, validators=[MinValueValidator(100)])
    grouped = models.BooleanField(_("organizations in groups"), default=False)
    """Whether sections of organizations stand by kind, in English-name order within each, rather than all in
    English-name order."""
    form_version = models.PositiveIntegerField(default=1, editable=False)
    """Counts the changes of the questions: each request keeps the version that it went out with."""
    reminders: models.JSONField[list[int]] = models.JSONField(_("reminders"), default=reminders)
    escalate_after = models.PositiveSmallIntegerField(_("days late before the officer is told"), default=7)
    wait_at_most = models.PositiveSmallIntegerField(
        _("days that a submitted input may wait for the officer"), default=7
    )

    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    session = models.CharField(_("session"), max_length=100, blank=True)
    item = models.CharField(_("agenda item"), max_length=100, blank=True)
    agenda: models.JSONField[list[str]] = models.JSONField(
        _("titles of the agenda item"), default=list, blank=True
    )
    issued = models.DateField(_("date of distribution"), null=True, blank=True)
    job = models.CharField(_("job number"), max_length=40, blank=True)

    released: models.ForeignKey[Snapshot | None] = models.ForeignKey(
        "reporting.Snapshot", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    """The report as it was submitted, a document of the register."""
    opened_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    sections: RelatedManager[CycleSection]
    questions: RelatedManager[Question]
    requests: RelatedManager[InputRequest]
    answered: RelatedManager[CycleMandate]
    officer_id: int
    previous_id: int | None
    follows_id: int | None
    released_id: int | None
    document_id: int | None

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")

    def __str__(self) -> str:
        return self.title


class CycleMandate(models.Model):
    """A mandate that the report answers, and the section in which it does."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="answered")
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+", verbose_name=_("mandate"))
    section: models.ForeignKey[CycleSection | None] = models.ForeignKey(
        "reporting.CycleSection", models.SET_NULL, null=True, blank=True, related_name="mandates",
        verbose_name=_("answered in"),
    )  # fmt: skip
    history = HistoricalRecords()
    mandate_id: int

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mandate of the cycle")
        verbose_name_plural = _("mandates of the cycle")
        constraints = [models.UniqueConstraint(fields=["cycle", "mandate"], name="one_cycle_mandate")]

    def __str__(self) -> str:
        return str(self.mandate)


class CycleSection(models.Model):
    """A section of the report in its place. `titles` by language (ISO 639-1) stand for those that its
    organization, theme or role gives; `words` is its share of the budget, None for an even one."""

    class Role(models.TextChoices):
        INTRODUCTION = "introduction", _("Introduction")
        ORGANIZATION = "organization", _("An organization")
        THEME = "theme", _("A theme")
        OTHERS = "others", _("Other forms of cooperation")
        OBSERVATIONS = "observations", _("Observations")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    role = models.CharField(_("about"), max_length=14, choices=Role)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    titles: models.JSONField[dict[str, str]] = models.JSONField(_("titles"), default=dict, blank=True)
    words = models.PositiveIntegerField(_("words"), null=True, blank=True)

    history = HistoricalRecords()
    cycle_id: int
    organization_id: str | None
    theme_id: str | None
    drafts: RelatedManager[Any]
    mandates: RelatedManager[CycleMandate]

    class Meta:
        ordering = ["cycle", "position"]
        verbose_name = _("section of the report")
        verbose_name_plural = _("sections of the report")
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "position"], name="one_cycle_section", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["cycle", "organization"],
                condition=~Q(organization=None),
                name="one_section_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.titles.get("en") or str(self.organization or self.theme or self.Role(self.role).label)


class Question(models.Model):
    """What is asked of the bodies of one kind (`Organization.Kind`), of all where it is "". `texts` and
    `helps` are by language (ISO 639-1); `key` names it in templates and stays."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    kind = models.CharField(_("asked of"), max_length=10, choices=Organization.Kind, blank=True)
    position = models.PositiveIntegerField(default=0)
    texts: models.JSONField[dict[str, str]] = models.JSONField(_("question"), default=dict)
    helps: models.JSONField[dict[str, str]] = models.JSONField(_("explanation"), default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["cycle", "position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["cycle", "key"], name="one_question")]

    def __str__(self) -> str:
        return self.texts.get("en") or next(iter(self.texts.values()), self.key)
