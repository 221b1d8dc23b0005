"""People, the organizations they act for, invitations, and circles of organizations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from concertation.accounts.permissions import Verb, allowed


class Role(models.TextChoices):
    """What a person does here. What each may do is in ``permissions.toml``."""

    ADMINISTRATOR = "administrator", _("Administrator")
    OFFICER = "officer", _("Report officer")
    FOCAL_POINT = "focal-point", _("Focal point")
    CONTRIBUTOR = "contributor", _("Contributor")
    READER = "reader", _("Reader")


class PersonManager(BaseUserManager["Person"]):
    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person; `email` identifies them. Without a password they cannot sign in by one.

        The address is known to be theirs: who makes people answers for it, or it was proven.
        """
        from allauth.account.models import EmailAddress

        if not email:
            raise ValueError("A person needs an e-mail address.")
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. `language` is ISO 639-1."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.READER)
    language = models.CharField(_("language"), max_length=10, default="en")
    organizations = models.ManyToManyField(
        "register.Organization", blank=True, related_name="people", verbose_name=_("organizations")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=[organizations])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def lineage(self) -> list[tuple[str, str | None, str | None]]:
        """The person's organizations, each with the one above and the one above that, asked for once in the
        life of the object: every look at the register depends on it."""
        return list(self.organizations.values_list("pk", "parent_id", "parent__parent_id"))

    @property
    def own(self) -> frozenset[str]:
        """The identifiers of the person's organizations."""
        return frozenset(row[0] for row in self.lineage)

    @property
    def own_and_above(self) -> frozenset[str]:
        """The identifiers of the person's organizations, and of those that these are part of."""
        return frozenset(id for row in self.lineage for id in row if id)

    def may(self, verb: Verb) -> bool:
        """Tell whether this person's role allows the verb."""
        return self.is_active and allowed(self.role, verb)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Those that can still be taken up."""
        return self.waiting().filter(expires_at__gt=timezone.now())

    def waiting(self) -> InvitationQuerySet:
        """Those that nobody took up or withdrew, expired ones included."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """What somebody is asked to join with. The link that was mailed holds a token that is written nowhere;
    `digest` is its SHA-256. `language` is ISO 639-1."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        EXPIRED = "expired", _("expired")
        ACCEPTED = "accepted", _("taken up")
        WITHDRAWN = "withdrawn", _("withdrawn")

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organizations = models.ManyToManyField(
        "register.Organization", blank=True, related_name="+", verbose_name=_("organizations")
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    message = models.TextField(_("message"), max_length=2000, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="invitations", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, editable=False, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    invited_by_id: int | None
    person_id: int | None

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["digest"], m2m_fields=[organizations])

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(accepted_at=None, withdrawn_at=None), name="one_invitation"
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if self.expires_at > timezone.now() else self.State.EXPIRED


class Circle(models.Model):
    """A named set of organizations, or of people for TLP:RED, that something is shared with.
    An empty circle means nobody."""

    name = models.CharField(_("name"), max_length=200)
    """Unique among the circles that a person knows of, which is all that may be told (`circles.draw`)."""
    creator = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    organizations = models.ManyToManyField(
        "register.Organization", blank=True, related_name="circles", verbose_name=_("organizations")
    )
    people = models.ManyToManyField(Person, blank=True, related_name="circles", verbose_name=_("people"))

    creator_id: int | None
    history = HistoricalRecords(m2m_fields=[organizations, people])

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")

    def __str__(self) -> str:
        return self.name
