"""Notes of the page: on a screen they stand at its end, on paper at the foot of each sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml.builder import ElementMaker  # pyright: ignore[reportMissingImports]

from concertation.reporting.characters import writable
from concertation.reporting.edition import Edition, Entry
from concertation.reporting.notes import Cited, link, one_in_words

E = ElementMaker()
MARK = "*"


def noted(entry: Entry, edition: Edition, *, to_print: bool) -> Iterator[Any]:
    """What stands at the end of a paragraph for its note: a reference, or on paper the note itself."""
    if not entry.note:
        return
    if to_print:
        yield E.span(
            {"class": "note", "data-mark": f"{entry.note}"}, *_said(entry.cited, edition, to_print=True)
        )
    else:
        yield _reference(f"{entry.note}", f"#n{entry.note}", f"r{entry.note}")


def agenda_note(edition: Edition, *, to_print: bool) -> Iterator[Any]:
    """The note at the agenda item: the document that has the agenda."""
    form = edition.form
    if not form.listed:
        return
    if to_print:
        cited = (Cited(form.listed),)
        yield E.span({"class": "note", "data-mark": MARK}, *_said(cited, edition, to_print=True))
    else:
        yield _reference(MARK, "#agenda-note", "agenda-reference")


def end_notes(edition: Edition) -> Iterator[Any]:
    """The notes in order, each with the way back."""
    form, words = edition.form, edition.words
    rows = [
        E.li(
            {"id": f"n{entry.note}"},
            *_said(entry.cited, edition, to_print=False),
            " ",
            _back(f"#r{entry.note}", words["notes"]["back"], entry.note),
        )
        for entry in edition.entries()
        if entry.note
    ]
    if not rows and not (form.item and form.listed):
        return
    section = E.section({"role": "doc-endnotes", "aria-labelledby": "notes"})
    section.append(E.h2({"id": "notes"}, words["headings"]["notes"]))
    if form.item and form.listed:
        said = _said((Cited(form.listed),), edition, to_print=False)
        back = _back("#agenda-reference", words["notes"]["back"], MARK)
        section.append(E.p({"id": "agenda-note"}, f"{MARK} ", *said, " ", back))
    if rows:
        section.append(E.ol(*rows))
    yield section


def _reference(shown: str, target: str, id: str) -> Any:
    return E.sup(E.a({"href": target, "id": id, "role": "doc-noteref"}, shown))


def _back(target: str, words: str, note: object) -> Any:
    return E.a({"href": target, "role": "doc-backlink", "aria-label": f"{words} ({note})"}, "↩")


def _said(cited: tuple[Cited, ...], edition: Edition, *, to_print: bool) -> Iterator[Any]:
    """The text of a note; on a screen, symbols lead to their documents."""
    words = edition.words["notes"]
    for at, one in enumerate(cited):
        if at:
            yield words["between"]
        said = writable(one_in_words(one, words))
        document, address = writable(one.document), link(one.document)
        if to_print or not address or document not in said:
            yield said
            continue
        before, _document, after = said.partition(document)
        yield before
        yield E.a({"href": address}, E.bdi(document))
        yield after
    yield words["end"]
