"""The data annex as JSON; ``report.schema.json`` beside this file says what stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from concertation.reporting.data.rows import Row, rows
from concertation.reporting.edition import Edition

SCHEMA = Path(__file__).parent / "report.schema.json"
NAME = "urn:concertation:report:1"
"""The identifier of the schema; another number where a program that reads it would have to change."""


def to_bytes(edition: Edition) -> bytes:
    """Return the file. What is not known is left out, never made up."""
    form, report = edition.form, edition.report
    about: dict[str, Any] = {
        "schema": NAME,
        "title": edition.title,
        "language": edition.lang,
        "period": report.period,
        "label": report.label,
        "symbols": list(form.symbols),
        "date": form.date.isoformat() if form.date else "",
    }
    filled = {key: value for key, value in about.items() if value}
    filled["records"] = [_record(row) for row in rows(edition)]
    text = json.dumps(filled, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _record(row: Row) -> dict[str, Any]:
    fact = row.fact
    told: dict[str, Any] = {
        "id": fact.uid,
        "paragraphs": list(row.paragraphs),
        "kind": fact.kind,
        "type": fact.type,
        "status": fact.status,
        "date": fact.date,
        "number": fact.number,
        "title": row.title,
        "title_language": row.title_lang,
        "organizations": [{"id": id, "name": name, "part": part} for id, name, part in row.organizations],
        "places": [
            {key: value for key, value in zip(("name", "kind", "country"), place, strict=True) if value}
            for place in ((where.name, where.kind, where.country) for where in fact.places)
        ],
        "themes": [{"id": id, "label": label} for id, label in row.themes],
        "amount": None if fact.amount is None else f"{fact.amount:f}",
        "currency": fact.currency,
        "label": fact.label,
        "sources": [
            {"document": source.document, "paragraph": source.paragraph, "quote": source.quote}
            for source in fact.sources
        ],
    }
    always = ("organizations", "places", "themes", "sources")
    return {key: value for key, value in told.items() if key in always or value not in (None, "")}
