"""How what was two is shared: so that nobody sees more of either than before."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.accounts.models import Person
from concertation.accounts.sharing import Label
from concertation.register.models import Record

RANKS = [str(label.value) for label in Label]
OPEN = frozenset({Label.CLEAR.value, Label.GREEN.value})


@dataclass(frozen=True, slots=True)
class Sharing:
    """A label with its circle (by primary key); `name` is that of the circle."""

    label: str
    circle: int | None
    name: str = ""


def sharing_of(record: Record) -> Sharing:
    """Return how a record is shared; a circle counts only where the label asks for one."""
    if record.label in OPEN or record.circle is None:
        return Sharing(record.label, None)
    return Sharing(record.label, record.circle_id, record.circle.name)


def narrower(one: Sharing, other: Sharing) -> bool:
    """Tell whether `one` has the narrower label; of two alike, one without a circle, which nobody sees."""
    if one.label != other.label:
        return RANKS.index(one.label) > RANKS.index(other.label)
    return one.circle is None and other.circle is not None


def tells_more(chosen: Sharing, than: Sharing) -> bool:
    """Tell whether somebody may see what is shared as `chosen` who may not see what is shared as `than`, who
    entered it aside. Circles are taken to differ: who is in them changes."""
    if chosen.label not in OPEN and chosen.circle is None:
        return False
    if than.label in OPEN:
        return RANKS.index(chosen.label) < RANKS.index(than.label)
    alike = chosen.label == than.label or (
        (chosen.label, than.label) == (Label.AMBER_STRICT.value, Label.AMBER.value)
    )
    return not alike or chosen.circle != than.circle


def creator_of(kept: Record, other: Record) -> Person | None:
    """Return who is to count as having entered the outcome, and so always sees it: whoever entered one of the
    two and may see the other; nobody where there is no such person."""
    for mine, theirs in ((kept, other), (other, kept)):
        if mine.creator is not None and theirs.may_be_seen_by(mine.creator):
            return mine.creator
    return None
