"""The fields that only records of one kind have, for the form of a record."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db.models import Model
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from concertation.reading.proposal import TYPES
from concertation.register.dates import EDTFField
from concertation.register.models import (
    Agreement,
    Mechanism,
    Meeting,
    Participation,
    Record,
)
from concertation.web import wording
from concertation.web.fields import EDTFFormField
from concertation.web.language import page_language

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
    Record.Kind.MANDATE: ("symbol", "paragraph", "periodicity"),
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
    Record.Kind.MANDATE: ("symbol", "paragraph", "periodicity"),
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
            every = name in ("cadence", "periodicity")
            found[name] = _duration(field, getattr(record, name), every=every)
        elif name == "timezone":
            zones = [("", "—"), *((zone, zone) for zone in sorted(available_timezones()) if "/" in zone)]
            found[name] = forms.ChoiceField(
                label=_sentence(field.verbose_name), choices=zones, required=False
            )
        else:
            found[name] = made[name]
            if name in ("starts_at", "ends_at"):
                found[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return found


def _sentence(verbose: Any) -> str:
    text = str(verbose)
    return text[:1].upper() + text[1:]


def _link(
    field: Any, models: tuple[type[Record], ...], seen: Any, bodies: list[str], current: int | None
) -> forms.ModelChoiceField:
    """A choice among records, by title and date."""
    rows = seen.filter(kind__in=[model.KIND for model in models])
    if bodies:
        joint = Participation.objects.filter(organization__in=bodies).order_by().values("record")
        rows = rows.filter(pk__in=joint)
    offered = {*rows.order_by("-latest", "-pk").values_list("pk", flat=True)[:MOST], current} - {None}
    model: type[Model] = models[0] if len(models) == 1 else Record
    queryset: Any = model._default_manager.filter(pk__in=offered).filter(pk__in=seen.order_by().values("pk"))
    return _RecordChoice(
        label=_sentence(field.verbose_name),
        queryset=queryset.prefetch_related("texts").order_by("-latest", "-pk"),
        required=False,
        empty_label="—",
    )


class _RecordChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        title = obj.title_in(page_language())
        return f"{title} ({obj.date})" if obj.date else title


def _duration(field: Any, current: str, *, every: bool) -> forms.ChoiceField:
    codes = [*(CADENCES if every else LENGTHS)]
    if current and current not in codes:
        codes.append(current)
    words = wording.duration if every else wording.length
    return forms.ChoiceField(
        label=_sentence(field.verbose_name),
        choices=[("", "—"), *((code, words(code)) for code in codes)],
        required=False,
    )
