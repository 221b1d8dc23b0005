"""The pages of who is asked for an input: by a personal link, or signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from concertation.register.models import Record
from concertation.reporting.cycles import contributing as act
from concertation.reporting.cycles.access import (
    Contributor,
    is_open,
    requests_of,
    seen_addressees,
    seen_contributions,
)
from concertation.reporting.cycles.holding import held, values_of, with_parts
from concertation.reporting.cycles.links import addressee_by
from concertation.reporting.cycles.overview import out_of_period, progress_of
from concertation.reporting.cycles.requesting import (
    ask_more_time,
    ask_to_reopen,
    delegate,
    hand_in,
    undelegate,
)
from concertation.reporting.cycles.standing import standing
from concertation.reporting.cycles.values import KIND_OF
from concertation.reporting.models import Answer, Contribution, InputRequest
from concertation.web.forms.contributing import (
    AnswerForm,
    DelegateForm,
    FactForm,
    InputFileForm,
    MoreTimeForm,
    ReopenForm,
    languages,
)
from concertation.web.language import page_language
from concertation.web.paging import paged
from concertation.web.reached import contributes, remember

PER_PAGE = 30
State, Verdict = InputRequest.State, Contribution.Verdict


@never_cache
@require_safe
def contribute(request: HttpRequest, token: str) -> HttpResponseBase:
    """Open a personal link: the visit keeps it, and goes on to an address that holds no token."""
    if limited := ratelimit.consume_or_429(request, action="contribute"):
        return limited
    addressee = addressee_by(token)
    if addressee is None:
        return render(request, "contributing/no_link.html", status=404)
    remember(request, addressee)
    answer = redirect("request", addressee.request.uid)
    answer["Referrer-Policy"] = "no-referrer"
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        codes = {code.split("-")[0]: code for code, _name in settings.LANGUAGES}
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            codes.get(addressee.language.split("-")[0], "en"),
            secure=settings.HTTPS,
            samesite="Lax",
        )
    return answer


@login_required
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that the person may answer."""
    person: Any = request.user
    rows = requests_of(person).select_related("cycle", "organization").prefetch_related("organization__names")
    today = timezone.localdate()
    found = [(row, standing(row, today)) for row in rows.order_by("-cycle__opened_at", "organization")]
    return render(request, "contributing/list.html", {"requests": found})


