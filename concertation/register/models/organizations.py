"""Organizations: a permanent identity with dated names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.register.dates import EDTFField
from concertation.register.search.tokens import folded_name

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager

    from concertation.register.models.merging import Merge


class Organization(models.Model):
    """Any body that cooperates. `id` is permanent: the usual English acronym, or ISO 3166-1 alpha-3."""

    class Kind(models.TextChoices):
        UN = "un", _("United Nations system")
        REGIONAL = "regional", _("Regional or subregional organization")
        OTHER = "other", _("Other organization")
        STATE = "state", _("State or area")

    class Status(models.TextChoices):
        """What an organization is at the United Nations."""

        MEMBER = "member", _("Member State of the United Nations")
        OBSERVER_STATE = "observer-state", _("Observer State in the General Assembly")
        OBSERVER = "observer", _("Observer in the General Assembly")
        SPECIALIZED = "specialized", _("Specialized agency")
        RELATED = "related", _("Related organization, by agreement")

    id = models.CharField(_("identifier"), primary_key=True, max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("part of")
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
    )
    seat = models.CharField(_("headquarters"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=3, blank=True)
    founded = EDTFField(_("founded"))
    ended = EDTFField(_("ended"))
    website = models.URLField(_("website"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    un_status = models.CharField(_("status at the United Nations"), max_length=20, choices=Status, blank=True)
    un_symbol = models.CharField(_("by document"), max_length=40, blank=True)
    """The symbol of the document that gave it the status, in full form ("A/RES/59/51")."""
    un_since = EDTFField(_("status since"))
    identifiers: models.JSONField[dict[str, str]] = models.JSONField(
        _("identifiers"), default=dict, blank=True
    )
    """What other registers call it, by the name of the register (``register/data/identifiers.toml``)."""

    parent_id: str | None
    history = HistoricalRecords()
    names: RelatedManager[OrganizationName]
    merges: RelatedManager[Merge]

    class Meta:
        ordering = ["id"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def __str__(self) -> str:
        return self.id

    def name_in(self, lang: str, *kinds: str) -> str:
        """Return the current name in `lang`, the first of `kinds` that there is (default: official,
        short, acronym), else the English one, else the identifier."""
        name = self.name_for(lang, *kinds)
        return name.text if name else self.id

    def name_for(self, lang: str, *kinds: str) -> OrganizationName | None:
        """Return what `name_in` says, with the language that it is in; None where there is no name."""
        kinds = kinds or ("official", "short", "acronym")
        current = [name for name in self.names.all() if not name.until]
        for wanted in (lang, "en"):
            for kind in kinds:
                for name in current:
                    if (name.lang, name.kind) == (wanted, kind):
                        return name
        return None

    def acronym_in(self, lang: str) -> str:
        """Return the acronym in `lang`, else a short or official name: what fits a narrow column."""
        return self.name_in(lang, "acronym", "short", "official")


class OrganizationName(models.Model):
    """A name that an organization has or had, in one language. `since` and `until` are EDTF."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        SHORT = "short", _("short name")
        ACRONYM = "acronym", _("acronym")
        FORMER = "former", _("former name")
        ALIAS = "alias", _("also called")

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    folded = models.TextField(editable=False, db_index=True)
    """The words of the name as a search compares them, separated by blanks."""
    lang = models.CharField(_("language"), max_length=5)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    since = EDTFField(_("since"))
    until = EDTFField(_("until"))
    source = models.CharField(_("source"), max_length=500, blank=True)

    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["organization", "lang", "kind", "text"], name="one_name"),
        ]
        indexes = [models.Index(fields=["text"])]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded_name(self.text)
        super().save(*args, **kwargs)
