"""A register in which everything has a label, and every text of it a word that stands nowhere else.

`Hidden` makes one of everything that the register knows (a set), with a label and a circle: records of every
kind with all that belongs to them, a document with its parts, what the reader proposes from it. Everything
that has an address has it before it is made, so that one can go there when it is absent, and again when it
is there and hidden.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from concertation.accounts.models import Circle, Person
from concertation.register.dates import EDTFField
from concertation.register.models import (
    Acknowledgement,
    AgendaItem,
    Agreement,
    Attachment,
    Commitment,
    Confirmation,
    Delegate,
    Document,
    Evidence,
    FocalPoint,
    Formality,
    Location,
    Meeting,
    Merge,
    MinutedItem,
    Minutes,
    NamedBody,
    Note,
    Organization,
    OrganizationName,
    Paragraph,
    Participation,
    Payment,
    Place,
    Pledge,
    Progress,
    Reminder,
    Section,
    Subject,
    Text,
    Theme,
)
from concertation.reporting.models import (
    Addressee,
    Answer,
    Clearance,
    Comment,
    Contribution,
    Cycle,
    CycleMandate,
    CycleSection,
    Draft,
    InputFile,
    InputRequest,
    Inquiry,
    Question,
    Sending,
    Sentence,
    Snapshot,
)
from concertation.review.models import Likeness, Loaded, Loading, Proposal, Sighting, UnknownName
from concertation.web.kinds import KINDS

COMMON = "zqhidden"
"""A word of every hidden text."""

TODAY = timezone.localdate()
SOON, LATE = TODAY + timedelta(days=40), TODAY - timedelta(days=40)
# Codes, hashes and the like: what is no text of somebody's own.
CODES = {"lang", "original_lang", "currency", "timezone", "sha256", "media_type", "type", "folded", "method"}
CODES |= {"fingerprint", "number", "cadence", "renewal", "notice_period", "periodicity", "status", "kind"}


def filled(model: type[models.Model], words: str) -> dict[str, Any]:
    """A value with the words for every text field of the model."""
    values: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if (
            one.choices
            or one.name in CODES
            or isinstance(one, EDTFField | models.FileField | models.UUIDField)
        ):
            continue
        if isinstance(one, models.EmailField):
            values[one.name] = f"{words.split()[-1]}@example.org"
        elif isinstance(one, models.CharField | models.TextField):
            values[one.name] = words[: one.max_length]
        elif isinstance(one, models.JSONField) and one.name not in (
            "source_runs",
            "effects",
            "actors",
            "agenda",
        ):
            values[one.name] = [words]
    return values


@dataclass
class Set:
    """One of everything, with this label, circle and creator; `word` marks all that it says."""

    label: str
    shared_with: str
    word: str
    number: int
    creator: Person | None = None
    uids: dict[str, uuid.UUID] = field(default_factory=lambda: {kind: uuid.uuid4() for kind in KINDS})
    made: dict[str, Any] = field(default_factory=dict)
    gone: uuid.UUID = field(default_factory=uuid.uuid4)
    """Of a record that went into this set's activity."""
    sentence: uuid.UUID = field(default_factory=uuid.uuid4)
    """Of a sentence of a draft that rests on this set's activity."""

    @property
    def pk(self) -> int:
        """The primary key of what is found by one: document, file, proposal, unknown name."""
        return 900_000 + self.number

    @property
    def words(self) -> str:
        return f"{COMMON} {self.word}"

    def make(self, base: SimpleNamespace) -> None:
        circle = base.circles.get(self.shared_with)
        shared = {"label": self.label, "circle": circle, "creator": self.creator}
        for kind in sorted(KINDS):  # mechanisms before meetings
            self.made[kind] = self._record(kind, KINDS[kind].model, base, shared)
        Commitment.objects.filter(pk=self.made["commitment"].pk).update(source=self.made["meeting"])
        self._merged(base, shared)
        self._parts(base)
        self._document(base, shared)
        base.asked.contributions.create(
            verdict="corrected", record_id=self.made["activity"].pk, values={"title": self.words}
        )
        self._of_the_cycle(base)

    def _record(self, kind: str, model: Any, base: SimpleNamespace, shared: dict[str, Any]) -> Any:
        own: dict[str, Any] = {
            "agreement": {"type": "framework", "date": "2030", "term": f"2030/{SOON}", "review": str(SOON),
                          "notice_period": "P1M", "renewal": ""},
            "meeting": {"type": "consultation", "date": str(SOON), "status": "planned", "number": 3},
            "mechanism": {"type": "consultation", "cadence": "P1Y"},
            "activity": {"type": "support", "date": "2030"},
            "commitment": {"due": str(LATE), "status": "open"},
            "pledge": {"type": "pledge", "amount": 17, "currency": "USD", "date": "2030"},
            "presence": {"type": "liaison-office"},
            "notice": {"date": str(TODAY)},
            "mandate": {"date": "2030", "periodicity": "P2Y"},
        }[kind]  # fmt: skip
        if kind == "meeting":
            own["mechanism"] = self.made["mechanism"]
        record = model(**filled(model, self.words) | own | shared, uid=self.uids[kind])
        record.save()
        for name in ("title", "description"):
            for lang in ("en", "fr"):
                Text.objects.create(record=record, field=name, lang=lang, value=f"{self.words} {kind} {lang}")
        for id in ("AU", "LAS", "XKX"):
            Participation.objects.create(record=record, organization_id=id)
        NamedBody.objects.create(record=record, name=f"{self.words} {kind} board", role="party")
        place = Place.objects.get_or_create(
            name=self.words, kind="city", country="EGY", defaults={"pk": self.pk}
        )[0]
        Location.objects.create(record=record, place=place)
        Subject.objects.create(record=record, theme_id="water")
        return record

    def _parts(self, base: SimpleNamespace) -> None:
        """What belongs to single kinds."""
        made = self.made
        party = made["agreement"].participations.all()[0]
        Formality.objects.create(participation=party, act="signature", date="2030-02-03")
        for position in (1, None):
            item = AgendaItem.objects.create(
                meeting=made["meeting"], position=position, **filled(AgendaItem, self.words)
            )
        Commitment.objects.filter(pk=made["commitment"].pk).update(agenda_item=item)
        self._narrower_parts(base, made["meeting"], item)
        proof = Attachment(
            pk=self.pk,
            record=made["commitment"],
            sha256=f"{self.number:064}",
            size=5,
            media_type="text/plain",
            **filled(Attachment, self.words),
        )
        proof.file.save("", ContentFile(self.words.encode()))
        Progress.objects.create(commitment=made["commitment"], date=TODAY, status="open", proof=proof,
                                person=base.writer, **filled(Progress, self.words))  # fmt: skip
        Payment.objects.create(pledge=made["pledge"], amount=5, date="2030", **filled(Payment, self.words))
        Acknowledgement.objects.create(notice=made["notice"], person=base.writer)
        Reminder.objects.create(notice=made["notice"], person=base.writer)
        Confirmation.objects.create(
            pk=self.pk, record=made["activity"], act="widen", asked_by=base.writer, label="CLEAR",
            label_before=self.label, **dict.fromkeys(("why", "note"), self.words),
        )  # fmt: skip
        FocalPoint.objects.create(
            pk=self.pk, organization_id="AU", presence=made["presence"], **filled(FocalPoint, self.words),
            **{name: getattr(made["notice"], name) for name in ("label", "circle", "creator")},
        )  # fmt: skip

    def _narrower_parts(self, base: SimpleNamespace, meeting: Meeting, item: AgendaItem) -> None:
        """Minutes and delegates, of the hidden meeting and of one that everybody sees."""
        shared = {name: getattr(meeting, name) for name in ("label", "circle", "creator")}
        open_one = base.records["meeting"]
        other = self.pk + 1000
        minutes = Minutes.objects.create(pk=other, meeting=meeting, **filled(Minutes, self.words) | shared)
        MinutedItem.objects.create(minutes=minutes, item=item, text=self.words)
        minutes = Minutes.objects.create(pk=self.pk, meeting=open_one, **filled(Minutes, self.words) | shared)
        MinutedItem.objects.create(minutes=minutes, item=base.item, text=self.words)
        MinutedItem.objects.create(minutes=minutes, item=base.gone, text=self.words)
        for pk, one in ((other, meeting), (self.pk, open_one)):
            Delegate.objects.create(
                pk=pk, meeting=one, organization_id="AU", **filled(Delegate, self.words) | shared
            )

    def _of_the_cycle(self, base: SimpleNamespace) -> None:
        """What the cycle, which all officers see, has that only some see: a mandate that it answers, somebody
        whom the register knows as a focal point."""
        answered = CycleMandate(cycle=base.cycle, mandate=self.made["mandate"], section=base.section)
        answered._history_user = base.writer  # pyright: ignore[reportAttributeAccessIssue]
        answered.save()
        hidden = FocalPoint.objects.get(pk=self.pk)
        Addressee.objects.create(request=base.request, email=hidden.email, name=self.words)
        told = Sentence.objects.create(
            uid=self.sentence, draft=base.sentence.draft, paragraph=2, position=1, text=self.words
        )
        told.records.add(self.made["activity"])

    def _merged(self, base: SimpleNamespace, shared: dict[str, Any]) -> None:
        """What went into a record that is shared like it, and what went into one that everybody sees; and
        records that look alike."""
        mine, seen = self.made["activity"], base.records["activity"]
        told = {"kind": "activity", "name": self.words, "why": self.words, "person": base.writer, **shared}
        journal = [{"do": "delete", "model": "register.activity", "pk": 0, "before": {}}]
        for pk, record, old in ((self.pk, mine, self.gone), (self.pk + 100, seen, uuid.uuid4())):
            Merge.objects.create(
                pk=pk, record=record, into=str(record.uid), old=str(old), journal=journal, **told
            )
        for one, other in ((mine, seen), (mine, self.made["notice"])):
            first, second = sorted((one.pk, other.pk))
            Likeness.objects.create(first_id=first, second_id=second, score=0.9)

    def _document(self, base: SimpleNamespace, shared: dict[str, Any]) -> None:
        document = Document.objects.create(
            pk=self.pk, sha256=f"{self.number:064}", lang="en", date="2030-05", version_of=base.document,
            **filled(Document, self.words) | shared,
        )  # fmt: skip
        section = Section.objects.create(document=document, position=0, organization_id="AU",
                                         **filled(Section, self.words))  # fmt: skip
        text = f"{self.words} paragraph of the African Union"
        paragraph = Paragraph.objects.create(
            document=document, section=section, position=0, number="1", text=text, source_runs=[[0, 0]]
        )
        span = {"start": 0, "end": len(self.words), "source_start": 0, "source_end": len(self.words)}
        quoted = {"quote": self.words, "method": "reader (test)", **span}
        # Hidden words that state what is seen, seen words that state what is hidden, and both hidden.
        for record in (base.records["activity"], self.made["activity"]):
            Note.objects.create(record_id=record.pk, **filled(Note, self.words) | shared)
        Evidence.objects.create(record=base.records["activity"], paragraph=paragraph, **quoted)
        Evidence.objects.create(record=self.made["activity"], paragraph=paragraph, **quoted)
        seen = {**quoted, "quote": base.paragraph.text[:9], "start": self.number, "end": self.number + 9}
        Evidence.objects.create(record=self.made["activity"], paragraph=base.paragraph, **seen)
        told = filled(Proposal, self.words) | quoted
        told |= {"date": "2030-05", "period": "", "currency": "", "status": "planned", "actors": ["AU"]}
        told |= {"unknown": [], "place": [], "themes": [], "kind": "event", "type": "consultation"}
        Proposal.objects.create(
            pk=self.pk, paragraph=paragraph, fingerprint=f"{self.number:064}", confidence=0.99, **told
        )
        name = UnknownName.objects.create(
            pk=self.pk, text=f"{self.words} Board", folded=f"{self.words} board"
        )
        Sighting.objects.create(name=name, paragraph=paragraph, start=0, end=len(self.words))
        Attachment.objects.filter(record=self.made["commitment"]).update(document=document)
        loading = Loading.objects.create(
            batch=uuid.UUID(int=self.pk), size=5, state="done", **filled(Loading, self.words) | shared
        )
        told = filled(Loaded, self.words)
        Loaded.objects.create(loading=loading, position=0, document=document, proposals=1, **told)
        self.made["document"] = document


