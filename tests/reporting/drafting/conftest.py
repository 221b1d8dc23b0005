"""A cycle on the small register of the reports, with its sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from concertation.reporting.drafting.composing import compose_sections
from concertation.reporting.drafting.refreshing import refresh
from concertation.reporting.models import Cycle, CycleSection, Draft

PERIOD = "2016-07-16/2018-08-17"
ROLES = CycleSection.Role


@dataclass
class Written:
    """A cycle of the register, its officer, and its sections by what they are about."""

    register: Any
    cycle: Cycle
    sections: dict[str, CycleSection]

    @property
    def officer(self) -> Any:
        return self.register.person

    def composed(self, lang: str = "fr") -> Any:
        return compose_sections(self.cycle, lang, self.officer)

    def draft(self, about: str, lang: str = "fr") -> Draft:
        """The draft of a section, brought up to date with the register."""
        section = self.sections[about]
        draft, _new = Draft.objects.get_or_create(section=section, lang=lang)
        composed = self.composed(lang)
        facts = [fact.uid for fact in composed.facts[section.pk]]
        refresh(draft, composed.paragraphs[section.pk], facts, self.officer)
        return Draft.objects.get(pk=draft.pk)


@pytest.fixture
def written(filled: Any) -> Written:
    cycle = Cycle.objects.create(
        title="Cooperation 2016–2018",
        period=PERIOD,
        officer=filled.person,
        due=date(2018, 6, 1),
        languages=["fr", "en"],
    )
    wanted = [
        ("introduction", {"role": ROLES.INTRODUCTION}),
        ("AU", {"role": ROLES.ORGANIZATION, "organization": filled.organizations["AU"]}),
        ("LAS", {"role": ROLES.ORGANIZATION, "organization": filled.organizations["LAS"]}),
        ("others", {"role": ROLES.OTHERS}),
        ("observations", {"role": ROLES.OBSERVATIONS}),
    ]
    sections = {
        about: CycleSection.objects.create(cycle=cycle, position=number, **fields)
        for number, (about, fields) in enumerate(wanted)
    }
    return Written(filled, cycle, sections)
