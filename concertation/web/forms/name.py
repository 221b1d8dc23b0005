"""The form that settles an unknown name: an organization that is known, a new one, or none."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from concertation.register.models import Organization, OrganizationName
from concertation.review.models import UnknownName
from concertation.web.fields import OrganizationField

IDENTIFIER = re.compile(r"[A-Z0-9][A-Za-z0-9-]{1,39}")


class NameForm(forms.Form):
    """`organization` is the known one that the name belongs to; the other fields make a new one."""

    organization = OrganizationField(label=_("Organization"), required=False, max_length=300)
    id = forms.CharField(label=_("Identifier"), required=False, max_length=40)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[c for c in Organization.Kind.choices if c[0] != "state"]
    )
    official = forms.CharField(label=_("Official name in English"), required=False, max_length=300)
    source = forms.CharField(
        label=_("Where that is said"),
        required=False,
        max_length=500,
        validators=[URLValidator(["http", "https"])],
    )

    def __init__(self, data: Any = None, *, name: UnknownName) -> None:
        super().__init__(data, initial={"kind": Organization.Kind.REGIONAL})
        self.name = name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        match self.data.get("decision"):
            case "known" if not data.get("organization") and "organization" not in self.errors:
                self.add_error("organization", _("Choose the organization that is called so."))
            case "new":
                self._check_new(data)
            case _:
                pass
        return data

    def _check_new(self, data: dict[str, Any]) -> None:
        id = data.get("id", "")
        if not IDENTIFIER.fullmatch(id):
            self.add_error(
                "id", _("Write its usual English acronym: capitals, digits and hyphens, such as AU.")
            )
        elif Organization.objects.filter(pk__iexact=id).exists():
            self.add_error("id", _("There is an organization of that identifier. Choose it above."))
        for field in ("official", "source"):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, _("A new organization needs its official name and a source for it."))

    def organization_made(self) -> Organization:
        """Make the new organization that the form describes."""
        data = self.cleaned_data
        made = Organization(pk=data["id"], kind=data["kind"], source=data["source"])
        made.full_clean()
        made.save()
        OrganizationName.objects.create(
            organization=made, text=data["official"], lang="en", kind="official", source=data["source"]
        )
        return made
