"""What is asked of the bodies: the usual questions, and what the officer makes of them.

The usual ones are in ``questions.toml``, with the kind of organization that each is for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from concertation.accounts.models import Person
from concertation.register.models import Organization
from concertation.register.recording import sign
from concertation.reporting.cycles.changing import in_hand
from concertation.reporting.models import Cycle, Question

PATH = Path(__file__).with_name("questions.toml")
MOST = 40
"""Questions that a form may have."""


@cache
def usual() -> tuple[dict[str, Any], ...]:
    """Return the usual questions: "key", "kind" ("" for all), "texts" and "helps" by language (ISO 639-1).

    Raises `ValueError` naming the question where the file is wrong.
    """
    rows: list[dict[str, Any]] = tomllib.loads(PATH.read_text(encoding="utf-8"))["question"]
    for row in rows:
        if row["kind"] not in ("", *Organization.Kind.values) or not row["texts"].get("en"):
            raise ValueError(f"{PATH.name}: question {row['key']!r} has no known kind, or no English text.")
    return tuple(rows)


def questions_for(cycle: Cycle, kind: str) -> list[Question]:
    """Return what is asked of organizations of this kind (`Organization.Kind`), in order."""
    return list(cycle.questions.filter(kind__in=("", kind)))


def text_in(texts: Mapping[str, str], lang: str) -> str:
    """Return what stands there in `lang`, else in English, else in any language, else ""."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def ask_the_usual(cycle: Cycle, person: Person) -> None:
    """Have the usual questions be those of a cycle that has none."""
    for position, row in enumerate(usual(), start=1):
        question = Question(cycle=cycle, position=position, **row)
        sign(question, person, "")
        question.save()


@transaction.atomic
def put(
    cycle: Cycle,
    question: Question | None,
    *,
    texts: Mapping[str, str],
    helps: Mapping[str, str],
    kind: str,
    person: Person,
    seen: str,
    why: str = "",
) -> Question:
    """Change the question, or put a new one at the end; return it. The form has a new version then.

    Raises as `in_hand`, and `ValidationError` where no language has a text.
    """
    cycle = in_hand(cycle, person, seen)
    said = {lang: text.strip() for lang, text in texts.items() if text.strip()}
    if not said:
        raise ValidationError(_("Write the question in at least one language."))
    if question is None:
        if cycle.questions.count() >= MOST:
            raise ValidationError(_("A form has at most %(number)s questions.") % {"number": MOST})
        last = cycle.questions.last()
        position = last.position + 1 if last else 1
        question = Question(cycle=cycle, key=_key(cycle, text_in(said, "en")), position=position)
    else:
        question = cycle.questions.get(pk=question.pk)  # where it stands now
    question.texts, question.kind = said, kind
    question.helps = {lang: text.strip() for lang, text in helps.items() if text.strip()}
    sign(question, person, why)
    question.full_clean()
    question.save()
    _new_version(cycle, person, why)
    return question


@transaction.atomic
def move(question: Question, up: bool, *, person: Person, seen: str) -> None:
    """Move the question one place up or down. Raises as `in_hand`."""
    cycle = in_hand(question.cycle, person, seen)
    rows = list(cycle.questions.all())
    at = rows.index(question)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, start=1):
        row.position = position
        if row.pk == question.pk:
            sign(row, person, _("moved up") if up else _("moved down"))
            row.save()
        else:
            Question.objects.filter(pk=row.pk).update(position=position)
    _new_version(cycle, person, "")


@transaction.atomic
def drop(question: Question, *, person: Person, seen: str, why: str = "") -> None:
    """Ask the question no more; answers that were given to it stay. Raises as `in_hand`."""
    cycle = in_hand(question.cycle, person, seen)
    sign(question, person, why)
    question.delete()
    _new_version(cycle, person, why)


def _new_version(cycle: Cycle, person: Person, why: str) -> None:
    cycle.form_version += 1
    sign(cycle, person, why)
    cycle.save(update_fields=["form_version"])


def _key(cycle: Cycle, text: str) -> str:
    """Return a key for a new question that none of the cycle has or had."""
    had = set(Question.history.filter(cycle=cycle.pk).values_list("key", flat=True))  # pyright: ignore[reportAttributeAccessIssue]
    words = slugify(text)[:30].strip("-") or "question"
    number = 1
    while (key := words if number == 1 else f"{words}-{number}") in had:
        number += 1
    return key
