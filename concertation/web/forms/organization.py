"""The forms about an organization: its facts, and the rows of its names, heads and members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person
from concertation.reading.countries import english_names
from concertation.register.constitution import schemes
from concertation.register.describing import describe, version
from concertation.register.folding import fold
from concertation.register.models import Head, Membership, Organization, OrganizationName
from concertation.web.fields import EDTFFormField, OrganizationField, OrganizationsField, ReasonField
from concertation.web.forms.people import Blamed
from concertation.web.language import page_language
from concertation.web.wording import country_name, language_name

FACTS = (
    "kind", "parent", "seat", "country", "founded", "ended", "website",
    "un_status", "un_symbol", "un_since", "source",
)  # fmt: skip
BLANK_ROWS = 2


def _countries() -> list[tuple[str, str]]:
    lang = page_language()
    named = ((alpha3, country_name(alpha3, lang)) for alpha3 in english_names())
    return [("", "—"), *sorted(named, key=lambda row: fold(row[1]))]


class OrganizationForm(Blamed):
    """The facts of an organization, where they are written, and why they are changed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organization.Kind.choices)
    parent = OrganizationField(label=_("Part of"), required=False)
    seat = forms.CharField(label=_("Headquarters"), required=False, max_length=200, help_text=_("The city."))
    country = forms.ChoiceField(label=_("Country of the headquarters"), required=False)
    founded = EDTFFormField(label=_("Founded"), required=False)
    ended = EDTFFormField(label=_("Ended"), required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",  # pyright: ignore[reportCallIssue]
    )
    un_status = forms.ChoiceField(
        label=_("Status at the United Nations"),
        required=False,
        choices=[("", "—"), *Organization.Status.choices],
    )
    un_symbol = forms.RegexField(
        r"^[A-Z]+/\S+$",
        label=_("By document"),
        required=False,
        max_length=40,
        help_text=_("The symbol of the resolution, for example A/RES/59/51."),
        error_messages={"invalid": _("A symbol looks like A/RES/59/51.")},
    )
    un_since = EDTFFormField(label=_("Status since"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Where these facts are written: a web address, or the symbol of a document."),
    )
    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, organization: Organization) -> None:
        initial = {name: getattr(organization, name) for name in FACTS} | {
            "parent": organization.parent_id or "",
            "version": version(organization),
        }
        super().__init__(data, initial=initial)
        country: Any = self.fields["country"]
        country.choices = _countries()
        for key, scheme in schemes().items():
            self.fields[f"identifier_{key}"] = forms.CharField(
                label=_("Identifier: %(register)s") % {"register": scheme.name},
                required=False,
                max_length=100,
                initial=organization.identifiers.get(key, ""),
                help_text=_("for example %s") % scheme.example,
            )

    def facts(self) -> dict[str, Any]:
        """Return the facts as `describe` takes them."""
        data = self.cleaned_data
        identifiers = {key: text for key in schemes() if (text := data[f"identifier_{key}"].strip())}
        return {name: data[name] for name in FACTS} | {"identifiers": identifiers}

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields above the names; the source, the reason and the version stand at the end."""
        return [field for field in self if field.name not in ("source", "why", "version")]


class RowForm(forms.ModelForm):
    """A row of a table: each field is told by its column, and by its own label to who does not see that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


class NameForm(RowForm):
    lang = forms.ChoiceField(label=_("Language"))
    since = EDTFFormField(label=_("Since"), required=False)
    until = EDTFFormField(label=_("Until"), required=False)
    source = forms.CharField(label=_("Source"), max_length=500)

    class Meta:
        model = OrganizationName
        fields = ("lang", "kind", "text", "since", "until", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own, lang = self.instance.lang, page_language()
        codes = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *filter(None, [own])])
        field: Any = self.fields["lang"]
        field.choices = [(code, language_name(code, lang)) for code in codes]


class HeadForm(RowForm):
    since = EDTFFormField(label=_("Since"), required=False)
    until = EDTFFormField(label=_("Until"), required=False)

    class Meta:
        model = Head
        fields = ("name", "function", "since", "until", "source")


class MembershipForm(RowForm):
    member = OrganizationField(label=_("Member"))
    since = EDTFFormField(label=_("Since"), required=False)
    until = EDTFFormField(label=_("Until"), required=False)

    class Meta:
        model = Membership
        fields = ("member", "kind", "since", "until", "source")


Names = inlineformset_factory(Organization, OrganizationName, form=NameForm, extra=BLANK_ROWS)
Heads = inlineformset_factory(Organization, Head, form=HeadForm, extra=1)
Memberships = inlineformset_factory(
    Organization, Membership, form=MembershipForm, fk_name="organization", extra=BLANK_ROWS
)


class SeveralMembersForm(Blamed):
    """Members that joined together, the reason for the change, and which version the form shows."""

    members = OrganizationsField(label=_("Add several members"), required=False)
    since = EDTFFormField(label=_("Since"), required=False)
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, organization: Organization) -> None:
        self.organization = organization
        super().__init__(data, initial={"version": version(organization)})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("members") and not data.get("source"):
            self.add_error("source", _("Say where these facts are written."))
        return data

    def rows(self) -> list[Membership]:
        """Return the memberships that are new."""
        data = self.cleaned_data
        there = set(self.organization.memberships.filter(until="").values_list("member_id", flat=True))  # pyright: ignore[reportAttributeAccessIssue]
        return [
            Membership(
                organization=self.organization, member=body, since=data["since"], source=data["source"]
            )
            for body in data["members"]
            if body.pk not in there
        ]


def saved(
    form: Blamed, sets: list[Any], *, organization: Organization, person: Person, facts: dict[str, Any] | None
) -> bool:
    """Save what the form and its tables say, in one act; tell whether it was saved. What is wrong stands on
    the form."""
    if not all([form.is_valid(), *(rows.is_valid() for rows in sets)]):
        return False
    changed: list[Any] = [row for rows in sets for row in rows.save(commit=False)]
    if isinstance(form, SeveralMembersForm):
        changed += form.rows()
    gone = [row for rows in sets for row in rows.deleted_objects]
    try:
        describe(
            organization, facts=facts, rows=changed, gone=gone, person=person,
            seen=form.cleaned_data["version"], why=form.cleaned_data["why"],
        )  # fmt: skip
    except ValidationError as error:
        form.blame(error)
        return False
    return True
