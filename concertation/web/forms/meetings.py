"""Forms for a meeting: its agenda, its minutes with decisions, who sat there, whether it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label, Shared
from concertation.register.agenda import Line
from concertation.register.dates import known_bounds
from concertation.register.models import AgendaItem, Meeting, Minutes
from concertation.web.fields import CircleField, EDTFFormField, OrganizationField, ReasonField
from concertation.web.forms.blame import blame
from concertation.web.forms.work import DecisionForm
from concertation.web.language import page_language
from concertation.web.wording import language_name

SPARE = 3
"""Empty lines at the end of an agenda."""


class LineForm(forms.Form):
    """One line of an agenda; one without a title is none."""

    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(
        label=gettext_lazy("Place"), required=False, min_value=1, max_value=999,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300)
    presenter = OrganizationField(label=gettext_lazy("Introduced by"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Take off"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title") and not data.get("remove") and (data.get("item") or data.get("presenter")):
            self.add_error("title", _("Write what it is about, or take the item off."))
        return data


DECISIONS = 2
"""Empty lines for decisions on each item."""

Decisions = forms.formset_factory(DecisionForm, extra=DECISIONS, max_num=40)
Lines = forms.formset_factory(LineForm, extra=SPARE, max_num=100)


class AgendaForm:
    """The whole agenda on one form: lines in the order of their places, and which version of the meeting the
    person saw. `move` says which line goes a place up or down ("3:up")."""

    def __init__(self, data: Any = None, *, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
        self.items = {item.pk: item for item in items}
        rows = [
            {"item": item.pk, "place": item.position, "title": item.title, "presenter": item.presenter_id}
            for item in items
        ]
        self.lines: Any = Lines(data, initial=rows, prefix="line")
        self.version = data.get("version", "") if data else meeting.updated_at.isoformat()
        self.move = data.get("move", "") if data else ""
        self.error: ValidationError | None = None

    def is_valid(self) -> bool:
        return self.lines.is_valid()

    @property
    def seen(self) -> datetime:
        """The version of the meeting that the form shows. Raises `ValidationError` where it lost it."""
        return seen_version(self.version)

    def agenda(self) -> list[Line]:
        """Return the lines as the form orders them."""
        filled = [(n, form.cleaned_data) for n, form in enumerate(self.lines)]
        kept = [(n, data) for n, data in filled if data.get("title") and not data.get("remove")]
        kept.sort(key=lambda row: (row[1].get("place") or 1000, row[0]))
        self._shift(kept)
        return [
            Line(data["title"], data.get("presenter"), self.items.get(data.get("item") or 0))
            for _n, data in kept
        ]

    def _shift(self, rows: list[tuple[int, Any]]) -> None:
        """Have the line that is to move change places with its neighbour."""
        number, _sign, way = self.move.partition(":")
        at = next((i for i, (n, _data) in enumerate(rows) if str(n) == number), None)
        to = None if at is None else at + (-1 if way == "up" else 1)
        if at is not None and to is not None and 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]


def seen_version(text: str) -> datetime:
    """Return the moment that a form says it was made of. Raises `ValidationError` where it says none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("The form has lost which version it shows. Open it again.")) from error


class SharedForm(forms.Form):
    """What is shared more narrowly than the record that it belongs to."""

    label = forms.ChoiceField(
        label=gettext_lazy("Sharing"), choices=[(one.value, lazystr(f"TLP:{one.value}")) for one in Label]
    )
    circle = CircleField()

    def share(self, thing: Shared, person: Person) -> None:
        """Offer the person's circles, and the one that the thing has."""
        circle: Any = self.fields["circle"]
        circle.offer(person, thing.circle_id)
        self.initial |= {"label": thing.label, "circle": thing.circle_id}

    def blame(self, error: ValidationError) -> None:
        blame(self, error, {"status": "held", "date": "held"})


