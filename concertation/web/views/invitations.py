"""Invitations: those that one made, a new one, sending again, withdrawing; and taking one up."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from concertation.accounts.inviting import (
    invitation_by,
    invitations_of,
    invite,
    renew,
    roles_to_invite,
    take_up,
    withdraw,
)
from concertation.accounts.models import Invitation, Person
from concertation.web.forms.people import InvitationForm, TakeUpForm
from concertation.web.invitation_mail import send
from concertation.web.paging import paged

PER_PAGE = 25


def _inviter(request: HttpRequest) -> Person:
    person: Any = request.user
    if not roles_to_invite(person):
        raise PermissionDenied(_("Your role does not include inviting people."))
    return person


@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    rows = invitations_of(_inviter(request)).select_related("invited_by", "person")
    rows = rows.prefetch_related("organizations__names")
    return render(request, "invitations/list.html", paged(rows, request.GET.get("page"), PER_PAGE))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    by = _inviter(request)
    form = InvitationForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="invite", user=by):
            return limited
        try:
            invitation, token = invite(**form.cleaned_data, by=by)
        except ValidationError as error:
            form.blame(error)
        else:
            _send(request, invitation, token)
            return redirect("invitations")
    return render(request, "invitations/new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    by = _inviter(request)
    invitation = get_object_or_404(invitations_of(by), pk=pk)
    try:
        if request.POST.get("decision") == "withdraw":
            withdraw(invitation, by=by)
            messages.success(
                request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
            )
        elif limited := ratelimit.consume_or_429(request, action="invite", user=by):
            return limited
        else:
            _send(request, invitation, renew(invitation, by=by))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("invitations")


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Mail the invitation, and say whether the mail server took it."""
    try:
        send(invitation, request.build_absolute_uri(reverse("take-up", args=[token])))
    except OSError as error:
        messages.error(
            request,
            _(
                "The invitation is made, but the mail to %(email)s could not be sent: %(reason)s. "
                "When the mail server works again, send it again."
            )
            % {"email": invitation.email, "reason": error},
        )
    else:
        messages.success(request, _("The invitation was mailed to %(email)s.") % {"email": invitation.email})


@never_cache
@sensitive_post_parameters()
def take_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the mailed link, in the language of the invitation until another one is chosen."""
    if limited := ratelimit.consume_or_429(request, action="invitation"):
        return limited
    invitation = invitation_by(token)
    if invitation is None:
        return render(request, "invitations/none.html", status=404)
    if request.user.is_authenticated:
        return render(request, "invitations/signed_in.html", {"invitation": invitation}, status=403)
    chosen = request.GET.get("language", invitation.language)
    language = chosen if chosen in dict(settings.LANGUAGES) else invitation.language
    with translation.override(language):
        return _take(request, invitation, language)


def _take(request: HttpRequest, invitation: Invitation, language: str) -> HttpResponse:
    form = TakeUpForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = take_up(invitation, name=data["name"], password=data["password"], language=language)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("Welcome, %(name)s.") % {"name": person})
            return perform_login(request, person, email_verification="none", redirect_url=reverse("account"))
    context = {"invitation": invitation, "form": form, "language": language}
    return render(request, "invitations/take_up.html", context, status=422 if form.errors else 200)
