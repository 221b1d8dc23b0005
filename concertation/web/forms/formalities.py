"""Forms for what parties of an agreement did to be bound."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concertation.register.formalities import Party
from concertation.register.models import Formality
from concertation.web.fields import EDTFFormField, ReasonField
from concertation.web.templatetags.words import named


class PartyForm(forms.Form):
    """All that one party did, each with its date; an emptied date takes the act back."""

    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, party: Party) -> None:
        super().__init__(data, initial={"version": party.version} | dict(party.acts))
        for act in Formality.Act:
            label = str(act.label)
            self.fields[act.value] = EDTFFormField(
                label=label[:1].upper() + label[1:], required=False, max_length=40
            )

    @property
    def dated(self) -> list[forms.BoundField]:
        return [self[act.value] for act in Formality.Act]

    def dates(self) -> dict[str, str]:
        return {act.value: self.cleaned_data[act.value] for act in Formality.Act}


class ActForm(forms.Form):
    """One act that several parties did at the same time."""

    act = forms.ChoiceField(label=_("What they did"), choices=Formality.Act.choices)
    date = EDTFFormField(label=_("Date"), max_length=40)
    parties = forms.MultipleChoiceField(label=_("Parties"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, parties: list[Party]) -> None:
        super().__init__(data)
        self.rows = {str(one.participation.pk): one.participation for one in parties}
        field: Any = self.fields["parties"]
        field.choices = [(pk, named(row.organization)) for pk, row in self.rows.items()]

    def bodies(self) -> list[Any]:
        return [self.rows[pk] for pk in self.cleaned_data["parties"]]
