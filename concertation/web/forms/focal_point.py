"""The form of a focal point, or of an officer in a presence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.register.focal_points import FIELDS, version
from concertation.register.models import FocalPoint, Presence
from concertation.web.fields import CircleField, EDTFFormField, ReasonField
from concertation.web.forms.people import Blamed
from concertation.web.language import page_language


class FocalPointForm(Blamed):
    """Who it is, how they are reached, since when and until when, and who sees that."""

    name = forms.CharField(label=_("Name"), max_length=200)
    function = forms.CharField(label=_("Function"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )
    presence = forms.ModelChoiceField(
        label=_("Officer at"),
        queryset=Presence.objects.none(),
        required=False,
        empty_label=_("the organization itself"),
    )
    account = forms.ModelChoiceField(
        label=_("Signs in as"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody here"),
        help_text=_("One of the people of this register who act for the organization."),
    )
    since = EDTFFormField(label=_("Since"), required=False)
    until = EDTFFormField(
        label=_("Until"),
        required=False,
        help_text=_(
            "With a date here they are told among those who were, and only to who may see the whole."
        ),
    )
    listed = forms.BooleanField(
        label=_("Name and function are public"),
        required=False,
        help_text=_("Address and telephone are still seen only by those whom the label allows."),
    )
    label = forms.ChoiceField(
        label=_("Sharing"), choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label]
    )
    circle = CircleField()
    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, focal_point: FocalPoint, person: Person) -> None:
        there = focal_point.pk is not None
        initial = {name: getattr(focal_point, name) for name in FIELDS}
        super().__init__(data, initial=initial | {"version": version(focal_point) if there else ""})
        organization = focal_point.organization
        presences = Presence.objects.visible_to(person).filter(organizations=organization)
        self._offer("presence", presences)
        # One that the person does not see is not told of, and stays where nothing else is chosen.
        self.unseen = None
        if focal_point.presence and not presences.filter(pk=focal_point.presence.pk).exists():
            self.unseen, self.initial["presence"] = focal_point.presence, None
        self._offer("account", organization.people.filter(is_active=True).order_by("name", "email"))  # pyright: ignore[reportAttributeAccessIssue]
        circle: Any = self.fields["circle"]
        circle.offer(person, focal_point.circle_id)
        lang = page_language()
        presence: Any = self.fields["presence"]
        presence.label_from_instance = lambda row: row.title_in(lang)
        if not there:
            del self.fields["why"]

    def clean_presence(self) -> Presence | None:
        return self.cleaned_data["presence"] or self.unseen

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows
