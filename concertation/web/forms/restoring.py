"""The forms that give back an earlier state, withdraw, and confirm."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from concertation.accounts.earlier import Pair
from concertation.register.states import SHARING
from concertation.web.forms.blame import blame
from concertation.web.forms.people import Blamed


class VersionedForm(forms.Form):
    """A form that knows which version of the record the person looked at."""

    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, version: datetime, **others: Any) -> None:
        super().__init__(data, initial={"version": version.isoformat()} | others.pop("initial", {}), **others)

    def clean_version(self) -> str:
        try:
            datetime.fromisoformat(self.cleaned_data["version"])
        except ValueError as error:
            raise ValidationError(
                _("The form has lost which version of the record it shows. Open it again.")
            ) from error
        return self.cleaned_data["version"]

    def blame(self, error: ValidationError) -> None:
        """Say beside the fields which rule of the register is broken."""
        blame(self, error, {})


class RestoringForm(Blamed):
    """Which fields are given back, and why; the version that the person looked at. All fields are chosen at
    first but who sees it."""

    why = forms.CharField(label=_("Reason for restoring"), max_length=100)
    anyway = forms.BooleanField(label=_("More people may see it than now"), required=False)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, pairs: list[Pair], version: str) -> None:
        names = [pair.before.name for pair in pairs]
        chosen = [name for name in names if name != SHARING]
        super().__init__(data, initial={"fields": chosen, "version": version})
        self.fields["fields"] = forms.MultipleChoiceField(
            choices=[(name, name) for name in names],
            error_messages={"required": _("Choose what is to be restored.")},
        )


class WithdrawingForm(VersionedForm):
    """Why a record is withdrawn."""

    why = forms.CharField(label=_("Reason for withdrawing"), max_length=100)
