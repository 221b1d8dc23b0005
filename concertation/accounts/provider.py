"""The OpenID Connect provider of the organization, from the environment:

CONCERTATION_OIDC_ISSUER        address of the provider; without it there is none
CONCERTATION_OIDC_CLIENT        identifier that the provider gave to this register
CONCERTATION_OIDC_SECRET_FILE   file with the secret that it gave
CONCERTATION_OIDC_NAME          what the button says (default: the issuer's host)
CONCERTATION_OIDC_DOMAINS       mail domains whose addresses are verified even where the provider says
                                nothing of it, separated by commas
CONCERTATION_OIDC_ORIGINS       other origins that signing in leads through, separated by commas
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "oidc"
"""Its name in addresses: the provider sends people back to ``/accounts/oidc/oidc/login/callback/``."""


def openid_connect(environment: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the provider as django-allauth wants it, and the origins that its sign-in leads through.

    Raises `ValueError` where something that belongs to it is missing.
    """

    def given(name: str) -> str:
        return environment.get(f"CONCERTATION_OIDC_{name}", "").strip()

    def several(name: str) -> list[str]:
        return [part.strip() for part in given(name).split(",") if part.strip()]

    issuer = given("ISSUER").rstrip("/")
    if not issuer:
        return {}, []
    for name in ("CLIENT", "SECRET_FILE"):
        if not given(name):
            raise ValueError(f"CONCERTATION_OIDC_ISSUER is set: CONCERTATION_OIDC_{name} is needed too.")
    address = urlsplit(issuer)
    settings: dict[str, Any] = {"server_url": issuer}
    if domains := several("DOMAINS"):
        settings["verified_email"] = domains
    app = {
        "provider_id": PROVIDER,
        "name": given("NAME") or address.hostname,
        "client_id": given("CLIENT"),
        "secret": Path(given("SECRET_FILE")).read_text(encoding="utf-8").strip(),
        "settings": settings,
    }
    providers = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return providers, [f"{address.scheme}://{address.netloc}", *several("ORIGINS")]