class MinutesForm(SharedForm):
    """What was said, in general and on each item, and what was decided; when the meeting was held."""

    held = EDTFFormField(label=gettext_lazy("Held on"), required=False, max_length=40)
    lang = forms.ChoiceField(label=gettext_lazy("Language of the minutes"))
    text = forms.CharField(
        label=gettext_lazy("In general"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Opening, attendance, what belongs to no item of the agenda."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, minutes: Minutes, items: Sequence[AgendaItem], person: Person
    ) -> None:
        super().__init__(data)
        self.minutes, self.items, self.new = minutes, items, minutes.pk is None
        self.share(minutes, person)
        own = page_language()
        lang: Any = self.fields["lang"]
        codes = dict.fromkeys([*dict(settings.LANGUAGES), minutes.lang])
        lang.choices = [(code, language_name(code, own)) for code in codes]
        meeting = minutes.meeting
        begins = known_bounds(meeting.date)[0]
        over = begins is not None and begins <= timezone.localdate()
        said = {} if self.new else {row.item_id: row.text for row in minutes.said.all()}
        self.initial |= {
            "held": meeting.date if over else "",
            "lang": minutes.lang,
            "text": minutes.text,
            "version": "" if self.new else minutes.updated_at.isoformat(),
        }
        if not over:
            self.fields["held"].help_text = _("Leave it empty as long as it is not over.")
        for item in items:
            self.fields[f"said_{item.pk}"] = forms.CharField(
                label=_("What was said"),
                required=False,
                max_length=20000,
                initial=said.get(item.pk, ""),
                widget=forms.Textarea({"rows": 4}),
            )
        self.decisions: dict[int, Any] = {
            pk: Decisions(data, prefix=f"decision-{pk}") for pk in (*(item.pk for item in items), 0)
        }

    @property
    def dated(self) -> list[str]:
        return ["held"]

    @property
    def by_item(self) -> list[tuple[AgendaItem, forms.BoundField, Any]]:
        """Each item with the field of what was said and the lines of what was decided."""
        return [(item, self[f"said_{item.pk}"], self.decisions[item.pk]) for item in self.items]

    @property
    def besides(self) -> Any:
        """The lines of what was decided on no item."""
        return self.decisions[0]

    @property
    def sharing(self) -> list[forms.BoundField]:
        return [self["lang"], self["label"], self["circle"]]

    def is_valid(self) -> bool:
        rows = [formset.is_valid() for formset in self.decisions.values()]
        return super().is_valid() and all(rows)

    @property
    def said(self) -> dict[AgendaItem, str]:
        return {item: self.cleaned_data[f"said_{item.pk}"] for item in self.items}

    @property
    def decided(self) -> list[Any]:
        """What was decided, by item."""
        by_pk = {item.pk: item for item in self.items}
        return [
            decision
            for pk, formset in self.decisions.items()
            for form in formset
            if (decision := form.decision(by_pk.get(pk)))
        ]


class CallOffForm(forms.Form):
    """Why a meeting does not take place as planned."""

    status = forms.ChoiceField(
        label=gettext_lazy("What happens to it"),
        choices=[
            (Meeting.Status.POSTPONED.value, gettext_lazy("It is postponed; the new date is not known yet")),
            (Meeting.Status.CANCELLED.value, gettext_lazy("It is cancelled")),
        ],
        widget=forms.RadioSelect,
    )
    why = ReasonField(label=gettext_lazy("Reason"))


class DelegateForm(SharedForm):
    """Somebody who sat at a meeting for an organization."""

    organization = forms.ChoiceField(label=gettext_lazy("For"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    function = forms.CharField(label=gettext_lazy("Function"), required=False, max_length=200)
    head = forms.BooleanField(label=gettext_lazy("Head of delegation"), required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, person: Person) -> None:
        super().__init__(data)
        self.share(meeting, person)
        if meeting.label == Label.CLEAR:
            # A name is told to everybody only where somebody says so.
            self.initial["label"] = Label.GREEN.value
        lang = page_language()
        rows = meeting.participations.select_related("organization").prefetch_related("organization__names")
        self.bodies = {row.organization_id: row.organization for row in rows}
        organization: Any = self.fields["organization"]
        organization.choices = [(id, body.name_in(lang)) for id, body in self.bodies.items()]
        self.order_fields(["organization", "name", "function", "head", "label", "circle"])
