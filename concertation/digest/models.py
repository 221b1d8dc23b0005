"""Who wants to be told how often, and what each has been told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """How often a person gets a digest by mail; `sent_on` is the day of the last one."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")
        NEVER = "never", _("never")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscription")
    rhythm = models.CharField(_("mail"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    sent_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}"


class Told(models.Model):
    """A piece of news that a person has, by its key (see `concertation.digest.news`). It goes when it is news
    no more."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="told")
    key = models.CharField(max_length=120)
    since = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("pieces of news")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once")]

    def __str__(self) -> str:
        return self.key
