"""Every address of the site, for every role, in and out of every circle: what is hidden is as absent.

The addresses are those that the site itself lists. Each is visited before anything hidden is there and again
when it is there: status, headers and body must be the same to the letter. A new address takes part by itself;
one with arguments needs an entry in `ARGUMENTS`, and the first test says so.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.html import escape

from concertation.accounts.models import Person, Role
from concertation.register.models import Document, Merge, Record
from concertation.web.kinds import KINDS
from concertation.web.lists.declared import LISTINGS

pytestmark = pytest.mark.django_db

ARGUMENTS: dict[str, Callable[[Any, list[Any]], Iterable[dict[str, Any]]]] = {
    "organization": lambda base, sets: [{"id": "AU"}, {"id": "LAS"}, {"id": "XKX"}],
    "new": lambda base, sets: [{"kind": kind} for kind in KINDS],
    "record": lambda base, sets: records(base, sets),
    "edit": lambda base, sets: records(base, sets),
    "history": lambda base, sets: records(base, sets),
    "like-entry": lambda base, sets: [{"kind": "meeting"}],
    "like-record": lambda base, sets: of_kind("activity", base, sets),
    "merge-record": lambda base, sets: of_kind("activity", base, sets),
    "merge-records": lambda base, sets: with_another(base, sets),
    "tell-apart": lambda base, sets: with_another(base, sets),
    "merge": lambda base, sets: [{"pk": pk} for one in sets for pk in (one.pk, one.pk + 100)] or [{"pk": 1}],
    "merge-organization": lambda base, sets: [{"id": "AU"}],
    "merge-organizations": lambda base, sets: [{"id": "AU", "other": "LAS"}],
    "progress": lambda base, sets: of_kind("commitment", base, sets),
    "untell": lambda base, sets: [{"pk": 1} | one for one in of_kind("commitment", base, sets)],
    "plan": lambda base, sets: of_kind("mechanism", base, sets),
    "plan-again": lambda base, sets: of_kind("meeting", base, sets),
    "call-off": lambda base, sets: of_kind("meeting", base, sets),
    "agenda": lambda base, sets: of_kind("meeting", base, sets),
    "copy-agenda": lambda base, sets: of_kind("meeting", base, sets),
    "put-back": lambda base, sets: of_meetings(base, sets),
    "new-minutes": lambda base, sets: of_kind("meeting", base, sets),
    "minutes": lambda base, sets: of_meetings(base, sets),
    "delete-minutes": lambda base, sets: of_meetings(base, sets),
    "delegates": lambda base, sets: of_kind("meeting", base, sets),
    "dismiss": lambda base, sets: of_meetings(base, sets),
    "papers": lambda base, sets: of_kind("meeting", base, sets),
    "decisions": lambda base, sets: of_kind("meeting", base, sets),
    "action-lines": lambda base, sets: of_kind("agreement", base, sets),
    "lines-done": lambda base, sets: of_kind("agreement", base, sets),
    "enter-payment": lambda base, sets: of_kind("pledge", base, sets),
    "payment": lambda base, sets: [{"pk": 1} | one for one in of_kind("pledge", base, sets)],
    "formalities": lambda base, sets: of_kind("agreement", base, sets),
    "formality": lambda base, sets: [
        {"pk": base.records["agreement"].participations.all()[0].pk} | one
        for one in of_kind("agreement", base, sets)
    ],
    "attach": lambda base, sets: of_kind("commitment", base, sets),
    "attachment": lambda base, sets: files(base, sets),
    "detach": lambda base, sets: files(base, sets),
    "acknowledge": lambda base, sets: of_kind("notice", base, sets),
    "remind": lambda base, sets: of_kind("notice", base, sets),
    "unsubscribe": lambda base, sets: [{"token": "none"}],
    "saved_search": lambda base, sets: [{"pk": 1}],
    "state": lambda base, sets: [{"moment": 1} | one for one in records(base, sets)],
    "withdraw": lambda base, sets: records(base, sets),
    "reinstate": lambda base, sets: records(base, sets),
    "confirmation": lambda base, sets: [{"pk": 1}, *({"pk": one.pk} for one in sets)],
    "note": lambda base, sets: of_kind("activity", base, sets),
    "take-note-back": lambda base, sets: [{"pk": 1} | one for one in of_kind("activity", base, sets)],
    "document": lambda base, sets: documents(base, sets),
    "withdraw-document": lambda base, sets: documents(base, sets),
    "reinstate-document": lambda base, sets: documents(base, sets),
    "loading": lambda base, sets: [{"batch": UUID(int=1)}, *({"batch": UUID(int=one.pk)} for one in sets)],
    "together": lambda base, sets: [{"ids": "AU+LAS"}, {"ids": "AU+LAS+XKX"}],
    "brief": lambda base, sets: [{"ids": "AU+LAS"}, {"ids": "AU"}],
    "country-brief": lambda base, sets: [{"country": "EGY"}],
    "country": lambda base, sets: [{"country": "EGY"}],
    "place": lambda base, sets: [{"pk": base.place.pk}, *({"pk": one.pk} for one in sets)],
    "describe": lambda base, sets: [{"id": "AU"}],
    "members": lambda base, sets: [{"id": "AU"}],
    "organization-history": lambda base, sets: [{"id": "AU"}],
    "organization-state": lambda base, sets: [{"id": "AU", "moment": 1}],
    "person-state": lambda base, sets: [{"pk": base.writer.pk, "moment": 1}],
    "circle-state": lambda base, sets: [{"pk": one.pk, "moment": 1} for one in base.circles.values()],
    "correct": lambda base, sets: documents(base, sets),
    "document-history": lambda base, sets: documents(base, sets),
    "document-state": lambda base, sets: [{"moment": 1} | one for one in documents(base, sets)],
    "new-focal-point": lambda base, sets: [{"id": "AU"}],
    "focal-point": lambda base, sets: focal_points(base, sets),
    "remove-focal-point": lambda base, sets: focal_points(base, sets),
    "calendar-organization": lambda base, sets: [{"id": "AU"}],
    "calendar-mechanism": lambda base, sets: of_kind("mechanism", base, sets),
    "calendar-meeting": lambda base, sets: of_kind("meeting", base, sets),
    "proposal": lambda base, sets: [
        {"pk": base.proposal.pk},
        {"pk": base.accepted.pk},
        *({"pk": one.pk} for one in sets),
    ],
    "name": lambda base, sets: [{"pk": base.name.pk}, *({"pk": one.pk} for one in sets)],
    "person": lambda base, sets: [{"pk": base.writer.pk}],
    "keep-out": lambda base, sets: [{"pk": base.writer.pk}],
    "let-in": lambda base, sets: [{"pk": base.writer.pk}],
    "forget-factors": lambda base, sets: [{"pk": base.writer.pk}],
    "invitation": lambda base, sets: [{"pk": 1}],
    "take-up": lambda base, sets: [{"token": "none"}],
    "cycle": lambda base, sets: [{"uid": base.cycle.uid}],
    "edit-cycle": lambda base, sets: [{"uid": base.cycle.uid}],
    "delete-cycle": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-history": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-follow-up": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-mandates": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-sections": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-section": lambda base, sets: of_cycle(base, base.section),
    "remove-section": lambda base, sets: of_cycle(base, base.section),
    "cycle-questions": lambda base, sets: [{"uid": base.cycle.uid}],
    "new-question": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-question": lambda base, sets: of_cycle(base, base.question),
    "remove-question": lambda base, sets: of_cycle(base, base.question),
    "cycle-planning": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-body": lambda base, sets: of_cycle(base, base.request),
    "circle": lambda base, sets: [{"pk": circle.pk} for circle in base.circles.values()],
    "cycle-drafts": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-draft": lambda base, sets: of_drafts(base),
    "cycle-draft-refresh": lambda base, sets: of_drafts(base),
    "cycle-draft-style": lambda base, sets: of_drafts(base),
    "cycle-draft-give-back": lambda base, sets: of_drafts(base),
    "cycle-sentence-new": lambda base, sets: of_drafts(base),
    "cycle-answer-use": lambda base, sets: [one | {"answer": 1} for one in of_drafts(base)],
    "cycle-sentence": lambda base, sets: of_sentences(base, sets),
    "cycle-sentence-act": lambda base, sets: of_sentences(base, sets),
    "cycle-requests": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-send": lambda base, sets: [{"uid": base.cycle.uid}],
    "cycle-request": lambda base, sets: [{"uid": base.cycle.uid, "asked": base.asked.uid}],
    "cycle-request-file": lambda base, sets: [{"uid": base.cycle.uid, "asked": base.asked.uid, "pk": 1}],
    "contribute": lambda base, sets: [{"token": "none"}],
    **{
        name: lambda base, sets: [{"uid": base.asked.uid}]
        for name in (
            "request",
            "request-confirm-all",
            "request-add",
            "request-nothing",
            "request-attach",
            "request-submit",
            "request-take-back",
            "request-people",
            "request-time",
            "request-reopen",
        )
    },
    "request-record": lambda base, sets: [
        {"uid": base.asked.uid, "record": one["uid"]} for one in of_kind("activity", base, sets)
    ],
    "request-fact": lambda base, sets: [{"uid": base.asked.uid, "fact": base.fact.uid}],
    "request-answer": lambda base, sets: [{"uid": base.asked.uid, "question": "outlook"}],
    "request-file": lambda base, sets: [{"uid": base.asked.uid, "pk": 1}],
    "account_confirm_email": lambda base, sets: [{"key": "none"}],
    "account_reset_password_from_key": lambda base, sets: [{"uidb36": "1", "key": "none"}],
    "mfa_remove_webauthn": lambda base, sets: [{"pk": 1}],
    "mfa_edit_webauthn": lambda base, sets: [{"pk": 1}],
    "openid_connect_login": lambda base, sets: [{"provider_id": "none"}],
    "openid_connect_callback": lambda base, sets: [{"provider_id": "none"}],
}
"""For the name of an address, what stands in it: what everybody sees, and what is in each set."""


def records(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    seen = [{"uid": record.uid} for record in base.records.values()]
    every = [uid for one in sets[-1:] for uid in one.uids.values()]
    gone = [one.gone for one in sets]
    return seen + [{"uid": uid} for uid in [*every, *gone, *(one.uids["meeting"] for one in sets[:-1])]]


def with_another(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    """What everybody sees with what is hidden, either way round, and two records that everybody sees."""
    seen, second = base.records["activity"].uid, base.records["meeting"].uid
    hidden = [one.uids["activity"] for one in sets]
    pairs = [(seen, second), *((seen, uid) for uid in hidden), *((uid, seen) for uid in hidden[-1:])]
    return [{"uid": uid, "other": other} for uid, other in pairs]


def of_kind(kind: str, base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    return [{"uid": uid} for uid in (base.records[kind].uid, *(one.uids[kind] for one in sets))]


def of_meetings(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    """What belongs to a meeting that everybody sees, and to those of the sets."""
    open_one = base.records["meeting"].uid
    return [
        {"uid": open_one, "pk": 1},
        *({"uid": uid, "pk": one.pk} for one in sets for uid in (open_one, one.uids["meeting"])),
    ]


def of_cycle(base: Any, part: Any) -> list[dict[str, Any]]:
    return [{"uid": base.cycle.uid, "pk": part.pk}]


def files(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    seen = {"uid": base.records["commitment"].uid, "pk": 1}
    return [seen, *({"uid": one.uids["commitment"], "pk": one.pk} for one in sets)]


def documents(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    return [{"pk": pk} for pk in (base.document.pk, *(one.pk for one in sets))]


def focal_points(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    return [{"id": "AU", "pk": pk} for pk in (base.focal_point.pk, *(one.pk for one in sets))]


def of_drafts(base: Any) -> list[dict[str, Any]]:
    return [{"uid": base.cycle.uid, "pk": base.section.pk, "lang": "en"}]


def of_sentences(base: Any, sets: list[Any]) -> list[dict[str, Any]]:
    uids = [base.sentence.uid, *(one.sentence for one in sets)]
    return [one | {"of": uid} for one in of_drafts(base) for uid in uids]


@dataclass(frozen=True)
class Route:
    """An address of the site: its name (its words, where it has none), and whether something stands in it."""

    name: str
    words: str
    arguments: bool


def routes(patterns: Any = None, words: str = "", arguments: bool = False) -> Iterator[Route]:
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        here = words + str(one.pattern)
        within = arguments or bool(one.pattern.converters or one.pattern.regex.groups)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, here, within)
        elif isinstance(one, URLPattern):
            yield Route(one.name or here, here, within)


def test_every_address_with_arguments_says_what_stands_in_it():
    missing = sorted({one.name for one in routes() if one.arguments} - ARGUMENTS.keys())
    assert missing == [], f"Say in ARGUMENTS what stands in the address of {', '.join(missing)}."
    assert ARGUMENTS.keys() - {one.name for one in routes()} == set()


QUERIES = (
    "?q=zqhidden",
    "?format=csv&q=zqhidden",
    "?format=json&of=all",
    "?format=xlsx&in=documents&q=zqhidden",
    "?format=docx&of=all",
    "?format=pdf&in=records&q=zqhidden",
)
SORTS = ("?sort=title&label=RED", "?sort=-date&organization=AU&theme=water&place=zqhidden", "?format=csv")
LISTS = ("organizations", "people", *LISTINGS)


def addresses(base: Any, sets: list[Any], *, entrance: bool) -> Iterator[str]:
    """Yield every address with all that may stand in it; with `entrance` also those of signing in, which know
    nothing of the register."""
    for route in routes():
        if not entrance and route.words.startswith("accounts/"):
            continue
        named = route.name != route.words
        for arguments in ARGUMENTS[route.name](base, sets) if route.arguments else [{}]:
            yield reverse(route.name, kwargs=arguments) if named else f"/{route.words}"


def questions(base: Any) -> Iterator[str]:
    """Yield what may be asked for at the addresses of the site's own pages: words, files, order, filters."""
    for route in routes():
        if route.words.startswith("accounts/"):
            continue
        for arguments in [*ARGUMENTS[route.name](base, [])][:1] if route.arguments else [{}]:
            address = reverse(route.name, kwargs=arguments)
            yield from (address + query for query in QUERIES)
            if route.name in LISTS:
                yield from (address + query for query in SORTS)


