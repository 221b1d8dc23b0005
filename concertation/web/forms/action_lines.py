"""Forms for the action lines of an agreement: several at once, and those that are done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concertation.register.action_lines import ActionLine, pasted
from concertation.web.fields import EDTFFormField, OrganizationsField

ROWS = 3
"""Empty rows that are offered."""

MOST = 200
"""Rows that are entered at once."""


class ActionLineForm(forms.Form):
    """One action line; a row left empty is none."""

    reference = forms.CharField(label=_("No."), required=False, max_length=60)
    title = forms.CharField(
        label=_("What is to be done"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    owners = OrganizationsField(label=_("Due from"), required=False)
    due = EDTFFormField(label=_("Due"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title") and any(data.get(name) for name in ("reference", "owners", "due")):
            self.add_error("title", _("Say what is to be done."))
        return data

    def line(self) -> ActionLine | None:
        data = self.cleaned_data
        if not data.get("title"):
            return None
        title = " ".join(data["title"].split())
        return ActionLine(title, data["reference"].strip(), tuple(data["owners"]), data["due"])


class PasteForm(forms.Form):
    """A text whose lines become rows, with what all of them have."""

    text = forms.CharField(
        label=_("Paste the lines here"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One action line on each line, with or without its number; or cells from a spreadsheet: "
            "number, what is to be done, due from, due."
        ),
    )
    all_owners = OrganizationsField(label=_("All are due from"), required=False)
    all_due = EDTFFormField(label=_("All are due"), required=False, max_length=40)

    def rows(self) -> list[dict[str, Any]]:
        """What stands in the rows that the text makes."""
        data = self.cleaned_data
        owners = "; ".join(body.pk for body in data["all_owners"])
        return [
            {
                "reference": one.reference,
                "title": one.title,
                "owners": one.owners or owners,
                "due": one.due or data["all_due"],
            }
            for one in pasted(data["text"])
        ]


def action_lines(data: Any = None, rows: Iterable[dict[str, Any]] = ()) -> Any:
    """Return the rows of the form, filled with `rows`, and a few empty ones."""
    given = [row for row in rows if any(row.values())][:MOST]
    made = forms.formset_factory(ActionLineForm, extra=0 if given else ROWS, max_num=MOST, absolute_max=MOST)
    return made(data, initial=given or None, prefix="line")


class DoneForm(forms.Form):
    """Action lines that are done, since when, and what shows it."""

    day = forms.DateField(label=_("Done on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": timezone.localdate()}, auto_id="done-%s")
