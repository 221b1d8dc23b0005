"""What templates say of the running term of an agreement, in whole sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from concertation.register.models import Agreement
from concertation.register.standing import Term, next_notice, running_term, standing
from concertation.web.templatetags.words import day, length_words

register = template.Library()


@register.filter
def running_words(record: Any) -> str:
    """When the running term of an agreement ends, what follows, and until when notice can be given; "" where
    it has no end, and of other records. The agreement is one that `visible_to` has fetched."""
    if not isinstance(record, Agreement):
        return ""
    today = timezone.localdate()
    term = running_term(record, today)
    if term:
        return " ".join(filter(None, (_end(record, term, today), _after(record, term, today))))
    if record.ends and standing(record, today) == Agreement.Status.EXPIRED.value:
        return _("Its term ended on %(end)s.") % {"end": day(record.ends)}
    return ""


def _end(agreement: Agreement, term: Term, today: date) -> str:
    told = {
        "end": day(term.end),
        "notice": day(term.notice),
        "length": length_words(agreement.renewal),
    }
    open_to_notice = term.notice is not None and term.notice >= today
    if not agreement.renewal:
        if open_to_notice:
            return _("The term ends on %(end)s; notice can be given until %(notice)s.") % told
        return _("The term ends on %(end)s.") % told
    if open_to_notice:
        return (
            _(
                "The running term ends on %(end)s. It is renewed for %(length)s, "
                "unless a party gives notice by %(notice)s."
            )
            % told
        )
    if term.notice:
        return (
            _(
                "The running term ends on %(end)s and is then renewed for %(length)s: "
                "notice could be given until %(notice)s."
            )
            % told
        )
    return _("The running term ends on %(end)s and is then renewed for %(length)s.") % told


def _after(agreement: Agreement, term: Term, today: date) -> str:
    """The next last day to give notice, where that of the running term is past."""
    following = next_notice(agreement, today)
    if following is None or following == term.notice:
        return ""
    return _("For the term after it, notice can be given until %(notice)s.") % {"notice": day(following)}
