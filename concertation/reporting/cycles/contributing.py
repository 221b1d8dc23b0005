"""What a body does with a request: confirm, correct, disown, add, answer, attach, submit, take back.

Each verb is one transaction, is refused where the request is not open, and stands in the history under who
contributes. Everything saved so is a draft until it is submitted. `seen` is the version of the request that
the person looked at: where somebody has saved the same thing since, `Meanwhile` says what.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from concertation.accounts.models import Person
from concertation.register import recording
from concertation.register.attachments import check_file, file_name, write
from concertation.register.called import Called
from concertation.register.models import Record
from concertation.reporting.cycles.access import Contributor, is_open, known, seen_contributions, sign
from concertation.reporting.cycles.holding import held, values_of, with_parts
from concertation.reporting.cycles.values import KIND_OF, checked, differing
from concertation.reporting.models import Answer, Contribution, InputFile, InputRequest
from concertation.reporting.models.contributions import kept_as

State, Verdict, Origin = InputRequest.State, Contribution.Verdict, Contribution.Origin
OPEN = (State.ASKED, State.RETURNED)
"""States of a request in which it is answered."""
LONGEST_ANSWER = 100_000
"""Characters."""
MOST_FILES = 50


class Meanwhile(ValidationError):
    """Somebody else saved the same thing since the person looked; `theirs` is what stands there now."""

    def __init__(self, theirs: Contribution | Answer) -> None:
        self.theirs = theirs
        by = str(theirs.by) if theirs.by else _("somebody else")
        super().__init__(
            _(
                "%(who)s saved this while you were working on it. What they saved is shown; nothing of yours "
                "was saved over it."
            )
            % {"who": by}
        )


def may_contribute(request: InputRequest) -> bool:
    """Tell whether the request is answered now."""
    return request.state in OPEN and is_open(request)


@transaction.atomic
def confirm(by: Contributor, record: Record, *, seen: int | None = None) -> Contribution:
    """Say that the record is right as the register holds it."""
    return _say(by, record, Verdict.CONFIRMED, {}, seen)


@transaction.atomic
def correct(
    by: Contributor,
    record: Record,
    given: Mapping[str, Any],
    *,
    lang: str = "en",
    called: Called | None = None,
    seen: int | None = None,
    origin: str = Origin.FORM,
) -> Contribution:
    """Say what of the record is to be otherwise: `given` are its fields as they should be, all of them. Where
    nothing differs, the record is confirmed.

    Raises `ValidationError` with sentences by field.
    """
    whole = _held(by, record)
    values = checked(given, called or Called.load(), lang=lang, kind=KIND_OF[record.kind])
    different = differing(values, values_of(whole, lang))
    verdict = Verdict.CORRECTED if different else Verdict.CONFIRMED
    return _say(by, record, verdict, different, seen, origin)


@transaction.atomic
def disown(by: Contributor, record: Record, *, note: str = "", seen: int | None = None) -> Contribution:
    """Say that the record is not the body's, or that it did not take place."""
    return _say(by, record, Verdict.NOT_OURS, {"note": note.strip()[:4000]} if note.strip() else {}, seen)


@transaction.atomic
def unsay(by: Contributor, record: Record, *, seen: int | None = None) -> None:
    """Take back what was said of the record."""
    _begin(by)
    row = Contribution.objects.filter(request=by.request.pk, record=_held(by, record).pk).first()
    if row:
        _not_decided(row)
        _not_changed(row, seen)
        sign(row, by)
        row.delete()
        _count(by.request)


@transaction.atomic
def confirm_all(by: Contributor) -> int:
    """Confirm each record that is held and that nothing was said of; return how many they were."""
    by = _begin(by)
    spoken_of = by.request.contributions.exclude(record=None).values("record")
    version, number = _count(by.request), 0
    for record in held(by.request, by.viewer).exclude(pk__in=spoken_of):
        row = Contribution(
            request=by.request, record=record, verdict=Verdict.CONFIRMED, by=by.addressee, version=version
        )
        sign(row, by, _("All confirmed"))
        row.save()
        number += 1
    return number


@transaction.atomic
def add(
    by: Contributor,
    given: Mapping[str, Any],
    *,
    lang: str = "en",
    called: Called | None = None,
    origin: str = Origin.FORM,
) -> Contribution:
    """Tell a fact that the register does not hold. Raises `ValidationError` with sentences by field."""
    by = _begin(by)
    values = checked(given, called or Called.load(), lang=lang)
    row = Contribution(
        request=by.request,
        verdict=Verdict.ADDED,
        values={"lang": lang} | values,
        origin=origin,
        by=by.addressee,
        version=_count(by.request),
    )
    sign(row, by)
    row.save()
    _something(by)
    return row