def tie(base: SimpleNamespace, one: Set) -> None:
    """Have what everybody sees refer to what only some see."""
    made = one.made
    Meeting.objects.filter(pk=base.records["meeting"].pk).update(mechanism=made["mechanism"])
    Agreement.objects.filter(pk=base.records["agreement"].pk).update(successor=made["agreement"])
    Agreement.objects.filter(pk=made["agreement"].pk).update(successor=base.records["agreement"])
    item = AgendaItem.objects.filter(meeting=made["meeting"].pk).first()
    Commitment.objects.filter(pk=base.records["commitment"].pk).update(
        source=made["meeting"], agenda_item=item
    )
    Commitment.objects.filter(pk=made["commitment"].pk).update(
        source=base.records["meeting"], agenda_item=base.item
    )
    Pledge.objects.filter(pk=base.records["pledge"].pk).update(conference=made["meeting"])
    FocalPoint.objects.filter(pk=base.focal_point.pk).update(presence=made["presence"])
    Document.objects.filter(pk=base.document.pk).update(version_of=made["document"])
    Proposal.objects.filter(pk=base.accepted.pk).update(record=made["activity"])
    Cycle.objects.filter(pk=base.cycle.pk).update(previous=made["document"])


@pytest.fixture
def base(db, settings) -> SimpleNamespace:
    """What everybody sees: two organizations and a body beneath one, a record of each kind, a document."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    cache.clear()
    for id, kind, parent, name in (
        ("UN", "un", None, "United Nations"),
        ("AU", "regional", None, "African Union"),
        ("AUC", "regional", "AU", "African Union Commission"),
        ("LAS", "regional", None, "League of Arab States"),
        ("XKX", "state", None, "A State with nothing to see"),
    ):
        Organization.objects.create(id=id, kind=kind, parent_id=parent)
        OrganizationName.objects.create(organization_id=id, lang="en", kind="official", text=name)
        OrganizationName.objects.create(organization_id=id, lang="en", kind="acronym", text=id)
    Theme.objects.create(slug="water")
    writer = Person.objects.create_user("writer@example.org", role="officer", name="Writer")
    made = SimpleNamespace(writer=writer, records={}, circles={})
    au = Circle.objects.create(name="AU circle")
    au.organizations.add("AU")
    made.circles = {"AU": au, "empty": Circle.objects.create(name="Empty circle")}
    for kind, of in KINDS.items():
        own = {"mandate": {"symbol": "A/RES/80/1"}, "agreement": {"term": f"2030/{SOON}"}}.get(kind, {})
        record = of.model(label="CLEAR", date="2030", **own)
        record.save()
        Text.objects.create(record=record, lang="en", value=f"open {kind}")
        for id in ("AU", "LAS"):
            Participation.objects.create(record=record, organization_id=id)
        made.records[kind] = record
    made.item = AgendaItem.objects.create(meeting=made.records["meeting"], position=1, title="Open item")
    made.gone = AgendaItem.objects.create(meeting=made.records["meeting"], position=None, title="Gone item")
    made.document = Document.objects.create(name="open.txt", sha256="f" * 64, lang="en", title="Open report",
                                            label="CLEAR", date=str(date(2030, 6, 1)))  # fmt: skip
    made.paragraph = Paragraph.objects.create(
        document=made.document, position=0, number="1", text="Openly told. " * 9, source_runs=[[0, 0]]
    )
    span = {"start": 0, "end": 6, "source_start": 0, "source_end": 6, "method": "reader (test)"}
    proposed = {"paragraph": made.paragraph, "kind": "event", "type": "meeting", "quote": "Openly", **span}
    made.proposal = Proposal.objects.create(
        fingerprint="o" * 64, title="open proposal", confidence=0.7, **proposed
    )
    made.accepted = Proposal.objects.create(
        fingerprint="a" * 64, title="accepted proposal", confidence=0.7, state="accepted", **proposed
    )
    made.name = UnknownName.objects.create(text="Open Board", folded="open board")
    Sighting.objects.create(name=made.name, paragraph=made.paragraph, start=0, end=6)
    made.place = Place.objects.create(name="Cairo", kind="city", country="EGY")
    Location.objects.create(record=made.records["meeting"], place=made.place)
    made.focal_point = FocalPoint.objects.create(organization_id="AU", name="Open Person", label="CLEAR")
    _cycle(made)
    return made


def _cycle(made: SimpleNamespace) -> None:
    """A cycle with one of everything that belongs to one."""
    earlier = Cycle.objects.create(
        title="Earlier cycle", period="2028-01-01/2029-12-31", due=TODAY, officer=made.writer,
        languages=["en"], state="submitted", document=made.document,
    )  # fmt: skip
    made.cycle = cycle = Cycle.objects.create(
        title="Open cycle", period="2030-01-01/2031-12-31", due=SOON, officer=made.writer,
        languages=["en", "fr"], follows=earlier,
    )  # fmt: skip
    made.section = CycleSection.objects.create(
        cycle=cycle, position=1, role="organization", organization_id="AU"
    )
    made.answered = CycleMandate.objects.create(
        cycle=cycle, mandate=made.records["mandate"], section=made.section
    )
    made.question = Question.objects.create(cycle=cycle, key="open", texts={"en": "Open question?"})
    made.asked = made.request = request = InputRequest.objects.create(
        cycle=cycle, organization_id="AU", due=SOON, state="asked"
    )
    addressee = Addressee.objects.create(request=request, email="open@example.org", name="Open Person")
    Sending.objects.create(request=request, kind="request", to=addressee.email, on=TODAY)
    answer = Answer.objects.create(request=request, question="open", text="Open answer.", by=addressee)
    contribution = Contribution.objects.create(
        request=request, record=made.records["activity"], verdict="confirmed", by=addressee
    )
    inquiry = Inquiry.objects.create(request=request, text="Open inquiry?", asked_by=made.writer)
    inquiry.about.add(contribution)
    draft = Draft.objects.create(section=made.section, lang="en")
    made.sentence = sentence = Sentence.objects.create(
        draft=draft, paragraph=1, position=1, text="Openly told."
    )
    sentence.records.add(made.records["activity"])
    sentence.answers.add(answer)
    made.snapshot = Snapshot.objects.create(cycle=cycle, lang="en", number=1, content={}, sha256="0" * 64)
    clearance = Clearance.objects.create(
        snapshot=made.snapshot, section=made.section, step=1, person=made.writer
    )
    Comment.objects.create(
        clearance=clearance, sentence=sentence, sentence_text=sentence.text, text="Open comment.",
        by=made.writer,
    )  # fmt: skip
    made.fact = request.contributions.create(verdict="added", values={"title": "Open fact"}, by=addressee)
    file = InputFile(
        pk=1, request=request, name="open.txt", sha256="1" * 64, media_type="text/plain", size=4, by=addressee
    )
    file.file.save("", ContentFile(b"Open"))


SHARED = (
    ("CLEAR", ""), ("GREEN", ""),
    ("AMBER", "AU"), ("AMBER", "empty"),
    ("AMBER+STRICT", "AU"), ("AMBER+STRICT", ""),
    ("RED", "AU"), ("RED", "empty"),
)  # fmt: skip
"""Labels and circles: the one that names AU and perhaps the viewer, one without anybody, none."""


@pytest.fixture
def sets() -> list[Set]:
    """One of everything for each label and circle, not made yet."""
    return [
        Set(label, circle, f"zq{re.sub('[^a-z]', '', label.lower())}{circle.lower() or 'none'}", number)
        for number, (label, circle) in enumerate(SHARED, start=1)
    ]


@pytest.fixture
def tied(base) -> Callable[[Set], None]:
    return lambda one: tie(base, one)
