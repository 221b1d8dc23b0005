"""The things themselves. Each module holds one idea; import them from here."""

from concertation.register.models.documents import Document, Paragraph, Section
from concertation.register.models.evidence import Evidence
from concertation.register.models.kinds import (
    Activity,
    Agreement,
    Commitment,
    Mandate,
    Mechanism,
    Meeting,
    Notice,
    Pledge,
    Presence,
)
from concertation.register.models.organizations import Organization, OrganizationName
from concertation.register.models.places import Place, Theme
from concertation.register.models.records import Location, Participation, Record, Subject, Text

__all__ = [
    "Activity",
    "Agreement",
    "Commitment",
    "Document",
    "Evidence",
    "Location",
    "Mandate",
    "Mechanism",
    "Meeting",
    "Notice",
    "Organization",
    "OrganizationName",
    "Paragraph",
    "Participation",
    "Place",
    "Pledge",
    "Presence",
    "Record",
    "Section",
    "Subject",
    "Text",
    "Theme",
]
