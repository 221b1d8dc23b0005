"""The form of a note on a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.web.fields import CircleField
from concertation.web.forms.blame import blame


class NoteForm(forms.Form):
    """What is noted, and who sees it of those who see the record."""

    text = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea({"rows": 3}))
    label = forms.ChoiceField(
        label=_("Sharing"),
        choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label],
        initial=Label.AMBER_STRICT.value,
        help_text=_("Of those who see the record, only whom this label allows see the note."),
    )
    circle = CircleField()

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        circle: Any = self.fields["circle"]
        circle.offer(person)

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {})
