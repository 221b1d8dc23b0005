"""The forms of a cycle: what it is about, a section, a question, a body that is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Person, Role
from concertation.accounts.permissions import allowed
from concertation.register.models import Document, Organization, Theme
from concertation.reporting.cycles.changing import version
from concertation.reporting.cycles.opening import LANGUAGES
from concertation.reporting.models import Cycle, CycleSection, InputRequest, Question
from concertation.reporting.models.cycles import WORDS
from concertation.reporting.select import period_bounds
from concertation.web.fields import OrganizationsField, ReasonField
from concertation.web.forms.blame import blame
from concertation.web.forms.people import Blamed
from concertation.web.language import page_language
from concertation.web.wording import language_name


def _day(**given: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


def _named(codes: Any) -> list[tuple[str, str]]:
    lang = page_language()
    return [(code, language_name(code, lang)) for code in codes]


class Versioned(Blamed):
    """A form that knows which state of the cycle it was made from."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, cycle: Cycle, initial: dict[str, Any] | None = None) -> None:
        self.cycle = cycle
        there = {"version": version(cycle)} if cycle.pk else {}
        super().__init__(data, initial=(initial or {}) | there)

    def _by_language(self, beginning: str) -> dict[str, str]:
        """What the fields of that beginning say, by language."""
        return {
            name.removeprefix(beginning): text
            for name, text in self.cleaned_data.items()
            if name.startswith(beginning)
        }