CHANCE = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|^(DTSTAMP|LAST-MODIFIED|CREATED).*$|"challenge": "[^"]*"'
    r"|<dcterms:(created|modified)[^<]*<"
    r'|image/svg\+xml;base64,[^"]*|(value|alt)="[A-Z2-7]{32}"|as of [^;<]*\(UTC\)',
    re.M,
)
"""What differs from one answer to the next in any case: tokens, secrets to come, the time."""


def told(response: Any) -> str:
    """All that an answer says: status, headers, body; files unpacked, what differs by chance aside."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in sorted(archive.namelist()))
    elif body.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(body)
        body = "\n".join(page.get_textpage().get_text_range() for page in pages).encode()
    text = CHANCE.sub("", body.decode(errors="replace"))
    headers = {
        k: v for k, v in response.headers.items() if k not in ("Set-Cookie", "Content-Length", "Expires")
    }
    return f"{response.status_code} {sorted(headers.items())}\n{text}"


def heard(client: Client, where: Iterable[str]) -> Iterator[str]:
    """Yield what is asked for at addresses that hear it: that say something else without it."""
    plain: dict[str, str] = {}
    for question in where:
        address, mark, query = question.partition("?")
        if address not in plain:
            plain[address] = told(client.get(address))
        if told(client.get(question)).replace(escape(mark + query), "") != plain[address]:
            yield question


def walk(client: Client, where: list[str]) -> dict[str, str]:
    """Visit all; what filters change of a page is asked for alone, too."""
    cache.clear()
    found = {address: told(client.get(address)) for address in where}
    for address in where:
        if "?q=" in address:
            found[f"part of {address}"] = told(client.get(address, headers={"HX-Request": "true"}))
    return found


def send(client: Client, where: Iterable[str]) -> dict[str, str]:
    """Send something to each."""
    return {f"sent to {address}": told(client.post(address, {"why": "x"})) for address in where}


def differences(absent: dict[str, str], there: dict[str, str]) -> Iterator[str]:
    """Each address that gives something away, with the first line of it that does."""
    for address, answer in there.items():
        if answer != absent[address]:
            pairs = zip_longest(answer.splitlines(), absent[address].splitlines(), fillvalue="")
            now, before = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
            yield f"{address}: {now.strip()[:200]!r} instead of {before.strip()[:200]!r}"


MEMBERSHIPS = ("none", "member", "beneath", "named")
SEEN = {
    "nobody": {("CLEAR", "")},
    "none": {("CLEAR", ""), ("GREEN", "")},
    "member": {("CLEAR", ""), ("GREEN", ""), ("AMBER", "AU"), ("AMBER+STRICT", "AU")},
    "beneath": {("CLEAR", ""), ("GREEN", ""), ("AMBER", "AU")},
    "named": {("CLEAR", ""), ("GREEN", ""), ("RED", "AU")},
}
"""What is seen of label and circle: by who has not signed in, and by members, whatever their role."""

EVERYBODY = [("nobody", "nobody"), *((role, one) for role in Role.values for one in MEMBERSHIPS)]
ON_A_SERVER = [
    ("nobody", "nobody"),
    ("administrator", "none"),
    ("officer", "member"),
    ("focal-point", "beneath"),
    ("contributor", "named"),
    ("reader", "none"),
]
"""Each role and each membership at least once: the rule is the same words on both databases, and on SQLite
all pairs visit."""
VIEWERS = EVERYBODY if "sqlite" in settings.DATABASES["default"]["ENGINE"] else ON_A_SERVER


@pytest.fixture
def viewer(base, request) -> Person | AnonymousUser:
    role, membership = request.param
    if role == "nobody":
        return AnonymousUser()
    person = Person.objects.create_user("viewer@example.org", role=role, name="Viewer")
    if membership in ("member", "beneath"):
        person.organizations.add("AU" if membership == "member" else "AUC")
    if membership == "named":
        base.circles["AU"].people.add(person)
    return person


def visitor(person: Any) -> Client:
    client = Client(raise_request_exception=True)
    if person.is_authenticated:
        client.force_login(person)
    return client


@pytest.mark.parametrize("viewer", VIEWERS, indirect=True, ids="-".join)
def test_what_is_hidden_is_as_absent(base, sets, tied, viewer, request):
    role, membership = request.node.callspec.params["viewer"]
    hidden = [one for one in sets if (one.label, one.shared_with) not in SEEN[membership]]
    client = visitor(viewer)
    outside = membership in ("nobody", "none")
    where = list(addresses(base, hidden, entrance=outside and role in ("nobody", "reader")))
    leads_there = re.compile("|".join(str(id) for one in hidden for id in (one.pk, *one.uids.values())))
    walk(client, list(addresses(base, [], entrance=False)))  # what a first visit leaves behind: keys, news
    where += heard(client, questions(base) if outside else ())
    absent = walk(client, where) | send(client, filter(leads_there.search, where))
    for one in hidden:
        one.make(base)
    tied(hidden[-1])
    there = walk(client, where) | send(client, filter(leads_there.search, where))
    assert list(differences(absent, there)) == []


HELD_BACK_IS_TOLD = re.compile(r"^/withdrawn/|^/cycles/[^/]+/draft/")
"""Where withdrawn records are listed, for those who may put them back; and drafts, which say of a
sentence that its record was withdrawn."""


@pytest.mark.parametrize("viewer", [("nobody", "nobody"), ("officer", "none")], indirect=True, ids="-".join)
def test_what_is_withdrawn_is_as_if_it_had_never_been(base, sets, viewer):
    client, one = visitor(viewer), sets[0]
    one.make(base)
    where = [*addresses(base, [], entrance=False), *questions(base)]
    where = [address for address in where if not HELD_BACK_IS_TOLD.search(address)]
    walk(client, where)
    records = Record.objects.filter(uid__in=one.uids.values())
    for record in records:
        detail = record.detail
        detail.held = "withdrawn"
        detail.save()
    client.get("/news/")  # forgets what it told of before
    there = walk(client, where)
    Merge.objects.filter(record__in=records).delete()
    for kind in sorted(KINDS, reverse=True):  # meetings before mechanisms
        records.filter(kind=kind).delete()
    assert list(differences(walk(client, where), there)) == []


@pytest.mark.parametrize("viewer", VIEWERS, indirect=True, ids="-".join)
def test_what_is_shared_is_seen(base, sets, viewer, request):
    seen = SEEN[request.node.callspec.params["viewer"][1]]
    shown = [one for one in sets if (one.label, one.shared_with) in seen]
    for one in shown:
        one.make(base)
    check_seen(visitor(viewer), base, shown)


@pytest.mark.parametrize("role", Role.values)
def test_who_entered_it_always_sees_it(base, sets, role):
    creator = Person.objects.create_user("creator@example.org", role=role)
    for one in sets:
        one.creator = creator
        one.make(base)
    check_seen(visitor(creator), base, sets)


def check_seen(client: Client, base: Any, shown: list[Any]) -> None:
    """Each word of each set stands wherever its thing is told."""
    for kind, of in KINDS.items():
        listed = told(client.get(f"/{of.slug}/"))
        rows = told(client.get(f"/{of.slug}/?format=csv"))
        for one in shown:
            page = told(client.get(f"/records/{one.uids[kind]}/"))
            assert page.startswith("200"), (kind, one.label)
            for place in (page, listed, rows):
                assert one.word in place, (kind, one.label)
    documents, found = told(client.get("/documents/")), told(client.get("/search/?q=zqhidden&in=records"))
    for one in shown:
        page = told(client.get(f"/documents/{one.pk}/"))
        assert page.startswith("200")
        assert one.word in page
        assert one.word in documents
        assert one.word in told(client.get(f"/records/{base.records['activity'].uid}/"))
        assert one.word in told(client.get(f"/search/?q={one.word}&in=records"))
    assert "zqhidden" in found


def test_everything_that_belongs_to_what_is_shared_is_in_the_sets(base, sets):
    """A new model that refers to a record, a document or what belongs to one needs its place in `Set`."""
    sets[0].make(base)
    closed, grown = {Record, Document, *(of.model for of in KINDS.values())}, True
    models = [one for one in apps.get_models() if one.__module__.startswith("concertation.")]
    while grown:
        grown = False
        for one in models:
            to = {f.related_model for f in one._meta.concrete_fields if f.is_relation}
            if one not in closed and to & closed and not one.__name__.startswith("Historical"):
                closed.add(one)
                grown = True
    empty = sorted(one.__name__ for one in closed if not one._default_manager.exists())
    assert empty == [], f"Make one of each in Set: {', '.join(empty)}."
    assert EmailAddress.objects.exists()
