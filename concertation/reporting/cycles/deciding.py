"""What the officer does with a request: grant more time, send back, accept, open again.

Each verb is one transaction and stands in the history under the officer; then those concerned are told by
mail. Each returns the mails that could not go, by address.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.dates import day_in_words
from concertation.register.recording import sign
from concertation.reporting.cycles import links, writing
from concertation.reporting.cycles.access import CLOSED
from concertation.reporting.cycles.asking import may_ask
from concertation.reporting.cycles.contributing import reopen_contributions
from concertation.reporting.cycles.letters import Letter, send
from concertation.reporting.cycles.reminding import addressees_of
from concertation.reporting.models import Addressee, InputRequest

State = InputRequest.State
Failed = dict[str, str]
"""Why a mail did not go, by the address."""


def send_back(request: InputRequest, note: str, due: date, *, by: Person, today: date) -> Failed:
    """Send a submitted input back with a note, to be submitted again by the day `due`; an accepted one too,
    where its organization asks to change it."""
    if not note.strip():
        raise ValidationError({"note": _("Say what is to be changed, or asked.")})
    if due < today:
        raise ValidationError({"due": _("This day has passed.")})
    with transaction.atomic():
        request = _locked(request, by)
        if request.state not in (State.SUBMITTED, State.ACCEPTED):
            raise ValidationError(_("Only an input that was submitted can be sent back."))
        request.state, request.note, request.due = State.RETURNED, note.strip(), due
        request.submitted_at = request.accepted_at = None
        request.reopen_because = ""
        _save(request, by, _("Sent back"))
        reopen_contributions(request, by, _("Sent back"))
    return _tell(request, today, writing.returning)


def accept(request: InputRequest, *, by: Person, today: date) -> Failed:
    """Accept a submitted input. What it contributes then waits to be taken into the register."""
    with transaction.atomic():
        request = _locked(request, by)
        if request.state != State.SUBMITTED:
            raise ValidationError(_("Only an input that is submitted can be accepted."))
        request.state, request.accepted_at, request.note = State.ACCEPTED, timezone.now(), ""
        _save(request, by, _("Accepted"))
    return _tell(request, today, writing.thanking)


def move_deadline(request: InputRequest, due: date, *, by: Person, today: date, note: str = "") -> Failed:
    """Have the input be due on another day: the one that was asked for, or any other. Those who were asked
    are told."""
    if due < today:
        raise ValidationError({"due": _("This day has passed.")})
    with transaction.atomic():
        request = _locked(request, by)
        if request.state not in (State.PLANNED, State.ASKED, State.RETURNED):
            raise ValidationError(_("This input was submitted already: its day does not matter any more."))
        told = request.state != State.PLANNED
        request.due, request.asked_until, request.asked_because = due, None, ""
        _save(request, by, _("Due on %(day)s") % {"day": day_in_words(due, "en")})
    if not told:
        return {}
    return _tell(request, today, lambda row, token: writing.more_time(row, token, granted=True, note=note))


def decline_more_time(request: InputRequest, *, by: Person, today: date, note: str = "") -> Failed:
    """Leave the day as it is although more time was asked for."""
    with transaction.atomic():
        request = _locked(request, by)
        if request.asked_until is None:
            raise ValidationError(_("Nobody asks for more time any more."))
        request.asked_until, request.asked_because = None, ""
        _save(request, by, _("No more time"))
    return _tell(request, today, lambda row, token: writing.more_time(row, token, granted=False, note=note))


def add_addressee(request: InputRequest, *, email: str, name: str, language: str, by: Person) -> Addressee:
    """Have somebody more be asked; the next sending mails them their link."""
    with transaction.atomic():
        request = _locked(request, by)
        email = email.strip().lower()
        if request.addressees.filter(email__iexact=email, withdrawn_at=None).exists():
            raise ValidationError({"email": _("This address is asked already.")})
        person = Person.objects.filter(email=email, is_active=True).first()
        row = Addressee(request=request, email=email, name=name.strip(), language=language, person=person)
        sign(row, by, "")
        row.full_clean()
        row.save()
    return row


def withdraw_addressee(addressee: Addressee, *, by: Person) -> None:
    """Have the link of the addressee open nothing any more, and mail them nothing more. What they wrote
    stays."""
    with transaction.atomic():
        _locked(addressee.request, by)
        addressee.withdrawn_at = timezone.now()
        sign(addressee, by, _("Withdrawn"))
        addressee.save(update_fields=["withdrawn_at"])


def _locked(request: InputRequest, by: Person) -> InputRequest:
    """The request as it stands. Raises where the person may not decide, or the cycle is closed."""
    may_ask(by)
    rows = InputRequest.objects.select_for_update(of=("self",)).select_related(
        "cycle__officer", "organization"
    )
    found = rows.get(pk=request.pk)
    if found.cycle.state in CLOSED:
        raise ValidationError(_("Contributions to this report are closed."))
    return found


def _save(request: InputRequest, by: Person, why: str) -> None:
    sign(request, by, why)
    request.save()


def _tell(request: InputRequest, today: date, write: Callable[[Addressee, str], Letter]) -> Failed:
    failed: Failed = {}
    for addressee in addressees_of(request):
        if reason := send(write(addressee, links.token_of(addressee)), (request, today)):
            failed[addressee.email] = reason
    return failed
