"""The form of a record that is in the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label
from concertation.register.amending import circles_of
from concertation.register.folding import fold
from concertation.register.models import Record, Theme
from concertation.register.themes import label as theme_label
from concertation.web.fields import SEPARATOR, EDTFFormField, OrganizationsField, PlacesField
from concertation.web.forms.blame import blame
from concertation.web.templatetags.words import place_name
from concertation.web.wording import language_name

BLAMED = {"earliest": "date", "latest": "date", "place": "places"}
"""Fields of the form that answer for fields of the register that are not on it."""


class RecordForm(forms.Form):
    """Titles in each language, date, organizations, places, themes, sharing, and why it is changed."""

    date = EDTFFormField(label=_("Date"), required=False, max_length=40)
    organizations = OrganizationsField(label=_("Organizations"), required=False)
    places = PlacesField(label=_("Places"), required=False)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    label = forms.ChoiceField(
        label=_("Sharing"), choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label]
    )
    circle = forms.ModelChoiceField(
        label=_("Circle"), queryset=Circle.objects.none(), required=False, empty_label=_("none")
    )
    why = forms.CharField(label=_("Reason for the change"), required=False, max_length=100)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, record: Record, person: Person) -> None:
        lang = (get_language() or "en").split("-")[0]
        self.record = record
        titles = {text.lang: text.value for text in record.texts.all() if text.field == "title"}
        self.languages = list(
            dict.fromkeys([record.original_lang, *(code for code, _name in settings.LANGUAGES), *titles])
        )
        initial: dict[str, Any] = {
            "date": record.date,
            "organizations": SEPARATOR.join(part.organization_id for part in record.participations.all()),
            "places": SEPARATOR.join(place_name(place) for place in record.places.all()),
            "themes": [theme.pk for theme in record.themes.all()],
            "label": record.label,
            "circle": record.circle,
            "version": record.updated_at.isoformat(),
        }
        super().__init__(data, initial=initial)
        for code in self.languages:
            original = code == record.original_lang
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": language_name(code, lang)},
                required=original,
                initial=titles.get(code, ""),
                help_text=_("the original") if original else "",
                widget=forms.Textarea({"rows": 2, "lang": code}),
            )
        themes: Any = self.fields["themes"]
        choices = ((pk, theme_label(pk, lang)) for pk in Theme.objects.values_list("pk", flat=True))
        themes.choices = sorted(choices, key=lambda row: fold(row[1]))
        circle: Any = self.fields["circle"]
        current = Circle.objects.filter(pk=record.circle_id or 0)
        circle.queryset = (circles_of(person) | current.distinct()).order_by("name")
        self.order_fields([*(f"title_{code}" for code in self.languages), *self.fields])

    def clean_version(self) -> str:
        version = self.cleaned_data["version"]
        if version != self.record.updated_at.isoformat():
            raise ValidationError(
                gettext("Somebody else changed this record meanwhile. Open the form again to see the change.")
            )
        return version

    @property
    def titles(self) -> list[forms.BoundField]:
        return [self[f"title_{code}"] for code in self.languages]

    def values(self) -> dict[str, Any]:
        """Return what `concertation.register.amending.amend` takes."""
        data = self.cleaned_data
        return {
            "titles": {code: data[f"title_{code}"] for code in self.languages},
            "date": data["date"],
            "organizations": data["organizations"],
            "places": data["places"],
            "themes": list(Theme.objects.filter(pk__in=data["themes"])),
            "label": data["label"],
            "circle": data["circle"],
            "why": data["why"],
        }

    def blame(self, error: ValidationError) -> None:
        """Say beside the fields which rule of the register is broken."""
        blame(self, error, BLAMED | {"title": f"title_{self.record.original_lang}"})
