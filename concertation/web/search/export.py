"""What was found, to take away: CSV or JSON, in the order of the page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from concertation.web.lists.listing import harmless
from concertation.web.search.results import Results, show_organizations, show_passages, show_records
from concertation.web.templatetags import words

STEP = 500
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


def rows(results: Results, sort: str, request: HttpRequest) -> Iterator[dict[str, str]]:
    """Yield what was found of the sort ("records", "organizations", "documents"): a value for each column."""
    tell = {"records": _records, "organizations": _organizations, "documents": _documents}[sort]
    keys: Any = {
        "records": results.records.keys,
        "organizations": results.organizations,
        "documents": results.passages.keys,
    }[sort]
    for at in range(0, len(keys), STEP):
        yield from tell(results, keys[at : at + STEP], request)


def _records(results: Results, keys: Any, request: HttpRequest) -> Iterator[dict[str, str]]:
    for row in show_records(results.query, keys):
        yield {
            "kind": row.kind,
            "type": row.type,
            "title": words.title(row),
            "date": row.date,
            "organizations": "; ".join(part.organization_id for part in row.participations.all()),
            "places": "; ".join(place.name for place in row.places.all()),
            "themes": "; ".join(theme.pk for theme in row.themes.all()),
            "label": row.label,
            "address": request.build_absolute_uri(reverse("record", args=[row.uid])),
        }


def _organizations(results: Results, keys: Any, request: HttpRequest) -> Iterator[dict[str, str]]:
    for row in show_organizations(results.query, keys):
        yield {
            "id": row.pk,
            "kind": row.kind,
            "name": words.named(row),
            "seat": row.seat,
            "address": request.build_absolute_uri(reverse("organization", args=[row.pk])),
        }


def _documents(results: Results, keys: Any, request: HttpRequest) -> Iterator[dict[str, str]]:
    for row in show_passages(results.query, keys):
        number = row.paragraph.number if row.paragraph else ""
        place = f"#{words.anchor(number)}" if number else ""
        yield {
            "document": str(row.document),
            "paragraph": number,
            "lang": row.document.lang,
            "date": row.document.date,
            "text": row.paragraph.text if row.paragraph else row.document.title,
            "address": request.build_absolute_uri(reverse("document", args=[row.document_id])) + place,
        }


def written(found: Iterator[dict[str, str]], form: str) -> str:
    """Return the rows as CSV (with the mark by which spreadsheets know UTF-8) or JSON."""
    told = list(found)
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=1)
    file = io.StringIO()
    line = csv.DictWriter(file, list(told[0]) if told else [])
    line.writeheader()
    line.writerows({name: harmless(value) for name, value in row.items()} for row in told)
    return "\ufeff" + file.getvalue()
