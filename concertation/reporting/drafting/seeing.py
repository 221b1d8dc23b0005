"""What of a draft somebody sees: a sentence is seen by who sees all that it rests on.

Officers may belong to different circles. What rests on a record or a document that somebody may not see
is not there for them: not its words, not their number. That a record was withdrawn
hides nothing: it is pointed out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from concertation.accounts.sharing import shared_with
from concertation.register.models import Record
from concertation.reporting.models import Draft, Sentence

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer


def sentences_of(person: Viewer, **of: Any) -> Any:
    """Return the sentences that the person sees, `of` a draft or of several, in their order."""
    rests: Any = Sentence.records.through.objects.filter(sentence=OuterRef("pk"))
    cites: Any = Sentence.cited.through.objects.filter(sentence=OuterRef("pk"))
    whole = ~Exists(rests.exclude(shared_with(person, "record__"))) & ~Exists(
        cites.exclude(shared_with(person, "paragraph__document__"))
    )
    return Sentence.objects.filter(whole, **of)


def left_out(draft: Draft, person: Viewer) -> dict[str, dict[str, Any]]:
    """Return the sentences that were taken out, by their key, as far as the person sees what they rest on."""
    wanted = {uid for said in draft.left_out.values() for uid in said["records"]}
    seen = seen_uids(wanted, person)
    return {key: said for key, said in draft.left_out.items() if set(said["records"]) <= seen}


def seen_uids(uids: set[str], person: Viewer) -> set[str]:
    """Return those of these records whose label lets the person see them."""
    rows = Record.objects.shared_with(person).filter(uid__in=uids)
    return {str(uid) for uid in rows.values_list("uid", flat=True)}
