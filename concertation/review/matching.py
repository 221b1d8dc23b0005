"""Is a proposed record already in the register?

A rule compares one aspect of the proposal with the same aspect of a record and answers from 0 (they
differ) to 1 (they agree), or None where either side does not state it. A veto ends the comparison.
The score is the weighted mean of what the rules answered, and each candidate tells which rules spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q
from rapidfuzz import fuzz

from concertation.register.dates import known_bounds
from concertation.register.folding import fold
from concertation.register.models import Evidence, Paragraph, Place, Record
from concertation.register.places import locate
from concertation.review.mandates import same_mandates
from concertation.review.models import Proposal

JOIN = 0.8
"""From this score on a proposal is taken for the record that it resembles."""

CLEAR = 0.03
"""How far the best candidate must be ahead of the next."""

KINDS = {
    "event": Record.Kind.MEETING,
    "instrument": Record.Kind.AGREEMENT,
    "activity": Record.Kind.ACTIVITY,
    "presence": Record.Kind.PRESENCE,
    "resource": Record.Kind.PLEDGE,
    "mandate": Record.Kind.MANDATE,
}


OFFICES = frozenset({"SG", "DSG"})
"""Persons who invite or attend; their presence at a meeting of others makes them no party to its series."""


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph that tells something. `work` is the same for all language versions of a document."""

    work: int
    document: int
    number: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its English name, `Place.Kind` and country (ISO 3166-1 alpha-3, empty for a region)."""

    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared. `titles` are folded, by language; `told` are the paragraphs that tell it."""

    kind: str
    type: str
    number: int | None
    organizations: frozenset[str]
    first: date | None
    last: date | None
    places: frozenset[Spot]
    titles: dict[str, str]
    amount: Decimal | None
    currency: str
    themes: frozenset[str]
    told: frozenset[Told]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a proposal may be about. `score` is from 0 to 1; `reasons` name the rules that spoke
    for it."""

    record: Record
    score: float
    reasons: tuple[str, ...]


def clearly_the_same(found: list[Candidate]) -> Record | None:
    """Return the record that a proposal is about where that is beyond doubt: likely enough, and no other
    is as likely."""
    if not found or found[0].score < JOIN:
        return None
    if len(found) > 1 and found[1].score > found[0].score - CLEAR:
        return None
    return found[0].record


def candidates(proposal: Proposal, *, most: int = 5) -> list[Candidate]:
    """Return the records that `proposal` may be about, the likeliest first.

    Only records that are shared as the proposal's document is are compared: what one may see must not
    depend on what another may not.
    """
    facts = of_proposal(proposal)
    document = proposal.paragraph.document
    if proposal.kind == "mandate":
        return [Candidate(row, 1.0, ("same_symbol",)) for row in same_mandates(proposal)[:most]]
    same = Q(organizations__in=proposal.bodies)
    if facts.first and facts.last:
        same |= Q(earliest__lte=facts.last, latest__gte=facts.first)
    rows = (
        Record.objects.filter(same, kind=facts.kind, held="", label=document.label, circle=document.circle)
        .select_related("meeting", "agreement", "pledge")
        .prefetch_related(
            "texts",
            "participations",
            "places",
            "themes",
            Prefetch("evidence", Evidence.objects.select_related("paragraph__document")),
        )
        .distinct()
    )
    found = [Candidate(row, *compare(facts, of_record(row))) for row in rows]
    return sorted((c for c in found if c.score > 0.4), key=lambda c: -c.score)[:most]


def compare(
    left: Facts, right: Facts, vetoes: Sequence[Callable[[Facts, Facts], bool]] | None = None
) -> tuple[float, tuple[str, ...]]:
    """Return the likeness of two sets of facts, 0 to 1, and the names of the rules that spoke for it. One of
    the `vetoes` (default: `VETOES`) ends the comparison."""
    if any(veto(left, right) for veto in (VETOES if vetoes is None else vetoes)):
        return 0.0, ()
    total = weight = 0.0
    reasons: list[str] = []
    for rule, importance in RULES:
        answer = rule(left, right)
        if answer is None:
            continue
        total, weight = total + importance * answer, weight + importance
        if answer >= 0.75:
            reasons.append(rule.__name__)
    return (total / weight if weight else 0.0), tuple(reasons)


# Vetoes ------------------------------------------------------------------------------------------------


def another_number(a: Facts, b: Facts) -> bool:
    """The ninth is not the tenth."""
    return a.number is not None and b.number is not None and a.number != b.number


def another_time(a: Facts, b: Facts) -> bool:
    """What can have happened on no common day is not the same; activities and presences last, so their
    dates do not tell."""
    if a.kind in (Record.Kind.ACTIVITY, Record.Kind.PRESENCE):
        return False
    return bool(a.first and b.last and a.first > b.last) or bool(b.first and a.last and b.first > a.last)


def another_place(a: Facts, b: Facts) -> bool:
    """A meeting in Cairo is not one in Rabat, but may be the one in Egypt."""
    if a.kind != Record.Kind.MEETING or not a.places or not b.places:
        return False
    return all(apart(one, other) for one in a.places for other in b.places)


def apart(one: Spot, other: Spot) -> bool:
    """Tell whether two places exclude each other. Regions exclude nothing."""
    if Place.Kind.REGION in (one.kind, other.kind):
        return False
    if one.kind == other.kind:
        return one != other
    return one.country != other.country


def another_amount(a: Facts, b: Facts) -> bool:
    """Another quantity; a currency that one language version leaves out is none other."""
    if a.amount != b.amount:
        return True
    left_out = same_paragraph(a, b) is not None and "" in (a.currency, b.currency)
    return a.currency != b.currency and not left_out


def told_apart(a: Facts, b: Facts) -> bool:
    """What one paragraph states twice are two things."""
    return any(x.document == y.document and x.number == y.number for x in a.told for y in b.told)


def dated_elsewhere(a: Facts, b: Facts) -> bool:
    """An undated mention is of the meeting that its own report dates, not of one in another report."""
    undated = (a.first is None) != (b.first is None)
    return (
        a.kind == Record.Kind.MEETING and undated and not {x.work for x in a.told} & {y.work for y in b.told}
    )


def other_people(a: Facts, b: Facts) -> bool:
    """One department consults two bodies in one city and month, and the United Nations holds a "general
    cooperation meeting" with each partner: other partners, another meeting. It is one only where a name of
    its own says so and it is no meeting of two: a person's who invited many, or one of several bodies.
    Work of other organizations is other work."""
    if a.kind != Record.Kind.MEETING:
        return a.organizations != b.organizations
    if a.organizations <= b.organizations or b.organizations <= a.organizations:
        return False
    if same_paragraph(a, b) and a.organizations & b.organizations and a.first and a.first == b.first:
        return False
    named = has_own_name(a) and has_own_name(b) and (same_title(a, b) or 0) >= 0.9
    invited = bool(a.organizations & b.organizations & OFFICES)
    return not (named and (invited or max(len(a.organizations), len(b.organizations)) > 2))


def has_own_name(facts: Facts) -> bool:
    """Tell whether the title says more than "consultations" or "regional workshop"."""
    return any(sum(len(word) > 3 for word in title.split()) >= 3 for title in facts.titles.values())


def nothing_in_common(a: Facts, b: Facts) -> bool:
    """Two activities of the same bodies are one only where the words or the paragraph say so."""
    named = same_title(a, b)
    alike = named is not None and named >= (0.85 if a.kind == Record.Kind.ACTIVITY else 0.5)
    dated = a.first is not None and b.first is not None and a.kind != Record.Kind.ACTIVITY
    return not alike and not same_paragraph(a, b) and not (dated and named is None)


VETOES: list[Callable[[Facts, Facts], bool]] = [
    another_number,
    another_time,
    another_place,
    another_amount,
    told_apart,
    dated_elsewhere,
    other_people,
    nothing_in_common,
]

# Rules -------------------------------------------------------------------------------------------------


def same_title(a: Facts, b: Facts) -> float | None:
    """Titles are compared within a language only."""
    common = a.titles.keys() & b.titles.keys()
    if not common:
        return None
    return max(fuzz.token_sort_ratio(a.titles[lang], b.titles[lang]) for lang in common) / 100


def same_organizations(a: Facts, b: Facts) -> float | None:
    if not a.organizations or not b.organizations:
        return None
    shared = len(a.organizations & b.organizations)
    return shared / min(len(a.organizations), len(b.organizations))


def same_time(a: Facts, b: Facts) -> float | None:
    """Equal bounds agree fully; a day inside a month nearly."""
    if not (a.first and a.last and b.first and b.last):
        return None
    return 1.0 if (a.first, a.last) == (b.first, b.last) else 0.8


def same_place(a: Facts, b: Facts) -> float | None:
    return 1.0 if a.places & b.places else (0.0 if a.places and b.places else None)


def same_number(a: Facts, b: Facts) -> float | None:
    return 1.0 if a.number and a.number == b.number else None


def same_type(a: Facts, b: Facts) -> float | None:
    return 1.0 if a.type == b.type else 0.0


def same_themes(a: Facts, b: Facts) -> float | None:
    if not a.themes or not b.themes:
        return None
    return len(a.themes & b.themes) / len(a.themes | b.themes)


def same_paragraph(a: Facts, b: Facts) -> float | None:
    """The same numbered paragraph of two language versions."""
    pairs = [(x, y) for x in a.told for y in b.told if x.work == y.work and x.number == y.number]
    return 1.0 if any(x.document != y.document for x, y in pairs) else None


RULES: list[tuple[Callable[[Facts, Facts], float | None], float]] = [
    (same_title, 4),
    (same_organizations, 2),
    (same_time, 3),
    (same_place, 1),
    (same_number, 3),
    (same_type, 1),
    (same_themes, 1),
    (same_paragraph, 3),
]


def of_proposal(proposal: Proposal) -> Facts:
    """Return the facts of a proposal, as it was read."""
    first, last = known_bounds(proposal.date)
    document = proposal.paragraph.document
    return Facts(
        kind=KINDS[proposal.kind],
        type=proposal.type,
        number=proposal.ordinal,
        organizations=frozenset(proposal.bodies),
        first=first,
        last=last,
        places=frozenset(Spot(*spot) for spot in map(locate, proposal.place) if spot),
        titles={document.lang: fold(proposal.title)},
        amount=proposal.amount,
        currency=proposal.currency,
        themes=frozenset(proposal.themes),
        told=frozenset({_told(proposal.paragraph)}),
    )


def of_record(record: Record) -> Facts:
    """Return the facts of a record; its texts, participations, places and evidence are prefetched."""
    detail = record.detail
    return Facts(
        kind=record.kind,
        type=record.type,
        number=getattr(detail, "number", None),
        organizations=frozenset(p.organization_id for p in record.participations.all()),
        first=record.earliest,
        last=record.latest,
        places=frozenset(Spot(place.name, place.kind, place.country) for place in record.places.all()),
        titles={t.lang: t.folded for t in record.texts.all() if t.field == "title"},
        amount=getattr(detail, "amount", None),
        currency=getattr(detail, "currency", ""),
        themes=frozenset(theme.pk for theme in record.themes.all()),
        told=frozenset(_told(evidence.paragraph) for evidence in record.evidence.all()),
    )


def _told(paragraph: Paragraph) -> Told:
    document = paragraph.document
    return Told(document.version_of_id or document.pk, document.pk, paragraph.number)
