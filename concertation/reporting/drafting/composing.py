"""What the register generates for the sections of a cycle: sentences, each with the records it tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concertation.reporting.arrange import arrange
from concertation.reporting.models import Cycle, CycleSection
from concertation.reporting.select import Selection, select
from concertation.reporting.telling.group import group
from concertation.reporting.telling.introduce import introduce
from concertation.reporting.telling.language import load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.observe import observe
from concertation.reporting.telling.tell import tell_section

if TYPE_CHECKING:
    from concertation.accounts.sharing import Viewer
    from concertation.reporting.arrange import Arrangement
    from concertation.reporting.telling.facts import Fact


@dataclass(frozen=True, slots=True)
class Generated:
    """A sentence as the register makes it, with the uids of its records. `key` is the same whenever the same
    records are told together; of sentences that are computed, whenever it stands at the same place."""

    text: str
    records: tuple[str, ...]
    key: str


Paragraphs = tuple[tuple[Generated, ...], ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """The generated paragraphs of each section, by its primary key; `facts` are the records that each is to
    tell; `without_name` the organizations that have no name in the language."""

    selection: Selection
    paragraphs: dict[int, Paragraphs]
    facts: dict[int, tuple[Fact, ...]]
    without_name: frozenset[str]


def compose_sections(cycle: Cycle, lang: str, person: Viewer) -> Composed:
    """Return what the register generates for each section of the cycle in `lang`, of what `person` may see.

    Raises `ValueError` where the cycle's period is none, `LanguageError` where `lang` cannot be written.
    """
    selection = select(cycle.period, person)
    language = load(lang)
    naming = Naming(language, selection.bodies)
    sections = list(cycle.sections.all())
    arrangement = arrange(selection.facts, selection.bodies)
    shares = share(sections, selection, arrangement)
    paragraphs: dict[int, Paragraphs] = {}
    for section in sections:
        match section.role:
            case CycleSection.Role.INTRODUCTION:
                mandates = tuple(fact.uid for fact in selection.mandates)
                texts = introduce(cycle.period, selection.mandates, language)
                paragraphs[section.pk] = _computed(texts, [mandates])
            case CycleSection.Role.OBSERVATIONS:
                paragraphs[section.pk] = _computed(observe(selection.facts, arrangement, naming))
            case _:
                paragraphs[section.pk] = _told(shares[section.pk], naming, section.organization_id or "")
    return Composed(selection, paragraphs, shares, frozenset(naming.without_name))


def share(
    sections: Sequence[CycleSection], selection: Selection, arrangement: Arrangement
) -> dict[int, tuple[Fact, ...]]:
    """Return which records each section tells, by its primary key: those of its organization; of a theme,
    those that no organization's section tells; and the others what is left, so that nothing is lost."""
    partners = dict(arrangement.partners)
    shares = {
        section.pk: partners.get(section.organization_id, ())
        for section in sections
        if section.organization_id
    }
    told = {fact.uid for facts in shares.values() for fact in facts}
    for section in sections:
        if section.theme_id:
            shares[section.pk] = tuple(
                fact for fact in selection.facts if section.theme_id in fact.themes and fact.uid not in told
            )
            told |= {fact.uid for fact in shares[section.pk]}
    left = tuple(fact for fact in selection.facts if fact.uid not in told)
    return shares | {
        section.pk: left if section.role == CycleSection.Role.OTHERS else ()
        for section in sections
        if section.pk not in shares
    }


def key_of(records: Iterable[str]) -> str:
    """Return the key of a sentence that tells these records (uids)."""
    return hashlib.sha256("\n".join(sorted(records)).encode()).hexdigest()


def _told(facts: Iterable[Fact], naming: Naming, partner: str) -> Paragraphs:
    """The paragraphs of a section."""
    return tuple(
        tuple(
            Generated(sentence.text, records, key_of(records))
            for sentence in paragraph.sentences
            if (records := tuple(fact.uid for fact in sentence.facts))
        )
        for paragraph in tell_section(list(group(facts)), naming, partner)
    )


def _computed(texts: Sequence[str], records: Sequence[tuple[str, ...]] = ()) -> Paragraphs:
    """Paragraphs that are computed of many records; the first ones rest on `records`."""
    rests = [*records, *[()] * len(texts)]
    return tuple((Generated(text, rests[number], f"computed:{number}"),) for number, text in enumerate(texts))
