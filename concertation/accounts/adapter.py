"""How people get an account, and how the site writes to them."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import translation

from concertation.accounts.inviting import invitation_to, take_up
from concertation.accounts.models import Invitation, Person


class Adapter(DefaultAccountAdapter):
    """People are invited; nobody signs himself up. Mails are in the language of who gets them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user")
        with translation.override(getattr(person, "language", "") or translation.get_language()):
            super().send_mail(template_prefix, email, context)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Who comes from an OpenID Connect provider gets in with an address that the provider has verified and
    that belongs to a person here, or that was invited."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        person = request.user
        if sociallogin.state.get("process") != "connect" or not isinstance(person, Person):
            return
        if sociallogin.is_existing and sociallogin.user == person:
            return
        if person.email not in _verified(sociallogin):
            raise ImmediateHttpResponse(
                render(request, "socialaccount/other_address.html", {"email": person.email}, status=403)
            )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return _invitation(sociallogin) is not None

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Person:
        """Take up the invitation of the address; raise `ValidationError` where it cannot be any more."""
        invitation = _invitation(sociallogin)
        assert invitation is not None
        name = str(sociallogin.account.extra_data.get("userinfo", {}).get("name", ""))[:200]
        person = take_up(invitation, name=name, password=None)
        sociallogin.user = person
        sociallogin.save(request, connect=True)
        return person


def _verified(sociallogin: Any) -> list[str]:
    return [address.email.lower() for address in sociallogin.email_addresses if address.verified]


def _invitation(sociallogin: Any) -> Invitation | None:
    return next(filter(None, map(invitation_to, _verified(sociallogin))), None)
