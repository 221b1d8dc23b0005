"""Sending the requests of a cycle: what would go, with what is missing, and then the mails themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.recording import sign
from concertation.reporting.cycles import links, writing
from concertation.reporting.cycles.access import CLOSED, seen_addressees
from concertation.reporting.cycles.letters import UNANSWERED, Letter, enclosures, send
from concertation.reporting.models import Addressee, Cycle, InputRequest, Sending

JUST_NOW = timedelta(minutes=10)
"""How long a message that the mail server has not answered for is left to the run that sends it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that would go to the addressee, and what is amiss with it in sentences; it does not go where
    `held_up`."""

    addressee: Addressee
    letter: Letter
    missing: tuple[str, ...] = ()
    held_up: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: the messages, requests that go to nobody, and what concerns all."""

    messages: tuple[Planned, ...]
    without: tuple[InputRequest, ...]
    amiss: tuple[str, ...]

    @property
    def ready(self) -> int:
        """How many messages would go."""
        return sum(not one.held_up for one in self.messages)


@dataclass(slots=True)
class Run:
    """What a run did: how many messages went, and which could not, with the reason."""

    sent: int = 0
    failed: list[tuple[Addressee, str]] = field(default_factory=list)


def may_ask(person: Person) -> None:
    """Raise `PermissionDenied` where the person's role does not include reports."""
    if not (person.is_authenticated and person.may("report")):
        raise PermissionDenied(_("Your role does not include asking for inputs to reports."))


def plan(cycle: Cycle, today: date, person: Person) -> Plan:
    """Return what `ask` would send for `person`. Nothing is sent or changed."""
    messages = []
    for addressee in _to_ask(cycle, person):
        request = addressee.request
        if request.state == InputRequest.State.PLANNED:
            request.questions = questions_for(request)
        missing, held_up = _missing(addressee, today)
        letter = writing.asking(addressee, writing.PLACEHOLDER, enclosures(request, addressee.language))
        messages.append(Planned(addressee, letter, missing, held_up))
    without = cycle.requests.filter(state=InputRequest.State.PLANNED)
    without = without.exclude(pk__in=Addressee.objects.filter(withdrawn_at=None).values("request"))
    without = without.select_related("organization").prefetch_related("organization__names")
    return Plan(tuple(messages), tuple(without), _amiss(cycle))


def ask(
    cycle: Cycle,
    *,
    by: Person,
    today: date,
    only: InputRequest | None = None,
    each: Callable[[Addressee, str], None] = lambda addressee, reason: None,
) -> Run:
    """Mail the request to each addressee who has not got it, with their personal link; of all requests of the
    cycle, or of `only` one. A request is asked as soon as a mail of it went.

    Running it again sends nothing twice, and tries those again that failed. `each` is called with the
    addressee and why the mail did not go ("" where it did). Raises `PermissionDenied` where the person may
    not, `ValidationError` where the cycle takes no contributions any more.
    """
    may_ask(by)
    if cycle.state in CLOSED:
        raise ValidationError(_("Contributions to this report are closed: nobody is asked any more."))
    run = Run()
    for addressee in _to_ask(cycle, by, only):
        if _missing(addressee, today)[1] or not _take(addressee, by):
            continue
        reason = _mail(addressee, today)
        each(addressee, reason)
        if reason:
            run.failed.append((addressee, reason))
            _give_back(addressee, by)
        else:
            run.sent += 1
    return run


def resend(addressee: Addressee, *, by: Person, today: date) -> str:
    """Mail the request to the addressee once more, with a new link; the earlier ones open nothing any more.
    Return why it did not go, "" where it did."""
    may_ask(by)
    if addressee.withdrawn_at or addressee.request.cycle.state in CLOSED:
        raise ValidationError(_("This addressee is not asked any more."))
    if addressee.request.state == InputRequest.State.PLANNED and not _take(addressee, by):
        return ""
    links.renew(addressee)
    return _mail(addressee, today)


def questions_for(request: InputRequest) -> list[dict[str, object]]:
    """Return the questions that the organization of the request is asked, as they go out."""
    rows = request.cycle.questions.filter(kind__in=("", request.organization.kind))
    return [{"key": row.key, "texts": row.texts, "helps": row.helps} for row in rows]


