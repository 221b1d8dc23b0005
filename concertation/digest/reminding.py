"""Asking those who have not read a notice once more."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.digest.models import Subscription, Told
from concertation.digest.news import to_read
from concertation.register.acknowledging import is_sender, readers
from concertation.register.models import Notice, Reminder


@transaction.atomic
def remind(notice: Notice, person: Person) -> int:
    """Have the notice be news again for those of its circle who have not read it, and have the next run of
    the digest mail it, whatever day of the week is theirs; return how many they are. Whoever wants no mails
    gets none.

    Raises `PermissionDenied` where the notice is not the person's, `ValidationError` where they were reminded
    today already, or nobody is waited for.
    """
    if not is_sender(notice, person):
        raise PermissionDenied(_("Only who sent a notice can remind of it."))
    if Reminder.objects.filter(notice=notice, at__date=timezone.now().date()).exists():
        raise ValidationError(_("They were reminded today already."))
    people = [row.person for row in readers(notice).unread or ()]
    if not people:
        raise ValidationError(_("There is nobody to remind."))
    Told.objects.filter(person__in=people, key=to_read(notice)).update(mailed_on=None, read_at=None)
    mailed = Subscription.objects.filter(person__in=people).exclude(rhythm=Subscription.Rhythm.NEVER)
    mailed.update(sent_on=None)
    Reminder.objects.create(notice=notice, person=person)
    return len(people)
