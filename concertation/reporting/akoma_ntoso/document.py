"""The document: its names, the organizations it tells of, chapters, numbered paragraphs, notes, annex."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker  # pyright: ignore[reportMissingImports]

from concertation.reporting.akoma_ntoso.naming import Named, named, slug
from concertation.reporting.characters import writable
from concertation.reporting.edition import Division, Edition, Entry
from concertation.reporting.notes import Cited, link, one_in_words
from concertation.reporting.stated import stated

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
SOURCE = {"source": "#un"}


def document(edition: Edition) -> bytes:
    """Return the report as XML.

    Raises `ValueError` where it is still to be translated: such a document would claim words that it lacks.
    """
    if edition.to_translate:
        raise ValueError(
            f"Akoma Ntoso holds a text that is written: there is none in {edition.lang!r} before translation."
        )
    names = named(edition)
    doc = E.doc({"name": "report"}, _meta(edition, names, "main"), _preface(edition), _body(edition))
    doc.extend(_attachments(edition, names))
    return etree.tostring(E.akomaNtoso(doc), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _meta(edition: Edition, names: Named, component: str) -> Any:
    dated = {"date": names.dated.isoformat(), "name": "issue" if edition.form.date else "period-end"}
    author = {"href": "#sg", "as": "#author"}

    def level(this: str) -> list[Any]:
        return [
            E.FRBRthis(value=f"{this}/!{component}"),
            E.FRBRuri(value=this),
            *(
                E.FRBRalias(value=writable(symbol), name="symbol")
                for symbol in edition.form.symbols
                if this == names.work
            ),
            E.FRBRdate(**dated),
            E.FRBRauthor(**author),
        ]

    return E.meta(
        E.identification(
            SOURCE,
            E.FRBRWork(
                *level(names.work),
                E.FRBRcountry(value="un"),
                E.FRBRsubtype(value="report"),
                E.FRBRnumber(value=names.number),
            ),
            E.FRBRExpression(*level(names.expression), E.FRBRlanguage(language=edition.words["iso"])),
            E.FRBRManifestation(*level(names.manifestation), E.FRBRformat(value="application/akn+xml")),
        ),
        *([_references(edition)] if component == "main" else []),
    )


def _references(edition: Edition) -> Any:
    """Who speaks, which organizations are told of, which documents are cited."""
    words = edition.words
    made = E.references(
        SOURCE,
        E.TLCOrganization(
            eId="un", href="/akn/ontology/organization/un/un", showAs=words["masthead"]["united_nations"]
        ),
        E.TLCRole(eId="author", href="/akn/ontology/role/un/author", showAs="author"),
        E.TLCRole(eId="sg", href="/akn/ontology/role/un/secretary-general", showAs=words["author"]),
    )
    for id in sorted({id for entry in edition.entries() for id in _organizations(entry)}):
        made.append(
            E.TLCOrganization(
                eId=_organization(id),
                href=f"/akn/ontology/organization/un/{slug(id)}",
                showAs=writable(edition.name(id).text),
            )
        )
    cited = {one.document: None for entry in edition.entries() for one in entry.cited}
    for at, symbol in enumerate((one for one in cited if link(one)), start=1):
        made.append(E.activeRef(eId=f"ref_{at}", href=link(symbol), showAs=writable(symbol)))
    return made


def _organizations(entry: Entry) -> list[str]:
    """The ids of the organizations that a paragraph tells of, each once."""
    return list(dict.fromkeys(id for fact in entry.numbered.facts for id, _part in fact.actors))


def _organization(id: str) -> str:
    return f"org_{slug(id)}"


def _preface(edition: Edition) -> Any:
    form, words = edition.form, edition.words
    made = E.preface()
    made.extend(E.p(E.docNumber(writable(symbol))) for symbol in form.symbols)
    made.extend(E.p(organ) for organ in edition.organs)
    lines = [edition.distribution, *edition.languages]
    if form.date:
        made.append(E.p(E.docDate(edition.dated, date=form.date.isoformat())))
    lines += [form.session, form.item, form.year, *form.agenda]
    made.extend(E.p(writable(line)) for line in lines if line)
    made.append(E.p(E.docTitle(writable(edition.title))))
    made.append(E.p(E.docProponent(words["author"], refersTo="#sg")))
    summary = edition.report.summary
    made.append(
        E.container(
            {"name": "summary", "eId": "summary"},
            E.p(E.b(words["headings"]["summary"])),
            E.p(writable(summary)),
        )
    )
    return made


def _body(edition: Edition) -> Any:
    return E.mainBody(*(_chapter(division, edition) for division in edition.divisions()))


def _chapter(division: Division, edition: Edition) -> Any:
    id = f"chp_{slug(division.number)}"
    made = E.chapter({"eId": id}, E.num(division.number), E.heading(writable(division.title.text)))
    for part in division.parts:
        if not part.title.text:
            made.extend(_paragraph(entry, id, edition) for entry in part.entries)
            continue
        inner = f"{id}__sec_{slug(part.number)}"
        section = E.section({"eId": inner}, E.num(part.number), E.heading(writable(part.title.text)))
        if part.section.body:
            section.set("refersTo", f"#{_organization(part.section.body)}")
        section.extend(_paragraph(entry, inner, edition) for entry in part.entries)
        made.append(section)
    return made


def _paragraph(entry: Entry, above: str, edition: Edition) -> Any:
    id = f"{above}__para_{entry.number}"
    text = E.p(writable(entry.numbered.text))
    if entry.note:
        text.append(_note(entry, id, edition))
    number = edition.words["numbering"]["paragraph"].format(n=entry.number)
    made = E.paragraph({"eId": id}, E.num(number), E.content(text))
    told = _organizations(entry)
    if told:
        made.set("refersTo", " ".join(f"#{_organization(one)}" for one in told))
    return made


def _note(entry: Entry, above: str, edition: Edition) -> Any:
    said = E.p(*_said(entry.cited, edition))
    about = {"eId": f"{above}__authorialNote_1", "marker": str(entry.note), "placement": "bottom"}
    return E.authorialNote(about, said)


def _said(cited: tuple[Cited, ...], edition: Edition) -> Iterator[Any]:
    words = edition.words["notes"]
    for at, one in enumerate(cited):
        if at:
            yield words["between"]
        text, symbol, address = writable(one_in_words(one, words)), writable(one.document), link(one.document)
        if address and symbol in text:
            before, _symbol, after = text.partition(symbol)
            yield before
            yield E.ref(symbol, href=address)
            yield after
        else:
            yield text
    yield words["end"]


def _attachments(edition: Edition, names: Named) -> Iterator[Any]:
    texts, headings = edition.words["annex"], edition.words["headings"]
    rows = [
        E.tr(
            E.td(E.p(str(entry.number))),
            E.td(E.p(writable(f"{edition.title_of(fact).text} [{fact.short_uid}]"))),
            E.td(*(E.p(writable(line)) for line in stated(fact, texts))),
        )
        for entry in edition.entries()
        for fact in entry.numbered.facts
    ]
    if not rows:
        return
    head = E.tr(*(E.th(E.p(texts[name])) for name in ("paragraph", "record", "source")))
    table = E.table({"eId": "att_1__table_1"}, E.caption(texts["caption"]), head, *rows)
    block = E.hcontainer(
        {"name": "annex", "eId": "att_1__hcontainer_1"},
        E.heading(headings["annex_title"]),
        E.content(table),
    )
    annex = E.doc({"name": "annex"}, _meta(edition, names, "annex_1"), E.mainBody(block))
    yield E.attachments(E.attachment({"eId": "att_1"}, E.heading(headings["annex"]), annex))
