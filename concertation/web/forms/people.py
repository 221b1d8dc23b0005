"""The forms about people: a change, an invitation, taking one up, one's own account, a circle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from concertation.accounts.acts import version
from concertation.accounts.circles import people_to_name
from concertation.accounts.inviting import roles_to_invite
from concertation.accounts.models import Circle, Person, Role
from concertation.register.called import BETWEEN
from concertation.web.fields import OrganizationsField, ReasonField
from concertation.web.forms.blame import blame
from concertation.web.wording import own_name


def _languages() -> list[tuple[str, str]]:
    """The languages of the pages, each as it calls itself."""
    return [(code, own_name(code)) for code, _name in settings.LANGUAGES]


class Blamed(forms.Form):
    """A form that says beside its fields which rule of the register is broken."""

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {})


class PersonForm(Blamed):
    """What an administrator changes of a person."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organizations = OrganizationsField(
        label=_("Organizations"),
        required=False,
        help_text=_("Who they act for. It decides what AMBER shows them."),
    )
    why = ReasonField(label=_("Reason"))
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        bodies = [body.pk for body in person.organizations.all()]
        initial = {"role": person.role, "organizations": bodies, "version": version(person)}
        super().__init__(data, initial=initial)


class InvitationForm(Blamed):
    """Whom to invite, to what. A focal point chooses among their own organizations."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"))
    organizations: forms.Field = OrganizationsField(label=_("Organizations"), required=False)
    language = forms.ChoiceField(label=_("Language of the invitation"))
    message = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("It stands in the mail, in your own words."),
    )

    def __init__(self, data: Any = None, *, by: Person) -> None:
        super().__init__(data, initial={"language": get_language()})
        role: Any = self.fields["role"]
        role.choices = [(one.value, one.label) for one in roles_to_invite(by)]
        self.initial["role"] = Role.CONTRIBUTOR.value
        language: Any = self.fields["language"]
        language.choices = _languages()
        if not by.may("people"):
            own = by.organizations.order_by("pk")
            self.fields["organizations"] = forms.ModelMultipleChoiceField(
                label=_("Organizations"), queryset=own, widget=forms.CheckboxSelectMultiple
            )
            self.initial["organizations"] = list(own) if own.count() == 1 else []
        self.order_fields(["email", "role", "organizations", "language", "message"])


class TakeUpForm(Blamed):
    """What an invited person sets."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, email: str) -> None:
        self.email = email
        super().__init__(data)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password, again = data.get("password"), data.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, Person(email=self.email, name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class AccountForm(forms.Form):
    """What people change of themselves."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=_languages)


class PeopleField(forms.CharField):
    """People by their address, one a line, of those that may be named (`people`)."""

    people: Any = Person.objects.none()

    def clean(self, value: Any) -> list[Person]:
        lines = BETWEEN.split(str(super().clean(value)).lower())
        wanted = list(dict.fromkeys(filter(None, map(str.strip, lines))))
        found = {person.email: person for person in self.people.filter(email__in=wanted)}
        if unknown := [address for address in wanted if address not in found]:
            raise ValidationError(
                _("Nobody here has the address %(addresses)s."), params={"addresses": ", ".join(unknown)}
            )
        return [found[address] for address in wanted]


class CircleForm(Blamed):
    """A circle: its name, its organizations, the people named for RED."""

    name = forms.CharField(label=_("Name"), max_length=200)
    organizations = OrganizationsField(
        label=_("Organizations"),
        required=False,
        help_text=_("For AMBER, also the bodies beneath them; for AMBER+STRICT, these alone."),
    )
    people = PeopleField(
        label=_("People"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For RED: addresses of people of this register, one a line."),
    )
    why = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, circle: Circle, by: Person) -> None:
        initial: dict[str, Any] = {}
        if circle.pk:
            initial = {
                "name": circle.name,
                "organizations": [body.pk for body in circle.organizations.all()],
                "people": "\n".join(person.email for person in circle.people.order_by("email")),
                "version": version(circle),
            }
        elif len(by.own) == 1:
            initial = {"organizations": list(by.own)}
        super().__init__(data, initial=initial)
        people: Any = self.fields["people"]
        people.people = people_to_name(by, circle)
        if not by.may("circles"):
            people.help_text = _("For RED: addresses of people of your own organizations, one a line.")
        if not circle.pk:
            del self.fields["why"], self.fields["version"]
