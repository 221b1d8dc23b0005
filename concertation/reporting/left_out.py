"""What the form of a United Nations document has, and this report would leave out: a sentence for each field.

Nothing is made up, so what nobody gave is missing on paper. The officer is told before the editor is.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from concertation.reporting.edition import Edition


def left_out(edition: Edition) -> list[str]:
    """The sentences, in the language of the interface; none where the form is complete."""
    form = edition.form
    found = [
        sentence
        for given, sentence in (
            (form.symbol, _("Symbol: the masthead and the head of each page stay without it.")),
            (form.session, _("Session: no line “… session” above the item.")),
            (form.item, _("Agenda item: its number and letters are missing on the first page.")),
            (form.agenda, _("Title of the agenda item: no title stands beneath the item.")),
            (form.date, _("Date of distribution: the masthead has no date.")),
            (form.original, _("Original language: the masthead names the language of this report.")),
            (form.job, _("Job number: the foot of the pages stays without it.")),
        )
        if not given
    ]
    return [*found, *_half_given(edition), *_of_the_text(edition)]


def _half_given(edition: Edition) -> list[str]:
    """Fields that what is given asks for."""
    form = edition.form
    found: list[str] = []
    if form.item and not form.listed:
        found.append(_("Document that has the agenda (such as A/73/150): the item stays without its note."))
    known = edition.words["organs"]
    for symbol in form.symbols:
        letter = symbol.partition("/")[0]
        if letter not in known:
            found.append(
                _("Organ: the template has no name for “%(letter)s” of the symbol %(symbol)s.")
                % {"letter": letter, "symbol": symbol}
            )
    if len(form.symbols) > 1 and not form.year:
        found.append(_("Year of the second organ (such as “Seventy-third year”): its side stays empty."))
    letters = re.findall(r"(?<!\w)\(?([a-z])\)", form.item)
    if len(letters) > 1 and not any(re.match(r"\(?[a-z]{1,3}\)\s", title) for title in form.agenda):
        found.append(_("Titles of the lettered items: the item names letters, and no title has one."))
    return found


def _of_the_text(edition: Edition) -> list[str]:
    found: list[str] = []
    if not any(entry.numbered.cites for entry in edition.entries()):
        found.append(_("Mandate: the introduction names no document that asks for the report."))
    if not edition.report.summary:
        found.append(_("Summary: its box is empty."))
    unnamed = [
        part.title.text
        for division in edition.divisions()
        for part in division.parts
        if part.title.text and part.title.lang != edition.lang
    ]
    if unnamed:
        found.append(
            _("Headings without a name in this language, left in another: %(names)s.")
            % {"names": "; ".join(unnamed)}
        )
    return found
