"""What can be proposed: the kinds and types of the record contract, and mandates."""

from concertation.reading.mandates import TYPES as ASKED_FOR
from concertation.reading.proposal import TYPES as CONTRACT

TYPES: dict[str, tuple[str, ...]] = {**CONTRACT, "mandate": ASKED_FOR}
"""By kind."""
