"""What two records of a kind say, field by field, and which of it stays where nobody chooses.

What only one says stays; of two dates the more exact one, where they agree; else what the better-sourced
record says. The narrower label stays. Links with records that the person may not see are none for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.sharing import visible
from concertation.register.dates import EDTFField
from concertation.register.merging.precision import contradict, more_exact
from concertation.register.merging.sharing import Sharing, narrower, sharing_of
from concertation.register.models import AgendaItem, Commitment, Evidence, Progress, Record, Text

Side = Literal["kept", "other"]

NUMBERS = frozenset({"number", "amount", "currency", "symbol", "paragraph"})
"""Fields of which two values contradict each other: the ninth is not the tenth."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """What both say of one thing. `name` is that of the field, with the language or the organization after a
    blank; `what` says what the values are: "text", "date", "type", "duration", "length", "choice", "record",
    "role", "sharing", else ""; `lang` is that of a text. `stays` is the side that stays where nobody chooses;
    `contradict` tells that both cannot be true."""

    name: str
    word: str
    kept: Any
    other: Any
    stays: Side
    what: str = ""
    lang: str = ""
    contradict: bool = False

    @property
    def same(self) -> bool:
        return self.kept == self.other

    @property
    def chosen(self) -> bool:
        """Whether there is something to choose: both say something, and not the same."""
        return not self.same and bool(self.kept or self.kept == 0) and bool(self.other or self.other == 0)


def aspects(kept: Record, other: Record, person: Any) -> list[Aspect]:
    """Return what both records say; they are of the model of their kind, and the person sees both."""
    better = _better(kept, other, person)
    found = [
        *_texts(kept, other, better),
        *_fields(kept, other, person, better),
        *_roles(kept, other, better),
        _sharing(kept, other),
    ]
    return [one for one in found if one.kept or one.other]


def _better(kept: Record, other: Record, person: Any) -> Side:
    """The side with more evidence, of what the person may see, and more of it confirmed by somebody."""

    rows = Evidence.objects.filter(visible(person, "paragraph__document__"), record__in=[kept.pk, other.pk])
    found = list(rows.values_list("record", "confirmed_by"))

    def sources(record: Record) -> tuple[int, int]:
        mine = [who for pk, who in found if pk == record.pk]
        return sum(who is not None for who in mine), len(mine)

    return "other" if sources(other) > sources(kept) else "kept"


def _stays(mine: Any, theirs: Any, better: Side) -> Side:
    if not theirs and theirs != 0:
        return "kept"
    if not mine and mine != 0:
        return "other"
    return better


def _texts(kept: Record, other: Record, better: Side) -> Iterator[Aspect]:
    said: list[dict[tuple[str, str], Text]] = [
        {(text.field, text.lang): text for text in record.texts.all()} for record in (kept, other)
    ]
    for field, lang in sorted({*said[0], *said[1]}, key=lambda key: (key[0] != "title", key)):
        mine, theirs = (texts.get((field, lang)) for texts in said)
        mine_says, theirs_says = (mine.value if mine else ""), (theirs.value if theirs else "")
        stays = _stays(mine_says, theirs_says, better)
        if mine and theirs:
            # A text that somebody wrote counts for more than one that a machine made, or that is outdated.
            rank = ["original", "human", "outdated", "machine"]
            ranks = rank.index(mine.status), rank.index(theirs.status)
            longer: Side = "other" if len(theirs_says) > len(mine_says) else "kept"
            fuller = better if field == "title" else longer
            stays = fuller if ranks[0] == ranks[1] else ("kept" if ranks[0] < ranks[1] else "other")
        word = _("title") if field == "title" else _("description")
        yield Aspect(f"{field} {lang}", word, mine_says, theirs_says, stays, "text", lang)


def _fields(kept: Record, other: Record, person: Any, better: Side) -> Iterator[Aspect]:
    own = cast("Any", kept)._meta
    for field in (own.get_field("type"), own.get_field("date"), *own.local_concrete_fields):
        if not field.editable or field.primary_key or field.related_model is AgendaItem:
            continue  # the item of an agenda goes with the meeting that is chosen
        mine, theirs = getattr(kept, field.attname), getattr(other, field.attname)
        word = force_str(field.verbose_name)
        if field.is_relation:
            mine, theirs = (_seen_link(field, id, person) for id in (mine, theirs))
            yield Aspect(field.attname, word, mine, theirs, _stays(mine, theirs, better), "record")
        elif isinstance(field, EDTFField):
            stays = _stays(mine, theirs, better)
            if mine and theirs:
                stays = _more_exact(mine, theirs, better)
            at_odds = contradict(mine, theirs)
            yield Aspect(field.attname, word, mine, theirs, stays, "date", contradict=at_odds)
        else:
            at_odds = field.name in NUMBERS and bool(mine and theirs) and mine != theirs
            stays = _stays(mine, theirs, better)
            if field.name == "status" and isinstance(kept, Commitment):
                stays = _told_last(kept, other) or stays
            yield Aspect(field.attname, word, mine, theirs, stays, _what(field), contradict=at_odds)


def _told_last(kept: Record, other: Record) -> Side | None:
    """The commitment of which the newest update tells; None where nobody told how far either got."""
    told = Progress.objects.filter(commitment__in=[kept.pk, other.pk]).order_by("-date", "-pk").first()
    if told is None:
        return None
    return "other" if told.commitment_id == other.pk else "kept"


def _more_exact(mine: str, theirs: str, better: Side) -> Side:
    if more_exact(mine, theirs):
        return "kept"
    return "other" if more_exact(theirs, mine) else better


def _seen_link(field: Any, id: int | None, person: Any) -> Record | None:
    return field.related_model.objects.filter(visible(person), pk=id or 0).first()


def _what(field: Any) -> str:
    if field.name == "type":
        return "type"
    if field.choices:
        return "choice"
    if field.name in ("cadence", "periodicity"):
        return "duration"
    return "length" if field.name in ("renewal", "notice_period") else ""


def _roles(kept: Record, other: Record, better: Side) -> Iterator[Aspect]:
    """The part of an organization that takes part in both."""
    parts = [{part.organization_id: part.role for part in one.participations.all()} for one in (kept, other)]
    for id in sorted(parts[0].keys() & parts[1].keys()):
        if parts[0][id] != parts[1][id]:
            word = _("part of %(id)s") % {"id": id}
            yield Aspect(f"role {id}", word, parts[0][id], parts[1][id], better, "role")


def _sharing(kept: Record, other: Record) -> Aspect:
    mine, theirs = sharing_of(kept), sharing_of(other)
    stays: Side = "other" if narrower(theirs, mine) else "kept"
    if (mine.label, mine.circle) == (theirs.label, theirs.circle):
        theirs = Sharing(mine.label, mine.circle, mine.name)
    return Aspect("sharing", _("sharing"), mine, theirs, stays, "sharing")