@contributes
def page(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """What is held and asked, with what was said of it."""
    rows = held(by.request, by.viewer)
    said = _said(by)
    if only := request.GET.get("only") == "left":
        rows = rows.exclude(pk__in=said)
    context = paged(with_parts(rows), request.GET.get("page"), PER_PAGE)
    context |= _about(by) | {
        "rows": [(record, said.get(record.pk)) for record in context["page"]],
        "added": [row for row in _seen(by) if row.verdict == Verdict.ADDED],
        "questions": _questions(by),
        "files": by.request.files.select_related("by"),
        "file_form": InputFileForm(),
        "languages": languages(),
        "only": only,
    }
    return render(request, "contributing/page.html", context)


@contributes
def record(request: HttpRequest, by: Contributor, record: UUID) -> HttpResponseBase:
    """Confirm or disown a record, or take that back; the form in which it is corrected."""
    one = with_parts(held(by.request, by.viewer).filter(uid=record)).first()
    if one is None:
        raise Http404
    said = request.POST.get("said", "")
    if request.method == "POST" and said in ("confirm", "not-ours", "undo"):
        return _say(request, by, one, said)
    return _correct(request, by, one)


def _say(request: HttpRequest, by: Contributor, one: Record, said: str) -> HttpResponse:
    trouble, seen = "", _number(request.POST.get("seen"))
    try:
        match said:
            case "confirm":
                act.confirm(by, one, seen=seen)
            case "not-ours":
                act.disown(by, one, note=request.POST.get("note", ""), seen=seen)
            case _:
                act.unsay(by, one, seen=seen)
    except ValidationError as error:
        trouble = " ".join(error.messages)
    if not _htmx(request):
        if trouble:
            messages.warning(request, trouble)
        address = redirect("request", by.request.uid)
        address["Location"] += f"#r{one.uid}"
        return address
    row = Contribution.objects.filter(request=by.request.pk, record=one.pk).select_related("by").first()
    context = _about(_again(by)) | {"record": one, "row": row, "trouble": trouble, "fragment": True}
    return render(request, "contributing/held.html", context, status=422 if trouble else 200)


def _correct(request: HttpRequest, by: Contributor, one: Record) -> HttpResponse:
    lang, kind = page_language(), KIND_OF[one.kind]
    row = Contribution.objects.filter(request=by.request.pk, record=one.pk).select_related("by").first()
    values = values_of(one, lang)
    current = values | (row.values if row and row.verdict == Verdict.CORRECTED else {})
    form = FactForm(
        request.POST or None, values=current | {"seen": row.version if row else by.request.version}, kind=kind
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            written = form.cleaned_data["lang"] or lang
            act.correct(by, one, form.given, lang=written, seen=form.version_seen)
        except act.Meanwhile as error:
            theirs = error.theirs
            form.add_error(None, error)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("Your correction was saved."))
            return _back(by, f"r{one.uid}")
    context = _about(by) | {"form": form, "record": one, "values": values, "row": row, "theirs": theirs}
    return render(request, "contributing/correct.html", context, status=422 if form.errors else 200)


@contributes
@require_POST
def confirm_all(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    try:
        number = act.confirm_all(by)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        sentence = ngettext("%(number)s record was confirmed.", "%(number)s records were confirmed.", number)
        messages.success(request, sentence % {"number": number})
    return _back(by, "held")


@contributes
def add(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """The form of a fact that the register does not hold."""
    form = FactForm(request.POST or None, values=_carried(request))
    if request.method == "POST" and form.is_valid():
        try:
            act.add(by, form.given, lang=form.cleaned_data["lang"] or page_language())
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("What you added was saved."))
            return (
                redirect("request-add", by.request.uid) if "another" in request.POST else _back(by, "added")
            )
    context = _about(by) | {"form": form}
    return render(request, "contributing/fact.html", context, status=422 if form.errors else 200)


@contributes
def fact(request: HttpRequest, by: Contributor, fact: UUID) -> HttpResponseBase:
    """A fact that was added: its form; taken out with ``remove``."""
    row = get_object_or_404(
        seen_contributions(by.viewer), request=by.request, uid=fact, verdict=Verdict.ADDED
    )
    if request.method == "POST" and "remove" in request.POST:
        try:
            act.take_back(by, row.uid, seen=_number(request.POST.get("seen")))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("“%(title)s” was taken out.") % {"title": row})
        return _back(by, "added")
    form = FactForm(request.POST or None, values=row.values | {"seen": row.version})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            written = form.cleaned_data["lang"] or page_language()
            act.change(by, row.uid, form.given, lang=written, seen=form.version_seen)
        except act.Meanwhile as error:
            theirs = error.theirs
            form.add_error(None, error)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("What you changed was saved."))
            return _back(by, "added")
    context = _about(by) | {"form": form, "row": row, "theirs": theirs}
    return render(request, "contributing/fact.html", context, status=422 if form.errors else 200)


