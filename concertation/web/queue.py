"""The queue of proposals as a person has narrowed and ordered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from concertation.register.models import Document
from concertation.review.models import Proposal
from concertation.web.wording import KINDS

ORDERS = {
    "document": ("paragraph__document__date", "paragraph__document", "paragraph__position", "start", "pk"),
    "confidence": ("-confidence", "pk"),
    "doubt": ("confidence", "pk"),
}
ANY_STATE = "any"


class QueueForm(forms.Form):
    """How the queue is narrowed and ordered."""

    document = forms.ModelChoiceField(
        label=_("Document"), queryset=Document.objects.none(), required=False, empty_label=_("all")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *KINDS.items()])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*Proposal.State.choices, (ANY_STATE, _("all"))]
    )
    least = forms.FloatField(
        label=_("Confidence at least (%)"), required=False, min_value=0, max_value=100,
        widget=forms.NumberInput({"step": "5", "inputmode": "numeric"}),
    )  # fmt: skip
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("document", _("as in the document")),
            ("confidence", _("most confident first")),
            ("doubt", _("least confident first")),
        ],
    )

    def __init__(self, query: QueryDict, person: Any) -> None:
        super().__init__({name: query.get(name, "") for name in self.base_fields}, auto_id="queue-%s")
        documents: Any = self.fields["document"]
        documents.queryset = Document.objects.visible_to(person).defer("summary", "agenda")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands: the `number`th of `total`, `waiting` of them not decided, `in_section` of them
    under the same heading; `before` and `after` are the ids of its neighbours."""

    number: int
    total: int
    waiting: int
    in_section: int
    before: int | None
    after: int | None

    @property
    def decided(self) -> int:
        return self.total - self.waiting


class Queue:
    """The proposals that a person may decide, narrowed and ordered as the address says."""

    def __init__(self, query: QueryDict, person: Any) -> None:
        self.form = QueueForm(query, person)
        self.form.is_valid()
        data = self.form.cleaned_data
        self.state: str = data.get("state") or Proposal.State.PENDING
        self.order: str = data.get("order") or "document"
        rows = Proposal.objects.visible_to(person)
        if data.get("document"):
            rows = rows.filter(paragraph__document=data["document"])
        if data.get("kind"):
            rows = rows.filter(kind=data["kind"])
        if data.get("least") is not None:
            rows = rows.filter(confidence__gte=data["least"] / 100)
        if self.form.errors:
            rows = rows.none()
        self.in_any_state: QuerySet[Any] = rows.order_by(*ORDERS[self.order])
        self._given = {
            name: query.get(name, "") for name in self.form.fields if query.get(name)
        }  # fmt: skip

    @property
    def rows(self) -> QuerySet[Any]:
        return self.in_any_state if self.state == ANY_STATE else self.in_any_state.filter(state=self.state)

    @property
    def waiting(self) -> QuerySet[Any]:
        return self.in_any_state.filter(state=Proposal.State.PENDING)

    @property
    def address(self) -> str:
        """The query that leads back to this queue."""
        return f"?{urlencode(self._given)}" if self._given else ""

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form has to carry along to stay in this queue."""
        return list(self._given.items())

    def place(self, proposal: Proposal) -> Place:
        """Say where the proposal stands; its neighbours are those in the state that the queue shows."""
        rows = self.in_any_state
        order = ORDERS[self.order]
        earlier, later = _beside(proposal, order, later=False), _beside(proposal, order, later=True)
        pending = Q(state=Proposal.State.PENDING)
        section = pending & Q(paragraph__section=proposal.paragraph.section_id)
        counted = rows.order_by().aggregate(
            number=Count("pk", filter=earlier | Q(pk=proposal.pk)),
            total=Count("pk"),
            waiting=Count("pk", filter=pending),
            in_section=Count("pk", filter=section),
        )
        return Place(
            **counted,
            before=self.rows.filter(earlier).reverse().values_list("pk", flat=True).first(),
            after=self.rows.filter(later).values_list("pk", flat=True).first(),
        )


def _beside(proposal: Proposal, order: tuple[str, ...], *, later: bool) -> Q:
    """The condition for what stands before the proposal in this order, or after it."""
    found, same = Q(), Q()
    for name in order:
        path, descending = name.removeprefix("-"), name.startswith("-")
        value: Any = proposal
        for step in path.split("__"):
            value = getattr(value, step)
        value = getattr(value, "pk", value)
        beyond = "gt" if later != descending else "lt"
        found |= same & Q(**{f"{path}__{beyond}": value})
        same &= Q(**{path: value})
    return found
