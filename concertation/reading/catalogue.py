"""The catalogue: every organization the project knows, as data with sources.

An organization is a permanent identity (its `id`) with dated names in many languages. The facts are in
``data/organizations.csv`` and ``data/names.csv``. States and areas come from ISO 3166-1: pycountry keeps
the codes and formal English names, Babel (CLDR) the short names in all languages;
``data/state_names.csv`` has the names that the United Nations uses where the CLDR has others.

>>> catalogue = load()
>>> catalogue["BSEC"].name("fr")
'Organisation de coopération économique de la mer Noire'
>>> [organization.id for organization in catalogue.called("ISESCO")]
['ICESCO']
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

DATA = Path(__file__).parent / "data"

OrganizationKind = Literal["un", "regional", "other", "state"]
NameKind = Literal["official", "short", "acronym", "former", "alias"]

_LANGUAGES_OF_STATES = ("en", "fr", "es", "ru", "ar", "zh")
_ISO_3166 = "https://www.iso.org/iso-3166-country-codes.html"
_CLDR = "https://cldr.unicode.org"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_SOURCE = re.compile(r"https?://\S+\.\S+|[A-Z]+/\S.*")


class CatalogueError(Exception):
    """The catalogue's data breaks a rule; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an organization has or had. `lang` is ISO 639-1; `since` and `until` are EDTF or None;
    `source` is a URL or a document symbol."""

    text: str
    lang: str
    kind: NameKind
    since: str | None = None
    until: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that cooperates. `id` is its usual English acronym in capitals, for ever; `kind` is "un" for
    the UN system and its organs, "regional", "state" or "other"; `parent` is an id;
    `seat` is a city in English and `country` its ISO 3166-1 alpha-3 code."""

    id: str
    kind: OrganizationKind
    names: tuple[Name, ...]
    parent: str | None = None
    seat: str | None = None
    country: str | None = None
    founded: str | None = None
    ended: str | None = None
    successor: str | None = None
    website: str = ""
    source: str = ""

    def name(self, lang: str, *kinds: NameKind) -> str | None:
        """Return the first current name in `lang` of the given kinds, in their order
        (default: official, then short, then acronym)."""
        for kind in kinds or ("official", "short", "acronym"):
            for name in self.names:
                if name.kind == kind and name.lang == lang and not name.until:
                    return name.text
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All organizations by id. Each catalogue is its own: a language is compiled for one of them."""

    organizations: Mapping[str, Organization]

    def __getitem__(self, id: str) -> Organization:
        return self.organizations[id]

    def __contains__(self, id: object) -> bool:
        return id in self.organizations

    def __iter__(self) -> Iterator[Organization]:
        return iter(self.organizations.values())

    def __len__(self) -> int:
        return len(self.organizations)

    def children(self, id: str) -> tuple[Organization, ...]:
        """Return the bodies whose parent is `id`."""
        return tuple(organization for organization in self if organization.parent == id)

    def names(self, lang: str) -> Iterator[tuple[Name, Organization]]:
        """Yield every name in `lang`, current and former, with the organization that has it."""
        for organization in self:
            for name in organization.names:
                if name.lang == lang:
                    yield name, organization

    def called(self, text: str, lang: str | None = None) -> tuple[Organization, ...]:
        """Return the organizations that have or had the name `text`, whatever its capitals, in `lang`
        or in any language: "CEI" is one body in English and another in French."""
        wanted = text.casefold()
        return tuple(
            organization
            for organization in self
            if any(
                name.text.casefold() == wanted and lang in (None, name.lang) for name in organization.names
            )
        )


@cache
def load() -> Catalogue:
    """Return the catalogue. Raises `CatalogueError` where a row of the data breaks a rule."""
    return read_catalogue(DATA)


def read_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue that the CSV files of `folder` hold, with all States.

    Raises `CatalogueError` where a row breaks a rule: an unknown kind, language, country or id, a date
    that is none, a missing source, a repeated id or name, a name in use that means two bodies.
    """
    states = _states(folder)
    name_rows = list(_rows(folder, "names.csv"))
    names = _names(name_rows)
    organizations: dict[str, Organization] = {}
    for row in _rows(folder, "organizations.csv"):
        organization = _organization(row, tuple(names.get(row["id"], ())), states)
        if organization.id in organizations:
            raise row.error(f"the id {organization.id!r} stands there twice")
        organizations[organization.id] = organization
    for row in name_rows:
        if row["id"] not in organizations:
            raise row.error(f"{row['id']!r} is no id of organizations.csv; add it there first")
    for row in _rows(folder, "organizations.csv"):
        for column in ("parent", "successor"):
            if row[column] and row[column] not in organizations:
                raise row.error(f"{row['id']!r} has the {column} {row[column]!r}, which is no id")
    _refuse_ambiguity(name_rows, organizations)
    return Catalogue(MappingProxyType(organizations | states))


class _Row(dict[str, str]):
    """A row of a CSV file that knows where it stands."""

    def __init__(self, file: str, line: int, fields: Mapping[str, str]) -> None:
        super().__init__(fields)
        self.place = f"{file}, line {line}"

    def error(self, what: str) -> CatalogueError:
        return CatalogueError(f"{self.place}: {what}.")


