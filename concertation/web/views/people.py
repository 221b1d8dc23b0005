"""People, for those who administer them: the list, a person's page, and what is done to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.vary import vary_on_headers

from concertation.accounts.acts import Change, version
from concertation.accounts.earlier import Pair, compared, restore_person, state_after, state_now
from concertation.accounts.models import Person, Role
from concertation.accounts.people import change, forget_factors, keep_out, let_in
from concertation.accounts.told import told_of_person
from concertation.web.forms.people import PersonForm
from concertation.web.lists.people import PEOPLE
from concertation.web.views import lists
from concertation.web.views.restoring import Kept, answer

ACTS: dict[str, tuple[Callable[..., None], Promise, Promise]] = {
    "keep-out": (
        keep_out,
        gettext_lazy("Keep this person out: they are signed out everywhere and cannot sign in any more. "
                     "What they entered stays."),
        gettext_lazy("%(person)s cannot sign in any more."),
    ),
    "let-in": (
        let_in,
        gettext_lazy("Let this person sign in again, with the role and the organizations that they had."),
        gettext_lazy("%(person)s can sign in again."),
    ),
    "forget-factors": (
        forget_factors,
        gettext_lazy("Take away the second factors of this person, who has lost them. They are signed out "
                     "everywhere and sign in by password or mailed code alone until they set up new ones. "
                     "Make sure that it is really them who ask."),
        gettext_lazy("The second factors of %(person)s were taken away."),
    ),
}  # fmt: skip
"""What is done to a person besides a change: the verb, what it means, what is said when it is done."""


def _administrator(request: HttpRequest) -> Person:
    person: Any = request.user
    if not person.may("people"):
        raise PermissionDenied(_("Your role does not include administering people."))
    return person


@login_required
@vary_on_headers("HX-Request")
def people(request: HttpRequest) -> HttpResponseBase:
    _administrator(request)
    return lists.answer(request, PEOPLE, "people/list.html")


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's page; a change is shown once more before it is made."""
    by = _administrator(request)
    one = get_object_or_404(Person.objects.prefetch_related("organizations__names"), pk=pk)
    form = PersonForm(request.POST or None, person=one)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if "confirmed" not in request.POST:
            return render(request, "people/confirm.html", _compared(one, form))
        try:
            change(
                one, role=data["role"], organizations=data["organizations"], by=by, why=data["why"],
                seen=data["version"],
            )  # fmt: skip
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, _("%(person)s was changed.") % {"person": one})
            return redirect("person", pk)
    context = {
        "person": one,
        "form": form,
        "changes": told_of_person(one),
        "factors": one.authenticator_set.exclude(type="recovery_codes").count(),  # type: ignore[attr-defined]
    }
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@login_required
def state(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    """What a person might do, for whom, after the change that ended at that moment."""
    by = _administrator(request)
    one = get_object_or_404(Person, pk=pk)

    def pairs(told: Change, other: Change | None) -> list[Pair]:
        after = state_after(one, other) if other else state_now(one)
        return compared(state_after(one, told), after)

    def give_back(told: Change, data: dict[str, Any]) -> str:
        restore_person(
            one, state_after(one, told), data["fields"], by=by, why=data["why"], seen=data["version"]
        )
        return _("%(person)s was restored.") % {"person": one}

    kept = Kept(
        name=str(one),
        home=reverse("person", args=[one.pk]),
        state="person-state",
        key=one.pk,
        changes=told_of_person(one),
        compared=pairs,
        version=version(one),
        give_back=give_back,
        apart=_("Name, address, password and second factors are the person’s own and stay as they are."),
        warning=lambda _told: _(
            "It takes effect at once: with the organizations changes what circles show them."
        ),
    )
    return answer(request, kept, moment)


def _compared(one: Person, form: PersonForm) -> dict[str, Any]:
    """What the change would change."""
    data = form.cleaned_data
    old, new = set(one.organizations.all()), set(data["organizations"])
    return {
        "person": one,
        "form": form,
        "old_role": Role(one.role).label if data["role"] != one.role else "",
        "new_role": Role(data["role"]).label,
        "added": sorted(new - old, key=str),
        "removed": sorted(old - new, key=str),
        "nothing": old == new and data["role"] == one.role,
    }


@login_required
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask whether to do this to the person; do it where that is confirmed."""
    by = _administrator(request)
    one = get_object_or_404(Person, pk=pk)
    verb, meaning, done = ACTS[act]
    trouble = ""
    if request.method == "POST":
        try:
            verb(one, by=by, why=request.POST.get("why", ""))
        except ValidationError as error:
            trouble = " ".join(error.messages)
        else:
            messages.success(request, str(done) % {"person": one})
            return redirect("person", pk)
    context = {"person": one, "meaning": meaning, "trouble": trouble, "himself": one == by}
    return render(request, "people/act.html", context, status=422 if trouble else 200)