@contributes
@require_POST
def answer(request: HttpRequest, by: Contributor, question: str) -> HttpResponseBase:
    """Save an answer: by itself while somebody writes, or by the button."""
    form, trouble, theirs = AnswerForm(request.POST), "", None
    saved: Answer | None = None
    if not form.is_valid():
        trouble = " ".join(str(error) for errors in form.errors.values() for error in errors)
    else:
        data = form.cleaned_data
        try:
            saved = act.answer(by, question, data["text"], lang=data["lang"], seen=data["seen"])
        except act.Meanwhile as error:
            trouble, theirs = " ".join(error.messages), error.theirs
        except ValidationError as error:
            trouble = " ".join(error.messages)
    if _htmx(request):
        context = {"key": question, "answer": saved, "trouble": trouble, "theirs": theirs}
        context["seen"] = saved.version if saved else request.POST.get("seen", "")
        return render(request, "contributing/saved.html", context, status=422 if trouble else 200)
    if theirs is not None:
        # Nothing that somebody wrote is lost: both are shown.
        context = _about(by) | {"theirs": theirs, "text": request.POST.get("text", ""), "trouble": trouble}
        return render(request, "contributing/both.html", context, status=422)
    if trouble:
        messages.warning(request, trouble)
    else:
        messages.success(request, _("Your answer was saved."))
    return _back(by, f"q-{question}")


@contributes
def nothing(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """Say that there is nothing to report, after a question; or that there is."""
    trouble = ""
    if request.method == "POST":
        try:
            act.report_nothing(by, "undo" not in request.POST)
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            return _back(by, "held") if "undo" in request.POST else redirect("request-submit", by.request.uid)
    context = _about(by) | {"trouble": trouble}
    return render(request, "contributing/nothing.html", context, status=422 if trouble else 200)


@contributes
@require_POST
def attach(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    form = InputFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = act.attach(by, file.read(), name=file.name)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("The file “%(name)s” was added.") % {"name": row.name})
    for errors in form.errors.values():
        messages.warning(request, " ".join(str(one) for one in errors))
    return _back(by, "files")


@contributes
def file(request: HttpRequest, by: Contributor, pk: int) -> HttpResponseBase:
    """Give out a file; take it out of the input with ``remove``."""
    if request.method == "POST":
        try:
            name = act.detach(by, pk)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("The file “%(name)s” was removed.") % {"name": name})
        return _back(by, "files")
    return given_out(by.request, pk)


def given_out(asked: InputRequest, pk: int) -> FileResponse:
    """The file of an input, for keeping: a browser never shows it as a page of this site."""
    row = get_object_or_404(asked.files, pk=pk)
    try:
        content = row.file.open("rb")
    except OSError:
        raise Http404(_("The file is not where it was kept. Tell an administrator.")) from None
    answer = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@contributes
def submit(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """What was contributed, in short, with what to look at; then it is handed in."""
    trouble = ""
    if request.method == "POST":
        try:
            failed = hand_in(by, today=timezone.localdate())
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            messages.success(request, _("Thank you: your input was submitted."))
            if failed:
                messages.warning(request, _("It is submitted; only the mail that says so could not go."))
            return redirect("request", by.request.uid)
    about = _about(by)
    answered = {row.question for row in by.request.answers.exclude(text="")}
    context = about | {
        "trouble": trouble,
        "outside": out_of_period(by.request, by.viewer),
        "unanswered": [one for one in _questions(by) if one["key"] not in answered],
        "files": by.request.files.all(),
    }
    return render(request, "contributing/submit.html", context, status=422 if trouble else 200)


@contributes
@require_POST
def take_back(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """Take a submitted input back, to go on with it."""
    try:
        act.withdraw(by)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("You can change your input again. Do not forget to submit it."))
    return redirect("request", by.request.uid)


@contributes
def people(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """Who works on the input; a colleague is asked too, or no more."""
    form = DelegateForm(request.POST if "email" in request.POST else None)
    today = timezone.localdate()
    if request.method == "POST" and "withdraw" in request.POST:
        try:
            row = undelegate(by, _number(request.POST["withdraw"]) or 0)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("The link of %(who)s opens nothing any more.") % {"who": row})
        return redirect("request-people", by.request.uid)
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="delegate", key=str(by.request.pk)):
            return limited
        try:
            row, failed = delegate(by, **form.cleaned_data, today=today)
        except ValidationError as error:
            form.blame(error)
        else:
            if failed:
                messages.error(
                    request,
                    _("%(who)s is asked too, but the mail could not be sent: %(reason)s. The report officer "
                      "can send it again.")
                    % {"who": row, "reason": failed},
                )  # fmt: skip
            else:
                messages.success(request, _("A mail with a link went to %(who)s.") % {"who": row.email})
            return redirect("request-people", by.request.uid)
    rows = by.request.addressees.filter(withdrawn_at=None).select_related("delegated_by")
    rows = seen_addressees(rows, by.viewer)
    context = _about(by) | {"form": form, "people": rows}
    return render(request, "contributing/people.html", context, status=422 if form.errors else 200)


