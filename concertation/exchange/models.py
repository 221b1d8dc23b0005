"""Keys by which a calendar program, which cannot sign in, sees what a person sees."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """Return a key that nobody guesses (192 bits)."""
    return secrets.token_urlsafe(24)


class CalendarKey(models.Model):
    """A person's key. Whoever has it sees the dates that the person sees, so it can be made anew at any time,
    and counts for nothing where the person may not sign in any more."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key", verbose_name=_("person")
    )
    key = models.CharField(max_length=40, unique=True, default=new_key)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("calendar key")
        verbose_name_plural = _("calendar keys")

    def __str__(self) -> str:
        return str(self.person)
