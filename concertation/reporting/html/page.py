"""The page: masthead, headings, numbered paragraphs with their notes, annex.

A paragraph has the anchor ``#p12``, a note ``#n3``. There is no script.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html
from lxml.builder import ElementMaker  # pyright: ignore[reportMissingImports]

from concertation.reporting.characters import right_to_left, writable
from concertation.reporting.docx.symbol import split_symbol
from concertation.reporting.edition import Division, Edition, Entry, Part, Words
from concertation.reporting.html.notes import agenda_note, end_notes, noted
from concertation.reporting.notes import in_words
from concertation.reporting.stated import stated

E = ElementMaker()
_STYLE = Path(__file__).parent / "page.css"


def page(edition: Edition, *, to_print: bool = False) -> str:
    """Return the whole page. `to_print` puts the notes at the foot of each sheet, and leaves out what only
    leads about a screen."""
    words = edition.words
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.title(writable(edition.title)),
        E.meta(name="author", content=words["author"]),
        E.meta(name="dcterms.created", content=(edition.form.date or edition.report.last_day).isoformat()),
        E.style(_page_set_up(edition) + _STYLE.read_text(encoding="utf-8")),
    )
    main = E.main(*_first_page(edition, to_print=to_print))
    if not to_print:
        main.append(_contents(edition))
    main.extend(_division(division, edition, to_print=to_print) for division in edition.divisions())
    main.extend(_annex(edition))
    if not to_print:
        main.extend(end_notes(edition))
    whole = E.html(head, E.body(_masthead(edition), main), lang=words["locale"], dir=words["direction"])
    shown: str = html.tostring(whole, encoding="unicode", doctype="<!DOCTYPE html>")
    return shown + "\n"


def _page_set_up(edition: Edition) -> str:
    """The measures of the template, for the printed page."""
    shape, fonts = edition.measures["page"], edition.measures["fonts"]
    family = ", ".join(f'"{_quoted(fonts[name])}"' for name in ("latin", "east_asian", "complex"))
    running = f'"{_quoted(edition.form.symbol)}"'
    job = f'"{_quoted(edition.form.job)}"'
    first = f'"{_quoted(edition.first_foot)}"'
    margins = f"{shape['top']}pt {shape['right']}pt {shape['bottom']}pt {shape['left']}pt"
    return (
        f":root {{ --family: {family}, serif; --size: {edition.measures['styles']['normal']['size']}pt }}\n"
        f"@page {{ size: {shape['width']}pt {shape['height']}pt; margin: {margins} }}\n"
        f"@page :left {{ @top-left {{ content: {running} }} @bottom-right {{ content: {job} }} }}\n"
        f"@page :right {{ @top-right {{ content: {running} }} @bottom-left {{ content: {job} }} }}\n"
        f"@page :first {{ @bottom-left {{ content: {first} }} }}\n"
    )


def _quoted(text: str) -> str:
    """The text for a string of a style sheet, which no text can end."""
    return "".join(
        c if c.isalnum() or c in " .,-–()" else f"\\{ord(c):06x}" for c in writable(text) if c != "\x00"
    )


def _masthead(edition: Edition) -> Any:
    words = edition.words["masthead"]
    symbol = E.bdi({"dir": "ltr"})
    for at, one in enumerate(edition.form.symbols):
        letter, rest = split_symbol(writable(one))
        if at:
            symbol[-1].tail += "–"
        symbol.append(E.span({"class": "letter"}, letter))
        symbol[-1].tail = rest
    organs = {"class": "organs two" if len(edition.organs) > 1 else "organs"}
    lines = [edition.distribution, *([edition.dated] if edition.dated else [])]
    rows = [E.p({"dir": _direction(line)}, line) for line in [*lines, *edition.languages]]
    if len(edition.languages) == 1:
        rows[-1].set("class", "apart")
    return E.header(
        E.div(
            {"class": "above"},
            E.p({"class": "nations"}, words["united_nations"]),
            E.p({"class": "symbol"}, symbol),
        ),
        E.div(
            {"class": "beneath"},
            E.div(organs, *(E.p(organ) for organ in edition.organs)),
            E.div({"class": "distribution"}, *rows),
        ),
    )


def _first_page(edition: Edition, *, to_print: bool) -> Iterator[Any]:
    form, words = edition.form, edition.words
    session = [_line("session", form.session)] if form.session else []
    if form.item:
        item = _line("item", form.item)
        item.extend(agenda_note(edition, to_print=to_print))
        session.append(item)
    if len(edition.organs) > 1:
        second = [_line("session", form.year)] if form.year else []
        organs = [E.p({"class": "session"}, organ) for organ in edition.organs[:2]]
        yield E.div({"class": "sides"}, E.div(organs[0], *session), E.div(organs[1], *second))
    else:
        yield from session
    yield from (_line("agenda", title) for title in form.agenda)
    yield E.h1(writable(edition.title))
    yield E.p({"class": "author"}, words["author"])
    heading = E.h2({"id": "summary"}, words["headings"]["summary"])
    text = _told(edition, edition.report.summary)
    yield E.section({"class": "summary", "aria-labelledby": "summary"}, heading, *text)


def _line(kind: str, text: str) -> Any:
    """A line that is printed as it was given, in whichever language."""
    return E.p({"class": kind, "dir": _direction(text)}, writable(text))


def _direction(text: str) -> str:
    return "rtl" if right_to_left(text) else "ltr"


def _told(edition: Edition, text: str) -> list[Any]:
    """A text as a paragraph; one to translate with the place for the translation before it."""
    if not edition.to_translate:
        return [E.p(writable(text))]
    place = E.p(E.span({"class": "place"}, edition.words["translation"]["place"]))
    return [place, _source(edition, text)]


def _source(edition: Edition, text: str) -> Any:
    words = edition.template.words(edition.told)
    told = {"lang": words["locale"], "dir": words["direction"]}
    return E.blockquote(told, E.p(writable(text)))


def _contents(edition: Edition) -> Any:
    rows = []
    for at, division in enumerate(edition.divisions(), start=1):
        row = E.li(E.a({"href": f"#c{at}"}, f"{division.number} ", _titled(division.title, edition)))
        titled = [(n, part) for n, part in enumerate(division.parts, start=1) if part.title.text]
        if titled:
            beneath = [
                E.li(E.a({"href": f"#c{at}-{n}"}, f"{part.number} ", _titled(part.title, edition)))
                for n, part in titled
            ]
            row.append(E.ol(*beneath))
        rows.append(row)
    heading = E.h2({"id": "contents"}, edition.words["headings"]["contents"])
    return E.nav({"aria-labelledby": "contents"}, heading, E.ol(*rows))


def _division(division: Division, edition: Edition, *, to_print: bool) -> Any:
    at = edition.report.chapters.index(division.chapter) + 1
    heading = E.h2(E.span({"class": "number"}, division.number), " ", _titled(division.title, edition))
    made = E.section({"id": f"c{at}"}, heading)
    for n, part in enumerate(division.parts, start=1):
        made.append(_part(part, f"c{at}-{n}", edition, to_print=to_print))
    return made


def _part(part: Part, id: str, edition: Edition, *, to_print: bool) -> Any:
    made = E.div({"id": id}) if not part.title.text else E.section({"id": id})
    if part.title.text:
        number = E.span({"class": "number"}, part.number)
        made.append(E.h3(number, " ", _titled(part.title, edition)))
    for entry in part.entries:
        made.extend(_numbered(entry, edition, to_print=to_print))
    return made


def _numbered(entry: Entry, edition: Edition, *, to_print: bool) -> Iterator[Any]:
    shown = edition.words["numbering"]["paragraph"].format(n=entry.number)
    number = E.span({"class": "number"}, shown)
    if edition.to_translate:
        text: Any = E.span({"class": "place"}, edition.words["translation"]["place"])
    else:
        text = writable(entry.numbered.text)
    paragraph = E.p({"id": f"p{entry.number}", "class": "numbered"}, number, " ", text)
    paragraph.extend(noted(entry, edition, to_print=to_print))
    yield paragraph
    if edition.to_translate:
        yield _source(edition, entry.numbered.text)
        if entry.cited:
            sources = in_words(entry.cited, edition.words["notes"])
            told = edition.words["translation"]["sources"].format(sources=sources)
            yield E.p({"class": "sources"}, writable(told))


def _titled(title: Words, edition: Edition) -> Any:
    """Words, tagged where they are in another language than the page."""
    text = writable(title.text)
    if title.lang == edition.lang or title.lang not in edition.template.languages:
        return E.bdi(text) if title.lang != edition.lang else text
    words = edition.template.words(title.lang)
    return E.bdi({"lang": words["locale"], "dir": words["direction"]}, text)


def _annex(edition: Edition) -> Iterator[Any]:
    texts, headings = edition.words["annex"], edition.words["headings"]
    rows = []
    for entry in edition.entries():
        for fact in entry.numbered.facts:
            record = [_titled(edition.title_of(fact), edition), " ", E.code(fact.short_uid)]
            rows.append(
                E.tr(
                    E.th({"scope": "row"}, E.a({"href": f"#p{entry.number}"}, str(entry.number))),
                    E.td(*record),
                    E.td(*(E.p({"dir": _direction(line)}, writable(line)) for line in stated(fact, texts))),
                )
            )
    if not rows:
        return
    head = E.tr(*(E.th({"scope": "col"}, texts[name]) for name in ("paragraph", "record", "source")))
    table = E.table(E.caption(texts["caption"]), E.thead(head), E.tbody(*rows))
    title = E.h2({"id": "annex"}, f"{headings['annex']}{texts['colon']}{headings['annex_title']}")
    yield E.section({"class": "annex", "aria-labelledby": "annex"}, title, table)


def to_bytes(edition: Edition) -> bytes:
    """The page as a file."""
    return page(edition).encode("utf-8")
