"""The fields that only records of one kind have, for the form of a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel.core import get_global
from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator, fields_for_model
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concertation.reading.proposal import TYPES
from concertation.register.dates import EDTFField
from concertation.register.folding import fold
from concertation.register.models import (
    Agreement,
    Mechanism,
    Meeting,
    Participation,
    Pledge,
    Record,
)
from concertation.register.models.means import RATE
from concertation.web import wording
from concertation.web.fields import EDTFFormField
from concertation.web.language import page_language
from concertation.web.templatetags.money import currency_name

DETAILS: dict[str, tuple[str, ...]] = {
    Record.Kind.AGREEMENT: (
        "term", "status", "basis", "entry", "review", "renewal", "notice_period", "number", "successor",
        "succession",
    ),
    Record.Kind.MECHANISM: ("cadence", "level"),
    Record.Kind.MEETING: (
        "mechanism", "number", "status", "starts_at", "ends_at", "timezone", "venue",
    ),
    Record.Kind.ACTIVITY: ("status",),
    Record.Kind.COMMITMENT: ("due", "status", "source", "reference"),
    Record.Kind.PLEDGE: ("amount", "currency", "conference"),
    Record.Kind.PRESENCE: ("status",),
    Record.Kind.NOTICE: (),
    Record.Kind.MANDATE: ("symbol", "paragraph", "asks", "addressee", "periodicity", "next_session"),
}  # fmt: skip
"""By kind, those asked first ahead."""

FIRST: dict[str, tuple[str, ...]] = {
    Record.Kind.AGREEMENT: ("term", "status"),
    Record.Kind.MECHANISM: ("cadence",),
    Record.Kind.MEETING: ("mechanism", "number", "status"),
    Record.Kind.ACTIVITY: ("status",),
    Record.Kind.COMMITMENT: ("due", "status", "source"),
    Record.Kind.PLEDGE: ("amount", "currency"),
    Record.Kind.PRESENCE: ("status",),
    Record.Kind.NOTICE: (),
    Record.Kind.MANDATE: ("symbol", "paragraph", "asks", "periodicity"),
}
"""Those that stand open on the form; the others are beneath "More"."""

TYPES_OF: dict[str, tuple[str, ...]] = {
    Record.Kind.AGREEMENT: TYPES["instrument"],
    Record.Kind.MEETING: TYPES["event"],
    Record.Kind.MECHANISM: TYPES["event"],
    Record.Kind.ACTIVITY: TYPES["activity"],
    Record.Kind.PRESENCE: TYPES["presence"],
    Record.Kind.PLEDGE: TYPES["resource"],
    Record.Kind.NOTICE: ("early-warning", "good-practice"),
}

LENGTHS = ("P1M", "P3M", "P6M", "P1Y", "P2Y", "P3Y", "P4Y", "P5Y", "P10Y")
"""Durations that are offered."""

NOTICES = ("P30D", "P60D", "P90D", "P180D", "P1M", "P2M", "P3M", "P6M", "P1Y", "P2Y")
"""Notice periods that are offered."""

CADENCES = ("P1W", "P1M", "P3M", "P4M", "P6M", "P1Y", "P2Y", "P3Y", "P4Y", "P5Y")

MOST = 200
"""Records offered to be linked with."""

LINKS: dict[str, tuple[type[Record], ...]] = {
    "successor": (Agreement,),
    "mechanism": (Mechanism,),
    "source": (Meeting, Agreement),
    "conference": (Meeting,),
}
"""Fields that link with another record, and of which kinds."""


def detail_fields(record: Record, seen: Any, bodies: list[str]) -> dict[str, forms.Field]:
    """Return the form fields of the record's kind. Records to link with are those `seen` by the person in
    which one of `bodies` takes part, and the one that is linked now."""
    kind = record.KIND
    names = DETAILS[kind]
    made: dict[str, forms.Field] = fields_for_model(type(record), fields=names)
    found: dict[str, forms.Field] = {}
    if kind in TYPES_OF:
        found["type"] = forms.ChoiceField(
            label=_("Type"), choices=[(code, wording.TYPES[code]) for code in TYPES_OF[kind]]
        )
    for name in names:
        field: Any = type(record)._meta.get_field(name)
        if name in LINKS:
            found[name] = _link(field, LINKS[name], seen, bodies, getattr(record, f"{name}_id"))
        elif isinstance(field, EDTFField):
            found[name] = EDTFFormField(
                label=_sentence(field.verbose_name), required=False, max_length=field.max_length
            )
        elif name in ("renewal", "notice_period", "cadence", "periodicity"):
            found[name] = _duration(field, getattr(record, name))
        elif name == "currency":
            found[name] = _currency(field, record.currency if isinstance(record, Pledge) else "")
        elif name == "timezone":
            zones = [("", "—"), *((zone, zone) for zone in sorted(available_timezones()) if "/" in zone)]
            found[name] = forms.ChoiceField(
                label=_sentence(field.verbose_name), choices=zones, required=False
            )
        elif name == "status" and isinstance(record, Meeting):
            found[name] = _status_of_meeting(made[name], record)
        else:
            found[name] = made[name]
            if name in ("starts_at", "ends_at"):
                found[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return found


def _status_of_meeting(field: Any, record: Meeting) -> forms.Field:
    """The choice of a status; of a meeting that has none yet it can be left to the date."""
    there = [(code, word) for code, word in field.choices if code]
    field.choices = there if record.status else [("", _("by its date: planned or held")), *there]
    return field


@cache
def currencies_in_use() -> frozenset[str]:
    """The codes (ISO 4217) of the currencies that are legal tender somewhere today."""
    found: dict[str, list[tuple[str, Any, Any, bool]]] = get_global("territory_currencies")  # type: ignore[assignment]
    return frozenset(
        code for rows in found.values() for code, _since, until, tender in rows if tender and until is None
    )


def _sentence(verbose: Any) -> str:
    text = str(verbose)
    return text[:1].upper() + text[1:]


def _link(
    field: Any, models: tuple[type[Record], ...], seen: Any, bodies: list[str], current: int | None
) -> forms.ModelChoiceField:
    """A choice among records, by title and date: those of the bodies are offered, any that is `seen` can be
    chosen by whoever types words of its title."""
    kinds = [model.KIND for model in models]
    rows = seen.filter(kind__in=kinds)
    if bodies:
        joint = Participation.objects.filter(organization__in=bodies).order_by().values("record")
        rows = rows.filter(pk__in=joint)
    offered = {*rows.order_by("-latest", "-pk").values_list("pk", flat=True)[:MOST], current} - {None}
    model: type[Model] = models[0] if len(models) == 1 else Record
    queryset: Any = model._default_manager.filter(kind__in=kinds, pk__in=seen.order_by().values("pk"))
    return _RecordChoice(
        offered=queryset.filter(pk__in=offered).prefetch_related("texts").order_by("-latest", "-pk"),
        label=_sentence(field.verbose_name),
        queryset=queryset.prefetch_related("texts"),
        required=False,
        empty_label="—",
        widget=RecordSelect(
            {
                "data-records": "one",
                "data-address": f"{reverse('suggest-records')}?{urlencode({'kind': kinds}, doseq=True)}",
                "data-hint": gettext("Type words of its title"),
            }
        ),
    )


class _Offered(ModelChoiceIterator):
    """The records that are offered, of all that can be chosen."""

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        self.queryset = field.offered


class _RecordChoice(forms.ModelChoiceField):
    iterator = _Offered

    def __init__(self, *, offered: Any, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(**kwargs)
        widget: Any = self.widget
        widget.called = self._called

    def label_from_instance(self, obj: Any) -> str:
        return record_called(obj)

    def _called(self, key: str) -> str:
        """What a record is called that is chosen and not offered; "" where it cannot be chosen."""
        row = self.queryset.filter(pk=key).first() if key.isdigit() and self.queryset is not None else None
        return record_called(row) if row else ""


class RecordSelect(forms.Select):
    """A select to which what was chosen is added where it is not offered."""

    called: Callable[[str], str] = str

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        there = {str(option["value"]) for _name, options, _index in groups for option in options}
        for key in {*value} - there - {""}:
            if title := self.called(str(key)):
                groups.append((None, [self.create_option(name, key, title, True, len(groups))], len(groups)))
        return groups


def record_called(record: Any) -> str:
    """What a record is called where one is chosen: its title and date."""
    title = record.title_in(page_language())
    return f"{title} ({record.date})" if record.date else title


def _duration(field: Any, current: str) -> forms.ChoiceField:
    every = field.name in ("cadence", "periodicity")
    codes = [*(CADENCES if every else NOTICES if field.name == "notice_period" else LENGTHS)]
    if current and current not in codes:
        codes.append(current)
    words = wording.duration if every else wording.length
    return forms.ChoiceField(
        label=_sentence(field.verbose_name),
        choices=[("", "—"), *((code, words(code)) for code in codes)],
        required=False,
    )


def _currency(field: Any, current: str) -> forms.ChoiceField:
    """A choice among the currencies that are in use, by name, and the rate."""
    codes = {*currencies_in_use(), current} - {"", RATE}
    named = sorted(((code, currency_name(code)) for code in codes), key=lambda row: fold(row[1]))
    return forms.ChoiceField(
        label=_sentence(field.verbose_name),
        choices=[("", _("not stated")), *named, (RATE, _("rate, in per cent"))],
        required=False,
    )
