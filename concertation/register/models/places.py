"""Where things happen and what they are about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A city, a country or a region, by its English name. `country` is ISO 3166-1 alpha-3."""

    class Kind(models.TextChoices):
        CITY = "city", _("City")
        COUNTRY = "country", _("Country")
        REGION = "region", _("Region")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    country = models.CharField(_("country"), max_length=3, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["name", "kind", "country"], name="one_place")]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A subject, from the curated list in ``register/data/themes.toml``, mapped to the Sustainable
    Development Goals (numbers 1 to 17)."""

    slug = models.SlugField(primary_key=True, max_length=40)
    goals: models.JSONField[list[int]] = models.JSONField(default=list)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.slug
