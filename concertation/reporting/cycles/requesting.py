"""What a body asks for: a colleague's help, more time, to have its input opened again.

Each returns why the mail about it did not go, "" where it did.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.dates import day_in_words
from concertation.reporting.cycles import links, writing
from concertation.reporting.cycles.access import Contributor, is_open, known, sign
from concertation.reporting.cycles.contributing import submit
from concertation.reporting.cycles.letters import send
from concertation.reporting.cycles.reminding import addressees_of
from concertation.reporting.models import Addressee, InputRequest

MOST_DELEGATES = 20
State = InputRequest.State


def hand_in(by: Contributor, *, today: date) -> dict[str, str]:
    """Submit the input, and mail a receipt to all who are asked; return why one did not go, by its address.

    Raises `ValidationError` as `submit` does.
    """
    request = submit(by)
    failed: dict[str, str] = {}
    for addressee in addressees_of(request):
        letter = writing.receipt(addressee, links.token_of(addressee))
        if reason := send(letter, (request, today)):
            failed[addressee.email] = reason
    return failed


def delegate(
    by: Contributor, *, email: str, name: str, language: str, note: str = "", today: date
) -> tuple[Addressee, str]:
    """Have a colleague answer too, by a link of their own, and mail it to them with the note. Return them,
    and why the mail did not go."""
    with transaction.atomic():
        request = _locked(by, (State.ASKED, State.RETURNED))
        by = known(by)
        email = email.strip().lower()
        if request.addressees.filter(email__iexact=email, withdrawn_at=None).exists():
            raise ValidationError({"email": _("This address is asked already.")})
        if request.addressees.exclude(delegated_by=None).count() >= MOST_DELEGATES:
            raise ValidationError(_("This request was delegated to too many people: ask the report officer."))
        row = Addressee(
            request=request,
            email=email,
            name=name.strip(),
            language=language,
            note=note.strip(),
            delegated_by=by.addressee,
            person=Person.objects.filter(email=email, is_active=True).first(),
        )
        sign(row, by, _("Delegated"))
        row.full_clean()
        row.save()
    token = links.token_of(row)
    return row, send(writing.delegating(row, token, by.called, by.email), (request, today))


def undelegate(by: Contributor, pk: int) -> Addressee:
    """Have the link of somebody to whom this contributor delegated open nothing any more. What they wrote
    stays."""
    with transaction.atomic():
        request = _locked(by, tuple(State))
        rows = request.addressees.filter(withdrawn_at=None, delegated_by=by.addressee)
        row = rows.exclude(delegated_by=None).filter(pk=pk).first()
        if row is None:
            raise ValidationError(_("This colleague is not asked by you any more."))
        row.withdrawn_at = timezone.now()
        sign(row, by, _("Delegation withdrawn"))
        row.save(update_fields=["withdrawn_at"])
    return row


def ask_more_time(by: Contributor, until: date, reason: str, *, today: date) -> str:
    """Ask the officer that the input be due on a later day."""
    with transaction.atomic():
        request = _locked(by, (State.ASKED, State.RETURNED))
        if until <= max(request.due, today):
            raise ValidationError(
                {
                    "until": _("Choose a day after %(day)s.")
                    % {"day": day_in_words(max(request.due, today), "en")}
                }
            )
        if not reason.strip():
            raise ValidationError({"reason": _("Say why, in a line.")})
        by = known(by)
        request.asked_until, request.asked_because = until, reason.strip()[:500]
        sign(request, by, _("More time asked for"))
        request.save(update_fields=["asked_until", "asked_because"])
    return send(writing.to_officer_more_time(request, by.called), (request, today))


def ask_to_reopen(by: Contributor, reason: str, *, today: date) -> str:
    """Ask the officer to open an accepted input again."""
    with transaction.atomic():
        request = _locked(by, (State.ACCEPTED,))
        if not reason.strip():
            raise ValidationError({"reason": _("Say why, in a line.")})
        by = known(by)
        request.reopen_because = reason.strip()[:500]
        sign(request, by, _("Asked to open it again"))
        request.save(update_fields=["reopen_because"])
    return send(writing.to_officer_reopen(request, by.called), (request, today))


def _locked(by: Contributor, states: tuple[str, ...]) -> InputRequest:
    rows = InputRequest.objects.select_for_update(of=("self",)).select_related(
        "cycle__officer", "organization"
    )
    request = rows.get(pk=by.request.pk)
    if not is_open(request):
        raise ValidationError(_("Contributions to this report are closed."))
    if request.state not in states:
        raise ValidationError(_("This cannot be done as the request stands now: open the page again."))
    return request
