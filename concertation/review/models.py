"""Files that are read, proposals as they wait for a person, and what was decided of them."""

# pyright: reportIncompatibleVariableOverride=false
# Django gives each model a Meta, and a manager, of its own.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.sharing import Shared, SharedQuerySet, visible
from concertation.register.merging.moved import called_now
from concertation.register.models import Document, Organization, Paragraph, Record

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, person: Any) -> ProposalQuerySet:
        """Only proposals from documents that `person` may see."""
        return self.filter(visible(person, "paragraph__document__"))

    def pending(self) -> ProposalQuerySet:
        return self.filter(state=Proposal.State.PENDING)


class Proposal(models.Model):
    """A record that the reader suggests. The fields are those of the record contract
    (`concertation.reading.proposal.Proposal`); accepted values may differ from them: they are on the record.

    `fingerprint` is the same when the same words of the same document are read again.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        SECOND = "second", _("waiting for a second person")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="proposals")
    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=12)
    type = models.CharField(_("type"), max_length=30)
    title = models.TextField(_("title"))
    ordinal = models.PositiveIntegerField(_("number in its series"), null=True, blank=True)
    actors = models.JSONField(_("organizations"), default=list, blank=True)
    date = models.CharField(_("date"), max_length=40, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    place = models.JSONField(_("places"), default=list, blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    status = models.CharField(_("status"), max_length=10, blank=True)
    quote = models.TextField(_("quote"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    confidence = models.FloatField(_("confidence"))
    method = models.CharField(_("method"), max_length=60)
    unknown = models.JSONField(_("unknown names"), default=list, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    record = models.ForeignKey(
        Record, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("record")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    asked = models.JSONField(default=dict, blank=True, editable=False, encoder=DjangoJSONEncoder)
    """How the first person accepted it, for the second one to confirm: see `review.seconding`."""
    effects = models.JSONField(default=dict, blank=True, editable=False)
    """What accepting it added to the record, so that it can be undone: see `review.deciding`."""

    paragraph_id: int
    record_id: int | None
    decided_by_id: int | None
    objects: ClassVar[Any] = ProposalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["paragraph__document", "paragraph__position", "start", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes = [models.Index(fields=["state", "-confidence"])]

    def __str__(self) -> str:
        return self.title

    def title_in(self, lang: str) -> str:
        """The title, in the one language in which a proposal has it; asked for as a record's is."""
        return self.title

    @property
    def bodies(self) -> list[str]:
        """The organizations of `actors` by their identifiers of today: what was read stays as it was read."""
        return called_now(self.actors)


class Likeness(models.Model):
    """Two records that look alike, the one entered first ahead, and how much (0 to 1), as they were when
    somebody looked last (see `review.duplicates`). It follows from what they say and is made anew."""

    first = models.ForeignKey(Record, models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, models.CASCADE, related_name="+")
    score = models.FloatField()

    first_id: int
    second_id: int

    class Meta:
        ordering = ["-score", "first", "second"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_likeness")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id} {self.score:.2f}"


class LookedThrough(models.Model):
    """How far the register was looked through for records that look alike: those changed up to a moment, of
    that moment up to a key. There is one row."""

    until = models.DateTimeField()
    last = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d %H:%M}"


class UnknownName(models.Model):
    """What looks like the name of a body and is in no catalogue. `folded` is the same for all its spellings;
    `organization` is what people decided that it names."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        KNOWN = "known", _("names an organization")
        NONE = "none", _("names no organization")

    text = models.CharField(_("name"), max_length=300)
    folded = models.CharField(max_length=300, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    sightings: RelatedManager[Sighting]
    history = HistoricalRecords()

    class Meta:
        ordering = ["folded"]
        verbose_name = _("unknown name")
        verbose_name_plural = _("unknown names")

    def __str__(self) -> str:
        return self.text


class Sighting(models.Model):
    """Where an unknown name stands: ``paragraph.text[start:end]``."""

    name = models.ForeignKey(UnknownName, models.CASCADE, related_name="sightings")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="sightings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    name_id: int
    paragraph_id: int

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "start"], name="one_sighting")]

    def __str__(self) -> str:
        return f"{self.name_id} in {self.paragraph_id}"


class Loading(Shared):
    """A file that somebody gave to be read: from when it waits until what came of it can be told. What is
    read in it is shared as the file is; `creator` gave it.

    Files given together are of one `batch`, in the order of `position`; with `versions` they are language
    versions of one text, the original first. The bytes are kept until they are read. While it is read, the
    process that does it (`worker`) says every few seconds that it is still there (`seen_at`); `done` of `of`
    paragraphs tells how far it is. `attempts` counts how often reading it began since it last came to
    something.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("being read")
        DONE = "done", _("done")
        FAILED = "failed", _("given up")

    class Failure(models.TextChoices):
        BROKEN = (
            "broken",
            _("Reading it broke off several times. Split it, or save it in another format."),
        )
        MISSING = "missing", _("The file is not where it was kept. Add it once more.")

    batch = models.UUIDField(default=uuid4, db_index=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    versions = models.BooleanField(default=False)
    name = models.CharField(_("file name"), max_length=300)
    size = models.PositiveBigIntegerField(_("size"))
    file = models.FileField(storage=default_storage, max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    failure = models.CharField(max_length=10, choices=Failure, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=40, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reading = models.CharField(max_length=300, blank=True)
    """The document inside the file that is being read."""
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)

    creator_id: int | None
    brought: RelatedManager[Loaded]
    objects: ClassVar[Any] = SharedQuerySet[Any].as_manager()

    class Meta:
        ordering = ["-given_at", "batch", "position"]
        verbose_name = _("file being read")
        verbose_name_plural = _("files being read")
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def finished(self) -> bool:
        return self.state in (Loading.State.DONE, Loading.State.FAILED)


class Loaded(models.Model):
    """What came of one document in a file: the `document` (`known` where the register had it already), or the
    reader's sentence why it could not be read. `position` is its place in the file."""

    loading = models.ForeignKey(Loading, models.CASCADE, related_name="brought")
    position = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    known = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    paragraphs = models.PositiveIntegerField(default=0)
    proposals = models.PositiveIntegerField(default=0)
    unknown = models.JSONField(default=list, blank=True)

    document_id: int | None

    class Meta:
        ordering = ["loading", "position"]
        constraints = [models.UniqueConstraint(fields=["loading", "position"], name="one_of_a_file")]

    def __str__(self) -> str:
        return f"{self.loading.name}, {self.position}"
