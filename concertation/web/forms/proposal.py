"""The form of a proposal: every field of the record contract, to be amended before it is accepted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concertation.reading.proposal import THEMES
from concertation.register.folding import fold
from concertation.register.themes import label as theme_label
from concertation.review.kinds import TYPES
from concertation.review.models import Proposal
from concertation.web import wording
from concertation.web.fields import EDTFFormField, OrganizationsField, PlacesField
from concertation.web.forms.blame import blame
from concertation.web.language import page_language

BLAMED = {
    "organizations": "actors",
    "number": "ordinal",
    "term": "period",
    "places": "place",
    "status": "status",
    "earliest": "date",
}
"""Fields of the form that answer for fields of the register."""


class ProposalForm(forms.Form):
    """What a proposal states. `changes` tells what a person amended."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(wording.KINDS.items()))
    type = forms.ChoiceField(label=_("Type"))
    title = forms.CharField(label=_("Title"), widget=forms.Textarea({"rows": 2}))
    actors = OrganizationsField(label=_("Organizations"), required=False)
    date = EDTFFormField(label=_("Date"), required=False, max_length=40)
    period = EDTFFormField(label=_("Term"), required=False, max_length=40)
    place = PlacesField(label=_("Places"), required=False)
    ordinal = forms.IntegerField(label=_("Number in its series"), required=False, min_value=1)
    amount = forms.DecimalField(label=_("Amount"), required=False, max_digits=20, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    status = forms.ChoiceField(label=_("Status"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        self.proposal = proposal
        super().__init__(data, initial={name: getattr(proposal, name) for name in self.base_fields})
        self.fields["title"].widget.attrs["lang"] = proposal.paragraph.document.lang
        kinds: Any = self.fields["type"]
        kinds.choices = [
            (wording.KINDS[kind], [(code, wording.TYPES[code]) for code in codes])
            for kind, codes in TYPES.items()
        ]
        states: Any = self.fields["status"]
        states.choices = [*([("", "—")] if not proposal.status else []), *wording.STATES.items()]
        if proposal.kind == "mandate":
            self.fields["ordinal"].label = _("Due next for session")
        lang = page_language()
        themes: Any = self.fields["themes"]
        themes.choices = sorted(
            ((slug, theme_label(slug, lang)) for slug in THEMES), key=lambda t: fold(t[1])
        )

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("type") and data["type"] not in TYPES.get(data.get("kind", ""), ()):
            self.add_error("type", gettext("This type does not belong to the kind chosen above."))
        return data

    def changes(self) -> dict[str, Any]:
        """Return the values that differ from what was read, as `accept` takes them."""
        data = self.cleaned_data | {
            "actors": [organization.pk for organization in self.cleaned_data["actors"]],
            "place": [place.name for place in self.cleaned_data["place"]],
        }
        return {
            name: value for name, value in data.items()
            if (sorted(value) != sorted(getattr(self.proposal, name)) if name == "themes"
                else value != getattr(self.proposal, name))
        }  # fmt: skip

    def blame(self, error: ValidationError) -> None:
        """Say beside the fields which rule of the register is broken."""
        blame(self, error, BLAMED)
