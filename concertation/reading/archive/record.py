"""A proposal as the row of the record contract, the same in JSON lines and in a table."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from concertation.reading.proposal import Proposal

CONTRACT = (
    "para", "kind", "type", "ordinal", "actors", "date", "period", "place", "title", "themes", "quote",
    "amount", "currency", "span", "status", "confidence", "section", "lang", "rule", "unknown",
)  # fmt: skip


def as_row(proposal: Proposal) -> dict[str, Any]:
    """Return the proposal as the fields of the record contract, in the contract's order."""
    row = {field.name: getattr(proposal, field.name) for field in fields(proposal)}
    row["amount"] = None if proposal.amount is None else _plain(proposal.amount)
    row["confidence"] = round(proposal.confidence, 3)
    return {name: row[name] for name in CONTRACT}


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)
