"""The officer’s pages of a cycle’s requests: the board, sending, and one request with what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concertation.digest.sending import address
from concertation.exchange.tables.table import Coded, Dated
from concertation.reporting.cycles import deciding
from concertation.reporting.cycles.access import is_open, seen_addressees, seen_contributions
from concertation.reporting.cycles.asking import ask, may_ask, plan, resend
from concertation.reporting.cycles.history import acts
from concertation.reporting.cycles.overview import board, counts, out_of_period, progress_of
from concertation.reporting.cycles.standing import Standing, standing
from concertation.reporting.models import Addressee, Cycle, InputRequest
from concertation.web.forms.blame import blame
from concertation.web.forms.contributing import DeadlineForm, DelegateForm, SendBackForm
from concertation.web.language import page_language
from concertation.web.lists.download import asked, of_rows
from concertation.web.lists.listing import Column
from concertation.web.templatetags.words import acronym
from concertation.web.views.contributing import given_out, in_one

COLUMNS = (
    Column(
        "organization",
        gettext_lazy("Organization"),
        lambda row: acronym(row.request.organization),
        value=lambda row: Coded(row.request.organization_id, acronym(row.request.organization)),
    ),
    Column(
        "standing",
        gettext_lazy("State"),
        lambda row: str(row.stand.standing.label),
        value=lambda row: Coded(row.stand.standing.value, str(row.stand.standing.label)),
    ),
    Column("owner", gettext_lazy("Waits for"), lambda row: str(row.stand.owner.label)),
    Column(
        "due",
        gettext_lazy("Due"),
        lambda row: row.request.due.isoformat(),
        value=lambda row: Dated(row.request.due.isoformat()),
    ),
    Column("days", gettext_lazy("Days"), lambda row: "" if row.stand.days is None else str(row.stand.days),
           value=lambda row: row.stand.days),
    Column("addressees", gettext_lazy("Addressees"),
           lambda row: "; ".join(f"{one.name} <{one.email}>".strip() for one in row.addressees)),
    Column("opened", gettext_lazy("Opened"), lambda row: _("yes") if row.opened else _("no")),
    Column("held", gettext_lazy("Held in the register"), lambda row: str(row.progress.held),
           value=lambda row: row.progress.held),
    Column("confirmed", gettext_lazy("Confirmed"), lambda row: str(row.progress.confirmed),
           value=lambda row: row.progress.confirmed),
    Column("corrected", gettext_lazy("Corrected"), lambda row: str(row.progress.corrected),
           value=lambda row: row.progress.corrected),
    Column("not_ours", gettext_lazy("Not theirs"), lambda row: str(row.progress.not_ours),
           value=lambda row: row.progress.not_ours),
    Column("added", gettext_lazy("Added"), lambda row: str(row.progress.added),
           value=lambda row: row.progress.added),
    Column("answers", gettext_lazy("Questions answered"), lambda row: str(row.progress.answered),
           value=lambda row: row.progress.answered),
    Column("address", gettext_lazy("Address"), lambda row: address(_page_of(row.request))),
)  # fmt: skip


def _page_of(one: InputRequest) -> str:
    return reverse("cycle-request", args=[one.cycle.uid, one.uid])


def _cycle(request: HttpRequest, uid: UUID) -> Cycle:
    """The cycle, for those whose role includes reports."""
    person: Any = request.user
    may_ask(person)
    return get_object_or_404(Cycle.objects.select_related("officer"), uid=uid)


@never_cache
@login_required
@require_safe
def of_cycle(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The board of who has answered; as a file with ``?format=``, its table alone for htmx."""
    cycle = _cycle(request, uid)
    rows = board(cycle, request.user, timezone.localdate())
    wanted = request.GET.get("standing", "")
    shown = [row for row in rows if wanted in ("", row.stand.standing.value)]
    if form := asked(request):
        return of_rows(
            request,
            form,
            name="requests",
            title=_("Requests for inputs"),
            columns=COLUMNS,
            rows=shown,
            labels=(),
        )
    context = {
        "cycle": cycle,
        "rows": shown,
        "total": len(rows),
        "counts": counts(rows),
        "wanted": wanted if wanted in Standing.values else "",
        "answered": sum(row.stand.standing in ANSWERED for row in rows),
        "to_send": sum(row.stand.standing == Standing.PLANNED for row in rows),
        "open": cycle.state not in ("clearing", "submitted"),
        "now": timezone.now(),
    }
    part = getattr(request, "htmx", False)
    return render(request, "requests/table.html" if part else "requests/board.html", context)


ANSWERED = (Standing.SUBMITTED, Standing.WAITING, Standing.ACCEPTED)


