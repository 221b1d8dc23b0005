"""One's own account: name, language, second factors, visits."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concertation.accounts.people import end_visits
from concertation.accounts.permissions import verbs
from concertation.web.forms.people import AccountForm
from concertation.web.wording import MAY


@login_required
def account(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    visits: Any = UserSession.objects
    form = AccountForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        person.name, person.language = form.cleaned_data["name"], form.cleaned_data["language"]
        person.save(update_fields=["name", "language"])
        with translation.override(person.language):
            messages.success(request, _("Your account was changed."))
        return redirect("account")
    context = {
        "form": form,
        "organizations": person.organizations.prefetch_related("names"),
        "may": [MAY[verb] for verb in verbs(person.role)],
        "factors": Authenticator.objects.filter(user=person).order_by("type", "pk"),
        "provided": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "connected": SocialAccount.objects.filter(user=person).exists(),
        "visits": visits.purge_and_list(person),
        "current": request.session.session_key,
    }
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every device, this one included."""
    person: Any = request.user
    end_visits(person)
    get_adapter().logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("home")