def _to_ask(cycle: Cycle, person: Person, only: InputRequest | None = None) -> Iterable[Addressee]:
    """Those whom the person sees and who have not got the request."""
    rows = Addressee.objects.filter(request__cycle=cycle, withdrawn_at=None, delegated_by=None)
    if only:
        rows = rows.filter(request=only)
    open_ones = (InputRequest.State.PLANNED, InputRequest.State.ASKED, InputRequest.State.RETURNED)
    rows = rows.filter(request__state__in=open_ones)
    got = set(
        Sending.objects.filter(request__cycle=cycle, kind=Sending.Kind.REQUEST, failure="").values_list(
            "request", "to"
        )
    )
    rows = rows.select_related("request__cycle__officer", "request__organization", "person")
    rows = rows.prefetch_related("request__organization__names").order_by("request__organization", "pk")
    return seen_addressees((row for row in rows if (row.request_id, row.email) not in got), person)


def _missing(addressee: Addressee, today: date) -> tuple[tuple[str, ...], bool]:
    """What is amiss with a message, and whether it cannot go."""
    request, found, held_up = addressee.request, [], False
    if not addressee.email:
        found.append(_("There is no e-mail address."))
        held_up = True
    if request.due < today:
        found.append(_("The day by which it is due has passed: set a later one."))
        held_up = True
    if not (request.questions or questions_for(request)):
        found.append(_("No question is asked of bodies of this kind: only what the register holds is shown."))
    return tuple(found), held_up


def _amiss(cycle: Cycle) -> tuple[str, ...]:
    """What is amiss with all messages."""
    found = []
    if urlsplit(settings.SITE_ADDRESS).hostname in ("localhost", "127.0.0.1", "::1"):
        found.append(
            _("The links lead to %(address)s, which only this machine reaches. An administrator sets "
              "CONCERTATION_ADDRESS to where people find the site.")
            % {"address": settings.SITE_ADDRESS}
        )  # fmt: skip
    if cycle.state in CLOSED:
        found.append(_("Contributions to this report are closed: nobody is asked any more."))
    return tuple(found)


@transaction.atomic
def _take(addressee: Addressee, by: Person) -> bool:
    """Have this run send to the addressee; False where another one does, or did. The first message
    of a request fixes its questions and the version of the form."""
    request = InputRequest.objects.select_for_update(of=("self",)).select_related("cycle", "organization")
    request = request.get(pk=addressee.request_id)
    sendings = request.sendings.filter(kind=Sending.Kind.REQUEST, to=addressee.email)
    if sendings.filter(failure="").exists():
        return False
    if sendings.filter(failure=UNANSWERED, at__gt=timezone.now() - JUST_NOW).exists():
        return False
    if request.state == InputRequest.State.PLANNED:
        request.state, request.sent_at = InputRequest.State.ASKED, timezone.now()
        request.questions, request.form_version = questions_for(request), request.cycle.form_version
        sign(request, by, _("Sent"))
        request.save(update_fields=["state", "sent_at", "questions", "form_version"])
        if request.cycle.state == Cycle.State.PREPARING:
            cycle = request.cycle
            cycle.state = Cycle.State.COLLECTING
            sign(cycle, by, _("Requests sent"))
            cycle.save(update_fields=["state"])
    addressee.request.refresh_from_db(fields=["state", "questions", "form_version", "sent_at"])
    return True


def _give_back(addressee: Addressee, by: Person) -> None:
    """Have a request of which no message went stand as not sent yet."""
    request = addressee.request
    if request.sendings.filter(kind=Sending.Kind.REQUEST, failure="").exists():
        return
    request.refresh_from_db()
    if request.state == InputRequest.State.ASKED:
        request.state, request.sent_at = InputRequest.State.PLANNED, None
        sign(request, by, _("No message went out"))
        request.save(update_fields=["state", "sent_at"])


def _mail(addressee: Addressee, today: date) -> str:
    token = links.token_of(addressee)
    letter = writing.asking(addressee, token, enclosures(addressee.request, addressee.language))
    return send(letter, (addressee.request, today))