@transaction.atomic
def change(
    by: Contributor,
    uid: uuid.UUID | str,
    given: Mapping[str, Any],
    *,
    lang: str = "en",
    called: Called | None = None,
    seen: int | None = None,
    origin: str = Origin.FORM,
) -> Contribution:
    """Tell an added fact otherwise. Raises `ValidationError` with sentences by field."""
    by = _begin(by)
    row = _added(by, uid)
    _not_changed(row, seen)
    row.values = {"lang": lang} | checked(given, called or Called.load(), lang=lang)
    row.by, row.version, row.origin = by.addressee, _count(by.request), origin
    sign(row, by)
    row.save()
    return row


@transaction.atomic
def take_back(by: Contributor, uid: uuid.UUID | str, *, seen: int | None = None) -> Contribution:
    """Take an added fact out again; return what it was, so that it can be added anew."""
    by = _begin(by)
    row = _added(by, uid)
    _not_changed(row, seen)
    sign(row, by)
    row.delete()
    _count(by.request)
    return row


@transaction.atomic
def answer(by: Contributor, question: str, text: str, *, lang: str, seen: int | None = None) -> Answer:
    """Answer a question of the request, by its key, in `lang` (ISO 639-1); "" takes the answer back."""
    by = _begin(by)
    if question not in {one["key"] for one in by.request.questions}:
        raise ValidationError(_("This question is not asked here."))
    if len(text) > LONGEST_ANSWER:
        raise ValidationError(_("This answer is too long: attach it as a document."))
    row = Answer.objects.filter(request=by.request.pk, question=question).first()
    if row and (row.text, row.lang) == (text, lang):
        return row
    if row is None:
        row = Answer(request=by.request, question=question)
    else:
        _not_changed(row, seen)
    row.text, row.lang, row.by, row.version = text, lang, by.addressee, _count(by.request)
    sign(row, by)
    row.save()
    if text.strip():
        _something(by)
    return row


@transaction.atomic
def report_nothing(by: Contributor, nothing: bool) -> None:
    """Say that there is nothing to report, or that there is after all.

    Raises `ValidationError` where something was added or answered already.
    """
    by = _begin(by)
    request = by.request
    told = request.contributions.filter(verdict=Verdict.ADDED).exists()
    if nothing and (told or request.answers.exclude(text="").exists() or request.files.exists()):
        raise ValidationError(
            _("There is something to report: facts, answers or documents were added. Take them out first.")
        )
    request.nothing = nothing
    sign(request, by)
    request.save(update_fields=["nothing"])
    _count(request)


