"""Records that look like one: shown to people, who decide.

What is compared, and how, is said in `review.matching`. A person is asked here, so the vetoes are fewer than
where the program joins by itself: one record may name an organization more, or leave out a date or an amount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from rapidfuzz import fuzz, process

from concertation.accounts.sharing import Label, visible
from concertation.register.amending import may_be_changed_by
from concertation.register.models import Evidence, Participation, Record, Text, TwoThings
from concertation.review import matching
from concertation.review.matching import Candidate, Facts, compare, of_record
from concertation.review.models import Likeness, LookedThrough

if TYPE_CHECKING:
    from concertation.accounts.models import Person
    from concertation.accounts.sharing import Viewer

LIKELY = 0.75
"""From this likeness on people are asked whether two records are one."""

POOL = 4000
"""Titles that are looked at for one record, the latest first."""

NEAREST = 30
"""Records that are compared with one: those with the most similar titles."""


def of_other_people(a: Facts, b: Facts) -> bool:
    """Neither names all organizations that the other one names."""
    if a.kind == Record.Kind.MEETING:
        return matching.other_people(a, b)
    return not (a.organizations <= b.organizations or b.organizations <= a.organizations)


def other_amounts(a: Facts, b: Facts) -> bool:
    """Both state an amount, and not the same."""
    stated = a.amount is not None and b.amount is not None
    return stated and matching.another_amount(a, b)


VETOES: list[Callable[[Facts, Facts], bool]] = [
    matching.another_number,
    matching.another_time,
    matching.another_place,
    other_amounts,
    matching.told_apart,
    of_other_people,
    matching.nothing_in_common,
]


def alike(record: Record, person: Viewer, *, most: int = 5) -> list[Candidate]:
    """Return the records that `record` looks like, of those that the person sees and nobody said to be two,
    the likeliest first. What a document that the person may not see says has no part in it."""
    rows = Record.objects.visible_to(person).exclude(pk=record.pk)
    told = Evidence.objects.filter(visible(person, "paragraph__document__"))
    one = _whole(Record.objects.filter(pk=record.pk), told).get()
    found = _likely(of_record(one), rows, told)
    apart = _said_to_be_two(str(record.uid))
    return [row for row in found if str(row.record.uid) not in apart][:most]


def like(facts: Facts, person: Viewer, *, most: int = 5) -> list[Candidate]:
    """Return the records that the person sees and that look like what is about to be entered."""
    told = Evidence.objects.filter(visible(person, "paragraph__document__"))
    return _likely(facts, Record.objects.visible_to(person), told)[:most]


def _likely(facts: Facts, rows: Any, told: QuerySet[Evidence]) -> list[Candidate]:
    """Compare with the nearest of the rows; `told` is the evidence that may be looked at."""
    wanted = _nearest(facts, rows.filter(kind=facts.kind))
    found = [
        Candidate(row, *compare(facts, of_record(row), VETOES))
        for row in _whole(Record.objects.filter(pk__in=wanted), told)
    ]
    return sorted((one for one in found if one.score >= LIKELY), key=lambda one: (-one.score, one.record.pk))


def _nearest(facts: Facts, rows: Any) -> list[int]:
    """Return the keys of the rows that can be compared at all and have the most similar titles."""
    if not facts.titles or not (facts.organizations or facts.first):
        return []
    if facts.organizations:
        joint = Participation.objects.filter(organization__in=facts.organizations).order_by()
        rows = rows.filter(pk__in=joint.values("record"))
    if facts.first and facts.last and facts.kind not in (Record.Kind.ACTIVITY, Record.Kind.PRESENCE):
        rows = rows.filter(Q(earliest__lte=facts.last, latest__gte=facts.first) | Q(earliest=None))
    pks = list(rows.order_by("-latest", "-pk").values_list("pk", flat=True)[:POOL])
    texts = Text.objects.filter(field="title", lang__in=facts.titles).order_by()
    if len(pks) == POOL:
        texts = texts.filter(record__in=pks)
    else:
        texts = texts.filter(record__in=rows.order_by().values("pk"))
    titles = {(pk, lang): folded for pk, lang, folded in texts.values_list("record", "lang", "folded")}
    best: dict[int, float] = {}
    for lang, title in facts.titles.items():
        own = {pk: folded for (pk, of), folded in titles.items() if of == lang}
        near = process.extract(title, own, scorer=fuzz.token_sort_ratio, limit=NEAREST, score_cutoff=45)
        for _folded, score, pk in near:
            best[pk] = max(best.get(pk, 0), score)
    named = {pk for pk, _lang in titles}
    strangers = [pk for pk in pks if pk not in named][:NEAREST]  # told in another language only
    return sorted(best, key=lambda pk: -best[pk])[:NEAREST] + strangers


def _whole(rows: Any, told: QuerySet[Evidence]) -> Any:
    """The rows with what `of_record` compares."""
    return rows.select_related("meeting", "agreement", "pledge", "circle").prefetch_related(
        "texts",
        "participations",
        "places",
        "themes",
        Prefetch("evidence", told.select_related("paragraph__document")),
    )


# Pairs that are two ----------------------------------------------------------------------------------------


def _said_to_be_two(uid: str) -> set[str]:
    pairs = TwoThings.objects.filter(Q(first=uid) | Q(second=uid)).values_list("first", "second")
    return {other for pair in pairs for other in pair} - {uid}


def are_two(one: str, other: str, person: Person) -> None:
    """Say that two that look alike are two: they are offered no more. Records are named by `uid`,
    organizations by `id`."""
    first, second = sorted((one, other))
    TwoThings.objects.get_or_create(first=first, second=second, defaults={"person": person})
    if records := _records(one, other):
        Likeness.objects.filter(first__in=records, second__in=records).delete()


def may_be_one(one: str, other: str) -> None:
    """Take back that they are two."""
    first, second = sorted((one, other))
    TwoThings.objects.filter(first=first, second=second).delete()
    for record in _records(one, other)[:1]:
        look_at(record)


def _records(*names: str) -> list[Record]:
    """The records of these names; none where they name organizations."""
    try:
        return list(Record.objects.filter(uid__in=[UUID(name) for name in names]).order_by("pk"))
    except ValueError:
        return []


def said_by(one: str, other: str) -> TwoThings | None:
    """Return who said that they are two; None where nobody did."""
    first, second = sorted((one, other))
    return TwoThings.objects.filter(first=first, second=second).select_related("person").first()


# The list --------------------------------------------------------------------------------------------------


def unlooked() -> QuerySet[Record]:
    """Return the records that were changed since somebody looked through the register, the earliest first."""
    rows = Record.objects.order_by("updated_at", "pk")
    last = LookedThrough.objects.first()
    if last is None:
        return rows
    return rows.filter(Q(updated_at__gt=last.until) | Q(updated_at=last.until, pk__gt=last.last))


def look(records: Iterable[Record], step: Callable[[], None] = lambda: None) -> None:
    """Look for what each of these `unlooked` records is like, and remember it; `step` is called each time."""
    for record in records:
        with transaction.atomic():
            look_at(record)
            found = {"until": record.updated_at, "last": record.pk}
            LookedThrough.objects.update_or_create(pk=1, defaults=found)
        step()


@transaction.atomic
def look_at(record: Record) -> None:
    """Remember what the record is like, whoever sees it. Only documents that everybody who signs in sees have
    a part in it: nobody learns from the list what another one says."""
    told = Evidence.objects.filter(paragraph__document__label__in=[Label.CLEAR, Label.GREEN])
    one = _whole(Record.objects.filter(pk=record.pk), told).get()
    found = _likely(of_record(one), Record.objects.exclude(pk=record.pk), told)
    apart = _said_to_be_two(str(record.uid))
    Likeness.objects.filter(Q(first=record.pk) | Q(second=record.pk)).delete()
    Likeness.objects.bulk_create(
        Likeness(
            first_id=min(record.pk, other.record.pk), second_id=max(record.pk, other.record.pk),
            score=other.score,
        )
        for other in found
        if str(other.record.uid) not in apart
    )  # fmt: skip


def pairs(person: Person) -> QuerySet[Likeness]:
    """Return the pairs of records that look alike, of those that the person sees, the likeliest first."""
    seen = Record.objects.visible_to(person).order_by().values("pk")
    rows = Likeness.objects.filter(first__in=seen, second__in=seen)
    if not person.may("edit-all"):
        joint = (
            Participation.objects.filter(organization__in=person.own_and_above).order_by().values("record")
        )
        for side in ("first", "second"):
            rows = rows.filter(Q(**{f"{side}__in": joint}) | Q(**{f"{side}__creator": person.pk}))
    return rows


def may_merge(one: Record, other: Record, person: Any) -> bool:
    """Whether the person, who sees both, may change both."""
    return may_be_changed_by(one, person) and may_be_changed_by(other, person)
