"""Evidence: what ties a record to the words that state it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.models.documents import Paragraph
from concertation.register.models.records import Record


class Evidence(models.Model):
    """A quote that states a record. `start` and `end` are offsets into the paragraph's clean text,
    `source_start` and `source_end` into the source; `prefix` and `suffix` are the words around, by which
    the quote is found again when the document is read anew (W3C TextQuoteSelector). The paragraph's
    document tells the language version."""

    CONTEXT = 32
    """Characters of prefix and suffix."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="evidence")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="evidence")
    quote = models.TextField(_("quote"))
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    method = models.CharField(_("method"), max_length=60)
    """How it was obtained: "reader 0.1.0 (rule)" or "hand"."""
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), auto_now_add=True)

    record_id: int
    paragraph_id: int
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["record", "paragraph", "start", "end"], name="one_evidence"),
        ]

    def __str__(self) -> str:
        return self.quote