def _rows(folder: Path, name: str) -> Iterator[_Row]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        for fields in reader:
            if len(fields) != len(columns):
                raise CatalogueError(
                    f"{name}, line {reader.line_num}: {len(fields)} fields under {len(columns)} columns. "
                    "Put a field that holds a comma in double quotes."
                )
            yield _Row(name, reader.line_num, dict(zip(columns, map(str.strip, fields), strict=True)))


def _names(rows: Iterable[_Row]) -> dict[str, list[Name]]:
    """Return the names of ``names.csv`` by id, in their order."""
    names: dict[str, list[Name]] = {}
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if row["kind"] not in get_args(NameKind):
            raise row.error(f"kind of name {row['kind']!r} is none of {', '.join(get_args(NameKind))}")
        if not re.fullmatch("[a-z]{2}", row["lang"]):
            raise row.error(f"the language {row['lang']!r} is no ISO 639-1 code of two letters")
        if not row["text"]:
            raise row.error("the name is empty")
        _require_source(row)
        _require_dates(row, "since", "until")
        identity = (row["id"], row["lang"], row["kind"], row["text"])
        if identity in seen:
            raise row.error(f"the name {row['text']!r} of {row['id']} stands there twice")
        seen.add(identity)
        names.setdefault(row["id"], []).append(
            Name(
                row["text"],
                row["lang"],
                cast(NameKind, row["kind"]),
                row["since"] or None,
                row["until"] or None,
                row["source"],
            )
        )
    return names


def _organization(row: _Row, names: tuple[Name, ...], states: Mapping[str, Organization]) -> Organization:
    id = row["id"]
    if row["kind"] not in get_args(OrganizationKind):
        raise row.error(f"kind {row['kind']!r} is none of {', '.join(get_args(OrganizationKind))}")
    if id in states:
        raise row.error(f"the id {id!r} is the code of a State; choose another")
    if not names:
        raise row.error(f"{id!r} has no name in names.csv")
    if row["country"] and row["country"] not in states:
        raise row.error(f"the country {row['country']!r} is no ISO 3166-1 alpha-3 code")
    if row["successor"] and not row["ended"]:
        raise row.error(f"{id!r} has a successor but has not ended: fill in `ended`")
    _require_source(row)
    _require_dates(row, "founded", "ended")
    return Organization(
        id=id,
        kind=cast(OrganizationKind, row["kind"]),
        names=names,
        parent=row["parent"] or None,
        seat=row["seat"] or None,
        country=row["country"] or None,
        founded=row["founded"] or None,
        ended=row["ended"] or None,
        successor=row["successor"] or None,
        website=row["website"],
        source=row["source"],
    )


def _require_source(row: _Row) -> None:
    if not _SOURCE.fullmatch(row["source"]):
        raise row.error(f"the source {row['source']!r} is neither a web address nor a document symbol")


def _require_dates(row: _Row, *columns: str) -> None:
    for column in columns:
        if row[column] and not _is_date(row[column]):
            raise row.error(f"{column} {row[column]!r} is no date such as 1945, 1945-10 or 1945-10-24")


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True


def _refuse_ambiguity(rows: Iterable[_Row], organizations: Mapping[str, Organization]) -> None:
    """Raise where a name in use means two bodies that exist. Acronyms may: the context decides."""
    bearers: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["kind"] in ("acronym", "former") or row["until"] or organizations[row["id"]].ended:
            continue
        bearer = bearers.setdefault((row["lang"], row["text"].casefold()), row["id"])
        if bearer != row["id"]:
            raise row.error(f"the name {row['text']!r} means both {bearer} and {row['id']}; make it longer")


def _states(folder: Path) -> dict[str, Organization]:
    """Return the States and areas of ISO 3166-1 by alpha-3 code. Their short names are those of the
    United Nations, else the CLDR's; a CLDR name that differs is an alias."""
    # Loaded here, because most users of this module's types never load the catalogue.
    import pycountry
    from babel import Locale

    cldr = {lang: Locale(lang).territories for lang in _LANGUAGES_OF_STATES}
    un: dict[tuple[str, str], tuple[_Row, Name]] = {}
    for row in _rows(folder, "state_names.csv"):
        _require_source(row)
        un[row["alpha3"], row["lang"]] = row, Name(row["text"], row["lang"], "short", source=row["source"])
    states: dict[str, Organization] = {}
    for country in pycountry.countries:
        names: list[Name] = []
        formal = getattr(country, "official_name", None)
        if formal:
            names.append(Name(formal.removeprefix("the "), "en", "official", source=_ISO_3166))
        for lang in _LANGUAGES_OF_STATES:
            _, known = un.pop((country.alpha_3, lang), (None, None))
            names += _short_names(_in_running_text(cldr[lang][country.alpha_2]), lang, known)
        states[country.alpha_3] = Organization(
            id=country.alpha_3,
            kind="state",
            names=tuple(names),
            country=country.alpha_3,
            source=_ISO_3166,
        )
    for row, _ in un.values():
        languages = ", ".join(_LANGUAGES_OF_STATES)
        raise row.error(f"{row['alpha3']!r} is no alpha-3 code, or {row['lang']!r} is none of {languages}")
    return states


def _short_names(cldr: str, lang: str, un: Name | None) -> Iterable[Name]:
    if un is None:
        yield Name(cldr, lang, "short", source=_CLDR)
        return
    yield un
    # "Myanmar (Burma)" is for lists to choose from; no text has it.
    if cldr != un.text and "(" not in cldr:
        yield Name(cldr, lang, "alias", source=_CLDR)


def _in_running_text(name: str) -> str:
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")
