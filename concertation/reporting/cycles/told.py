"""What was changed of a cycle: when, by whom, why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concertation.accounts.acts import Change, Row, Step, acts, history_of, row_of
from concertation.register.models import Document, Mandate
from concertation.reporting.cycles.questions import text_in
from concertation.reporting.cycles.sections import sections_of, title_in
from concertation.reporting.models import Cycle, CycleMandate, CycleSection, InputRequest, Question

FACTS = ("title", "period", "state", "due", "words", "grouped", "escalate_after", "wait_at_most")


def told_of_cycle(cycle: Cycle, person: Any) -> list[Change]:
    """Return what was changed of the cycle and its plan, the latest first; nothing of mandates and documents
    that `person` does not see."""
    fields: list[tuple[str, Callable[[Any], str]]] = [(_called(name), _reading(name)) for name in FACTS]
    fields += [
        (_called("officer"), lambda row: str(row.officer or "")),
        (_called("languages"), lambda row: ", ".join(row.languages)),
        (_called("previous"), _previous(cycle, person)),
    ]
    return acts([*_own(cycle, fields), *_parts(cycle, person)])


def _own(cycle: Cycle, fields: list[tuple[str, Callable[[Any], str]]]) -> Iterator[Row]:
    """The rows of the history of the cycle itself."""
    before: list[str] | None = None
    for row in history_of(Cycle).filter(id=cycle.pk):
        now = [read(row) for _what, read in fields]
        pairs = zip(fields, before or now, now, strict=True)
        steps = (Step(what, old, new) for (what, _read), old, new in pairs if old != new)
        yield row_of(row, tuple(steps), new=before is None)
        before = now


def _called(name: str) -> str:
    return force_str(Cycle._meta.get_field(name).verbose_name)


def _reading(name: str) -> Callable[[Any], str]:
    field: Any = Cycle._meta.get_field(name)

    def read(row: Any) -> str:
        value = getattr(row, name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return force_str(dict(field.flatchoices).get(value, value))

    return read


def _previous(cycle: Cycle, person: Any) -> Callable[[Any], str]:
    rows = cycle.history.values_list("previous", flat=True)  # pyright: ignore[reportAttributeAccessIssue]
    seen = Document.objects.visible_to(person).in_bulk({pk for pk in rows if pk})
    return lambda row: str(seen.get(row.previous_id, ""))


def _parts(cycle: Cycle, person: Any) -> Iterator[Row]:
    lang = (get_language() or "en").split("-")[0]
    names = {one.pk: title_in(one, lang) for one in sections_of(cycle)}
    seen = Mandate.objects.visible_to(person).in_bulk(
        CycleMandate.history.filter(cycle=cycle.pk).values_list("mandate", flat=True)  # pyright: ignore[reportAttributeAccessIssue]
    )

    def section(row: Any) -> str:
        body = row.organization_id or row.theme_id or str(CycleSection.Role(row.role).label)
        own = "; ".join(text for _lang, text in sorted(row.titles.items()))
        words = _("%(number)s words") % {"number": row.words} if row.words is not None else ""
        return ", ".join(part for part in (f"{row.position}. {body}", own, words) if part)

    def mandate(row: Any) -> str:
        one = seen[row.mandate_id]
        called = f"{one.symbol}, {one.paragraph}".rstrip(", ")
        return f"{called} → {names.get(row.section_id, '…')}" if row.section_id else called

    def request(row: Any) -> str:
        return f"{row.organization_id}: {InputRequest.State(row.state).label}, {row.due}"

    parts: tuple[tuple[Any, str, Callable[[Any], str], dict[str, Any]], ...] = (
        (CycleSection, _("section"), section, {}),
        (Question, _("question"), lambda row: text_in(row.texts, lang), {}),
        (CycleMandate, _("mandate"), mandate, {"mandate__in": seen}),
        (InputRequest, _("request"), request, {}),
    )
    for model, what, read, only in parts:
        said: dict[int, str] = {}
        for row in history_of(model).filter(cycle=cycle.pk, **only):
            before, after = said.get(row.id, ""), "" if row.history_type == "-" else read(row)
            said[row.id] = after
            if before != after:
                yield row_of(row, (Step(what, before, after),))
