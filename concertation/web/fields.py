"""Form fields for what the register knows: organizations, places, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.accounts.circles import circles_of
from concertation.accounts.models import Circle
from concertation.reading import catalogue
from concertation.reading.typed_citation import typed_citation
from concertation.register.called import Called, several
from concertation.register.dates import bounds, check_edtf
from concertation.register.folding import fold
from concertation.register.models import Document, Organization, Paragraph, Place
from concertation.register.places import place
from concertation.web.language import page_language
from concertation.web.templatetags.words import anchor
from concertation.web.wording import place_name, places_by_name

SEPARATOR = "; "
UNKNOWN = "unknown"
"""Code of the error that a name is nobody's."""

ADDRESS = re.compile(r"/documents/(\d+)/#(\S+)$")


class OrganizationField(forms.CharField):
    """One organization, by its identifier or by a name in any language. Known ones only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", typeahead("one"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Organization | None:
        text = str(super().clean(value)).strip()
        return organization(text) if text else None


class OrganizationsField(forms.CharField):
    """Organizations, separated by semicolons. Known ones only."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", typeahead("many"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return SEPARATOR.join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[Organization]:
        texts = several(super().clean(value))
        return list(dict.fromkeys(organization(text) for text in texts))


class PlacesField(forms.CharField):
    """Places, separated by semicolons, by their name in English or in the language of the page."""

    def prepare_value(self, value: Any) -> Any:
        return SEPARATOR.join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[Place]:
        return list(dict.fromkeys(_place(text) for text in several(super().clean(value))))


class EDTFFormField(forms.CharField):
    """A date in EDTF."""

    default_validators = [check_edtf]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        super().__init__(**kwargs)


class ParagraphField(forms.CharField):
    """A paragraph of a document that `person` sees, as one cites it ("A/73/328, para. 12") or by the address
    of its page."""

    def __init__(self, *, person: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Paragraph | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        rows = Paragraph.objects.filter(document__in=Document.objects.visible_to(self.person))
        if address := ADDRESS.search(text):
            found = [
                row for row in rows.filter(document=int(address[1])).defer("text")
                if anchor(row.number) == address[2]
            ]  # fmt: skip
        else:
            symbol, number = typed_citation(text)
            meant = rows.filter(number__iexact=number).select_related("document")
            found = [
                row for row in meant.filter(document__symbols__icontains=symbol)
                if symbol.casefold() in (one.casefold() for one in row.document.symbols)
            ]  # fmt: skip
        if not found:
            raise ValidationError(
                _("No document here has that paragraph. Write its symbol and the number: A/73/328, para. 12.")
            )
        return found[0]


class CircleField(forms.ModelChoiceField):
    """With which circle something is shared: one of those that the person belongs to, or the one that it has.
    It says which circles that one made are not offered, and why."""

    def __init__(self, **given: Any) -> None:
        usual = {
            "label": gettext_lazy("Circle"),
            "queryset": Circle.objects.none(),
            "required": False,
            "empty_label": gettext_lazy("none"),
        }
        super().__init__(**usual | given)

    def offer(self, person: Any, current: int | None = None) -> None:
        """Offer the circles of the person, and the `current` one by its primary key."""
        offered = circles_of(person)
        there = Circle.objects.filter(pk=current or 0)
        self.queryset = (offered | there.distinct()).order_by("name")
        outside = Circle.objects.filter(creator=person.pk).exclude(pk__in=offered.order_by().values("pk"))
        names = ", ".join(f"“{name}”" for name in outside.order_by("name").values_list("name", flat=True))
        if names:
            self.help_text = _(
                "For AMBER and RED: with whom it is shared. Offered are the circles that you belong to. You "
                "made %(circles)s too, but are not in it: you would not see what is shared with it. Add "
                "yourself, or an organization of yours, to the circle first."
            ) % {"circles": names}
        elif self.queryset.exists():
            self.help_text = _(
                "For AMBER and RED: with whom it is shared. An empty circle means nobody but the one who "
                "entered it."
            )
        else:
            self.help_text = _(
                "For AMBER and RED: with whom it is shared. You belong to no circle yet, by name or by an "
                "organization: what is shared so is seen by nobody but who enters it."
            )


class ReasonField(forms.CharField):
    """Why something is changed."""

    def __init__(self, **given: Any) -> None:
        usual = {
            "label": gettext_lazy("Reason for the change"),
            "required": False,
            "max_length": 100,
            "help_text": gettext_lazy("It stands in the history."),
        }
        super().__init__(**usual | given)


class DayField(EDTFFormField):
    """One end of a period, as exact as one likes: "2017" means its first or its last day."""

    def __init__(self, *, last: bool, **kwargs: Any) -> None:
        self.last = last
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        return bounds(text)[1 if self.last else 0] if text else None


def typeahead(how_many: str, address: str = "suggest") -> forms.TextInput:
    """A text input that ``organizations.js`` turns into a list of suggestions; it works without, too. The
    suggestions come from the page of that name."""
    return forms.TextInput(
        attrs={
            "data-organizations": how_many,
            "data-address": reverse_lazy(address),
            "data-remove": gettext_lazy("Remove %s"),
            "autocomplete": "off",
        }
    )


def organization(text: str) -> Organization:
    """Return the organization of that identifier or name; raise `ValidationError` where none is called
    so, or more than one."""
    found = Organization.objects.filter(pk__iexact=text).first()
    if found:
        return found
    id = Called.load().identifier(text)
    if id is None:
        raise ValidationError(
            _("The register knows no organization “%(name)s”.") % {"name": text}, code=UNKNOWN
        )
    return Organization.objects.get(pk=id)


def known_and_named(text: str) -> tuple[list[Organization], list[str]]:
    """Return the organizations among those named, and the names that nobody in the register has."""
    found: list[Organization] = []
    named: list[str] = []
    for name in several(text):
        try:
            found.append(organization(name))
        except ValidationError as error:
            if error.code != UNKNOWN:
                raise
            named.append(name)
    return list(dict.fromkeys(found)), list(dict.fromkeys(named))


def places_called(text: str) -> list[Place]:
    """Return the places of the register that are called so, in English or in the language of the page;
    countries by any name that they have in either."""
    wanted, lang = fold(text), page_language()
    return [row for row in Place.objects.all() if wanted in map(fold, _names(row, lang))]


def _names(place: Place, lang: str) -> Iterator[str]:
    yield place.name
    yield place_name(place, lang)
    if place.kind == Place.Kind.COUNTRY and place.country in catalogue.load():
        yield from (name.text for name in catalogue.load()[place.country].names if name.lang in (lang, "en"))


def _place(text: str) -> Place:
    known = places_called(text)
    if len(known) == 1:
        return known[0]
    return place(places_by_name(page_language()).get(fold(text), (text, text))[1])
