"""The things themselves. Each module holds one idea; import them from here."""

from concertation.register.models.agreements import Agreement, Formality
from concertation.register.models.attachments import Attachment
from concertation.register.models.confirmations import Confirmation
from concertation.register.models.constitution import Head, Membership
from concertation.register.models.contacts import FocalPoint
from concertation.register.models.documents import Document, Paragraph, Section
from concertation.register.models.evidence import Evidence
from concertation.register.models.mandates import Mandate
from concertation.register.models.means import Payment, Pledge, Presence
from concertation.register.models.meetings import AgendaItem, Mechanism, Meeting
from concertation.register.models.merging import Merge, TwoThings
from concertation.register.models.minutes import Delegate, MinutedItem, Minutes
from concertation.register.models.notes import Note
from concertation.register.models.notices import Acknowledgement, Notice, Reminder
from concertation.register.models.organizations import Organization, OrganizationName
from concertation.register.models.places import Place, Theme
from concertation.register.models.records import (
    Location,
    NamedBody,
    Participation,
    Record,
    Subject,
    Text,
    taking_part,
)
from concertation.register.models.saved_searches import SavedSearch
from concertation.register.models.shelves import Entry, EntryWords, Passage, PassageWords
from concertation.register.models.work import Activity, Commitment, Progress

__all__ = [
    "Acknowledgement",
    "Activity",
    "AgendaItem",
    "Agreement",
    "Attachment",
    "Commitment",
    "Confirmation",
    "Delegate",
    "Document",
    "Entry",
    "EntryWords",
    "Evidence",
    "FocalPoint",
    "Formality",
    "Head",
    "Location",
    "Mandate",
    "Mechanism",
    "Meeting",
    "Membership",
    "Merge",
    "MinutedItem",
    "Minutes",
    "NamedBody",
    "Note",
    "Notice",
    "Organization",
    "OrganizationName",
    "Paragraph",
    "Participation",
    "Passage",
    "PassageWords",
    "Payment",
    "Place",
    "Pledge",
    "Presence",
    "Progress",
    "Record",
    "Reminder",
    "SavedSearch",
    "Section",
    "Subject",
    "Text",
    "Theme",
    "TwoThings",
    "taking_part",
]