@login_required
def send(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What would be mailed to whom; then mail it."""
    cycle = _cycle(request, uid)
    person: Any = request.user
    today = timezone.localdate()
    if request.method == "POST":
        try:
            run = ask(cycle, by=person, today=today)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("cycle-send", cycle.uid)
        sentence = ngettext("%(number)s mail went out.", "%(number)s mails went out.", run.sent)
        messages.success(request, sentence % {"number": run.sent})
        for addressee, reason in run.failed:
            messages.error(
                request,
                _("The mail to %(email)s could not be sent: %(reason)s")
                % {"email": addressee.email, "reason": reason},
            )
        return redirect("cycle-requests", cycle.uid)
    return render(request, "requests/send.html", {"cycle": cycle, "plan": plan(cycle, today, person)})


@login_required
def request(request: HttpRequest, uid: UUID, asked: UUID) -> HttpResponse:
    """One request: what came of it, the messages, the history, who is asked; and what the officer does."""
    cycle = _cycle(request, uid)
    one = _request(cycle, asked)
    forms: dict[str, Any] = {}
    if request.method == "POST":
        answer = _act(request, one, forms)
        if answer:
            return answer
    person: Any = request.user
    context = _told(one, person) | {
        "addressee_form": forms.get("add") or DelegateForm(noted=False),
        "back_form": forms.get("back") or SendBackForm(initial={"due": max(one.due, timezone.localdate())}),
        "deadline_form": forms.get("deadline") or DeadlineForm(initial={"due": one.asked_until or one.due}),
    }
    bad = any(form.errors for form in forms.values())
    return render(request, "requests/request.html", context, status=422 if bad else 200)


def _request(cycle: Cycle, uid: UUID) -> InputRequest:
    rows = cycle.requests.select_related("organization").prefetch_related("organization__names")
    one = get_object_or_404(rows, uid=uid)
    one.cycle = cycle
    return one


def _told(one: InputRequest, person: Any) -> dict[str, Any]:
    """What came of the request, as far as the person sees it."""
    rows = seen_contributions(person).filter(request=one).select_related("by", "record")
    rows = rows.prefetch_related("record__texts").order_by("verdict", "pk")
    lang = page_language()
    answers = {row.question: row for row in one.answers.select_related("by")}
    outside = {row.pk for row in out_of_period(one, person)}
    people = seen_addressees(one.addressees.select_related("request", "delegated_by", "person"), person)
    return {
        "cycle": one.cycle,
        "asked": one,
        "stand": standing(one, timezone.localdate()),
        "progress": progress_of(one.cycle, [one], person)[one.pk],
        "contributions": [(row, row.pk in outside) for row in rows],
        "answers": [(in_one(q["texts"], lang), answers.get(q["key"])) for q in one.questions],
        "files": list(one.files.select_related("by")),
        "people": people,
        "sendings": list(one.sendings.all()),
        "acts": acts(one, person, people),
        "open": is_open(one),
    }


def _act(request: HttpRequest, one: InputRequest, forms: dict[str, Any]) -> HttpResponse | None:
    """Do what the officer asks for; None where a form has to be shown again, which is then in `forms`."""
    person: Any = request.user
    today = timezone.localdate()
    done = request.POST.get("act", "")
    try:
        failed, sentence = _done(request, one, done, forms, person, today)
    except ValidationError as error:
        if done in forms:
            blame(forms[done], error, {})
            return None
        messages.warning(request, " ".join(error.messages))
    else:
        if sentence is None:
            return None
        messages.success(request, sentence)
        for email, reason in failed.items():
            messages.error(
                request,
                _("The mail to %(email)s could not be sent: %(reason)s") % {"email": email, "reason": reason},
            )
    return redirect("cycle-request", one.cycle.uid, one.uid)


def _done(
    request: HttpRequest, one: InputRequest, done: str, forms: dict[str, Any], person: Any, today: date
) -> tuple[dict[str, str], str | None]:
    """Do it; return the mails that failed, and a sentence that says what was done (None where the form is not
    filled in right)."""
    note = request.POST.get("note", "")
    match done:
        case "accept":
            return deciding.accept(one, by=person, today=today), _("The input is accepted.")
        case "decline":
            failed = deciding.decline_more_time(one, by=person, today=today, note=note)
            return failed, _("The day stays as it is; they are told.")
        case "back":
            form = forms["back"] = SendBackForm(request.POST)
            if not form.is_valid():
                return {}, None
            data = form.cleaned_data
            failed = deciding.send_back(one, data["note"], data["due"], by=person, today=today)
            return failed, _("The input is sent back.")
        case "deadline":
            form = forms["deadline"] = DeadlineForm(request.POST)
            if not form.is_valid():
                return {}, None
            data = form.cleaned_data
            failed = deciding.move_deadline(one, data["due"], by=person, today=today, note=data["note"])
            return failed, _("The new day is set; they are told.")
        case "send":
            run = ask(one.cycle, by=person, today=today, only=one)
            failed = {addressee.email: reason for addressee, reason in run.failed}
            return failed, ngettext("%(number)s mail went out.", "%(number)s mails went out.", run.sent) % {
                "number": run.sent
            }
        case "add":
            form = forms["add"] = DelegateForm(request.POST, noted=False)
            if not form.is_valid():
                return {}, None
            row = deciding.add_addressee(one, **form.cleaned_data, by=person)
            return {}, _("%(who)s is asked from now on. Send the request to mail them their link.") % {
                "who": row
            }
        case "resend" | "withdraw":
            return _about_addressee(request, one, done, person, today)
        case _:
            raise ValidationError(_("This page does not know what is to be done."))


def _about_addressee(
    request: HttpRequest, one: InputRequest, done: str, person: Any, today: date
) -> tuple[dict[str, str], str]:
    key = request.POST.get("addressee", "")
    rows = Addressee.objects.select_related("request__cycle__officer", "request__organization")
    row = get_object_or_404(rows, request=one, withdrawn_at=None, pk=int(key) if key.isdigit() else 0)
    if done == "withdraw":
        deciding.withdraw_addressee(row, by=person)
        return {}, _("The link of %(who)s opens nothing any more.") % {"who": row}
    reason = resend(row, by=person, today=today)
    if reason:
        return {row.email: reason}, _("A new link was made.")
    return {}, _("A new link was mailed to %(email)s; the earlier one opens nothing any more.") % {
        "email": row.email
    }


@login_required
@require_safe
def file(request: HttpRequest, uid: UUID, asked: UUID, pk: int) -> HttpResponseBase:
    """Give out a file of an input."""
    return given_out(_request(_cycle(request, uid), asked), pk)