@contributes
def more_time(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """Ask for more time."""
    form = MoreTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            failed = ask_more_time(by, data["until"], data["reason"], today=timezone.localdate())
        except ValidationError as error:
            form.blame(error)
        else:
            return _asked(request, by, failed)
    context = _about(by) | {"form": form}
    return render(request, "contributing/more_time.html", context, status=422 if form.errors else 200)


@contributes
def reopen(request: HttpRequest, by: Contributor) -> HttpResponseBase:
    """Ask to have an accepted input opened again."""
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            failed = ask_to_reopen(by, form.cleaned_data["reason"], today=timezone.localdate())
        except ValidationError as error:
            form.blame(error)
        else:
            return _asked(request, by, failed)
    context = _about(by) | {"form": form}
    return render(request, "contributing/reopen.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, by: Contributor, failed: str) -> HttpResponse:
    officer = {"officer": by.request.cycle.officer}
    messages.success(request, _("%(officer)s was asked; you will get a mail with the answer.") % officer)
    if failed:
        messages.warning(request, _("The mail could not go, but it stands on the officer’s board."))
    return redirect("request", by.request.uid)


def _about(by: Contributor) -> dict[str, Any]:
    """What every page of a request shows."""
    asked = by.request
    return {
        "asked": asked,
        "cycle": asked.cycle,
        "by": by,
        "stand": standing(asked, timezone.localdate()),
        "progress": progress_of(asked.cycle, [asked], by.viewer)[asked.pk],
        "may": act.may_contribute(asked),
        "open": is_open(asked),
        "version": asked.version,
    }


def _again(by: Contributor) -> Contributor:
    """The same, with the request as it stands now."""
    rows = InputRequest.objects.select_related("cycle__officer", "organization")
    return Contributor(rows.get(pk=by.request.pk), by.viewer, by.addressee)


def _seen(by: Contributor) -> list[Contribution]:
    rows = seen_contributions(by.viewer).filter(request=by.request).select_related("by")
    return list(rows.order_by("pk"))


def _said(by: Contributor) -> dict[int, Contribution]:
    """What was said of records, by the primary key of each."""
    return {row.record_id: row for row in _seen(by) if row.record_id is not None}


def _questions(by: Contributor) -> list[dict[str, Any]]:
    """The questions as they went out, in the language of the page, with the answers."""
    lang = page_language()
    answers = {row.question: row for row in by.request.answers.select_related("by")}
    return [
        {
            "key": one["key"],
            "text": in_one(one["texts"], lang),
            "help": in_one(one.get("helps") or {}, lang),
            "answer": answers.get(one["key"]),
        }
        for one in by.request.questions
    ]


def in_one(texts: dict[str, str], lang: str) -> str:
    """What the texts say in the language, else in English, else in any."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _carried(request: HttpRequest) -> dict[str, Any]:
    """What the address says already of a new fact (``?kind=event``)."""
    return {"kind": request.GET["kind"]} if "kind" in request.GET else {}


def _back(by: Contributor, anchor: str) -> HttpResponse:
    answer = redirect("request", by.request.uid)
    answer["Location"] += f"#{anchor}"
    return answer


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
