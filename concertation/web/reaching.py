"""Reaching a record for somebody: what is hidden is as absent as what is not there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from concertation.accounts.sharing import Held
from concertation.register.amending import may_be_changed_by
from concertation.register.models import Record
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import shown


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


def at_hand(uid: Any, person: Any, *, withdrawn: bool = False) -> Any:
    """Return the record as the model of its kind, for somebody whom its label lets see it, be it in the
    register or waiting for a second person; with `withdrawn` also one that was. Raises `Http404`."""
    rows: Any = Record.objects.shared_with(person)
    if not withdrawn:
        rows = rows.exclude(held=Held.WITHDRAWN)
    found = get_object_or_404(rows.only("kind", "pk"), uid=uid)
    own: Any = KINDS[found.kind].model.objects.prefetch_related("named_bodies")
    # How an agreement stands must not tell of a text that is hidden: `visible_to` looks after that.
    one = shown(own.visible_to(person).select_related("circle", "creator")).filter(pk=found.pk).first()
    return one or shown(own.select_related("circle", "creator")).get(pk=found.pk)
