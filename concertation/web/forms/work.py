"""Forms for how far a commitment got, and for what a meeting decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.register.models import AgendaItem, Commitment
from concertation.register.progress import Decision
from concertation.web.fields import EDTFFormField, OrganizationsField


class ProgressForm(forms.Form):
    """How a commitment stood on a day."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    status = forms.ChoiceField(label=_("Status"), choices=Commitment.Status.choices)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(
            data, initial={"day": timezone.localdate(), "status": commitment.status}, auto_id="progress-%s"
        )


class DecisionForm(forms.Form):
    """One decision of a meeting; a line left empty is none."""

    title = forms.CharField(label=_("Decision"), required=False, max_length=500)
    owners = OrganizationsField(label=_("Due from"), required=False)
    due = EDTFFormField(label=_("Due"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title") and (data.get("owners") or data.get("due")):
            self.add_error("title", _("Say what was decided."))
        return data

    def decision(self, item: AgendaItem | None = None) -> Decision | None:
        """Return what was decided on the item, None where the line is empty."""
        data = self.cleaned_data
        if not data.get("title"):
            return None
        return Decision(data["title"].strip(), tuple(data["owners"]), data["due"], item)


Decisions = forms.formset_factory(DecisionForm, extra=4, max_num=40)
