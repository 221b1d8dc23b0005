"""Taking a merge back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.merging.journal import changed_since, take_back
from concertation.register.models import Document, Merge, Record, Text
from concertation.register.numbering import check_number
from concertation.register.recording import sign
from concertation.register.search.filing import file_document
from concertation.register.search.in_step import together


@transaction.atomic
@together()
def undo(merge: Merge, person: Person) -> None:
    """Make two of one again, each as it was. What was added to the outcome since stays with it.

    Raises `ValidationError` with what stands against it; nothing is changed then.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if reasons := standing_against(merge):
        raise ValidationError([*reasons])
    why = _("The merge was undone: %(why)s") % {"why": merge.why}
    headings = _headings(merge)
    sign(merge, person, why)
    merge.delete()
    take_back(merge.journal, person, why)
    if merge.record:
        # Whoever saw the outcome does not write over what it is now, and the search finds what it says now.
        outcome = Record.objects.get(pk=merge.record_id).detail
        sign(outcome, person, why)
        outcome.save()
        for record in Record.objects.filter(uid__in=[merge.old, merge.into]):
            record.detail.validate()
            check_number(record.detail, person)
    for document in Document.objects.filter(sections__in=headings).distinct():
        file_document(document)


def standing_against(merge: Merge) -> list[str]:
    """Return what stands against taking the merge back, a sentence each; none where nothing does."""
    outcome = merge.record or merge.organization
    assert outcome is not None
    now = str(getattr(outcome, "uid", outcome.pk))
    if now != merge.into:
        return [_("The outcome went into another one since. Undo that merge first.")]
    later = Merge.objects.filter(into=now, pk__gt=merge.pk).order_by("-pk").first()
    if later is not None:
        return [_("Something else was merged into it since. Undo that merge first.")]
    return [
        _("“%(what)s” of the outcome was changed since the merge. Change it back first.") % {"what": what}
        for what in dict.fromkeys(_changed(merge))
    ]


def _changed(merge: Merge) -> list[str]:
    """What the outcome itself says otherwise by now than the merge had it say."""
    outcome: Any = merge.record.detail if merge.record else merge.organization
    texts = list(merge.record.texts.values_list("pk", flat=True)) if merge.record else []
    found: list[str] = []
    for step in merge.journal:
        model: Any = apps.get_model(step["model"])
        of_outcome = isinstance(outcome, model) and step["pk"] == outcome.pk
        if step["do"] != "change" or not (of_outcome or (model is Text and step["pk"] in texts)):
            continue
        for name in changed_since(step):
            if name != "record_id":
                found.append(force_str(next(f for f in model._meta.fields if f.attname == name).verbose_name))
    return found


def _headings(merge: Merge) -> list[int]:
    """Headings of documents that were about the organization: their paragraphs are found by it."""
    return [step["pk"] for step in merge.journal if step["model"] == "register.section"]
