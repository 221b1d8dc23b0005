"""What the mails of a request say, one function a letter, in the language of who gets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import unquote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concertation.accounts.models import Person
from concertation.register.dates import day_in_words, in_words
from concertation.reporting.cycles.letters import Enclosure, Letter, in_language, site
from concertation.reporting.models import Addressee, InputRequest, Sending

Kind = Sending.Kind
PLACEHOLDER = "…"
"""Stands for the token where a letter is only looked at."""


def asking(addressee: Addressee, token: str, enclosed: Sequence[Enclosure] = ()) -> Letter:
    """The letter that asks for an input."""
    request = addressee.request
    cycle = request.cycle
    with in_language(addressee.language):
        named = request.organization.name_in(addressee.language)
        number = len(request.questions)
        tasks = [
            _("The page shows what the register already holds for %(body)s in this period: please confirm "
              "it, correct it, or add what is missing. If there is nothing to report, say so with one click.")
            % {"body": named}
        ]  # fmt: skip
        if number:
            tasks.append(
                ngettext(
                    "There is %(number)s question to answer in your own words, in any language.",
                    "There are %(number)s questions to answer in your own words, in any language.",
                    number,
                )
                % {"number": number}
            )
        if enclosed:
            tasks.append(_("If you prefer, fill in the enclosed spreadsheet and return it on the same page."))
        return Letter(
            Kind.REQUEST,
            addressee.email,
            _("Request for inputs by %(day)s: %(title)s")
            % {"day": _day(request.due, addressee), "title": cycle.title},
            (
                _greeting(addressee),
                _("%(officer)s asks %(body)s for its input to “%(title)s”, for the period %(period)s.")
                % {
                    "officer": cycle.officer,
                    "body": named,
                    "title": cycle.title,
                    "period": _period(cycle.period, addressee.language),
                },
                _("Please submit it by %(day)s.") % {"day": _day(request.due, addressee)},
                " ".join(tasks),
            ),
            link_for(token),
            _("Open your page"),
            reply_to=cycle.officer.email,
            lang=addressee.language,
            last=_about_link(addressee),
            enclosed=tuple(enclosed),
        )


def reminding(addressee: Addressee, token: str, today: date) -> Letter:
    """The letter that reminds of an input that is due, or late."""
    request = addressee.request
    left = (request.due - today).days
    with in_language(addressee.language):
        day = _day(request.due, addressee)
        if left < 0:
            subject = _("Overdue since %(day)s: %(title)s")
            what = ngettext(
                "The input of %(body)s was due on %(day)s, %(number)s day ago.",
                "The input of %(body)s was due on %(day)s, %(number)s days ago.",
                -left,
            )
        else:
            subject = _("Reminder, due on %(day)s: %(title)s")
            what = ngettext(
                "The input of %(body)s is due on %(day)s, in %(number)s day.",
                "The input of %(body)s is due on %(day)s, in %(number)s days.",
                left,
            )
        named = request.organization.name_in(addressee.language)
        return Letter(
            Kind.REMINDER,
            addressee.email,
            subject % {"day": day, "title": request.cycle.title},
            (
                _greeting(addressee),
                what % {"body": named, "day": day, "number": abs(left)},
                _("What you have entered so far is kept. If you need more time, ask for it on your page."),
            ),
            link_for(token),
            _("Open your page"),
            reply_to=request.cycle.officer.email,
            lang=addressee.language,
            last=_about_link(addressee),
        )


def delegating(addressee: Addressee, token: str, by: str, reply_to: str) -> Letter:
    """The letter to a colleague to whom the answer is delegated."""
    request = addressee.request
    with in_language(addressee.language):
        return Letter(
            Kind.DELEGATED,
            addressee.email,
            _("%(who)s asks you for an input: %(title)s") % {"who": by, "title": request.cycle.title},
            (
                _greeting(addressee),
                _("%(who)s asks you to prepare the input of %(body)s to “%(title)s”, due on %(day)s.")
                % {
                    "who": by,
                    "body": request.organization.name_in(addressee.language),
                    "title": request.cycle.title,
                    "day": _day(request.due, addressee),
                },
                _("Both of you can work on it; what either has saved, both see."),
            ),
            link_for(token),
            _("Open your page"),
            note=addressee.note,
            by=by,
            reply_to=reply_to or request.cycle.officer.email,
            lang=addressee.language,
            last=_about_link(addressee),
        )


def returning(addressee: Addressee, token: str) -> Letter:
    """The letter that sends an input back."""
    request = addressee.request
    with in_language(addressee.language):
        return _to_addressee(
            addressee,
            token,
            Kind.RETURNED,
            _("Please look at your input again: %(title)s"),
            _("%(officer)s has sent the input of %(body)s back to you, with this note. Please submit it "
              "again by %(day)s."),
            note=request.note,
        )  # fmt: skip


def thanking(addressee: Addressee, token: str) -> Letter:
    """The letter that says that an input is accepted."""
    with in_language(addressee.language):
        return _to_addressee(
            addressee,
            token,
            Kind.ACCEPTED,
            _("Thank you for your input: %(title)s"),
            _("%(officer)s has accepted the input of %(body)s. Thank you for your contribution. You have "
              "nothing more to do; your page keeps what you sent."),
        )  # fmt: skip


def receipt(addressee: Addressee, token: str) -> Letter:
    """The letter that says that an input was submitted."""
    with in_language(addressee.language):
        return _to_addressee(
            addressee,
            token,
            Kind.SUBMITTED,
            _("Your input was received: %(title)s"),
            _("The input of %(body)s was submitted and waits for %(officer)s. Until it is accepted you can "
              "take it back on your page, to change it."),
        )  # fmt: skip


def more_time(addressee: Addressee, token: str, *, granted: bool, note: str = "") -> Letter:
    """The letter that answers who asked for more time."""
    with in_language(addressee.language):
        what = (
            _("The input of %(body)s is now due on %(day)s.")
            if granted
            else _("%(officer)s cannot give more time: the input of %(body)s stays due on %(day)s.")
        )
        subject = _("New deadline %(day)s: %(title)s") if granted else _("Deadline stays %(day)s: %(title)s")
        return _to_addressee(addressee, token, Kind.MORE_TIME, subject, what, note=note)


def to_officer_more_time(request: InputRequest, by: str) -> Letter:
    """Tell the officer that a body asks for more time."""
    officer = request.cycle.officer
    with in_language(officer.language):
        lang = officer.language
        assert request.asked_until is not None
        return _to_officer(
            request,
            Kind.MORE_TIME,
            _("%(body)s asks for more time"),
            _("%(who)s asks that the input of %(body)s be due on %(until)s instead of %(day)s.")
            % {
                "who": by,
                "body": request.organization.name_in(_short(lang)),
                "until": day_in_words(request.asked_until, _short(lang)),
                "day": day_in_words(request.due, _short(lang)),
            },
            note=request.asked_because,
        )


def to_officer_reopen(request: InputRequest, by: str) -> Letter:
    """Tell the officer that a body asks to have its input opened again."""
    with in_language(request.cycle.officer.language):
        return _to_officer(
            request,
            Kind.REOPENING,
            _("%(body)s asks to change its input"),
            _("%(who)s asks that the accepted input be opened again.") % {"who": by},
            note=request.reopen_because,
        )


def escalating(officer: Person, requests: Sequence[InputRequest], today: date) -> Letter:
    """Tell the officer which inputs stay late."""
    with in_language(officer.language):
        lines = [
            ngettext("%(body)s: %(number)s day late", "%(body)s: %(number)s days late", days)
            % {"body": request.organization.name_in(_short(officer.language)), "number": days}
            for request in requests
            for days in [(today - request.due).days]
        ]
        subject = ngettext(
            "%(number)s input is late: %(title)s", "%(number)s inputs are late: %(title)s", len(requests)
        )
        first = _("These inputs were asked for and reminded of, and have not come:")
        return _several(Kind.ESCALATION, officer, requests, subject, first, lines)


def waiting(officer: Person, requests: Sequence[InputRequest], today: date) -> Letter:
    """Tell the officer which submitted inputs wait for too long."""
    with in_language(officer.language):
        lines = [
            ngettext("%(body)s: waits for %(number)s day", "%(body)s: waits for %(number)s days", days)
            % {"body": request.organization.name_in(_short(officer.language)), "number": days}
            for request in requests
            for days in [(today - request.submitted_at.date()).days if request.submitted_at else 0]
        ]
        subject = ngettext(
            "%(number)s input waits for you: %(title)s",
            "%(number)s inputs wait for you: %(title)s",
            len(requests),
        )
        first = _("These inputs were submitted and wait for you to accept them or send them back:")
        return _several(Kind.WAITING, officer, requests, subject, first, lines)


def link_for(token: str) -> str:
    """Return the personal link of the token."""
    return site(unquote(reverse("contribute", args=[token])))


def _to_addressee(
    addressee: Addressee, token: str, kind: Kind, subject: str, what: str, note: str = ""
) -> Letter:
    request = addressee.request
    said = {
        "officer": request.cycle.officer,
        "body": request.organization.name_in(addressee.language),
        "day": _day(request.due, addressee),
        "title": request.cycle.title,
    }
    return Letter(
        kind,
        addressee.email,
        subject % said,
        (_greeting(addressee), what % said),
        link_for(token),
        _("Open your page"),
        note=note,
        by=str(request.cycle.officer) if note else "",
        reply_to=request.cycle.officer.email,
        lang=addressee.language,
        last=_about_link(addressee),
    )


def _to_officer(request: InputRequest, kind: Kind, subject: str, what: str, note: str) -> Letter:
    officer = request.cycle.officer
    said = {"body": request.organization.name_in(_short(officer.language))}
    return Letter(
        kind,
        officer.email,
        f"{subject % said}: {request.cycle.title}",
        (_("Good day %(person)s,") % {"person": officer}, what),
        site(reverse("cycle-request", args=[request.cycle.uid, request.uid])),
        _("Open the request"),
        note=note,
        lang=_short(officer.language),
    )


def _several(
    kind: Kind,
    officer: Person,
    requests: Sequence[InputRequest],
    subject: str,
    first: str,
    lines: list[str],
) -> Letter:
    cycle = requests[0].cycle
    return Letter(
        kind,
        officer.email,
        subject % {"number": len(requests), "title": cycle.title},
        (
            _("Good day %(person)s,") % {"person": officer},
            "\n".join((first, *(f"- {line}" for line in lines))),
        ),
        site(reverse("cycle-requests", args=[cycle.uid])),
        _("Open the board"),
        lang=_short(officer.language),
    )


def _greeting(addressee: Addressee) -> str:
    if addressee.name:
        return _("Good day %(person)s,") % {"person": addressee.name}
    return _("Good day,")


def _about_link(addressee: Addressee) -> tuple[str, ...]:
    return (
        _("The link is for you personally: who has it can answer this request. Pass the work to a colleague "
          "on the page itself, where they get a link of their own."),
        _("Answer to this mail to reach %(officer)s.") % {"officer": addressee.request.cycle.officer},
    )  # fmt: skip


def _day(day: date, addressee: Addressee) -> str:
    return day_in_words(day, _short(addressee.language))


def _period(period: str, lang: str) -> str:
    return in_words(period, _short(lang))


def _short(lang: str) -> str:
    return lang.split("-")[0]
