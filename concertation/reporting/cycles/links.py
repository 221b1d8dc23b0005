"""The personal links of requests.

The token of a link is made from the site's secret key, the addressee and the number of the link, so that a
reminder can carry the link that was mailed before, and written nowhere: the register keeps its SHA-256.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from concertation.reporting.models import Addressee

SALT = "concertation.reporting.cycles.links"


def token_of(addressee: Addressee) -> str:
    """Return the token of the addressee's link, and have it open the request from now on where no link was
    mailed yet."""
    token = _token(addressee)
    if addressee.digest != digest(token):
        # None was mailed yet, or the site has another secret key than when one was.
        Addressee.objects.filter(pk=addressee.pk).update(digest=digest(token))
        addressee.digest = digest(token)
    return token


def renew(addressee: Addressee) -> str:
    """Return a new token; the links that were mailed before open nothing any more."""
    Addressee.objects.filter(pk=addressee.pk).update(links=F("links") + 1)
    addressee.refresh_from_db(fields=["links"])
    return token_of(addressee)


def addressee_by(token: str) -> Addressee | None:
    """Return whose link the token is from; None where it opens nothing (any more)."""
    return addressee_of(digest(token))


def addressee_of(sha256: str) -> Addressee | None:
    """Return whose link has this SHA-256; None where it opens nothing (any more)."""
    rows = Addressee.objects.filter(digest=sha256, withdrawn_at=None).exclude(digest="")
    return rows.select_related("request__cycle", "request__organization", "person").first()


def opened(addressee: Addressee) -> None:
    """Note that the addressee came, the first time that they do."""
    Addressee.objects.filter(pk=addressee.pk, seen_at=None).update(seen_at=timezone.now())


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(addressee: Addressee) -> str:
    value = f"{SALT}:{addressee.pk}:{addressee.request_id}:{addressee.links}"
    return hmac.new(settings.SECRET_KEY.encode(), value.encode(), hashlib.sha256).hexdigest()
