"""Who may see what: the one visibility rule.

Each thing that can be shared carries a TLP 2.0 label (FIRST, Traffic Light Protocol, version 2.0):

========================  =======================================================================
CLEAR                     everybody, signed in or not
GREEN                     everybody who signs in
AMBER                     people of the circle's organizations and of the bodies beneath them
AMBER+STRICT              people of the circle's organizations
RED                       the people named in the circle
========================  =======================================================================

The creator of a thing always sees it. An empty circle means nobody else. No role sees more than its
label says, administrators included. Pages, search, exports and reports all ask `visible_to`.

What is held back (`Shared.held`) is in none of these, whoever asks: it waits for a second person, or was
withdrawn. The few pages that deal with it ask `shared_with`, which knows the label alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concertation.accounts.models import Circle

if TYPE_CHECKING:
    from concertation.accounts.models import Person

    Viewer = Person | AnonymousUser


Thing = TypeVar("Thing", bound=models.Model)


class Label(models.TextChoices):
    """TLP 2.0 labels, from the widest to the narrowest."""

    CLEAR = "CLEAR", "TLP:CLEAR"
    GREEN = "GREEN", "TLP:GREEN"
    AMBER = "AMBER", "TLP:AMBER"
    AMBER_STRICT = "AMBER+STRICT", "TLP:AMBER+STRICT"
    RED = "RED", "TLP:RED"

    @property
    def words(self) -> Any:
        """Who sees it, in words."""
        return _WORDS[self]


_WORDS = {
    Label.CLEAR: _("Everybody can see this."),
    Label.GREEN: _("Everybody who signs in can see this."),
    Label.AMBER: _(
        "Only people of the named circle, and of the bodies beneath its organizations, can see this."
    ),
    Label.AMBER_STRICT: _("Only people of the circle’s organizations can see this."),
    Label.RED: _("Only the people named in the circle can see this."),
}


class Held(models.TextChoices):
    """Why a thing is not in the register, yet or any more."""

    WAITING = "waiting", _("waits for a second person")
    WITHDRAWN = "withdrawn", _("withdrawn")


def visible(person: Viewer, prefix: str = "") -> Q:
    """Return the condition under which a thing is seen by `person`.

    `prefix` is the path from the queried model to the shared thing (``"record__"``).
    """
    return Q(**{f"{prefix}held": ""}) & shared_with(person, prefix)


def shared_with(person: Viewer, prefix: str = "") -> Q:
    """Return the condition under which the label of a thing lets `person` see it, be it held back or not."""

    def when(**conditions: Any) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    if isinstance(person, AnonymousUser):
        return when(label=Label.CLEAR)
    circles = Circle.objects.order_by()
    strictly = circles.filter(organizations__in=person.own).values("pk")
    beneath = circles.filter(organizations__in=person.own_and_above).values("pk")
    named = circles.filter(people=person.pk).values("pk")
    return (
        when(label__in=[Label.CLEAR, Label.GREEN])
        | when(label=Label.AMBER, circle__in=beneath)
        | when(label=Label.AMBER_STRICT, circle__in=strictly)
        | when(label=Label.RED, circle__in=named)
        | when(creator=person.pk)
    )


def narrowest(labels: Iterable[str]) -> str:
    """Return the narrowest of these labels, "" where there is none.

    >>> narrowest(["CLEAR", "AMBER", "GREEN"])
    'AMBER'
    """
    ranks = [str(one.value) for one in Label]
    return max(labels, key=ranks.index, default="")


def wider(label: str, circle: int | None, than: Shared) -> bool:
    """Tell whether what carries this label and circle (by primary key) may be seen by somebody who does not
    see `than`. Two circles are taken to differ: who is in them changes."""
    ranks = [str(one.value) for one in Label]
    here, there = ranks.index(label), ranks.index(than.label)
    if here != there:
        return here < there
    return label not in (Label.CLEAR, Label.GREEN) and circle not in (None, than.circle_id)


class SharedQuerySet(models.QuerySet[Thing]):
    def visible_to(self, person: Viewer) -> Self:
        """Only what `person` may see."""
        return self.filter(visible(person))

    def shared_with(self, person: Viewer) -> Self:
        """Only what the label lets `person` see, what is held back among it."""
        return self.filter(shared_with(person))


class Shared(models.Model):
    """A thing with a label. The label is shown as a word wherever the thing is shown."""

    label = models.CharField(_("sharing"), max_length=12, choices=Label, default=Label.GREEN)
    circle = models.ForeignKey(
        Circle, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("circle")
    )
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    held = models.CharField(_("state"), max_length=10, choices=Held, blank=True, default="", editable=False)
    """"" for what is in the register."""
    circle_id: int | None

    class Meta:
        abstract = True

    def may_be_seen_by(self, person: Viewer) -> bool:
        """Tell whether `person` may see this thing, by the same rule as `visible_to`."""
        return type(self)._default_manager.filter(visible(person), pk=self.pk).exists()

    def is_shared_with(self, person: Viewer) -> bool:
        """Tell whether the label lets `person` see this thing, by the same rule as `shared_with`."""
        return type(self)._default_manager.filter(shared_with(person), pk=self.pk).exists()
