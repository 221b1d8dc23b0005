"""What was paid of pledges: entering payments, correcting them, taking them back, and what is still open.

Amounts of different currencies are never added up, nor those whose currency nobody names: it may differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Meeting, Payment, Pledge, taking_part
from concertation.register.models.means import RATE
from concertation.register.recording import sign

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Account:
    """What was promised by a pledge (None where no amount is stated) and what was paid of it, in its
    currency."""

    pledge: Pledge
    promised: Decimal | None
    paid: Decimal

    @property
    def open(self) -> Decimal | None:
        """What is still to be paid."""
        return None if self.promised is None else max(self.promised - self.paid, NOTHING)

    @property
    def over(self) -> Decimal:
        """How much more was paid than promised."""
        return NOTHING if self.promised is None else max(self.paid - self.promised, NOTHING)


@dataclass(frozen=True, slots=True)
class Currency:
    """The pledges in one currency (ISO 4217). `totals` says whether they may be added up: not where `code` is
    "" (nobody names it) or "%" (a rate)."""

    code: str
    accounts: tuple[Account, ...]

    @property
    def totals(self) -> bool:
        return self.code not in ("", RATE)

    @property
    def promised(self) -> Decimal:
        return sum((one.promised or NOTHING for one in self.accounts), NOTHING)

    @property
    def paid(self) -> Decimal:
        return sum((one.paid for one in self.accounts), NOTHING)

    @property
    def open(self) -> Decimal:
        """What is still to be paid: that somebody paid more does not settle what another owes."""
        return sum((one.open or NOTHING for one in self.accounts), NOTHING)


def account(pledge: Pledge) -> Account:
    """Return what was promised and paid."""
    return Account(pledge, pledge.amount, sum((row.amount for row in pledge.payments.all()), NOTHING))


def by_currency(pledges: Iterable[Pledge]) -> list[Currency]:
    """Return the pledges by currency, the currency of the most pledges first; the largest pledge first."""
    found: dict[str, list[Account]] = {}
    for pledge in pledges:
        found.setdefault(pledge.currency, []).append(account(pledge))
    ranked = sorted(found.items(), key=lambda item: (item[0] in ("", RATE), -len(item[1]), item[0]))
    return [
        Currency(code, tuple(sorted(rows, key=lambda one: (-(one.promised or NOTHING), one.pledge.pk))))
        for code, rows in ranked
    ]


def announced_at(meeting: Meeting, person: Viewer) -> list[Pledge]:
    """Return the pledges that were announced at the meeting, of those that the person may see."""
    rows: Any = Pledge.objects.visible_to(person).filter(conference=meeting.pk)
    return list(rows.prefetch_related("texts", "payments", taking_part()).order_by("pk"))


def version(payment: Payment) -> str:
    """Stands for the payment as it is, to tell whether somebody changed it meanwhile."""
    return f"{payment.amount:f} {payment.date} {payment.note}"


@transaction.atomic
def pay(payment: Payment, *, person: Person, seen: str | None = None, why: str = "") -> Payment:
    """Enter a payment, or save one that was corrected; `seen` is its `version` as the person saw it. It may
    be more than what is open.

    Raises `ValidationError` where it cannot be, or where somebody changed it since it was `seen`; nothing is
    changed then.
    """
    if payment.pk and seen is not None:
        now = Payment.objects.select_for_update().filter(pk=payment.pk).first()
        if now is None or version(now) != seen:
            raise ValidationError(
                {"version": _("Somebody else changed this payment meanwhile. Open the form again to see it.")}
            )
    payment.full_clean()
    sign(payment, person, why)
    payment.save()
    return payment


@transaction.atomic
def take_payment_back(payment: Payment, person: Person, why: str = "") -> None:
    """Take a payment back that was entered by mistake; it stays in the history."""
    sign(payment, person, why or _("A payment was taken back"))
    payment.delete()
