"""The form by which what is told of a document is corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from concertation.accounts.acts import version
from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.register.correcting import follows
from concertation.register.models import Document
from concertation.web.fields import CircleField, ReasonField
from concertation.web.forms.people import Blamed
from concertation.web.language import page_language
from concertation.web.wording import language_name


class CorrectingForm(Blamed):
    """Title, language, and with whom a document is shared; the last not where that follows a record."""

    title = forms.CharField(label=_("Title"), required=False, widget=forms.Textarea({"rows": 2}))
    lang = forms.ChoiceField(
        label=_("Language"),
        help_text=_(
            "The paragraphs are filed anew, so that a search finds their words in this language. What was "
            "proposed from the document is not read again."
        ),
    )
    label = forms.ChoiceField(
        label=_("Sharing"), choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label]
    )
    circle = CircleField()
    anyway = forms.BooleanField(
        label=_("Share it otherwise than the records that rest on it"),
        required=False,
        widget=forms.HiddenInput,
    )
    why = ReasonField(required=True)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, document: Document, person: Person) -> None:
        self.document = document
        names = ("title", "lang", "label", "circle")
        initial = {name: getattr(document, name) for name in names} | {"version": version(document)}
        super().__init__(data, initial=initial)
        lang: Any = self.fields["lang"]
        codes = dict.fromkeys([*(code[:2] for code, _name in settings.LANGUAGES), document.lang])
        lang.choices = [(code, language_name(code, page_language())) for code in codes]
        self.fields["title"].widget.attrs["lang"] = document.lang
        circle: Any = self.fields["circle"]
        circle.offer(person, document.circle_id)
        self.follows = follows(document)
        if self.follows:
            del self.fields["label"], self.fields["circle"]

    def wanted(self) -> dict[str, Any]:
        """Return what is wanted, as `correct` takes it."""
        data = dict(self.cleaned_data)
        data["seen"] = data.pop("version")
        return {"label": self.document.label, "circle": self.document.circle} | data

    def blame(self, error: Any) -> None:
        """Say it beside the fields; what asks for a confirmation is offered with a box."""
        super().blame(error)
        if "anyway" in self.errors:
            self.fields["anyway"].widget = forms.CheckboxInput()
