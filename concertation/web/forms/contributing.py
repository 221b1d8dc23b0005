"""The forms of a contribution. What is right is decided by the rules that spreadsheets go through, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from concertation.reading.proposal import THEMES, TYPES
from concertation.register.attachments import MAXIMUM_BYTES
from concertation.register.dates import in_words
from concertation.register.folding import fold
from concertation.register.media_types import endings
from concertation.register.models.means import RATE
from concertation.register.places import places_by_name
from concertation.register.themes import label as theme_label
from concertation.reporting.cycles.values import LANGUAGES, STATES, edtf_of
from concertation.web import wording
from concertation.web.fields import SEPARATOR, typeahead
from concertation.web.forms.blame import blame
from concertation.web.forms.details import currencies_in_use
from concertation.web.language import page_language
from concertation.web.templatetags.money import currency_name
from concertation.web.wording import language_name

FACTS: dict[str, Any] = {
    "event": _("a meeting or other event"),
    "instrument": _("an agreement or other agreed text"),
    "activity": _("joint work: a project, support, an exchange"),
    "presence": _("a presence: an office, a secondment, observer status"),
    "resource": _("money: a pledge, a loan, a contribution"),
}
"""What the kinds of the record contract are called where somebody who knows no contract chooses."""


class FactForm(forms.Form):
    """A fact: a new one, or a record as it should be, of the `kind` (of the contract) that it is."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[("", "—"), *FACTS.items()])
    type = forms.ChoiceField(label=_("Type"), required=False)
    title = forms.CharField(
        label=_("Title"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("A line, as it would stand in a list."),
    )
    date = forms.CharField(
        label=_("Date"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("As exact as you know it: 12 May 2018, May 2018, 2018; 12–14 May 2018 for a period."),
    )
    place = forms.CharField(
        label=_("Place"),
        required=False,
        widget=typeahead("many", "suggest-places"),
        help_text=_("Cities, countries or regions, with semicolons between."),
    )
    actors = forms.CharField(
        label=_("Organizations that took part"),
        required=False,
        widget=typeahead("many"),
        help_text=_(
            "By acronym or name, with semicolons between. A body that is not suggested can be written in "
            "full."
        ),
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    ordinal = forms.CharField(
        label=_("Number in its series"),
        required=False,
        max_length=10,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("14 for the fourteenth meeting; empty where it has none."),
    )
    amount = forms.CharField(
        label=_("Amount"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    lang = forms.ChoiceField(label=_("Language of what you write"), required=False)
    note = forms.CharField(
        label=_("Remark for the report officer"),
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("What else is worth saying; where it can be read."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, values: dict[str, Any] | None = None, kind: str = "") -> None:
        values = values or {}
        super().__init__(data, initial=_shown(values) | {"lang": values.get("lang") or page_language()})
        if kind:
            del self.fields["kind"]
        self._offer(kind, values)

    def _offer(self, kind: str, values: dict[str, Any]) -> None:
        lang = page_language()
        kinds: list[Any] = [kind] if kind else list(TYPES)
        offered: dict[str, list[Any]] = {
            "type": [("", "—"), *_types(kinds)],
            "status": [("", "—"), *((code, wording.STATES[code]) for code in STATES)],
            "themes": sorted(
                ((slug, theme_label(slug, lang)) for slug in THEMES), key=lambda row: fold(row[1])
            ),
            "lang": [
                (code, language_name(code, lang))
                for code in dict.fromkeys((*LANGUAGES, values.get("lang") or lang))
            ],
        }
        codes = {*currencies_in_use(), values.get("currency") or ""} - {"", RATE}
        named = sorted(((code, currency_name(code)) for code in codes), key=lambda row: fold(row[1]))
        offered["currency"] = [("", "—"), *named, (RATE, _("rate, in per cent"))]
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked first; the themes and what follows stand beneath."""
        return [self[name] for name in ("kind", "title", "date", "place", "actors") if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("type", "status", "ordinal", "amount", "currency", "lang")]

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, for the rules to check."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def version_seen(self) -> int | None:
        """The version of the request that the form shows."""
        return self.cleaned_data.get("seen")

    def blame(self, error: ValidationError) -> None:
        """Say beside the fields what is not right."""
        blame(self, error, {})


def _types(kinds: Iterable[str]) -> list[Any]:
    rows: list[Any] = []
    for kind in kinds:
        named = [(code, wording.TYPES[code]) for code in TYPES[kind]]  # type: ignore[index]
        rows.append((wording.KINDS[kind], named))
    return rows


def _shown(values: dict[str, Any]) -> dict[str, Any]:
    """The values as people write them: dates and places in words of the page, where these are understood."""
    lang = page_language()
    shown = dict(values)
    for name in ("actors", "place"):
        if isinstance(values.get(name), list):
            shown[name] = SEPARATOR.join(values[name])
    if date := values.get("date"):
        shown["date"] = _in_words(date, lang)
    if isinstance(values.get("place"), list):
        called = {english: name for name, english in places_by_name(lang).values()}
        shown["place"] = SEPARATOR.join(str(called.get(name) or name) for name in values["place"])
    return shown


def _in_words(date: str, lang: str) -> str:
    try:
        words = in_words(date, lang)
        return words if edtf_of(words, lang) == date else date
    except (ValidationError, ValueError):
        return date


class AnswerForm(forms.Form):
    """An answer in words, and the language in which it is."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea({"rows": 8, "dir": "auto"}))
    lang = forms.ChoiceField()
    seen = forms.IntegerField(required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["lang"]
        field.choices = languages()


class DelegateForm(forms.Form):
    """A colleague who is to answer too; or somebody more whom the officer asks."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language of the mail"))
    note = forms.CharField(
        label=_("What you would like to say to them"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: Any = None, *, noted: bool = True) -> None:
        super().__init__(data, initial={"language": page_language()})
        language: Any = self.fields["language"]
        language.choices = [
            (code.split("-")[0], name) for code, name in sorted(settings.LANGUAGES, key=lambda row: row[0])
        ]
        if not noted:
            del self.fields["note"]

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {})


class MoreTimeForm(forms.Form):
    """A later day, and why."""

    until = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {})


class ReopenForm(forms.Form):
    """Why an accepted input should be opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {})


class InputFileForm(forms.Form):
    """A document that goes with an input."""

    file = forms.FileField(label=_("File"), max_length=300, allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("At most %(limit)s MB: %(endings)s.") % {
            "limit": MAXIMUM_BYTES // 1_000_000,
            "endings": ", ".join(endings()),
        }

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {"name": "file", "size": "file"})


class SendBackForm(forms.Form):
    """What is to be changed, and by when."""

    note = forms.CharField(
        label=_("Note"), max_length=5000, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )
    due = forms.DateField(label=_("Due again on"), widget=forms.DateInput({"type": "date"}))


class DeadlineForm(forms.Form):
    """Another day, with a word to those who are asked."""

    due = forms.DateField(label=_("Due on"), widget=forms.DateInput({"type": "date"}))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )


def languages() -> list[tuple[str, str]]:
    """The languages (ISO 639-1) in which one answers, that of the page first."""
    lang = page_language()
    return [(code, language_name(code, lang)) for code in dict.fromkeys((lang, *LANGUAGES))]