@transaction.atomic
def attach(by: Contributor, data: bytes, *, name: str) -> InputFile:
    """Keep a document with the request. Raises `ValidationError` where it is no file that is kept."""
    by = _begin(by)
    kind = check_file(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if by.request.files.filter(sha256=sha256).exists():
        raise ValidationError({"file": _("This file is here already.")})
    if by.request.files.count() >= MOST_FILES:
        raise ValidationError(
            {"file": _("%(number)s files are here already. Put more into one.") % {"number": MOST_FILES}}
        )
    row = InputFile(
        request=by.request,
        name=file_name(name, kind),
        sha256=sha256,
        media_type=kind.name,
        size=len(data),
        by=by.addressee,
    )
    row.file.name = kept_as(row, row.name)
    row.full_clean(exclude=["by"])
    write(row.file.name, data)
    sign(row, by)
    row.save()
    _count(by.request)
    _something(by)
    return row


@transaction.atomic
def detach(by: Contributor, pk: int) -> str:
    """Take a document out of the input; return its name. Its bytes stay for the history of the input."""
    by = _begin(by)
    row = by.request.files.filter(pk=pk).first()
    if row is None:
        raise ValidationError(_("This file is not here any more."))
    sign(row, by)
    row.delete()
    _count(by.request)
    return row.name


Read = Callable[[InputFile], None]
READERS: list[Read] = []
"""What is done with each document of an input once it is submitted: what reads documents into proposals adds
itself here (in `ready` of its app), so that these rules know nothing of it."""


@transaction.atomic
def submit(by: Contributor) -> InputRequest:
    """Hand the input in: from now on it waits for the officer, and cannot be changed.

    Raises `ValidationError` where nothing was contributed and nobody said that there is nothing.
    """
    by = _begin(by)
    request = by.request
    if not request.nothing and not _anything(request):
        raise ValidationError(
            _(
                "Nothing was contributed yet. Confirm or add something, or say that there is nothing to "
                "report."
            )
        )
    request.state, request.submitted_at = State.SUBMITTED, timezone.now()
    request.asked_until, request.asked_because = None, ""
    sign(request, by, _("Submitted"))
    request.save(update_fields=["state", "submitted_at", "asked_until", "asked_because"])
    _move(by, Contribution.State.DRAFT, Contribution.State.WAITING)
    _count(request)
    for file in request.files.all():
        for read in READERS:
            transaction.on_commit(partial(read, file))
    return request


@transaction.atomic
def withdraw(by: Contributor) -> InputRequest:
    """Take a submitted input back, to go on with it; the officer has not accepted it yet."""
    by = _locked(by)
    request = by.request
    if request.state != State.SUBMITTED or not is_open(request):
        raise ValidationError(_("Only an input that is submitted, and not accepted yet, can be taken back."))
    by = known(by)
    request.state, request.submitted_at = _before(request), None
    sign(request, by, _("Submission taken back"))
    request.save(update_fields=["state", "submitted_at"])
    _move(by, Contribution.State.WAITING, Contribution.State.DRAFT)
    _count(request)
    return request


def reopen_contributions(request: InputRequest, by: Person, why: str) -> None:
    """Make those contributions that the officer has not decided drafts again."""
    for row in request.contributions.filter(state=Contribution.State.WAITING):
        row.state = Contribution.State.DRAFT
        recording.sign(row, by, why)
        row.save(update_fields=["state", "updated_at"])


def _before(request: InputRequest) -> str:
    """What the request was before it was submitted."""
    return State.RETURNED if request.note else State.ASKED


def _move(by: Contributor, state: str, to: str) -> None:
    rows = list(by.request.contributions.filter(state=state))
    for row in rows:
        row.state = to
    reason = _("Submitted") if to == Contribution.State.WAITING else _("Submission taken back")
    who = "" if by.person else _("%(email)s, by personal link") % {"email": by.email}
    bulk_update_with_history(
        rows,
        Contribution,
        ["state"],
        default_user=by.person,
        default_change_reason=": ".join(filter(None, (who, reason)))[:100],
        batch_size=500,
    )


def _anything(request: InputRequest) -> bool:
    return (
        request.contributions.exists() or request.answers.exclude(text="").exists() or request.files.exists()
    )


def _say(
    by: Contributor,
    record: Record,
    verdict: str,
    values: dict[str, Any],
    seen: int | None,
    origin: str = Origin.FORM,
) -> Contribution:
    """Say one thing of a record that is held, in place of what was said before."""
    by = _begin(by)
    _held(by, record)
    row = Contribution.objects.filter(request=by.request.pk, record=record.pk).first()
    if row is None:
        row = Contribution(request=by.request, record_id=record.pk)
    else:
        _not_decided(row)
        if (row.verdict, row.values) == (verdict, values):
            return row
        _not_changed(row, seen)
    row.verdict, row.values, row.origin = verdict, values, origin
    row.by, row.version = by.addressee, _count(by.request)
    sign(row, by)
    row.save()
    return row


def _held(by: Contributor, record: Record) -> Record:
    """The record with its parts. Raises `PermissionDenied` where it is none that is held for the request and
    seen by the contributor."""
    found = with_parts(held(by.request, by.viewer).filter(pk=record.pk)).first()
    if found is None:
        raise PermissionDenied(_("This record is not part of the request."))
    return found


def _added(by: Contributor, uid: uuid.UUID | str) -> Contribution:
    rows = by.request.contributions.filter(uid=uid, verdict=Verdict.ADDED)
    row = rows.filter(pk__in=seen_contributions(by.viewer).values("pk")).first()
    if row is None:
        raise ValidationError(_("This fact is not here any more: somebody has taken it out."))
    _not_decided(row)
    return row


def _not_decided(row: Contribution) -> None:
    if row.state in (Contribution.State.TAKEN, Contribution.State.SET_ASIDE):
        raise ValidationError(
            _("The officer has decided on this already: it cannot be changed here any more.")
        )


def _not_changed(row: Contribution | Answer, seen: int | None) -> None:
    if seen is not None and row.version > seen:
        raise Meanwhile(row)


def _locked(by: Contributor) -> Contributor:
    """The same with the request as it stands, which nobody else changes meanwhile."""
    rows = InputRequest.objects.select_for_update(of=("self",))
    request = rows.select_related("cycle__officer", "organization").get(pk=by.request.pk)
    return Contributor(request, by.viewer, by.addressee)


def _begin(by: Contributor) -> Contributor:
    """Lock the request. Raises `ValidationError` where it is not answered now."""
    by = _locked(by)
    if not is_open(by.request):
        raise ValidationError(_("Contributions to this report are closed."))
    if by.request.state not in OPEN:
        raise ValidationError(
            _(
                "This input is submitted and cannot be changed. Take it back, or ask the officer to open it "
                "again."
            )
        )
    return known(by)


def _something(by: Contributor) -> None:
    """There is something to report, whatever was said before."""
    if by.request.nothing:
        by.request.nothing = False
        sign(by.request, by)
        by.request.save(update_fields=["nothing"])


def _count(request: InputRequest) -> int:
    """Count a save, and return the version that it makes."""
    request.version += 1
    InputRequest.objects.filter(pk=request.pk).update(version=request.version)
    return request.version
