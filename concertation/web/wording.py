"""What the words of the record contract, and other codes, are called on the pages."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, npgettext_lazy, pgettext_lazy

from concertation.register.models import Record
from concertation.register.places import country_name as country_name
from concertation.register.places import place_name as place_name
from concertation.register.places import places_by_name as places_by_name

KINDS: dict[str, str] = {
    "event": Record.Kind.MEETING.label,
    "instrument": Record.Kind.AGREEMENT.label,
    "activity": Record.Kind.ACTIVITY.label,
    "presence": Record.Kind.PRESENCE.label,
    "resource": Record.Kind.PLEDGE.label,
    "mandate": Record.Kind.MANDATE.label,
}

COUNTED: dict[str, Any] = {
    Record.Kind.AGREEMENT: npgettext_lazy("behind a number", "agreement", "agreements", "number"),
    Record.Kind.MECHANISM: npgettext_lazy("behind a number", "mechanism", "mechanisms", "number"),
    Record.Kind.MEETING: npgettext_lazy("behind a number", "meeting", "meetings", "number"),
    Record.Kind.ACTIVITY: npgettext_lazy("behind a number", "activity", "activities", "number"),
    Record.Kind.COMMITMENT: npgettext_lazy("behind a number", "commitment", "commitments", "number"),
    Record.Kind.PLEDGE: npgettext_lazy("behind a number", "pledge", "pledges", "number"),
    Record.Kind.PRESENCE: npgettext_lazy("behind a number", "presence", "presences", "number"),
    Record.Kind.NOTICE: npgettext_lazy("behind a number", "notice", "notices", "number"),
    Record.Kind.MANDATE: npgettext_lazy("behind a number", "mandate", "mandates", "number"),
}
"""What so many records of a kind are called: languages have up to six forms."""

TYPES: dict[str, str] = {
    "meeting": _("meeting"),
    "conference": _("conference"),
    "summit": _("summit"),
    "session": _("session"),
    "dialogue": _("dialogue"),
    "consultation": _("consultation"),
    "visit": _("visit"),
    "workshop": _("workshop"),
    "training": _("training course"),
    "forum": _("forum"),
    "mission": _("mission"),
    "briefing": _("briefing"),
    "celebration": _("celebration"),
    "signing": _("signing ceremony"),
    "campaign": _("campaign"),
    "other": _("other"),
    "agreement": pgettext_lazy("type of record", "agreement"),
    "memorandum": _("memorandum of understanding"),
    "letter": _("exchange of letters"),
    "framework": _("framework"),
    "plan": _("plan of action"),
    "strategy": _("strategy"),
    "declaration": _("declaration"),
    "protocol": _("protocol"),
    "programme": _("programme"),
    "resolution": _("resolution"),
    "roadmap": _("road map"),
    "support": _("support"),
    "project": _("project"),
    "joint-work": _("joint work"),
    "information-exchange": _("exchange of information"),
    "coordination": _("coordination"),
    "advocacy": _("advocacy"),
    "liaison-office": _("liaison office"),
    "liaison-officer": _("liaison officer"),
    "secondment": _("secondment"),
    "office": _("office"),
    "observer": _("observer status"),
    "early-warning": _("early warning"),
    "good-practice": _("good practice"),
    "pledge": pgettext_lazy("type of record", "pledge"),
    "loan": _("loan"),
    "contribution": _("contribution"),
    "levy": _("levy"),
    "report": _("a report"),
    "inputs": _("inputs to a report"),
}

STATES: dict[str, str] = {
    "planned": _("planned"),
    "under-way": _("under way"),
    "done": _("done"),
}

NEWS: dict[str, str] = {
    "expiry": _("Term ends"),
    "notice": _("Last day to give notice"),
    "review": _("Review"),
    "meeting": _("Meeting"),
    "session": _("Session due by"),
    "commitment": _("Commitment"),
    "read": _("Notice to read"),
    "confirm": _("To be confirmed by a second person"),
    "sent-back": _("Sent back by the second person"),
    "search": _("Saved search"),
}

CONTRACT: dict[str, str] = {
    "kind": _("Kind"),
    "type": _("Type"),
    "title": _("Title"),
    "lang": _("Language"),
    "date": _("Date"),
    "place": _("Place"),
    "actors": _("Organizations"),
    "themes": _("Themes"),
    "ordinal": _("Number in its series"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "status": _("Status"),
    "note": _("Remark"),
}
"""What the fields of the record contract are called."""

REQUEST_NEWS: dict[str, str] = {
    "input": _("Input asked for"),
    "input-returned": _("Input sent back"),
    "input-came": _("Input submitted"),
    "input-time": _("More time asked for until"),
    "input-again": _("Asked to open an input again"),
}
"""What the news of the reporting cycle are called."""

REASONS: dict[str, str] = {
    "same_title": _("similar title"),
    "same_organizations": _("same organizations"),
    "same_time": _("same date"),
    "same_place": _("same place"),
    "same_number": _("same number in the series"),
    "same_type": _("same type"),
    "same_themes": _("same themes"),
    "same_symbol": _("same paragraph of the same resolution"),
    "same_paragraph": _("same paragraph in another language"),
}

MAY: dict[str, str] = {
    "review": _("review proposals"),
    "load": _("load documents"),
    "edit": _("enter records, and change your own and those of your organizations"),
    "edit-all": _("change all records that you see"),
    "report": _("write reports"),
    "circles": _("make and change circles"),
    "own-circles": _("make circles with your own organizations, and change those that you made"),
    "people": _("invite people and change their roles"),
    "invite": _("invite contributors to your organizations"),
    "describe": _("change what is told of organizations, and keep their focal points"),
}
"""What somebody may do."""

NONE_YET: dict[str, str] = {
    Record.Kind.AGREEMENT: _("No agreement matches."),
    Record.Kind.MECHANISM: _("No mechanism matches."),
    Record.Kind.MEETING: _("No meeting matches."),
    Record.Kind.ACTIVITY: _("No activity matches."),
    Record.Kind.COMMITMENT: _("No commitment matches."),
    Record.Kind.PLEDGE: _("No pledge matches."),
    Record.Kind.PRESENCE: _("No presence matches."),
    Record.Kind.NOTICE: _("No notice matches."),
    Record.Kind.MANDATE: _("No mandate matches."),
}


_ROLES: dict[str, str] = {
    "party": _("Parties"),
    "lead": _("Led by"),
    "chair": _("Chaired by"),
    "host": _("Hosted by"),
    "participant": _("Organizations"),
    "owner": _("Due from"),
    "beneficiary": _("Due to"),
}

PARTS_CALLED: dict[tuple[str, str], str] = {
    (Record.Kind.AGREEMENT, "participant"): _("Others named in it"),
    (Record.Kind.PLEDGE, "party"): _("Given by"),
    (Record.Kind.PLEDGE, "beneficiary"): _("Given to"),
    (Record.Kind.PRESENCE, "host"): _("Stationed with"),
    (Record.Kind.NOTICE, "lead"): _("Issued by"),
    (Record.Kind.MANDATE, "party"): _("Adopted by"),
    (Record.Kind.MANDATE, "participant"): _("Addressed to"),
}


def duration(code: str) -> str:
    """Return an ISO 8601 duration of one unit in words: "P1Y" is "every year"; "" is ""."""
    matched = re.fullmatch(r"P(\d+)([YMWD])", code)
    if not matched:
        return code
    number = int(matched[1])
    match matched[2]:
        case "Y":
            words = ngettext("every year", "every %(number)s years", number)
        case "M":
            words = ngettext("every month", "every %(number)s months", number)
        case "W":
            words = ngettext("every week", "every %(number)s weeks", number)
        case _:
            words = ngettext("every day", "every %(number)s days", number)
    return words % {"number": number}


def length(code: str) -> str:
    """Return for how long an ISO 8601 duration of one unit lasts, in words: "P1Y" is "1 year"; "" is ""."""
    matched = re.fullmatch(r"P(\d+)([YMWD])", code)
    if not matched:
        return code
    number = int(matched[1])
    match matched[2]:
        case "Y":
            words = ngettext("%(number)s year", "%(number)s years", number)
        case "M":
            words = ngettext("%(number)s month", "%(number)s months", number)
        case "W":
            words = ngettext("%(number)s week", "%(number)s weeks", number)
        case _:
            words = ngettext("%(number)s day", "%(number)s days", number)
    return words % {"number": number}


def part(kind: str, role: str) -> str:
    """Return what the organizations are called that take this part (`Participation.Role`) in a record of
    the kind."""
    return str(PARTS_CALLED.get((kind, role)) or _ROLES[role])


def own_name(code: str) -> str:
    """Return what a language of the pages calls itself, as in a menu."""
    return dict(settings.LANGUAGES)[code]


def language_name(code: str, lang: str) -> str:
    """Return what the language `code` is called in `lang`; the code where nobody knows."""
    try:
        return Locale.parse(code).get_display_name(lang) or code
    except (ValueError, UnknownLocaleError):
        return code


def direction(lang: str) -> str:
    """Return how a language (ISO 639-1) is written: "rtl" or "ltr"; "auto" where nobody knows."""
    try:
        return Locale.parse(lang).text_direction
    except (ValueError, UnknownLocaleError):
        return "auto"
