"""Reaching a record for somebody: what is hidden is as absent as what is not there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from concertation.register.amending import may_be_changed_by
from concertation.register.models import Record


def seen(model: Any, uid: Any, person: Any) -> Any:
    """Return the record of that model, for somebody who may see it. Raises `Http404`."""
    return get_object_or_404(
        model.objects.filter(pk__in=Record.objects.visible_to(person).values("pk")), uid=uid
    )


def changeable(model: Any, uid: Any, person: Any) -> Any:
    """Return the record of that model, for somebody who may change it.

    Raises `Http404` where it is hidden, `PermissionDenied` where it may only be seen.
    """
    one = seen(model, uid, person)
    if not may_be_changed_by(one, person):
        raise PermissionDenied(_("Your role does not include changing this record."))
    return one
