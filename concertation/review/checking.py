"""Does the register keep its own rules?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from concertation.register.models import Evidence, Record


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: `where` names the thing, `what` is a sentence."""

    where: str
    what: str


def things() -> int:
    """Return how many things there are to check."""
    return Record.objects.count() + Evidence.objects.count()


def findings(step: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Yield what is wrong: records that break a rule, quotes that are not in their paragraph.

    `step` is called after each thing.
    """
    for record in Record.objects.prefetch_related("texts").iterator(chunk_size=500):
        try:
            record.detail.validate()
        except ValidationError as error:
            yield Finding(f"{record.kind} {record.uid}", " ".join(error.messages))
        step()
    for evidence in Evidence.objects.select_related("paragraph__document").iterator(chunk_size=500):
        if evidence.paragraph.text[evidence.start : evidence.end] != evidence.quote:
            yield Finding(
                f"evidence {evidence.pk}",
                f"The quote does not stand in paragraph {evidence.paragraph.number} "
                f"of {evidence.paragraph.document}.",
            )
        step()