class BeginForm(forms.Form):
    """What a new cycle starts from."""

    follows = forms.ModelChoiceField(
        label=_("Follow-up of"),
        queryset=Cycle.objects.filter(state=Cycle.State.SUBMITTED),
        to_field_name="uid",
        required=False,
        empty_label=_("no cycle"),
        help_text=_("Its sections, questions, languages and word budget are taken over."),
    )
    previous = forms.ModelChoiceField(
        label=_("Previous report"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("A document of the register. The new period begins the day after its closing date."),
    )

    def __init__(self, data: Any = None, *, reports: list[Document]) -> None:
        super().__init__(data)
        previous: Any = self.fields["previous"]
        previous.queryset = Document.objects.filter(pk__in=[report.pk for report in reports])
        follows: Any = self.fields["follows"]
        if not follows.queryset.exists():
            del self.fields["follows"]


class CycleForm(Versioned):
    """What a cycle is about: title, period, deadline, languages, budget, who is in charge."""

    title = forms.CharField(label=_("Title"), max_length=300)
    first_day = _day(label=_("First day of the period"))
    last_day = _day(label=_("Last day of the period"))
    due = _day(label=_("Inputs due"), help_text=_("The day by which the bodies are asked to answer."))
    original = forms.ChoiceField(label=_("Original language"))
    languages = forms.MultipleChoiceField(
        label=_("Languages of the report"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.IntegerField(
        label=_("Word budget"),
        min_value=100,
        max_value=1_000_000,
        initial=WORDS,
        help_text=_("Words of the whole report. Each section has a share of it."),
    )
    grouped = forms.BooleanField(
        label=_("Organizations in groups, by kind"),
        required=False,
        help_text=_("Otherwise all in the order of their English names. A change sorts them anew."),
    )
    officer = forms.ModelChoiceField(
        label=_("Report officer"),
        queryset=Person.objects.none(),
        help_text=_("Is told of what is late and of what waits."),
    )
    reminders = forms.CharField(
        label=_("Reminders, in days before the day due"),
        required=False,
        help_text=_("Separated by commas; a number below zero is that many days after it."),
    )
    escalate_after = forms.IntegerField(
        label=_("Days late before the officer is told"), min_value=1, max_value=365
    )
    wait_at_most = forms.IntegerField(
        label=_("Days that a submitted input may wait for the officer"), min_value=1, max_value=365
    )
    why = ReasonField()

    def __init__(
        self, data: Any = None, *, cycle: Cycle, person: Person, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, cycle=cycle, initial=self._initial(cycle, person) | (initial or {}))
        for name in ("original", "languages"):
            field: Any = self.fields[name]
            field.choices = _named(LANGUAGES)
        roles = [role.value for role in Role if allowed(role.value, "report")]
        officer: Any = self.fields["officer"]
        officer.queryset = Person.objects.filter(role__in=roles, is_active=True).order_by("name", "email")
        if not cycle.pk:
            del self.fields["why"]

    def _initial(self, cycle: Cycle, person: Person) -> dict[str, Any]:
        first, last = period_bounds(cycle.period) if cycle.period else (None, None)
        return {
            "title": cycle.title,
            "first_day": first,
            "last_day": last,
            "due": cycle.due,
            "original": (cycle.languages or ["en"])[0],
            "languages": cycle.languages or ["en"],
            "words": cycle.words,
            "grouped": cycle.grouped,
            "officer": cycle.officer if cycle.pk else person,
            "reminders": ", ".join(map(str, cycle.reminders)),
            "escalate_after": cycle.escalate_after,
            "wait_at_most": cycle.wait_at_most,
        }

    def clean_reminders(self) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data["reminders"].split(",") if part.strip()]
        try:
            days = sorted({int(part) for part in parts}, reverse=True)
        except ValueError:
            raise ValidationError(_("Write whole numbers, such as 14, 3, -1.")) from None
        if any(abs(day) > 365 for day in days):
            raise ValidationError(_("A reminder is at most a year away."))
        return days

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The period ends before it begins."))
        return data

    def values(self) -> dict[str, Any]:
        """The values as the cycle keeps them."""
        data = self.cleaned_data
        same = ("title", "due", "words", "grouped", "officer", "reminders", "escalate_after", "wait_at_most")
        languages = [data["original"], *(code for code in data["languages"] if code != data["original"])]
        period = f"{data['first_day']}/{data['last_day']}"
        return {name: data[name] for name in same} | {"languages": languages, "period": period}

    def blame(self, error: ValidationError) -> None:
        """Say what is wrong with the period beside its last day."""
        blame(self, error, {"period": "last_day"})


class AddSectionForm(Versioned):
    """A section to add: about an organization, about a theme, or a part of the frame."""

    organization = forms.ModelChoiceField(
        label=_("Organization"), queryset=Organization.objects.none(), required=False, empty_label="—"
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.none(), required=False, empty_label="—"
    )
    role = forms.ChoiceField(label=_("Part of the report"), required=False)


class SectionForm(Versioned):
    """What a section is called in each language of the report, and its share of the words."""

    words = forms.IntegerField(
        label=_("Words"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Its share of the budget. Leave it empty for an even share of what is left."),
    )
    why = ReasonField()

    def __init__(self, data: Any = None, *, section: CycleSection, usual: dict[str, str]) -> None:
        super().__init__(data, cycle=section.cycle, initial={"words": section.words})
        lang = page_language()
        for code, text in usual.items():
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": language_name(code, lang)},
                required=False,
                max_length=300,
                initial=section.titles.get(code, ""),
                widget=forms.TextInput({"lang": code, "placeholder": text}),
            )
        self.order_fields([f"title_{code}" for code in usual])

    def titles(self) -> dict[str, str]:
        return self._by_language("title_")


class QuestionForm(Versioned):
    """A question in each language, with an explanation, and whom it is asked of."""

    kind = forms.ChoiceField(
        label=_("Asked of"), required=False, choices=[("", _("all")), *Organization.Kind.choices]
    )
    why = ReasonField()

    def __init__(self, data: Any = None, *, cycle: Cycle, question: Question | None) -> None:
        super().__init__(data, cycle=cycle, initial={"kind": question.kind if question else ""})
        lang = page_language()
        self.codes = list(dict.fromkeys((*cycle.languages, *LANGUAGES)))
        for code in self.codes:
            for name, word, texts in (
                ("text", _("Question (%(language)s)"), question.texts if question else {}),
                ("help", _("Explanation (%(language)s)"), question.helps if question else {}),
            ):
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=word % {"language": language_name(code, lang)},
                    required=False,
                    max_length=1000,
                    initial=texts.get(code, ""),
                    widget=forms.Textarea({"rows": 2, "lang": code}),
                )
        pairs = [f"{name}_{code}" for code in self.codes for name in ("text", "help")]
        self.order_fields(["kind", *pairs])
        if question is None:
            del self.fields["why"]

    def texts(self) -> dict[str, str]:
        return self._by_language("text_")

    def helps(self) -> dict[str, str]:
        return self._by_language("help_")


class PlanForm(forms.Form):
    """Which bodies are asked: those that have a section, and others."""

    bodies = forms.ModelMultipleChoiceField(
        label=_("Organizations with a section"),
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = OrganizationsField(
        label=_("Others"),
        required=False,
        help_text=_("United Nations entities and other bodies, separated by semicolons."),
    )

    def __init__(self, data: Any = None, *, left: list[Organization]) -> None:
        super().__init__(data, initial={"bodies": [body.pk for body in left]})
        bodies: Any = self.fields["bodies"]
        bodies.queryset = Organization.objects.filter(pk__in=[body.pk for body in left])
        lang = page_language()
        bodies.choices = [(body.pk, body.name_in(lang)) for body in left]
        if not left:
            del self.fields["bodies"]

    def chosen(self) -> list[Organization]:
        return [*self.cleaned_data.get("bodies", ()), *self.cleaned_data["others"]]


class DueForm(Blamed):
    """By when a body is asked to answer."""

    due = _day(label=_("Due"))
    why = ReasonField()

    def __init__(self, data: Any = None, *, request: InputRequest) -> None:
        super().__init__(data, initial={"due": request.due})

    def clean_due(self) -> date:
        return self.cleaned_data["due"]


class AddresseeForm(Blamed):
    """Somebody else who is asked."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, data: Any = None, *, cycle: Cycle) -> None:
        super().__init__(data, initial={"language": cycle.languages[0]})
        language: Any = self.fields["language"]
        language.choices = _named(LANGUAGES)
