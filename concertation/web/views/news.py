"""A person's news, how often it is mailed, and the link that stops the mails."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from concertation.digest.models import Subscription
from concertation.digest.news import news as found
from concertation.digest.reminding import remind as ask_again
from concertation.digest.sending import stop, update
from concertation.register.acknowledging import acknowledge as say_read
from concertation.register.models import Notice
from concertation.register.search.saved import told
from concertation.web.paging import paged

PER_PAGE = 60


@login_required
def news(request: HttpRequest) -> HttpResponse:
    """What concerns the person; sending the page back marks it all as read, or sets how often mails come."""
    person: Any = request.user
    if request.method == "POST":
        return _changed(request, person)
    today = timezone.localdate()
    current = found(person, today)
    update(person, current, today)
    unread = set(person.told.filter(read_at=None).values_list("key", flat=True))
    rhythm = getattr(getattr(person, "subscription", None), "rhythm", Subscription.Rhythm.WEEKLY)
    context: dict[str, Any] = paged(current, request.GET.get("page"), PER_PAGE)
    context |= {
        "news": [(one, one.key in unread) for one in context["page"]],
        "unread": len(unread),
        "rhythm": rhythm,
        "rhythms": Subscription.Rhythm.choices,
    }
    return render(request, "news/news.html", context)


def _changed(request: HttpRequest, person: Any) -> HttpResponse:
    rhythm = request.POST.get("rhythm")
    if rhythm in Subscription.Rhythm.values:
        Subscription.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
        messages.success(request, _("How often you get a mail was changed."))
    else:
        person.told.filter(read_at=None).update(read_at=timezone.now())
        for saved in person.saved_searches.exclude(fresh={}):
            told(saved, timezone.localdate())
    return redirect("news")


@login_required
@require_POST
def acknowledge(request: HttpRequest, uid: str) -> HttpResponse:
    """Say that one has read a notice."""
    person: Any = request.user
    notice = get_object_or_404(Notice.objects.visible_to(person), uid=uid)
    say_read(notice, person)
    messages.success(request, _("Thank you: it is noted that you have read this."))
    return redirect("record", notice.uid)


@login_required
@require_POST
def remind(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask those who have not read a notice once more."""
    person: Any = request.user
    notice = get_object_or_404(Notice.objects.visible_to(person), uid=uid)
    try:
        number = ask_again(notice, person)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        sentence = ngettext(
            "%(number)s person is reminded with the next mail.",
            "%(number)s people are reminded with the next mail.",
            number,
        )
        messages.success(request, sentence % {"number": number})
    return redirect("record", notice.uid)


@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails of the person whose link it is, signed in or not: at once where a mail program posts
    (RFC 8058), after a click for a person, so that a program that only looks at links stops nothing."""
    if request.method != "POST":
        return render(request, "news/unsubscribe.html", {"token": token})
    try:
        person = stop(token)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    return render(request, "news/unsubscribed.html", {"person": person})
