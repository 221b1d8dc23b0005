"""Correcting what is told of a document: its title, its language, with whom it is shared; and giving back
what it was.

The text itself, and what was proposed from it, stay as they were read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, check_unchanged, history_of
from concertation.accounts.earlier import Item, Pair, asked_for, paired, until
from concertation.accounts.models import Circle, Person
from concertation.accounts.sharing import Label, wider
from concertation.register.asking import two_persons
from concertation.register.models import Attachment, Document, Record
from concertation.register.recording import sign
from concertation.register.search.filing import file_records

SHARING = "sharing"


def may_correct(document: Document, person: Any) -> bool:
    """Whether `person`, who sees the document, may change what is told of it: officers any; others what they
    loaded themselves."""
    if not person.is_authenticated or not person.may("edit"):
        return False
    return person.may("edit-all") or document.creator == person


def follows(document: Document) -> bool:
    """Whether the document is the text of a file of a record: it is then shared as the record is."""
    return Attachment.objects.filter(document=document, brought=True).exists()


@dataclass(frozen=True, slots=True)
class AtOdds:
    """Records that rest on a document and would be shared otherwise: to more people, or to fewer."""

    wider: tuple[Record, ...]
    narrower: tuple[Record, ...]

    def __bool__(self) -> bool:
        return bool(self.wider or self.narrower)


def at_odds(document: Document, label: str, circle: Circle | None, person: Person) -> AtOdds:
    """Return the records with evidence in the document, as far as the person sees them, that would be shared
    more widely, or more narrowly, than the document under this label and circle."""
    then = Document(label=label, circle=circle)
    rows: Any = Record.objects.visible_to(person).filter(evidence__paragraph__document=document)
    found = list(rows.distinct().order_by("pk").prefetch_related("texts"))
    return AtOdds(
        tuple(one for one in found if wider(one.label, one.circle_id, than=then)),
        tuple(one for one in found if wider(label, circle.pk if circle else None, than=one)),
    )


@transaction.atomic
def correct(
    document: Document,
    *,
    title: str,
    lang: str,
    label: str,
    circle: Circle | None,
    person: Person,
    seen: str | None,
    why: str = "",
    anyway: bool = False,
) -> Document:
    """Give the document this title, language (ISO 639-1), label and circle; return it. Where the language
    changes it is filed anew for search, with the records that rest on it.

    `seen` is its `acts.version` when the person looked at it. Raises `PermissionDenied` where the person may
    not; `ValidationError` where somebody changed it since, where a rule is broken, where the person could not
    see it any more, or where records that rest on it would be shared otherwise and that is not meant
    `anyway`; nothing is changed then.
    """
    if not may_correct(document, person):
        raise PermissionDenied(_("Your role does not include changing this document."))
    check_unchanged(document, seen)
    fresh = Document.objects.select_related("circle").get(pk=document.pk)
    circle = None if label in (Label.CLEAR, Label.GREEN) else circle
    if (label, circle) != (fresh.label, fresh.circle):
        _check_sharing(fresh, label, circle, person, anyway)
    other_language = lang != fresh.lang
    fresh.title, fresh.lang, fresh.label, fresh.circle = title.strip(), lang, label, circle
    sign(fresh, person, why)
    fresh.full_clean()
    fresh.save()  # which files it anew
    if other_language:
        rows = Record.objects.filter(evidence__paragraph__document=fresh)
        file_records(list(rows.order_by("pk").values_list("pk", flat=True).distinct()))
    if not fresh.may_be_seen_by(person):
        raise ValidationError(
            {"label": _("You could not see this document any more. Choose a circle that you belong to.")}
        )
    return fresh


def _check_sharing(
    document: Document, label: str, circle: Circle | None, person: Person, anyway: bool
) -> None:
    if follows(document):
        raise ValidationError(
            {"label": _("This is the text of a file of a record, and is shared as that record is.")}
        )
    opened = wider(label, circle.pk if circle else None, than=document)
    if opened and two_persons(document.label) and document.creator == person:
        raise ValidationError(
            {
                "label": _(
                    "Under this label two persons are needed: somebody else than who loaded it widens it."
                )
            }
        )
    if found := None if anyway else at_odds(document, label, circle, person):
        raise ValidationError({"anyway": list(_sentences(found))})


MOST = 5
"""Records that a sentence names; it tells how many more there are."""


def _sentences(found: AtOdds) -> Iterator[str]:
    if found.wider:
        yield _(
            "These records would be shared more widely than the document that they rest on: %(records)s."
        ) % {"records": _named(found.wider)}
    if found.narrower:
        yield _(
            "The document would be shared more widely than these records that rest on it, and tells what "
            "they hold: %(records)s."
        ) % {"records": _named(found.narrower)}


def _named(records: tuple[Record, ...]) -> str:
    names = "; ".join(f"{one} (TLP:{one.label})" for one in records[:MOST])
    left = len(records) - MOST
    return names if left <= 0 else _("%(names)s; and %(number)s more") % {"names": names, "number": left}


def state_after(document: Document, change: Change) -> Any:
    """Return how what is told of the document was when the change was done: the row of its history."""
    return history_of(Document).filter(id=document.pk, history_date__lte=until(change)).last()


def compared(before: Any, after: Any) -> list[Pair]:
    """Return what can be given back, as two states of a document said it: rows of its history, or itself."""
    return paired(_items(before), _items(after))


def _items(own: Any) -> Iterator[Item]:
    yield Item("title", _("title"), (own.title,) if own.title else (), lang=own.lang)
    yield Item("lang", _("language"), (own.lang,), "language")
    circle = Circle.objects.filter(pk=own.circle_id or 0).first()
    label = str(Label(own.label).label)
    yield Item(SHARING, _("sharing"), (label, str(circle)) if circle else (label,))


def restore(
    document: Document,
    state: Any,
    names: Collection[str],
    *,
    person: Person,
    why: str,
    seen: str,
    anyway: bool = False,
) -> Document:
    """Give the document back what the fields of these `names` said in the state; return it. What would let
    somebody see more than now is refused unless it is meant `anyway`.

    Raises what `correct` raises, and `ValidationError` where nothing is chosen or no reason is given; nothing
    is changed then.
    """
    why = asked_for(names, why)
    sharing = state if SHARING in names else document
    if SHARING in names and not anyway and wider(state.label, state.circle_id, than=document):
        raise ValidationError(
            {"anyway": _("More people would see this document than now. If that is meant, confirm it.")}
        )
    return correct(
        document,
        title=(state if "title" in names else document).title,
        lang=(state if "lang" in names else document).lang,
        label=sharing.label,
        circle=Circle.objects.filter(pk=sharing.circle_id or 0).first(),
        person=person,
        seen=seen,
        why=why,
        anyway=anyway,
    )
