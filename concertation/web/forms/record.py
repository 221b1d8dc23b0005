"""The form of a record: a new one, or one that is in the register."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label, wider
from concertation.register.amending import amend
from concertation.register.dates import known_bounds
from concertation.register.folding import fold
from concertation.register.models import Document, Record, Theme
from concertation.register.parts import PARTS
from concertation.register.recording import enter, name_body, say
from concertation.register.themes import label as theme_label
from concertation.review.duplicates import like
from concertation.review.matching import Candidate, Facts, Spot
from concertation.review.names import propose
from concertation.web import wording
from concertation.web.fields import (
    SEPARATOR,
    UNKNOWN,
    CircleField,
    EDTFFormField,
    OrganizationsField,
    PlacesField,
    known_and_named,
    typeahead,
)
from concertation.web.forms.blame import blame
from concertation.web.forms.details import FIRST, LINKS, TYPES_OF, detail_fields
from concertation.web.language import page_language, title_languages
from concertation.web.templatetags.words import place_name
from concertation.web.wording import language_name

BLAMED = {"earliest": "date", "latest": "date", "place": "places"}
"""Fields of the form that answer for fields of the register that are not on it."""


class RecordForm(forms.Form):
    """Titles in each language, date, organizations by their part, places, themes, what only its kind has,
    sharing, and why it is changed."""

    date = EDTFFormField(label=_("Date"), required=False, max_length=40)
    organizations = OrganizationsField(required=False)
    places = PlacesField(label=_("Places"), required=False, widget=typeahead("many", "suggest-places"))
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    description = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea({"rows": 4}))
    label = forms.ChoiceField(
        label=_("Sharing"), choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label]
    )
    circle = CircleField()
    anyway = forms.BooleanField(
        label=_("Share it more widely than its sources"), required=False, widget=forms.HiddenInput
    )
    propose = forms.BooleanField(
        label=_("Enter it with this name; a reviewer will say which organization it is"),
        required=False,
        widget=forms.HiddenInput,
    )
    another = forms.BooleanField(
        label=_("It is not in the register yet"), required=False, widget=forms.HiddenInput
    )
    why = forms.CharField(label=_("Reason for the change"), required=False, max_length=100)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, record: Record, person: Person, initial: dict[str, Any] | None = None
    ) -> None:
        self.record, self.person = record, person
        self.new = record.pk is None
        if self.new:
            record.original_lang = (initial or {}).get("original_lang") or page_language()
        super().__init__(data, initial=self._initial() | (initial or {}))
        self._add_titles()
        self._add_parts()
        self._add_details()
        self._offer_themes_and_circles()
        del self.fields["why" if self.new else "another"]

    def _initial(self) -> dict[str, Any]:
        record = self.record
        if self.new:
            types = TYPES_OF.get(record.KIND, ())
            own = self.person.lineage
            known = {"organizations": own[0][0]} if len(own) == 1 else {}
            return known | {"label": record.label, "type": "other" if "other" in types else (*types, "")[0]}
        return {
            "date": record.date,
            "places": SEPARATOR.join(place_name(place) for place in record.places.all()),
            "themes": [theme.pk for theme in record.themes.all()],
            "description": record.text_in("description", record.original_lang),
            "label": record.label,
            "circle": record.circle,
            "version": record.updated_at.isoformat(),
        }

    def _add_titles(self) -> None:
        lang = page_language()
        record = self.record
        titles = {} if self.new else {t.lang: t.value for t in record.texts.all() if t.field == "title"}
        codes = [record.original_lang, *title_languages(), *titles]
        self.languages = list(dict.fromkeys(codes))
        for code in self.languages:
            original = code == record.original_lang
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": language_name(code, lang)},
                required=original,
                initial=titles.get(code, ""),
                help_text=_("the original") if original and not self.new else "",
                widget=forms.Textarea({"rows": 2, "lang": code}),
            )

    def _add_parts(self) -> None:
        """A field for each part that organizations take in records of the kind. The first one holds also
        those that take a part which the kind does not ask for."""
        first, *others = PARTS[self.record.KIND]
        held = [] if self.new else list(self.record.participations.all())
        self.parts: dict[str, str] = {role.value: f"organizations_{role.value}" for role in others}
        for role, name in ((first, "organizations"), *((role, self.parts[role.value]) for role in others)):
            ids = [
                row.organization_id for row in held
                if (row.role not in self.parts if role is first else row.role == role.value)
            ]  # fmt: skip
            self.fields[name] = OrganizationsField(
                label=wording.part(self.record.KIND, role.value),
                required=False,
                initial=self.initial.get(name) or SEPARATOR.join(ids),
            )

    def _add_details(self) -> None:
        bodies = [] if self.new else [row.organization_id for row in self.record.participations.all()]
        seen = Record.objects.visible_to(self.person)
        own = detail_fields(self.record, seen, bodies)
        self.unseen = {name for name in LINKS if name in own and self._leads_out_of_sight(name, seen)}
        for name, field in own.items():
            there = None if name in self.unseen else getattr(self.record, name)
            field.initial = self.initial.get(name, _shown(there, self.record))
            self.fields[name] = field
        self.details = list(own)

    def _leads_out_of_sight(self, name: str, seen: Any) -> bool:
        """Whether the record is linked with one that the person may not see. The form then shows no link;
        leaving it so keeps the link as it is."""
        linked = getattr(self.record, f"{name}_id")
        return linked is not None and not seen.filter(pk=linked).exists()

    def _offer_themes_and_circles(self) -> None:
        lang = page_language()
        themes: Any = self.fields["themes"]
        choices = ((pk, theme_label(pk, lang)) for pk in Theme.objects.values_list("pk", flat=True))
        themes.choices = sorted(choices, key=lambda row: fold(row[1]))
        circle: Any = self.fields["circle"]
        circle.offer(self.person, self.record.circle_id)

    @property
    def titles(self) -> list[forms.BoundField]:
        return [self[f"title_{code}"] for code in self.languages]

    @property
    def original(self) -> forms.BoundField:
        return self.titles[0]

    @property
    def translations(self) -> list[forms.BoundField]:
        return self.titles[1:]

    @property
    def bodies(self) -> list[forms.BoundField]:
        """The fields of organizations."""
        return [self["organizations"], *(self[name] for name in self.parts.values())]

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields of the kind that are asked first."""
        names = ("type", *FIRST[self.record.KIND])
        return [self[name] for name in names if name in self.details]

    @property
    def more(self) -> list[forms.BoundField]:
        """The other fields of the kind."""
        names = ("type", *FIRST[self.record.KIND])
        return [self[name] for name in self.details if name not in names]

    @property
    def dated(self) -> list[str]:
        """Names of the fields that hold an EDTF date."""
        return [name for name, field in self.fields.items() if isinstance(field, EDTFFormField)]

    def save(self) -> Record:
        """Enter the record, or change it. Raises `ValidationError` where the register refuses."""
        return self._enter() if self.new else self._amend()

    @transaction.atomic
    def _enter(self) -> Record:
        data, record = self.cleaned_data, self.record
        record.date, record.label, record.circle = data["date"], data["label"], data["circle"]
        for name in self.details:
            setattr(record, name, data[name])
        usual = PARTS[record.KIND][0].value
        named = {usual: data["organizations"]} | {role: data[name] for role, name in self.parts.items()}
        entered = enter(
            record,
            titles={code: text for code in self.languages if (text := data[f"title_{code}"].strip())},
            organizations=[(body, role) for role, bodies in named.items() for body in bodies],
            places=data["places"],
            themes=Theme.objects.filter(pk__in=data["themes"]),
            named=self.named,
            person=self.person,
        )
        propose(name for name, _role in self.named)
        if data["description"].strip():
            say(entered, "description", entered.original_lang, data["description"].strip())
        return entered

    @transaction.atomic
    def _amend(self) -> Record:
        data = self.cleaned_data
        for name, role in self.named:
            name_body(self.record, name, role)
        propose(name for name, _role in self.named)
        return amend(
            self.record,
            titles={code: data[f"title_{code}"] for code in self.languages},
            date=data["date"],
            organizations=data["organizations"],
            parts={role: data[name] for role, name in self.parts.items()},
            places=data["places"],
            themes=list(Theme.objects.filter(pk__in=data["themes"])),
            details={name: data[name] for name in self.details if data[name] or name not in self.unseen},
            description=data["description"],
            label=data["label"],
            circle=data["circle"],
            person=self.person,
            seen=self.cleaned_data["version"],
            why=data["why"],
        )

    def clean_version(self) -> datetime | None:
        if self.new:
            return None
        try:
            return datetime.fromisoformat(self.cleaned_data["version"])
        except ValueError as error:
            raise ValidationError(
                _("The form has lost which version of the record it shows. Open it again.")
            ) from error

    def clean(self) -> dict[str, Any]:
        """An hour is meant in the time zone that the form names."""
        data = super().clean() or {}
        if zone := data.get("timezone"):
            for name in ("starts_at", "ends_at"):
                if data.get(name):
                    data[name] = data[name].replace(tzinfo=ZoneInfo(zone))
        self._take_names(data)
        named: dict[str, str] = {}
        for name in ("organizations", *self.parts.values()):
            for body in data.get(name) or ():
                if body.pk in named:
                    self.add_error(
                        name, _("%(id)s is named twice: choose one part for it.") % {"id": body.pk}
                    )
                named[body.pk] = name
        if not data.get("anyway"):
            self._warn_of_sources(data)
        if self.new and not self.errors and not data.get("another") and self._like(data):
            self.add_error(
                "another", _("Look at what is in the register already, or say that it is another one.")
            )
        return data

    def _take_names(self, data: dict[str, Any]) -> None:
        """Take names of bodies that the register does not know as they are, where that is meant; else ask."""
        usual = PARTS[self.record.KIND][0].value
        self.named: list[tuple[str, str]] = []
        for role, name in {usual: "organizations", **self.parts}.items():
            if not self.has_error(name, UNKNOWN):
                continue
            if not data.get("propose"):
                self.fields["propose"].widget = forms.CheckboxInput()
                continue
            data[name], names = known_and_named(self.data.get(name, ""))
            self.named += [(text, role) for text in names]
            del self.errors[name]

    def like(self) -> list[Candidate]:
        """Return the records that the person sees and that look like what the form says so far."""
        self.is_valid()
        return self._like(self.cleaned_data) if self.new else []

    def _like(self, data: dict[str, Any]) -> list[Candidate]:
        bodies = [
            body.pk for name in ("organizations", *self.parts.values()) for body in data.get(name) or ()
        ]
        first, last = known_bounds(data.get("date") or "")
        titles = {code: fold(data.get(f"title_{code}") or "") for code in self.languages}
        facts = Facts(
            kind=self.record.KIND,
            type=data.get("type") or "",
            number=data.get("number"),
            organizations=frozenset(bodies),
            first=first,
            last=last,
            places=frozenset(Spot(one.name, one.kind, one.country) for one in data.get("places") or ()),
            titles={code: title for code, title in titles.items() if title},
            amount=data.get("amount"),
            currency=data.get("currency") or "",
            themes=frozenset(data.get("themes") or ()),
            told=frozenset(),
        )
        return like(facts, self.person)

    def _warn_of_sources(self, data: dict[str, Any]) -> None:
        """Ask once more where the record is to become wider than a source of it that the person sees."""
        if self.new or not {"label", "circle"} & set(self.changed_data) or "label" not in data:
            return
        label, circle = data["label"], data.get("circle")
        documents = Document.objects.visible_to(self.person)
        sources = documents.filter(paragraphs__evidence__record=self.record.pk).distinct()
        narrower = [one for one in sources if wider(label, circle.pk if circle else None, one)]
        if narrower:
            self.fields["anyway"].widget = forms.CheckboxInput()
            self.add_error(
                "label",
                _(
                    "Sources of this record are shared more narrowly: %(documents)s. "
                    "If that is meant, confirm it."
                )
                % {"documents": "; ".join(f"{one} (TLP:{one.label})" for one in narrower)},
            )

    def blame(self, error: ValidationError) -> None:
        """Say beside the fields which rule of the register is broken."""
        blame(self, error, BLAMED | {"title": f"title_{self.record.original_lang}"})


def _shown(value: Any, record: Record) -> Any:
    """A value as the form shows it: an hour as the clock shows it where the meeting is."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(getattr(record, "timezone", "") or "UTC")).replace(tzinfo=None)
    return value
