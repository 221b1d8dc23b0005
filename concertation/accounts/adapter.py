"""How people get an account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs himself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
