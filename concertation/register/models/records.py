"""What all records share: sharing, history, organizations, places, themes, dated, told in languages."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet
from concertation.register.dates import EDTFField, bounds
from concertation.register.folding import fold
from concertation.register.models.organizations import Organization
from concertation.register.models.places import Place, Theme

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from concertation.register.models.evidence import Evidence
    from concertation.register.models.merging import Merge


class Record(Shared):
    """One thing of the register. Its kind's own fields are on the model of that kind.

    `date` is EDTF: when it happened, was signed, begins; `earliest` and `latest` are its bounds, to
    sort and filter by. `type` is a word of the record contract ("workshop", "memorandum" …).
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement")
        MECHANISM = "mechanism", _("Mechanism")
        MEETING = "meeting", _("Meeting")
        ACTIVITY = "activity", _("Activity")
        COMMITMENT = "commitment", _("Commitment")
        PLEDGE = "pledge", _("Pledge")
        PRESENCE = "presence", _("Presence")
        NOTICE = "notice", _("Notice")
        MANDATE = "mandate", _("Mandate")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    type = models.CharField(_("type"), max_length=30, default="other")
    date = EDTFField(_("date"))
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)
    original_lang = models.CharField(_("original language"), max_length=5, default="en")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    organizations: models.ManyToManyField[Organization, Participation] = models.ManyToManyField(
        Organization, through="Participation", related_name="records", verbose_name=_("organizations")
    )
    places: models.ManyToManyField[Place, Location] = models.ManyToManyField(
        Place, through="Location", blank=True, related_name="records", verbose_name=_("places")
    )
    themes: models.ManyToManyField[Theme, Subject] = models.ManyToManyField(
        Theme, through="Subject", blank=True, related_name="records", verbose_name=_("themes")
    )

    circle_id: int | None
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=["updated_at"])
    texts: RelatedManager[Text]
    evidence: RelatedManager[Evidence]
    participations: RelatedManager[Participation]
    merges: RelatedManager[Merge]
    named_bodies: RelatedManager[NamedBody]

    KIND: ClassVar[str] = ""

    class Meta:
        ordering = ["-latest", "-pk"]
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes = [
            models.Index(fields=["kind", "-latest"]),
            models.Index(fields=["earliest", "latest"]),
            # Counting what a person may see, by kind and date, without reading the records themselves.
            models.Index(
                fields=["kind", "held", "label", "circle", "creator", "earliest", "latest"],
                name="at_a_glance",
            ),
        ]

    def __str__(self) -> str:
        return self.title_in("en")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.KIND:
            self.kind = self.KIND
        self.earliest, self.latest = bounds(self.date) if self.date else (None, None)
        super().save(*args, **kwargs)

    def validate(self) -> None:
        """Check everything about the saved record: its fields, and what lies in other tables.

        Raises `ValidationError` with a sentence for each field or rule that is broken.
        """
        self.full_clean()
        if not any(text.field == "title" and text.value.strip() for text in self.texts.all()):
            raise ValidationError({"title": _("Give it a title in at least one language.")})

    @property
    def detail(self) -> Record:
        """The record as the model of its kind."""
        if self.KIND:
            return self
        return getattr(self, "as_mechanism" if self.kind == Record.Kind.MECHANISM.value else self.kind)

    def text_in(self, field: str, lang: str) -> str:
        """Return the text of `field` ("title", "description") in `lang`, else in the original
        language, else in any, else ""."""
        texts = {text.lang: text.value for text in self.texts.all() if text.field == field}
        return texts.get(lang) or texts.get(self.original_lang) or next(iter(texts.values()), "")

    def title_in(self, lang: str) -> str:
        return self.text_in("title", lang)


class Participation(models.Model):
    """An organization's part in a record."""

    class Role(models.TextChoices):
        PARTY = "party", _("Party")
        LEAD = "lead", _("Lead")
        CHAIR = "chair", _("Chair")
        HOST = "host", _("Host")
        PARTICIPANT = "participant", _("Participant")
        OWNER = "owner", _("Due from")
        BENEFICIARY = "beneficiary", _("Due to")

    record = models.ForeignKey(Record, models.CASCADE, related_name="participations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="participations")
    organization_id: str
    role = models.CharField(_("part"), max_length=12, choices=Role, default=Role.PARTY)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint(fields=["record", "organization"], name="one_participation")]
        # The records of an organization, without reading who else takes part.
        indexes = [models.Index(fields=["organization", "record"], name="records_of")]

    def __str__(self) -> str:
        return f"{self.organization_id} ({self.role})"


class NamedBody(models.Model):
    """A body that takes part in a record and that the register does not know, by name, until somebody says
    which organization it is. `folded` is the same for all spellings of the name."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="named_bodies")
    name = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    role = models.CharField(_("part"), max_length=12, choices=Participation.Role)

    record_id: int
    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("named body")
        verbose_name_plural = _("named bodies")
        constraints = [models.UniqueConstraint(fields=["record", "folded"], name="one_named_body")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:300]
        super().save(*args, **kwargs)


def taking_part() -> models.Prefetch[Any]:
    """Return what to prefetch for lines about records: who takes part, with the names of each."""
    parts = Participation.objects.select_related("organization").prefetch_related("organization__names")
    return models.Prefetch("participations", parts)


class Location(models.Model):
    """A place where a record lies. A model of its own, so that its history is kept."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="locations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="locations")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "place"], name="one_location")]
        indexes = [models.Index(fields=["place", "record"], name="records_in")]

    def __str__(self) -> str:
        return str(self.place)


class Subject(models.Model):
    """A theme that a record is about. A model of its own, so that its history is kept."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="subjects")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="subjects")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "theme"], name="one_subject")]
        indexes = [models.Index(fields=["theme", "record"], name="records_on")]

    def __str__(self) -> str:
        return str(self.theme)


class Text(models.Model):
    """What one field of a record says in one language. Each language is a row of its own, so that a
    save in one never touches another."""

    class Status(models.TextChoices):
        ORIGINAL = "original", _("original")
        HUMAN = "human", _("translated by a person")
        MACHINE = "machine", _("translated by machine")
        OUTDATED = "outdated", _("older than the original")

    record = models.ForeignKey(Record, models.CASCADE, related_name="texts")
    field = models.CharField(max_length=20, default="title")
    lang = models.CharField(_("language"), max_length=5)
    value = models.TextField(_("text"))
    folded = models.TextField(editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.ORIGINAL)

    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        ordering = ["record", "field", "lang"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [models.UniqueConstraint(fields=["record", "field", "lang"], name="one_text")]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.value)
        super().save(*args, **kwargs)
